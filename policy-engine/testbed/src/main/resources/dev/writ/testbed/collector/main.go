// An OpenTelemetry Collector for tests: its own OTLP receiver, and what it received at /records, one JSON line a request.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
)

// host is what the receiver is told of its surroundings: that there are none.
type host struct{}

func (host) ReportFatalError(err error)                                                { fail(err) }
func (host) GetFactory(component.Kind, component.Type) component.Factory               { return nil }
func (host) GetExtensions() map[component.ID]component.Component                       { return nil }
func (host) GetExporters() map[component.DataType]map[component.ID]component.Component { return nil }

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// pipeline keeps what arrives, or refuses it.
type pipeline struct {
	mutex    sync.Mutex
	refusing bool
	lines    []byte
}

func (p *pipeline) take(_ context.Context, logs plog.Logs) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.refusing {
		return errors.New("the pipeline refuses")
	}
	line, err := (&plog.JSONMarshaler{}).MarshalLogs(logs)
	p.lines = append(append(p.lines, line...), '\n')
	return err
}

func (p *pipeline) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	switch r.URL.Path {
	case "/records":
		_, _ = w.Write(p.lines)
	case "/refuse":
		p.refusing = true
	case "/accept":
		p.refusing = false
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func receive(address string, into *pipeline) {
	factory := otlpreceiver.NewFactory()
	config := factory.CreateDefaultConfig().(*otlpreceiver.Config)
	config.GRPC = nil
	config.HTTP.Endpoint = address
	logs, err := consumer.NewLogs(into.take)
	if err != nil {
		fail(err)
	}
	telemetry := component.TelemetrySettings{
		Logger:         zap.NewNop(),
		TracerProvider: trace.NewNoopTracerProvider(),
		MeterProvider:  noop.NewMeterProvider(),
		Resource:       pcommon.NewResource(),
	}
	settings := receiver.CreateSettings{ID: component.NewID("otlp"), TelemetrySettings: telemetry}
	otlp, err := factory.CreateLogsReceiver(context.Background(), settings, config, logs)
	if err == nil {
		err = otlp.Start(context.Background(), host{})
	}
	if err != nil {
		fail(err)
	}
}

// The arguments are the address for OTLP over HTTP and the one at which a test asks.
func main() {
	kept := &pipeline{}
	asked, err := net.Listen("tcp", os.Args[2])
	if err != nil {
		fail(err)
	}
	receive(os.Args[1], kept)
	fmt.Println("ready")
	fail(http.Serve(asked, kept))
}
