"""A process that starts as the app does: waits for a line, then opens and migrates.

Started by the tests as `python -m tests.storage.starter <database url> [key]`.
"""

import sys

from storage import open_storage


def main() -> None:
    sys.stdin.readline()
    storage = open_storage(sys.argv[1], sys.argv[2:])
    storage.migrate()
    assert storage.ready()
    storage.close()


if __name__ == "__main__":
    main()
