"""Units of work: who waits for whom, for how long, and what is said when waiting was in vain."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from storage import Storage, StorageError, Unavailable, open_storage
from storage.database import Database, open_database
from tests.postgres import fresh_database
from tests.storage.record import ACME, KEY, NO_TEXTS, entry_after, send, three_entries

STRAY = text("INSERT INTO leaving VALUES ('T0STRAY')")


def hasty(database_url: str) -> Database:
    """The database for somebody with two connections who hardly waits."""
    return open_database(database_url, threads=2, patience=0.01, busy=0.01)


@pytest.fixture
def impatient(storage: Storage, database_url: str) -> Iterator[Database]:
    """The migrated database, opened a second time."""
    assert storage.ready()
    database = hasty(database_url)
    yield database
    database.close()


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Database]:
    address = f"sqlite:///{tmp_path}/only.sqlite3"
    opened = open_storage(address, [KEY])
    opened.migrate()
    opened.close()
    database = hasty(address)
    yield database
    database.close()


def number_of_entries(connection: Connection) -> int:
    number: int = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
    return number


def count(database: Database) -> int:
    with database.reading() as connection:
        return number_of_entries(connection)


def write_and_fail(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(STRAY)
        raise KeyError


def write(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(STRAY)


def test_one_thread_too_many_is_told_and_not_left_waiting(impatient: Database):
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(impatient.reading())
        with pytest.raises(Unavailable, match=r"All connections to the database .* are in use\."):
            count(impatient)
    assert count(impatient) == 0


def test_what_fails_in_the_middle_writes_nothing_and_gives_its_connection_back(impatient: Database):
    for _ in range(5):
        with pytest.raises(KeyError):
            write_and_fail(impatient)
    with impatient.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM leaving")).scalar_one() == 0


def test_readers_are_not_held_up_by_a_writer_and_see_what_is_committed(storage: Storage, impatient: Database):
    send(storage)
    with storage._database.writing() as connection:
        connection.execute(text("UPDATE entries SET actor_id = NULL"))
        with impatient.reading() as reader:
            seen = reader.execute(text("SELECT actor_id FROM entries")).scalar_one()
    assert seen == "U0OLIVIA"


def test_a_reader_holds_no_transaction_open(storage: Storage, impatient: Database):
    with impatient.reading() as reader:
        assert number_of_entries(reader) == 0
        send(storage)
        assert number_of_entries(reader) == 1


def test_between_two_pages_of_a_record_no_connection_is_held(storage: Storage):
    three_entries(storage)
    pool = storage._database.engine.pool
    assert isinstance(pool, QueuePool)
    links = storage.ledger.links(ACME)
    assert next(links).position == 1
    assert pool.checkedout() == 0
    with storage._database.reading():
        assert pool.checkedout() == 1


def test_on_sqlite_a_writer_whose_turn_does_not_come_is_told(on_sqlite: Database):
    with on_sqlite.writing(), pytest.raises(Unavailable, match="is busy with other writers"):
        write(on_sqlite)
    write(on_sqlite)


def test_on_sqlite_a_writer_is_told_that_another_process_writes(on_sqlite: Database, tmp_path: Path):
    other = open_database(f"sqlite:///{tmp_path}/only.sqlite3")
    with other.writing(), pytest.raises(Unavailable, match="did not answer: database is locked"):
        write(on_sqlite)
    write(on_sqlite)
    other.close()


def test_on_sqlite_a_second_migration_is_kept_out_while_one_runs(on_sqlite: Database, tmp_path: Path):
    other = open_database(f"sqlite:///{tmp_path}/only.sqlite3")
    with other.alone(), pytest.raises(Unavailable), on_sqlite.alone():
        pytest.fail("two were alone")
    other.close()


def test_on_postgresql_a_second_migration_waits_for_the_first():
    order: list[str] = []
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with fresh_database() as address:
        database = open_database(address)

        def migrate_too() -> None:
            with database.alone():
                order.append("second")

        second = threading.Thread(target=migrate_too)
        with database.alone() as connection:
            second.start()
            while second.is_alive() and connection.execute(waiting).scalar_one() == 0:
                pass
            order.append("first")
        second.join()
        database.close()
    assert order == ["first", "second"]


def test_sqlite_is_written_ahead_with_foreign_keys_and_overwrites_what_is_deleted(on_sqlite: Database):
    with on_sqlite.reading() as connection:
        asked = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        }
    assert asked == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2}


def test_errors_of_the_database_do_not_carry_what_was_written(storage: Storage):
    send(storage)
    change = text("UPDATE entries SET canonical = canonical WHERE actor_id = :actor")
    with pytest.raises(DBAPIError) as refused, storage._database.writing() as connection:
        connection.execute(change, {"actor": "U0OLIVIA"})
    assert "never changed" in str(refused.value)
    assert "U0OLIVIA" not in str(refused.value)


def test_a_statement_that_does_not_fit_the_schema_is_a_bug_and_not_a_passing_failure(storage: Storage):
    with pytest.raises(DBAPIError, match="no_such_table"), storage._database.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))


def test_the_first_row_is_read_and_its_connection_given_back(impatient: Database):
    for _ in range(5):
        assert impatient.first(text("SELECT :a"), {"a": "one row"}) == ("one row",)
    assert impatient.first(text("SELECT hash FROM entries WHERE scope = :scope"), {"scope": "T0NONE"}) is None


def test_where_every_connection_is_in_use_a_first_row_is_read_on_sqlite_and_refused_on_postgresql(
    impatient: Database,
):
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(impatient.reading())
        if impatient.file is not None:
            assert impatient.first(text("SELECT :a"), {"a": "one row"}) == ("one row",)
            return
        with pytest.raises(Unavailable, match=r"All connections to the database .* are in use\."):
            impatient.first(text("SELECT :a"), {"a": ""})


def test_a_first_row_is_of_what_was_written_last_by_whomever(storage: Storage, impatient: Database):
    newest = text("SELECT position FROM entries WHERE scope = :scope ORDER BY position DESC LIMIT 1")
    assert impatient.first(newest, {"scope": ACME.id}) is None
    three_entries(storage)
    assert impatient.first(newest, {"scope": ACME.id}) == (3,)


def test_a_first_row_that_does_not_fit_the_schema_is_a_bug_and_its_connection_given_back(impatient: Database):
    for _ in range(5):
        with pytest.raises(DBAPIError, match="no_such_table") as refused:
            impatient.first(text("SELECT * FROM no_such_table WHERE a = :a"), {"a": "what somebody wrote"})
        assert "what somebody wrote" not in str(refused.value)


def test_a_first_row_behind_a_lock_is_a_passing_failure(on_sqlite: Database):
    with on_sqlite.reading() as exclusive:
        exclusive.exec_driver_sql("PRAGMA locking_mode=EXCLUSIVE")
        exclusive.exec_driver_sql("PRAGMA journal_mode=DELETE")
        exclusive.exec_driver_sql("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="did not answer: database is locked"):
            on_sqlite.first(text("SELECT hash FROM entries WHERE scope = :scope"), {"scope": ""})


def test_before_the_migration_the_ledger_is_a_bug_and_not_a_passing_failure(tmp_path: Path):
    (tmp_path / "empty.sqlite3").touch()
    storage = open_storage(f"sqlite:///{tmp_path}/empty.sqlite3", [KEY])
    with pytest.raises(OperationalError, match="no such table: entries"):
        storage.ledger.append([entry_after(None)], NO_TEXTS)
    assert not storage.ready()
    storage.close()


def test_a_damaged_file_is_told_from_one_that_is_busy(tmp_path: Path):
    file = tmp_path / "damaged.sqlite3"
    file.write_text("a letter, not a database" * 100)
    with pytest.raises(StorageError, match=r"cannot be read: file is not a database\.$") as refused:
        open_storage(f"sqlite:///{file}", [KEY])
    assert not isinstance(refused.value, Unavailable)


def test_opening_a_database_touches_nothing(tmp_path: Path):
    database = open_database(f"sqlite:///{tmp_path}/a.sqlite3")
    assert not database.there
    assert list(tmp_path.iterdir()) == []
