"""What finding a bot costs with 1 installation and with 100,000, as a ratio in one run, on either database.

By hand: `python -m tests.benchmarks.bench_authorize [installations]`. The two are measured in turns, so that
whatever else the machine does slows both.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from statistics import median

from sqlalchemy import insert

from storage import Storage, open_storage
from storage.installation_rows import bot_half, installer, shared
from storage.tables import INSTALLATIONS
from tests.postgres import fresh_database
from tests.storage.installs import installation
from tests.storage.record import KEY

MANY = 100_000
ROUNDS, FINDS = 40, 250
AT_ONCE = 5_000

Place = tuple[str | None, str | None]
SHAPES: dict[str, Callable[[int], Place]] = {
    "a workspace": lambda number: (None, f"T{number:08}"),
    "a workspace in an organisation": lambda number: (f"E{number:08}", f"T{number:08}"),
    "a workspace by its organisation": lambda number: (f"E{number:08}", None),
}


def place(number: int) -> Place:
    """Return where the nth installation is: a third of each shape."""
    return list(SHAPES.values())[number % len(SHAPES)](number)


def filled(database_url: str, numbers: Sequence[int]) -> Storage:
    """Make a database with these installations."""
    storage = open_storage(database_url, [KEY])
    storage.migrate()
    for first in range(0, len(numbers), AT_ONCE):
        rows = []
        for number in numbers[first : first + AT_ONCE]:
            given = installation(*place(number))
            row = shared(given) | installer(given)
            rows.append(row | bot_half(row, given, storage._vault))
        with storage._database.writing() as connection:
            connection.execute(insert(INSTALLATIONS), rows)
    with storage._database.reading() as connection:  # as it is when nothing was written for a while
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("ANALYZE")
    return storage


def microseconds(storage: Storage, numbers: Sequence[int]) -> float:
    """Return what finding one of these costs; Slack sends the workspace's id even if the install has none."""
    wanted = [(enterprise_id, team_id or "T0ELSEWHERE") for enterprise_id, team_id in map(place, numbers)]
    began = time.perf_counter()
    for enterprise_id, team_id in wanted:
        bot = storage.installations.find_bot(enterprise_id=enterprise_id, team_id=team_id)
        assert bot is not None
    return (time.perf_counter() - began) / len(wanted) * 1e6


def measure(kind: str, addresses: Iterator[str], many: int) -> None:
    lots = filled(next(addresses), range(many))
    choose = random.Random(1)  # noqa: S311 # no secret
    for first, shape in enumerate(SHAPES):
        alone = filled(next(addresses), [first])
        of_one, of_many = [], []
        for _ in range(ROUNDS + 1):
            of_one.append(microseconds(alone, [first] * FINDS))
            chosen = [choose.randrange(first, many, len(SHAPES)) for _ in range(FINDS)]
            of_many.append(microseconds(lots, chosen))
        ratios = [b / a for a, b in zip(of_one, of_many, strict=True)][1:]  # the first round connects
        print(  # noqa: T201 # a command
            f"{kind}, {shape}: {median(of_one):.0f} µs with 1 installation, {median(of_many):.0f} µs with "
            f"{many:,}: ratio {median(ratios):.2f}"
        )
        alone.close()
    lots.close()


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        measure("SQLite", (f"sqlite:///{folder}/{number}.sqlite3" for number in count()), many)
        measure("PostgreSQL", (stack.enter_context(fresh_database()) for _ in count()), many)


if __name__ == "__main__":
    main()
