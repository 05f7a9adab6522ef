"""confluent-kafka with the document's configuration, in Python or as a properties file.

With INTEROP_TOKEN it keeps that one token, as a client does that cannot refresh.
"""

import os
import sys
import time

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer
from trip import AuthenticationFailed, Trip, load, run


class Role:
    """The configuration of one client, and what librdkafka reports about it."""

    def __init__(self, role: str, **extra: str) -> None:
        self.errors: list[KafkaError] = []
        name = f"{os.environ['INTEROP_NAME']}-{role}"
        self.config = {**configuration(), "client.id": name, "error_cb": self.on_error, **extra}

    def on_error(self, error: KafkaError) -> None:
        print(time.strftime("%H:%M:%S"), error.name(), error.str(), file=sys.stderr, flush=True)
        self.errors.append(error)

    def late(self, what: str) -> Exception:
        """What to raise when nothing has come of it: librdkafka itself never gives up."""
        if any(error.code() == KafkaError._AUTHENTICATION for error in self.errors):
            return AuthenticationFailed(self.errors)
        return TimeoutError(what)


def configuration() -> dict[str, object]:
    path = os.environ["INTEROP_SNIPPET"]
    if path.endswith(".py"):
        (config,) = load("config")
        return dict(config)
    with open(path, encoding="utf8") as file:
        config = dict(line.split("=", 1) for line in file.read().splitlines())
    token = os.environ.get("INTEROP_TOKEN")
    if token is not None:
        config = {name: value for name, value in config.items() if "oauthbearer" not in name}
        config["oauth_cb"] = lambda _: (token, time.time() + 3600)
    return config


def produce(producer: Producer, role: Role, value: str, patience: float) -> None:
    reports: list[KafkaError | None] = []
    producer.produce(os.environ["INTEROP_NAME"], value=value, on_delivery=lambda error, _: reports.append(error))
    deadline = time.monotonic() + patience
    while not reports:
        producer.poll(0.2)
        if time.monotonic() > deadline:
            raise role.late(f"'{value}' was not acknowledged within {patience} s")
    if reports[0] is not None:
        raise KafkaException(reports[0])


def expect(consumer: Consumer, role: Role, value: str, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        message = consumer.poll(0.2)
        if message is None:
            continue
        if message.error() is not None:
            raise KafkaException(message.error())
        if message.value().decode() == value:
            return
    raise role.late(f"'{value}' was not read within {patience} s")


def work(trip: Trip) -> None:
    topic = os.environ["INTEROP_NAME"]
    writing = Role("producer")
    reading = Role("consumer", **{"group.id": topic, "auto.offset.reset": "earliest"})
    producer = Producer(writing.config)
    consumer = Consumer(reading.config)
    consumer.subscribe([topic])
    while (value := trip.next()) is not None:
        produce(producer, writing, value, trip.patience())
        trip.written()
        expect(consumer, reading, value, trip.patience())
        trip.read()
        time.sleep(1)


if __name__ == "__main__":
    run(work)
