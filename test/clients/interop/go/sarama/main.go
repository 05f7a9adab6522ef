// sarama with the document's configuration.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"interop/trip"

	"github.com/IBM/sarama"
)

func main() {
	brokers := []string{os.Getenv("INTEROP_BOOTSTRAP")}
	settings := config()
	settings.Producer.Return.Successes = true
	settings.Consumer.Return.Errors = true
	settings.Consumer.Offsets.Initial = sarama.OffsetOldest
	producer, err := sarama.NewSyncProducer(brokers, settings)
	trip.Must(err)
	group, err := sarama.NewConsumerGroup(brokers, trip.Topic(), settings)
	trip.Must(err)
	go func() {
		for err := range group.Errors() {
			fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), err)
		}
	}()
	values := make(reader, 100)
	go func() {
		for { // it returns after a rebalance and after a lost connection
			if err := group.Consume(context.Background(), []string{trip.Topic()}, values); err != nil {
				fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), err)
				time.Sleep(time.Second)
			}
		}
	}()

	write := func(value string) error {
		record := &sarama.ProducerMessage{Topic: trip.Topic(), Value: sarama.StringEncoder(value)}
		_, _, err := producer.SendMessage(record)
		return err
	}
	trip.Run(write, values.read, func(error) bool { return false })
}

type reader chan string

func (values reader) read(value string) error {
	late := time.After(trip.Patience)
	for {
		select {
		case next := <-values:
			if next == value {
				return nil
			}
		case <-late:
			return fmt.Errorf("not read within %s", trip.Patience)
		}
	}
}

func (reader) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (reader) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (values reader) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case record, open := <-claim.Messages():
			if !open {
				return nil
			}
			values <- string(record.Value)
			session.MarkMessage(record, "")
		case <-session.Context().Done():
			return nil
		}
	}
}
