"""From each version of the schema to the newest, with data in it; not ready until it is done."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text

from bolt_app.optout.chain import digest
from bolt_app.optout.desk import Desk
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.outgoing import Outgoing, Series
from bolt_app.optout.verify import inconsistency
from storage import Storage, open_storage
from storage.tables import META, NEWEST
from storage.upgrade import MIGRATIONS, upgrade
from tests.storage.installs import Installed
from tests.storage.racing import at_once
from tests.storage.record import ACME, KEY, LETTER, NOON, three_entries_by


def at_version(database_url: str, version: str) -> Storage:
    """Open a new database that an older version of the app made."""
    storage = open_storage(database_url, [KEY])
    storage._database.prepare()
    with storage._database.alone() as connection:
        upgrade(connection, version)
        locked = storage._vault.lock("This value tells a right key from a wrong one.")
        connection.execute(insert(META).values(name="encryption_check", value=locked))
    return storage


class BeforeTheOutbox:
    """The ledger as older versions of the app used it: they caused no messages."""

    def __init__(self, storage: Storage) -> None:
        self._ledger = storage.ledger
        self.entries = storage.ledger.entries
        self.head = storage.ledger.head
        self.text = storage.ledger.text

    def append(
        self, entries: Sequence[Entry], texts: Mapping[str, str], due: Sequence[Outgoing] = ()
    ) -> bool:
        assert due or not any(entry.action is Action.SENT for entry in entries)
        return self._ledger.append(entries, texts)


def versions() -> list[str]:
    """Return the migrations, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def test_the_newest_version_is_the_last_migration():
    assert versions()[-1] == NEWEST
    assert len(versions()) == len(list(Path(MIGRATIONS, "versions").glob("r*.py")))


def test_the_record_of_the_first_version_is_whole_after_the_upgrade(database_url: str):
    old = at_version(database_url, "0001")
    before = three_entries_by(Desk(BeforeTheOutbox(old), lambda: NOON))
    old.close()
    storage = open_storage(database_url, [KEY])
    storage.migrate()
    assert storage.ledger.entries(ACME) == before
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER
    assert inconsistency(ACME, storage.ledger.links(ACME)) is None
    Installed(storage).save(None, ACME.id)
    assert Installed(storage).token(None, ACME.id) == "xoxb-None-T0ACME"
    storage.departures.left("T0GLOBEX", NOON, None)
    storage.grants.granted("E1", {ACME.id: "Acme"}, NOON)
    assert storage.states(lambda: NOON).issue()
    storage.close()


@pytest.mark.parametrize("version", versions()[:-1])
def test_an_older_version_is_not_ready_until_it_is_upgraded(database_url: str, version: str):
    storage = at_version(database_url, version)
    assert not storage.ready()
    storage.migrate()
    assert storage.ready()
    storage.close()


def test_what_waited_or_was_stopped_before_there_were_series_is_of_the_reminders(database_url: str):
    old = at_version(database_url, "0004")
    with old._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO outbox (key, scope, kind, recipient, payload, due, apart, attempts, outcome) "
                "VALUES ('one', 'T0ACME', 'ask_again', 'U0ADA', '{}', '2026-05-01', 0, 0, 'waiting')"
            )
        )
        connection.execute(text("INSERT INTO outbox_stops VALUES ('T0ACME', 'U0SAM', '2026-05-01')"))
    old.close()
    storage = open_storage(database_url, [KEY])
    storage.migrate()
    found = storage.outbox.claim(NOON, timedelta(minutes=1))
    assert found is not None
    assert (found.outgoing.key, found.outgoing.series) == ("one", Series.REMINDERS)
    with storage._database.reading() as connection:
        stopped = connection.execute(text("SELECT person, series FROM outbox_stops")).all()
    assert [tuple(row) for row in stopped] == [("U0SAM", "reminders")]
    storage.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
    ],
)
def test_a_version_this_app_does_not_know_is_not_ready(storage: Storage, change: str):
    assert storage.ready()
    with storage._database.writing() as connection:
        connection.execute(text(change))
    assert not storage.ready()


def test_of_eight_that_upgrade_at_once_all_succeed(database_url: str):
    at_version(database_url, "0001").close()
    opened = [open_storage(database_url, [KEY]) for _ in range(8)]
    at_once(lambda number: opened[number].migrate())
    assert [storage.ready() for storage in opened] == [True] * 8
    for storage in opened:
        storage.close()


def test_an_upgrade_that_is_refused_leaves_the_older_version(database_url: str):
    storage = at_version(database_url, "0001")
    before = three_entries_by(Desk(BeforeTheOutbox(storage), lambda: NOON))
    with storage._database.writing() as connection:
        connection.execute(text("CREATE TABLE grants (somebody_elses INTEGER)"))
    with pytest.raises(Exception, match=r"grants.* already exists"):
        storage.migrate()
    with storage._database.reading() as connection:
        assert not inspect(connection).has_table("installations")
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0001"
    assert storage.ledger.entries(ACME) == before
    storage.close()
