"""Deletion on request: everything of one scope, nothing of another, in whatever table it is."""

import pytest
from sqlalchemy import Text, select

from bolt_app.optout.verify import inconsistency
from storage import Storage
from storage.tables import LEAVING, Schema
from tests.storage.installs import Installed
from tests.storage.racing import at_once
from tests.storage.record import ACME, GLOBEX, NOON, three_entries


def tables_that_name(storage: Storage, scope_id: str) -> set[str]:
    """The tables in which an id stands in any column of text."""
    found = set()
    with storage._database.reading() as connection:
        for table in Schema.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Text) and scope_id in connection.execute(select(column)).scalars():
                    found.add(table.name)
    return found


@pytest.fixture
def filled(storage: Storage) -> Storage:
    """Two scopes with everything that is kept of a scope, in an organisation that let the app in."""
    for scope in (ACME, GLOBEX):
        three_entries(storage, scope)
        storage.departures.left(scope.id, NOON, None)
        Installed(storage).save("E1", scope.id)
    Installed(storage).save("E1", None)
    storage.grants.granted("E1", {ACME.id: "Acme", GLOBEX.id: "Globex"}, NOON)
    return storage


def test_what_is_kept_of_a_scope_is_counted_and_not_touched(filled: Storage):
    kept = filled.erasure.kept(ACME.id)
    assert (kept.entries, kept.texts > 0, kept.others, kept.installed, kept.workspaces) == (
        3,
        True,
        1 + 9,  # its departure, and the reminders that wait
        True,
        0,
    )
    assert filled.erasure.kept(ACME.id) == kept
    assert filled.erasure.kept("E1").workspaces == 2
    assert filled.erasure.kept("T0NOBODY").nothing


def test_everything_of_a_scope_goes_and_nothing_of_another(filled: Storage):
    other = filled.erasure.kept(GLOBEX.id)
    kept = filled.erasure.kept(ACME.id)
    assert filled.erasure.erase(ACME.id) == kept
    assert filled.erasure.kept(ACME.id).nothing
    assert tables_that_name(filled, ACME.id) == {"grants"}, "the organisation's own"
    assert filled.erasure.kept(GLOBEX.id) == other
    assert inconsistency(GLOBEX, filled.ledger.links(GLOBEX)) is None
    assert filled.erasure.erase(ACME.id).nothing


def test_an_organisation_goes_and_its_workspaces_records_and_installations_stay(filled: Storage):
    filled.erasure.erase("E1")
    assert filled.erasure.kept("E1").nothing
    for scope in (ACME, GLOBEX):
        assert filled.erasure.kept(scope.id).entries == 3
        assert Installed(filled).token("E1", scope.id)
    assert tables_that_name(filled, "E1") == {"installations"}


def test_an_erased_scope_starts_clean(filled: Storage):
    filled.erasure.erase(ACME.id)
    three_entries(filled, ACME)
    assert inconsistency(ACME, filled.ledger.links(ACME)) is None


def test_a_workspace_that_was_shut_out_is_not_remembered_after_its_purge(storage: Storage):
    storage.grants.revoked("E1", [ACME.id], NOON)
    storage.departures.left(ACME.id, NOON, NOON)
    assert storage.departures.purge(NOON) == [ACME.id]
    assert tables_that_name(storage, ACME.id) == set()
    assert storage.erasure.kept("E1").nothing


def test_several_who_erase_at_once_delete_it_once(filled: Storage):
    deleted = at_once(lambda _: filled.erasure.erase(ACME.id), racers=4)
    assert sorted(kept.entries for kept in deleted) == [0, 0, 0, 3]


@pytest.mark.parametrize("strange", ["", "T0ACME' OR 1=1 --", "T0ACME\0", "%"])
def test_a_strange_id_deletes_nothing_of_others(filled: Storage, strange: str):
    filled.erasure.erase(strange)
    assert filled.erasure.kept(GLOBEX.id).entries == 3


def test_every_table_that_bears_a_scope_is_seen_to(filled: Storage):
    """A table that is added later is erased as well: they are found in the schema."""
    filled.erasure.erase(ACME.id)
    with filled._database.reading() as connection:
        for table in Schema.metadata.sorted_tables:
            if "scope" in table.columns and table is not LEAVING:
                scopes = set(connection.execute(select(table.c.scope)).scalars())
                assert ACME.id not in scopes, table.name
