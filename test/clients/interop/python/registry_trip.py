"""Schema Registry's client with the document's configuration: registers a schema and reads it."""

import json
import os
import time

from confluent_kafka.schema_registry import Schema
from trip import Trip, load, run


def work(trip: Trip) -> None:
    (registry,) = load("registry")
    while trip.next() is not None:
        # Another subject and another schema each time: the client keeps what it knows.
        subject = f"{os.environ['INTEROP_NAME']}-{trip.produced}"
        schema = json.dumps({"type": "fixed", "name": f"F{trip.produced}", "size": 1})
        registry.register_schema(subject, Schema(schema, "AVRO"))
        trip.written()
        found = registry.get_latest_version(subject).schema.schema_str
        if found != schema:
            raise ValueError(f"read {found} where {schema} was registered")
        trip.read()
        time.sleep(1)


if __name__ == "__main__":
    run(work)
