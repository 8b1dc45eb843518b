// Package libwrit decides by a signed policy bundle inside the process that asks: a thin binding of the C
// library. CGO_CFLAGS and CGO_LDFLAGS say where writ.h and libwrit.so lie, where the compiler does not know it.
//
// A call that returns an error returns no allow with it.
package libwrit

/*
#cgo LDFLAGS: -lwrit
#include <stdlib.h>
#include <writ.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

// ErrClosed is returned by calls on a Pdp after Close.
var ErrClosed = errors.New("closed: this decision point is closed")

// Error is a call without an answer: a deny.
type Error struct {
	Status  string // such as "invalid-bundle"
	Message string // for people
}

func (e *Error) Error() string { return e.Status + ": " + e.Message }

// Answer is what a call hands back: Allowed of a single decision that is allow, and the answer's JSON.
type Answer struct {
	Allowed bool
	Body    []byte
}

// State is what decides now. Sequence is to be kept, for Open at the next start.
type State struct {
	Revision string
	Sequence uint64
	IssuedAt time.Time
	NotAfter time.Time
}

// Pdp decides. Its methods may be called by several goroutines at once, other than Close.
type Pdp struct {
	handle *C.writ
}

// Option says more of the process that decides.
type Option func(*options)

type options struct {
	service *string
}

// Service is the SPIFFE ID of this process, where policies ask for it; "" if it has none.
func Service(id string) Option {
	return func(o *options) { o.service = &id }
}

// Open verifies a bundle by public keys in PEM and makes it ready to decide. One of a sequence below
// lastSequence is refused.
func Open(bundle, keys []byte, lastSequence uint64, more ...Option) (*Pdp, error) {
	var chosen options
	for _, option := range more {
		option(&chosen)
	}
	var service *C.char
	if chosen.service != nil {
		service = C.CString(*chosen.service)
		defer C.free(unsafe.Pointer(service))
	}
	var handle *C.writ
	var answer C.writ_answer
	status := C.writ_open(pointer(bundle), C.size_t(len(bundle)), (*C.char)(pointer(keys)), C.size_t(len(keys)),
		C.uint64_t(lastSequence), service, &handle, &answer)
	runtime.KeepAlive(bundle)
	runtime.KeepAlive(keys)
	if _, err := taken(status, &answer); err != nil {
		return nil, err
	}
	return &Pdp{handle}, nil
}

// Decide answers an AuthZEN evaluation.
func (p *Pdp) Decide(request []byte) (Answer, error) {
	return p.ask(request, func(bytes unsafe.Pointer, length C.size_t, answer *C.writ_answer) C.writ_status {
		return C.writ_decide(p.handle, (*C.char)(bytes), length, answer)
	})
}

// DecideAll answers AuthZEN evaluations, all by the same policies and at the same time.
func (p *Pdp) DecideAll(request []byte) (Answer, error) {
	return p.ask(request, func(bytes unsafe.Pointer, length C.size_t, answer *C.writ_answer) C.writ_status {
		return C.writ_decide_all(p.handle, (*C.char)(bytes), length, answer)
	})
}

// DecideBinary answers an evaluation in the binary form.
func (p *Pdp) DecideBinary(message []byte) (Answer, error) {
	return p.ask(message, func(bytes unsafe.Pointer, length C.size_t, answer *C.writ_answer) C.writ_status {
		return C.writ_decide_binary(p.handle, bytes, length, answer)
	})
}

// Explain answers an evaluation with everything that was considered.
func (p *Pdp) Explain(request []byte) (Answer, error) {
	return p.ask(request, func(bytes unsafe.Pointer, length C.size_t, answer *C.writ_answer) C.writ_status {
		return C.writ_explain(p.handle, (*C.char)(bytes), length, answer)
	})
}

// Swap decides by another bundle from now on; after an error the one before goes on.
func (p *Pdp) Swap(bundle []byte) error {
	_, err := p.ask(bundle, func(bytes unsafe.Pointer, length C.size_t, answer *C.writ_answer) C.writ_status {
		return C.writ_swap(p.handle, bytes, length, answer)
	})
	return err
}

// Info says what decides now.
func (p *Pdp) Info() (State, error) {
	if p.handle == nil {
		return State{}, ErrClosed
	}
	var state C.writ_state
	if status := C.writ_info(p.handle, &state); status != C.WRIT_OK {
		return State{}, &Error{name(status), "nothing is known of what decides"}
	}
	return State{
		Revision: C.GoString(&state.revision[0]),
		Sequence: uint64(state.sequence),
		IssuedAt: time.UnixMilli(int64(state.issued_at)),
		NotAfter: time.UnixMilli(int64(state.not_after)),
	}, nil
}

// Close ends this; no call may be under way. Once more is well.
func (p *Pdp) Close() {
	C.writ_close(p.handle)
	p.handle = nil
}

// Version is the library's.
func Version() string { return C.GoString(C.writ_version()) }

func (p *Pdp) ask(bytes []byte, call func(unsafe.Pointer, C.size_t, *C.writ_answer) C.writ_status) (Answer, error) {
	if p.handle == nil {
		return Answer{}, ErrClosed
	}
	var answer C.writ_answer
	status := call(pointer(bytes), C.size_t(len(bytes)), &answer)
	runtime.KeepAlive(bytes)
	return taken(status, &answer)
}

// taken is what an answer says, after which C has its memory back.
func taken(status C.writ_status, answer *C.writ_answer) (Answer, error) {
	defer C.writ_free(answer)
	if answer.length > C.size_t(1<<31-1) {
		return Answer{}, &Error{"internal", fmt.Sprintf("an answer of %d bytes", answer.length)}
	}
	text := C.GoBytes(unsafe.Pointer(answer.text), C.int(answer.length))
	if status != C.WRIT_OK {
		return Answer{}, &Error{name(status), string(text)}
	}
	return Answer{Allowed: answer.allowed == 1, Body: text}, nil
}

func name(status C.writ_status) string { return C.GoString(C.writ_status_name(status)) }

// pointer is never nil, since no bytes are not the same as no argument.
func pointer(bytes []byte) unsafe.Pointer {
	if len(bytes) == 0 {
		return unsafe.Pointer(&nothing)
	}
	return unsafe.Pointer(&bytes[0])
}

var nothing byte
