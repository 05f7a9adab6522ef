// franz-go with the document's options.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"interop/trip"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	producer, err := kgo.NewClient(options()...)
	trip.Must(err)
	consumer, err := kgo.NewClient(append(options(),
		kgo.ConsumerGroup(trip.Topic()),
		kgo.ConsumeTopics(trip.Topic()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))...)
	trip.Must(err)

	write := func(value string) error {
		within, cancel := context.WithTimeout(context.Background(), trip.Patience)
		defer cancel()
		record := &kgo.Record{Topic: trip.Topic(), Value: []byte(value)}
		return producer.ProduceSync(within, record).FirstErr()
	}
	read := func(value string) error {
		within, cancel := context.WithTimeout(context.Background(), trip.Patience)
		defer cancel()
		for {
			fetches := consumer.PollFetches(within)
			for _, record := range fetches.Records() {
				if string(record.Value) == value {
					return nil
				}
			}
			if within.Err() != nil {
				return fmt.Errorf("not read within %s", trip.Patience)
			}
			// The client goes on by itself: an error that it reports is not the end.
			if err := fetches.Err(); err != nil {
				fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), err)
			}
		}
	}
	trip.Run(write, read, func(error) bool { return false })
}
