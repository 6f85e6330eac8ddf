"""Connections for single rows: kept while they work, let go when they fail, one thread on each."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.first_row import FirstRow

NAME = "SELECT name FROM people WHERE id = :id"


class File:
    """A database of two people, and the connections opened to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened: list[sqlite3.Connection] = []
        with closing(sqlite3.connect(path)) as made:
            made.executescript(
                "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT);"
                "INSERT INTO people VALUES ('U0ADA', 'Ada'), ('U0SAM', 'Sam');"
            )

    def connect(self) -> sqlite3.Connection:
        self.opened.append(
            sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=0)
        )
        return self.opened[-1]

    def still_open(self) -> int:
        return sum(_is_open(connection) for connection in self.opened)


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(tmp_path / "people.sqlite3")


@pytest.fixture
def first_row(file: File) -> Iterator[FirstRow]:
    first_row = FirstRow(file.connect)
    yield first_row
    first_row.close()
    assert file.still_open() == 0


def test_a_row_is_found_or_it_is_none_and_one_connection_serves_all(file: File, first_row: FirstRow):
    assert [first_row.of(NAME, {"id": each}) for each in ("U0ADA", "U0SAM", "U0NOBODY")] == [
        ("Ada",),
        ("Sam",),
        None,
    ]
    assert len(file.opened) == 1


def test_of_many_rows_the_first_is_read_and_no_lock_stays(file: File, first_row: FirstRow):
    assert first_row.of("SELECT name FROM people ORDER BY name", {}) == ("Ada",)
    with closing(sqlite3.connect(file.path, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM people WHERE id = 'U0ADA'")
        other.execute("COMMIT")
    assert first_row.of("SELECT name FROM people ORDER BY name", {}) == ("Sam",)


def test_a_connection_that_failed_is_closed_and_the_next_call_opens_another(file: File, first_row: FirstRow):
    with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
        first_row.of("SELECT 1 FROM nowhere", {})
    assert file.still_open() == 0
    assert first_row.of(NAME, {"id": "U0ADA"}) == ("Ada",)
    assert len(file.opened) == 2


def test_behind_a_lock_the_driver_says_so(file: File, first_row: FirstRow):
    with closing(sqlite3.connect(file.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            first_row.of(NAME, {"id": "U0ADA"})
    assert first_row.of(NAME, {"id": "U0ADA"}) == ("Ada",)


def test_a_file_that_cannot_be_opened_is_the_drivers_error_too(tmp_path: Path):
    nowhere = FirstRow(lambda: sqlite3.connect(tmp_path / "no" / "folder" / "x.sqlite3"))
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        nowhere.of(NAME, {"id": "U0ADA"})


def test_after_it_was_closed_a_call_opens_a_connection_anew(file: File, first_row: FirstRow):
    first_row.of(NAME, {"id": "U0ADA"})
    first_row.close()
    assert file.still_open() == 0
    assert first_row.of(NAME, {"id": "U0SAM"}) == ("Sam",)
    assert len(file.opened) == 2


def test_two_threads_never_share_a_connection(file: File):
    both_connect = threading.Barrier(2)

    def connect() -> sqlite3.Connection:
        connection = file.connect()
        both_connect.wait()  # neither goes on before both hold one
        return connection

    first_row = FirstRow(connect)
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda id_=each: found.append(first_row.of(NAME, {"id": id_})))
        for each in ("U0ADA", "U0SAM")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == ["('Ada',)", "('Sam',)"]
    assert file.still_open() == len(file.opened) == 2
    first_row.close()
    assert file.still_open() == 0
