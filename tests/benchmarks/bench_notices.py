"""Tells 10,000 people of a change while workers die at random, and prints what came of it.

By hand: `python -m tests.benchmarks.bench_notices [people]`, on SQLite.
"""

import sys
import tempfile
import time
from pathlib import Path

from storage import open_storage
from tests.storage.record import KEY
from tests.storage.telling import tell_many


def main(people: int) -> None:
    """Tell, count, print."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(f"sqlite:///{Path(folder) / 'record.sqlite3'}", [KEY])
        storage.migrate()
        began = time.perf_counter()
        tally = tell_many(storage, people)
        took = time.perf_counter() - began
        storage.close()
    twice = sum(1 for number in tally.delivered.values() if number > 1)
    silent = [outcome for outcome in tally.outcomes if outcome not in ("sent", "unknown")]
    print(f"{tally.killed.total()} workers died: {dict(tally.killed)}; {tally.paused} pauses")  # noqa: T201
    print(f"{tally.outcomes.total()} messages: {dict(tally.outcomes)}, {twice} delivered twice")  # noqa: T201
    print(f"recorded as sent and not delivered: {len(tally.sent - set(tally.delivered))}")  # noqa: T201
    print(f"sent during a pause: {tally.during_pauses}")  # noqa: T201
    print(f"{took:.0f} s, {people / took:.0f} messages a second")  # noqa: T201
    sys.exit(bool(twice or silent or tally.during_pauses))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
