"""A process that appends to a scope's record until it is killed, saying each position once it is written.

Started by the tests as `python -m tests.storage.writer <database url> <key>`.
"""

import sys

from bolt_app.optout.chain import digest
from bolt_app.optout.model import Statement
from storage import open_storage
from tests.storage.record import entry_after


def main() -> None:
    storage = open_storage(sys.argv[1], [sys.argv[2]])
    before = None
    while True:
        letter = f"letter {before.position + 1 if before else 1}"
        entry = entry_after(before, Statement(texts=(("letter", digest(letter)),)))
        assert storage.ledger.append([entry], {"letter": letter})
        print(entry.position, flush=True)  # noqa: T201 # the test reads it
        before = entry


if __name__ == "__main__":
    main()
