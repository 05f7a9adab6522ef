"""Writes a record a second and reads each back, for INTEROP_SECONDS, with librdkafka's own login.

With INTEROP_TOKEN in place of the endpoint's URL it keeps that one token, as a client does that
cannot refresh. The last line of stdout is a JSON object of counters. Exit code 2: the client could
not authenticate; 1: any other failure.
"""

import json
import os
import sys
import time

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer

PATIENCE = 15.0


class Role:
    """The configuration of one client, and what librdkafka reports about it."""

    def __init__(self, role: str, **extra: str) -> None:
        self.errors: list[KafkaError] = []
        self.config = {
            "bootstrap.servers": os.environ["INTEROP_BOOTSTRAP"],
            "client.id": f"{os.environ['INTEROP_NAME']}-{role}",
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanisms": "OAUTHBEARER",
            "error_cb": self.on_error,
            **login(),
            **extra,
        }

    def on_error(self, error: KafkaError) -> None:
        print(error.name(), error.str(), file=sys.stderr, flush=True)
        self.errors.append(error)

    def check(self) -> None:
        # The most telling first: "all brokers down" follows from any of the others.
        for error in sorted(self.errors, key=lambda e: e.code() != KafkaError._AUTHENTICATION):
            raise KafkaException(error)


def login() -> dict[str, object]:
    token = os.environ.get("INTEROP_TOKEN")
    if token is not None:
        return {"oauth_cb": lambda _: (token, time.time() + 3600)}
    return {
        "sasl.oauthbearer.method": "oidc",
        "sasl.oauthbearer.client.id": os.environ["INTEROP_CLIENT_ID"],
        "sasl.oauthbearer.client.secret": os.environ["INTEROP_CLIENT_SECRET"],
        "sasl.oauthbearer.token.endpoint.url": os.environ["INTEROP_TOKEN_URL"],
    }


def produce(producer: Producer, role: Role, topic: str, value: str) -> None:
    reports: list[KafkaError | None] = []
    producer.produce(topic, value=value, on_delivery=lambda error, _: reports.append(error))
    deadline = time.monotonic() + PATIENCE
    while not reports:
        producer.poll(0.2)
        role.check()
        if time.monotonic() > deadline:
            raise TimeoutError(f"'{value}' was not acknowledged within {PATIENCE} s")
    if reports[0] is not None:
        raise KafkaException(reports[0])


def expect(consumer: Consumer, role: Role, value: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        message = consumer.poll(0.2)
        role.check()
        if message is None:
            continue
        if message.error() is not None:
            raise KafkaException(message.error())
        if message.value().decode() != value:
            raise ValueError(f"read {message.value()!r} where '{value}' was due")
        return
    raise TimeoutError(f"'{value}' was not read within {PATIENCE} s")


def main() -> int:
    topic = os.environ["INTEROP_NAME"]
    end = time.monotonic() + float(os.environ["INTEROP_SECONDS"])
    writing = Role("producer")
    reading = Role("consumer", **{"group.id": topic, "auto.offset.reset": "earliest"})
    produced = consumed = 0
    code = 0
    try:
        producer = Producer(writing.config)
        consumer = None
        while time.monotonic() < end:
            value = f"record {produced}"
            produce(producer, writing, topic, value)
            produced += 1
            if consumer is None:  # the first record has created the topic by now
                consumer = Consumer(reading.config)
                consumer.subscribe([topic])
            expect(consumer, reading, value)
            consumed += 1
            time.sleep(1)
        if consumer is not None:
            consumer.close()
    except KafkaException as exception:
        print(exception, file=sys.stderr, flush=True)
        code = 2 if exception.args[0].code() == KafkaError._AUTHENTICATION else 1
    except (TimeoutError, ValueError) as exception:
        print(exception, file=sys.stderr, flush=True)
        code = 1
    print(json.dumps({"produced": produced, "consumed": consumed}), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
