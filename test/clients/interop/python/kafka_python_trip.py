"""kafka-python with the document's token provider and options."""

import os
import time

from kafka import KafkaConsumer, KafkaProducer
from trip import Trip, load, run


def work(trip: Trip) -> None:
    topic = os.environ["INTEROP_NAME"]
    (options,) = load("options")
    producer = KafkaProducer(**options())
    consumer = KafkaConsumer(topic, group_id=topic, auto_offset_reset="earliest", **options())
    while (value := trip.next()) is not None:
        producer.send(topic, value.encode()).get(trip.patience())
        trip.written()
        expect(consumer, value, trip.patience())
        trip.read()
        time.sleep(1)


def expect(consumer: KafkaConsumer, value: str, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        for records in consumer.poll(200).values():
            if value in [record.value.decode() for record in records]:
                return
    raise TimeoutError(f"'{value}' was not read within {patience} s")


if __name__ == "__main__":
    run(work)
