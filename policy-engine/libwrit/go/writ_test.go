package libwrit

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// fixture is a file of the folder that the build writes for these tests.
func fixture(t *testing.T, name string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(filepath.Join(os.Getenv("WRIT_FIXTURES"), name))
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func request(subject string) []byte {
	return []byte(fmt.Sprintf(`{"subject":{"type":"user","id":"%s"},"action":{"name":"read"},
		"resource":{"type":"record","id":"1","properties":{"ownerId":"alice"}}}`, subject))
}

func opened(t *testing.T, name string) *Pdp {
	t.Helper()
	pdp, err := Open(fixture(t, name), fixture(t, "keys.pem"), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pdp.Close)
	return pdp
}

func allowed(t *testing.T, pdp *Pdp, subject string) bool {
	t.Helper()
	answer, err := pdp.Decide(request(subject))
	if err != nil {
		t.Fatal(err)
	}
	return answer.Allowed
}

func fails(t *testing.T, status string, answer Answer, err error) {
	t.Helper()
	var failure *Error
	if !errors.As(err, &failure) || failure.Status != status || failure.Message == "" {
		t.Errorf("%v instead of %s", err, status)
	}
	if answer.Allowed {
		t.Error("a call that failed allowed")
	}
}

func TestTheOwnerMayAndAStrangerMayNot(t *testing.T) {
	pdp := opened(t, "first.bundle")
	if !allowed(t, pdp, "alice") || allowed(t, pdp, "bob") {
		t.Error("wrong decision")
	}
}

func TestABatchIsAnsweredInOrder(t *testing.T) {
	pdp := opened(t, "first.bundle")
	batch := fmt.Sprintf(`{"evaluations":[%s,%s]}`, request("alice"), request("bob"))
	answer, err := pdp.DecideAll([]byte(batch))
	if err != nil {
		t.Fatal(err)
	}
	var read struct{ Evaluations []struct{ Decision bool } }
	if err := json.Unmarshal(answer.Body, &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Evaluations) != 2 || !read.Evaluations[0].Decision || read.Evaluations[1].Decision || answer.Allowed {
		t.Errorf("%s", answer.Body)
	}
}

func TestAnExplanationNamesTheRule(t *testing.T) {
	answer, err := opened(t, "first.bundle").Explain(request("bob"))
	if err != nil || answer.Allowed || !strings.Contains(string(answer.Body), "records/owner-reads") {
		t.Errorf("%s %v", answer.Body, err)
	}
}

func TestWhatSaysNothingIsAnError(t *testing.T) {
	pdp := opened(t, "first.bundle")
	for _, body := range [][]byte{nil, {}, []byte("{}"), {'"', 0xff, '"'}} {
		answer, err := pdp.Decide(body)
		fails(t, "invalid-request", answer, err)
		answer, err = pdp.DecideBinary(body)
		fails(t, "invalid-request", answer, err)
	}
	answer, err := pdp.Decide(make([]byte, 1<<20+1))
	fails(t, "too-large", answer, err)
}

func TestABundleThatIsNotToBeBelievedIsNotOpened(t *testing.T) {
	keys := fixture(t, "keys.pem")
	for _, bundle := range [][]byte{nil, fixture(t, "strange.bundle"), fixture(t, "first.bundle")[:99]} {
		_, err := Open(bundle, keys, 0)
		fails(t, "invalid-bundle", Answer{}, err)
	}
	_, err := Open(fixture(t, "first.bundle"), keys, 8)
	fails(t, "invalid-bundle", Answer{}, err)
	_, err = Open(fixture(t, "first.bundle"), nil, 0)
	fails(t, "invalid-bundle", Answer{}, err)
}

func TestASwapGoesForwardOrNotAtAll(t *testing.T) {
	pdp := opened(t, "first.bundle")
	if err := pdp.Swap(fixture(t, "newer.bundle")); err != nil {
		t.Fatal(err)
	}
	fails(t, "invalid-bundle", Answer{}, pdp.Swap(fixture(t, "second.bundle")))
	if !allowed(t, pdp, "alice") {
		t.Error("a swap that failed took effect")
	}
}

func TestItSaysWhatDecides(t *testing.T) {
	pdp := opened(t, "first.bundle")
	state, err := pdp.Info()
	if err != nil || state.Sequence != 7 || state.NotAfter.Sub(state.IssuedAt) != 24*time.Hour {
		t.Errorf("%+v %v", state, err)
	}
	answer, err := pdp.Decide(request("alice"))
	if err != nil || !strings.Contains(string(answer.Body), state.Revision) {
		t.Errorf("%s %v", answer.Body, err)
	}
}

func TestPoliciesThatAskForTheServiceWantToBeToldOfIt(t *testing.T) {
	bundle, keys := fixture(t, "services.bundle"), fixture(t, "keys.pem")
	_, err := Open(bundle, keys, 0)
	fails(t, "unsupported", Answer{}, err)
	for _, service := range []string{"", "spiffe://shop.example/ledger"} {
		pdp, err := Open(bundle, keys, 0, Service(service))
		if err != nil {
			t.Fatal(err)
		}
		pdp.Close()
	}
}

func TestAfterItsEndItFails(t *testing.T) {
	pdp := opened(t, "first.bundle")
	pdp.Close()
	if answer, err := pdp.Decide(request("alice")); !errors.Is(err, ErrClosed) || answer.Allowed {
		t.Error(err)
	}
}

func TestGoroutinesDecideWhileBundlesAreSwapped(t *testing.T) {
	pdp := opened(t, "first.bundle")
	first, err := pdp.Info()
	if err != nil {
		t.Fatal(err)
	}
	var deciding sync.WaitGroup
	for i := 0; i < 16; i++ {
		deciding.Add(1)
		go func() {
			defer deciding.Done()
			for j := 0; j < 500; j++ {
				answer, err := pdp.Decide(request("alice"))
				if err != nil || answer.Allowed != strings.Contains(string(answer.Body), first.Revision) {
					t.Errorf("%s %v", answer.Body, err)
					return
				}
			}
		}()
	}
	for i := 0; i < 50; i++ {
		if err := pdp.Swap(fixture(t, []string{"second.bundle", "first.bundle"}[i%2])); err != nil {
			t.Error(err)
		}
	}
	deciding.Wait()
}

func TestItHasAVersion(t *testing.T) {
	if strings.Count(Version(), ".") != 2 {
		t.Error(Version())
	}
}
