// confluent-kafka-go with the document's configuration.
package main

import (
	"fmt"
	"os"
	"time"

	"interop/trip"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func main() {
	producer, err := newProducer()
	trip.Must(err)
	go func() {
		for event := range producer.Events() {
			if problem, is := event.(kafka.Error); is {
				fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), problem)
			}
		}
	}()
	client := &client{producer: producer}
	trip.Run(client.write, client.read, func(err error) bool {
		problem, is := err.(kafka.Error)
		return is && problem.Code() == kafka.ErrAuthentication
	})
}

type client struct {
	producer *kafka.Producer
	consumer *kafka.Consumer
}

func (c *client) write(value string) error {
	topic := trip.Topic()
	reports := make(chan kafka.Event, 1)
	to := kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny}
	if err := c.producer.Produce(&kafka.Message{TopicPartition: to, Value: []byte(value)}, reports); err != nil {
		return err
	}
	select {
	case event := <-reports:
		return event.(*kafka.Message).TopicPartition.Error
	case <-time.After(trip.Patience):
		return fmt.Errorf("not acknowledged within %s", trip.Patience)
	}
}

func (c *client) read(value string) error {
	if c.consumer == nil {
		if err := c.startReading(); err != nil {
			return err
		}
	}
	for deadline := time.Now().Add(trip.Patience); time.Now().Before(deadline); {
		switch event := c.consumer.Poll(200).(type) {
		case *kafka.Message:
			if string(event.Value) == value {
				return event.TopicPartition.Error
			}
		case kafka.Error:
			fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), event)
		}
	}
	return fmt.Errorf("not read within %s", trip.Patience)
}

func (c *client) startReading() error {
	settings := config()
	trip.Must(settings.SetKey("group.id", trip.Topic()))
	trip.Must(settings.SetKey("auto.offset.reset", "earliest"))
	consumer, err := kafka.NewConsumer(settings)
	if err != nil {
		return err
	}
	c.consumer = consumer
	return consumer.Subscribe(trip.Topic(), nil)
}
