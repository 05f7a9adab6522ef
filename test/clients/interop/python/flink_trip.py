"""The Table API plugin, configured by the environment alone: a query and its result are a record."""

import time
import traceback

from confluent_pyflink.context import ConfluentContext
from confluent_pyflink.table import TableEnvironment
from confluent_pyflink.table.utils import ConfluentSettings
from trip import Trip


def ask(environment: TableEnvironment, query: str) -> list[int]:
    with environment.execute_sql(query).collect() as rows:
        return [row[0] for row in rows]


def work(trip: Trip) -> None:
    environment = TableEnvironment.create(ConfluentSettings())
    while trip.next() is not None:
        query = f"SELECT {trip.produced}"
        try:
            found = ask(environment, query)
        except Exception:
            # The plugin asks for a token once: to ask again after a 503 is left to the program.
            traceback.print_exc()
            time.sleep(5)
            found = ask(environment, query)
        trip.written()
        if found != [trip.consumed]:
            raise ValueError(f"read {found} for {query}")
        trip.read()
        time.sleep(1)


if __name__ == "__main__":
    run = Trip()
    # An error says what it is only as long as the plugin's Java process lives.
    with ConfluentContext():
        try:
            work(run)
        except Exception as exception:
            run.finish(exception)
        run.finish(None)
