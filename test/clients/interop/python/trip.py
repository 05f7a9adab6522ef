"""What every client here does: writes a record a second and reads it back, for INTEROP_SECONDS.

The last line of stdout is a JSON object: records written and read, when the last was read
(milliseconds since the epoch), and the longest time that one took but the first (milliseconds). Exit code 2: the
client could not authenticate; 1: any other failure; 0: none.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable

PATIENCE = 15.0
START_UP = 60.0


class AuthenticationFailed(Exception):
    pass


class Trip:
    def __init__(self) -> None:
        self.produced = self.consumed = self.last = self.longest = 0
        self.end = time.monotonic() + float(os.environ["INTEROP_SECONDS"])
        self.begun = 0.0

    def next(self) -> str | None:
        """The value to write now; None when the time is over."""
        if time.monotonic() > self.end:
            return None
        self.begun = time.monotonic()
        return f"record {self.produced}"

    def patience(self) -> float:
        """Seconds that the record under way may take to be written, and again to be read."""
        return PATIENCE if self.consumed > 0 else START_UP

    def written(self) -> None:
        self.produced += 1

    def read(self) -> None:
        self.consumed += 1
        self.last = round(time.time() * 1000)
        # The first one has to wait for the log-ins.
        if self.consumed > 1:
            self.longest = max(self.longest, round((time.monotonic() - self.begun) * 1000))

    def finish(self, error: BaseException | None) -> None:
        if error is not None:
            traceback.print_exception(error)
        counters = {key: getattr(self, key) for key in ("produced", "consumed", "last", "longest")}
        print(json.dumps(counters), flush=True)
        code = 0 if error is None else 2 if isinstance(error, AuthenticationFailed) else 1
        # Without the clients' own clean-up, which would wait for what can't be delivered any more.
        sys.stderr.flush()
        os._exit(code)


def run(work: Callable[[Trip], object]) -> None:
    trip = Trip()
    try:
        work(trip)
    except BaseException as exception:
        trip.finish(exception)
    trip.finish(None)


def load(*names: str) -> list[object]:
    """Runs the document's snippet as it stands, and gives what it has defined under these names."""
    scope: dict[str, object] = {}
    with open(os.environ["INTEROP_SNIPPET"], encoding="utf8") as file:
        exec(compile(file.read(), os.environ["INTEROP_SNIPPET"], "exec"), scope)
    return [scope[name] for name in names]
