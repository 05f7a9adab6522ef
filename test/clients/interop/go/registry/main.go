// Schema Registry's client with the document's configuration: registers a schema and reads it.
package main

import (
	"fmt"
	"strings"

	"interop/trip"

	"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry"
)

func main() {
	registry, err := newRegistry()
	trip.Must(err)
	// Another subject and another schema each time: the client keeps what it knows.
	subject := func(value string) string { return trip.Topic() + "-" + strings.ReplaceAll(value, " ", "-") }
	schema := func(value string) string {
		return fmt.Sprintf(`{"type":"fixed","name":"%s","size":1}`, strings.ReplaceAll(value, " ", ""))
	}
	write := func(value string) error {
		_, err := registry.Register(subject(value), schemaregistry.SchemaInfo{Schema: schema(value)}, false)
		return err
	}
	read := func(value string) error {
		found, err := registry.GetLatestSchemaMetadata(subject(value))
		if err == nil && found.Schema != schema(value) {
			return fmt.Errorf("read %s where %s was registered", found.Schema, schema(value))
		}
		return err
	}
	trip.Run(write, read, func(error) bool { return false })
}
