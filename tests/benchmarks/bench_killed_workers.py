"""Kills workers in the middle of sending, a hundred times or as often as is said, and prints what came of it.

By hand: `python -m tests.benchmarks.bench_killed_workers [times]`. PostgreSQL is TEST_DATABASE_URL, else one
that is started for it.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.postgres import fresh_database
from tests.scenarios.killing import kill_workers


def main(times: int) -> None:
    """Kill, count, print."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, fresh_database() as database_url:
        tally = kill_workers(times, database_url, Path(folder))
    twice = sum(1 for number in tally.delivered.values() if number > 1)
    silent = [outcome for outcome in tally.outcomes if outcome not in ("sent", "unknown")]
    print(f"{tally.killed.total()} workers killed: {dict(tally.killed)}")  # noqa: T201
    print(f"{tally.outcomes.total()} messages: {dict(tally.outcomes)}, {twice} delivered twice")  # noqa: T201
    print(f"recorded as sent and not delivered: {len(tally.sent - set(tally.delivered))}")  # noqa: T201
    print(f"{time.perf_counter() - began:.0f} s")  # noqa: T201
    sys.exit(bool(twice or silent))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
