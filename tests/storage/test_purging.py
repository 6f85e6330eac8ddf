"""A purge of those who left: their record goes whole, nobody else's is touched, whoever races it."""

from datetime import datetime

import pytest
from sqlalchemy import text

from bolt_app.optout.chain import digest
from bolt_app.optout.verify import inconsistency
from storage import Storage
from tests.storage.installs import Installed
from tests.storage.leaving import DAY, HOUR, KEPT, LONG_AFTER, departed, leave
from tests.storage.racing import at_once
from tests.storage.record import ACME, GLOBEX, LETTER, NOON, three_entries


def test_a_purge_takes_ledger_and_texts_of_those_whose_time_is_over(storage: Storage):
    for scope in (ACME, GLOBEX):
        three_entries(storage, scope)
    leave(storage)
    leave(storage, NOON + DAY, GLOBEX.id)
    assert storage.departures.purge(NOON + KEPT) == ["T0ACME"]
    assert storage.ledger.entries(ACME) == []
    assert storage.ledger.text(ACME, digest(LETTER)) is None
    assert len(storage.ledger.entries(GLOBEX)) == 3
    assert storage.ledger.text(GLOBEX, digest(LETTER)) == LETTER
    assert storage.departures.purge(NOON + KEPT) == []


def test_a_purge_leaves_no_trace_of_the_scope(storage: Storage):
    three_entries(storage)
    storage.departures.returned("T0ACME", NOON - DAY)
    leave(storage)
    storage.departures.purge(LONG_AFTER)
    with storage._database.reading() as connection:
        for table in ("entries", "texts", "departures", "leaving"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608


def test_a_purge_of_an_organisation_forgets_its_workspaces_names(storage: Storage):
    for enterprise_id in ("E1", "E2"):
        storage.grants.granted(enterprise_id, {"T1": "Acme"}, NOON)
    leave(storage, scope_id="E1")
    storage.departures.purge(LONG_AFTER)
    assert storage.grants.workspaces("E1") == []
    assert len(storage.grants.workspaces("E2")) == 1


def test_who_comes_back_in_time_finds_the_record_and_who_comes_later_starts_clean(storage: Storage):
    kept = three_entries(storage)
    leave(storage)
    storage.departures.returned("T0ACME", NOON + DAY)
    storage.departures.purge(LONG_AFTER)
    assert storage.ledger.entries(ACME) == kept
    leave(storage, NOON + 2 * DAY)
    storage.departures.purge(LONG_AFTER)
    storage.departures.returned("T0ACME", LONG_AFTER)
    assert storage.ledger.entries(ACME) == []
    three_entries(storage)
    assert inconsistency(ACME, storage.ledger.links(ACME)) is None


@pytest.mark.parametrize(
    ("installed", "spared"),
    [
        ([(None, "T0ACME")], True),
        ([("E1", "T0ACME")], True),
        ([("E1", None)], True),  # which was granted the workspace
        ([("E2", None)], False),
        ([("E1", "T0OTHER")], False),
        ([], False),
    ],
)
def test_a_workspace_that_has_the_app_is_never_due_whatever_was_noted(
    storage: Storage, installed: list[tuple[str | None, str | None]], *, spared: bool
):
    three_entries(storage)
    storage.grants.granted("E1", {"T0ACME": "Acme"}, NOON)
    leave(storage)
    for place in installed:
        Installed(storage).save(*place)
    assert storage.departures.purge(LONG_AFTER) == ([] if spared else ["T0ACME"])
    assert len(storage.ledger.entries(ACME)) == (3 if spared else 0)


def test_an_organisation_that_has_the_app_is_never_due_and_its_workspaces_do_not_hold_it(storage: Storage):
    installed = Installed(storage)
    installed.save("E1", "T1")
    assert storage.departures.left("E1", NOON, NOON + KEPT)
    assert storage.departures.due(LONG_AFTER) == ["E1"]
    installed.save("E1", None)
    assert storage.departures.due(LONG_AFTER) == []


@pytest.mark.parametrize("taken_back", ["grant", "token", "row"])
def test_a_workspace_whose_organisation_no_longer_has_the_app_for_it_is_due(
    storage: Storage, taken_back: str
):
    leave(storage)
    Installed(storage).save("E1", None)
    storage.grants.granted("E1", {"T0ACME": "Acme"}, NOON)
    assert storage.departures.due(LONG_AFTER) == []
    if taken_back == "grant":
        storage.grants.revoked("E1", ["T0ACME"], NOON)
    elif taken_back == "token":
        storage.installations.delete_bot(enterprise_id="E1", team_id=None)
    else:
        storage.installations.delete_all(enterprise_id="E1", team_id=None)
    assert storage.departures.due(LONG_AFTER) == ["T0ACME"]


def test_one_scope_is_purged_when_its_time_is_over_and_no_other_with_it(storage: Storage):
    for scope in (ACME, GLOBEX):
        three_entries(storage, scope)
        leave(storage, scope_id=scope.id)
    assert not storage.departures.purge_one("T0ACME", NOON + KEPT - HOUR)
    assert storage.departures.purge_one("T0ACME", NOON + KEPT)
    assert not storage.departures.purge_one("T0ACME", NOON + KEPT)
    assert [scope.id for scope in storage.ledger.scopes()] == ["T0GLOBEX"]


def test_two_purges_at_once_purge_each_scope_once(storage: Storage):
    for number in range(6):
        leave(storage, scope_id=f"T{number}")
    purged = at_once(lambda _: storage.departures.purge(LONG_AFTER), racers=4)
    assert sorted(scope_id for each in purged for scope_id in each) == [f"T{number}" for number in range(6)]


def test_a_return_that_races_a_purge_keeps_a_whole_record_or_starts_clean(storage: Storage):
    for number in range(10):
        three_entries(storage)
        leave(storage, NOON + number * HOUR)

        def purge_or_return(racer: int, at: datetime = NOON + number * HOUR) -> object:
            if racer == 0:
                return storage.departures.purge(LONG_AFTER)
            storage.departures.returned("T0ACME", at)
            return None

        purged = at_once(purge_or_return, racers=2)[0] == ["T0ACME"]
        assert len(storage.ledger.entries(ACME)) == (0 if purged else 3)
        assert departed(storage) == []
        assert inconsistency(ACME, storage.ledger.links(ACME)) is None
        storage.ledger.purge(ACME)
