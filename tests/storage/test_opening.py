"""Opening, migrating, being ready: from nothing to the schema, and the sentences when that cannot be."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from storage import Storage, StorageError, Unavailable, existing_storage, open_storage
from storage.tables import Schema
from tests import postgres
from tests.storage.record import ACME, KEY, send, three_entries

ROOT = Path(__file__).parents[2]


def refusal(database_url: str, *keys: str) -> str:
    with pytest.raises(StorageError) as refused:
        open_storage(database_url, keys)
    return str(refused.value)


def test_an_empty_database_is_ready_once_it_is_migrated(database_url: str):
    storage = open_storage(database_url, [KEY])
    assert not storage.ready()
    storage.migrate()
    assert storage.ready()
    storage.close()


def test_a_second_migration_changes_nothing(storage: Storage):
    appended = three_entries(storage)
    storage.migrate()
    storage.migrate()
    assert storage.ledger.entries(ACME) == appended
    with storage._database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM meta")).scalar_one() == 1


def test_the_migrations_lead_to_the_tables_as_declared(storage: Storage):
    with storage._database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Schema.metadata) == []


def test_the_comparison_with_the_declared_tables_would_notice_a_column(storage: Storage):
    with storage._database.writing() as connection:
        connection.execute(text("ALTER TABLE texts ADD COLUMN stray TEXT"))
    with storage._database.engine.connect() as connection:
        [[kind, *_]] = compare_metadata(MigrationContext.configure(connection), Schema.metadata)
    assert kind == "remove_column"


def test_positions_begin_at_one(storage: Storage):
    send(storage)
    with pytest.raises(DBAPIError, match="ck_entries_counted"), storage._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO entries SELECT 'T1', 0, canonical, hash, '', '', '', '', '', '', '' FROM entries"
            )
        )


def test_a_migration_that_is_refused_leaves_nothing_behind(database_url: str):
    storage = open_storage(database_url, [KEY])
    storage._database.prepare()
    with storage._database.writing() as connection:
        connection.execute(text("CREATE TABLE meta (somebody_elses INTEGER)"))
    with pytest.raises(DBAPIError, match=r"meta.* already exists"):
        storage.migrate()
    with storage._database.writing() as connection:
        connection.execute(text("DROP TABLE meta"))
    storage.migrate()
    assert storage.ready()
    storage.close()


def test_a_database_of_a_newer_version_is_left_alone(storage: Storage):
    with storage._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError) as refused:
        storage.migrate()
    assert str(refused.value) == "The database was made by a newer version of this app. Update the app."


def test_what_the_app_made_is_opened_for_who_only_looks(storage: Storage, database_url: str):
    appended = three_entries(storage)
    found = existing_storage(database_url, [KEY])
    assert found
    assert found.ready()
    assert found.ledger.entries(ACME) == appended
    found.close()


def test_where_nothing_was_made_nothing_is_found_and_nothing_is_made(database_url: str, tmp_path: Path):
    assert existing_storage(database_url, [KEY]) is None
    if database_url.startswith("sqlite"):
        assert existing_storage(database_url, []) is None
        assert list(tmp_path.iterdir()) == []


def test_what_an_older_version_made_is_found_and_is_not_ready(storage: Storage, database_url: str):
    with storage._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    found = existing_storage(database_url, [KEY])
    assert found
    assert not found.ready()
    found.close()


def test_what_a_newer_version_made_is_refused_for_who_only_looks_too(storage: Storage, database_url: str):
    with storage._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match=r"by a newer version of this app\. Update the app\.$"):
        existing_storage(database_url, [KEY])


def test_a_look_makes_no_key_file_in_place_of_one_that_is_gone(tmp_path: Path):
    address = f"sqlite:///{tmp_path}/datapolicy.sqlite3"
    made = open_storage(address, [])
    made.migrate()
    made.close()
    key_file = tmp_path / "datapolicy.sqlite3.key"
    key_file.unlink()
    with pytest.raises(StorageError, match="is gone, and nothing else opens the texts"):
        existing_storage(address, [])
    assert not key_file.exists()


def test_workers_do_not_load_what_only_migrations_need(storage: Storage, database_url: str):
    opening = (
        "import sys; from storage import open_storage; s = open_storage(*sys.argv[1:2], sys.argv[2:]);"
        " assert s.ready(); s.close(); assert 'alembic' not in sys.modules, 'alembic was loaded'"
    )
    assert storage.ready()
    subprocess.run([sys.executable, "-c", opening, database_url, KEY], cwd=ROOT, check=True)


def test_a_sqlite_database_is_made_by_the_migration_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "data policy #1 100%.sqlite3"
    storage = open_storage(f"sqlite:///{file}", [KEY])
    assert list(tmp_path.iterdir()) == []
    storage.migrate()
    send(storage)
    for made in tmp_path.iterdir():
        assert made.name.startswith(file.name)
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert file.exists()
    storage.close()


def test_sqlite_is_not_ready_when_its_file_is_gone_and_none_is_made_in_its_place(tmp_path: Path):
    file = tmp_path / "datapolicy.sqlite3"
    storage = open_storage(f"sqlite:///{file}", [KEY])
    storage.migrate()
    assert storage.ready()
    file.unlink()
    assert not storage.ready()
    storage.close()
    with pytest.raises(Unavailable, match="unable to open database file"):
        storage.ledger.entries(ACME)
    assert not file.exists()


def test_postgresql_is_not_ready_when_it_is_gone():
    with postgres.fresh_database() as address:
        storage = open_storage(address, [KEY])
        storage.migrate()
        assert storage.ready()
        postgres.drop(str(make_url(address).database))
        assert not storage.ready()
        with pytest.raises(Unavailable, match="did not answer"):
            send(storage)
        storage.close()


def test_a_connection_that_was_cut_is_replaced_without_anybody_noticing():
    with postgres.fresh_database() as address:
        storage = open_storage(address, [KEY])
        storage.migrate()
        send(storage)
        with psycopg.connect(address, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert len(storage.ledger.entries(ACME)) == 1
        storage.close()


def test_postgresql_without_a_key_is_one_sentence():
    with postgres.fresh_database() as address:
        assert refusal(address) == "ENCRYPTION_KEYS is not set, and PostgreSQL needs it."


def test_a_database_that_does_not_answer_is_a_sentence_without_the_password(tmp_path: Path):
    said = refusal(f"postgresql://app:s3cret@/datapolicy?host={tmp_path}&password=s3cret-too", KEY)
    assert said.startswith("The database postgresql://app:***@/datapolicy did not answer: ")
    assert str(tmp_path) in said
    assert "s3cret" not in said
    assert "\n" not in said
    assert said.endswith(". The setting DATABASE_URL names it.")


def test_the_driver_that_the_app_chose_is_not_shown_for_what_the_operator_wrote(tmp_path: Path):
    said = refusal(f"postgresql+psycopg://app@/datapolicy?host={tmp_path}", KEY)
    assert said.startswith("The database postgresql://app@/datapolicy did not answer: ")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_taken(scheme: str):
    with postgres.fresh_database() as address:
        storage = open_storage(address.replace("postgresql", scheme, 1), [KEY])
        storage.migrate()
        assert storage.ready()
        storage.close()


@pytest.mark.parametrize("wrong", ["", "datapolicy.sqlite3", "no address at all", "postgresql://h:x/y"])
def test_an_address_that_is_none_is_a_sentence(wrong: str):
    assert refusal(wrong, KEY) == "DATABASE_URL is not the address of a database."


def test_another_kind_of_database_is_a_sentence_without_the_password():
    said = refusal("mysql://app:s3cret@host/datapolicy", KEY)
    assert said == "DATABASE_URL is of the kind mysql, not sqlite or postgresql."


@pytest.mark.parametrize("memory", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused_since_every_thread_would_have_its_own(memory: str):
    assert refusal(memory, KEY) == ("DATABASE_URL names no file. An example: sqlite:///datapolicy.sqlite3.")


def test_a_folder_that_is_not_there_is_the_same_sentence_for_who_starts_and_for_who_looks(tmp_path: Path):
    address = f"sqlite:///{tmp_path}/nowhere/datapolicy.sqlite3"
    said = {refusal(address)}  # without a key, the file for one cannot be made
    starting = open_storage(address, [KEY])
    with pytest.raises(StorageError) as refused:
        starting.migrate()
    said.add(str(refused.value))
    with pytest.raises(StorageError) as refused:
        existing_storage(address, [KEY])
    said.add(str(refused.value))
    [sentence] = said
    assert sentence.startswith(f"The database file {tmp_path}/nowhere/datapolicy.sqlite3 cannot be opened: ")
    assert sentence.endswith("Its folder must exist and be writable; the setting DATABASE_URL names it.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_the_same_sentence(tmp_path: Path):
    tmp_path.chmod(0o500)
    for look in (open_storage, existing_storage):
        with pytest.raises(StorageError, match=r"cannot be opened: Permission denied\. Its folder must"):
            look(f"sqlite:///{tmp_path}/datapolicy.sqlite3", [])


def test_storage_shows_neither_password_nor_key(storage: Storage):
    for shown in (repr(storage), repr(storage.ledger), repr(storage._database)):
        assert KEY not in shown
        assert "sqlite:///" not in shown
        assert "postgresql://" not in shown
