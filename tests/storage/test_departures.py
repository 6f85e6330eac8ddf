"""Departures: told in any order and as often as Slack likes, purged when their time is over, not before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from sqlalchemy import text

from bolt_app.optout.chain import digest
from bolt_app.optout.verify import inconsistency
from storage import Storage
from storage.departures import _PAGE, Departure
from tests.storage.installs import Installed
from tests.storage.racing import at_once
from tests.storage.record import ACME, GLOBEX, LETTER, NOON, send, three_entries

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = timedelta(days=30)
LONG_AFTER = NOON + timedelta(days=4000)


def leave(storage: Storage, at: datetime = NOON, scope_id: str = ACME.id) -> None:
    storage.departures.left(scope_id, at, at + KEPT)


def departed(storage: Storage) -> list[Departure]:
    return list(storage.departures.departed())


def test_nobody_left_at_first(storage: Storage):
    assert departed(storage) == []
    assert storage.departures.due(LONG_AFTER) == []
    assert storage.departures.purge(LONG_AFTER) == []


def test_who_left_is_due_when_their_time_is_over_and_not_before(storage: Storage):
    leave(storage)
    assert departed(storage) == [Departure("T0ACME", NOON, NOON + KEPT)]
    assert storage.departures.due(NOON + KEPT - timedelta(microseconds=1)) == []
    assert storage.departures.due(NOON + KEPT) == ["T0ACME"]


def test_who_is_kept_until_the_operator_says_so_is_never_due(storage: Storage):
    storage.departures.left("T0ACME", NOON, None)
    assert departed(storage) == [Departure("T0ACME", NOON, None)]
    assert storage.departures.due(LONG_AFTER) == []


def test_who_waits_longest_is_due_first(storage: Storage):
    for scope_id, days in (("T2", 2), ("E1", 1), ("T3", 3)):
        leave(storage, NOON + days * DAY, scope_id)
    assert storage.departures.due(LONG_AFTER) == ["E1", "T2", "T3"]
    assert storage.departures.due(NOON + 2 * DAY + KEPT) == ["E1", "T2"]


def test_of_several_departures_the_first_stands_in_whatever_order_they_are_told(storage: Storage):
    for number, order in enumerate(permutations([0, 1, 2, 1])):
        scope_id = f"T{number:03}"
        for hours in order:
            leave(storage, NOON + hours * HOUR, scope_id)
        assert departed(storage)[-1] == Departure(scope_id, NOON, NOON + KEPT)


def test_a_departure_told_twice_keeps_the_time_it_was_given_first(storage: Storage):
    leave(storage)
    storage.departures.left("T0ACME", NOON, NOON + DAY)
    storage.departures.left("T0ACME", NOON + HOUR, NOON + DAY)
    assert departed(storage) == [Departure("T0ACME", NOON, NOON + KEPT)]


def test_who_came_back_has_not_left(storage: Storage):
    leave(storage)
    storage.departures.returned("T0ACME", NOON + DAY)
    assert departed(storage) == []
    assert storage.departures.due(LONG_AFTER) == []


def test_a_departure_told_after_the_return_is_an_old_one(storage: Storage):
    storage.departures.returned("T0ACME", NOON)
    for late in (NOON - DAY, NOON - timedelta(microseconds=1), NOON):
        leave(storage, late)
        assert departed(storage) == []
    leave(storage, NOON + HOUR)
    assert departed(storage) == [Departure("T0ACME", NOON + HOUR, NOON + HOUR + KEPT)]


def test_who_left_came_back_and_left_again_left_the_second_time(storage: Storage):
    leave(storage)
    storage.departures.returned("T0ACME", NOON + DAY)
    leave(storage, NOON + 2 * DAY)
    leave(storage, NOON)
    assert departed(storage) == [Departure("T0ACME", NOON + 2 * DAY, NOON + 2 * DAY + KEPT)]


def test_a_return_is_told_as_often_as_one_likes(storage: Storage):
    storage.departures.returned("T0ACME", NOON + DAY)
    storage.departures.returned("T0ACME", NOON)
    leave(storage, NOON + HOUR)
    assert departed(storage) == []


def test_a_clock_behind_slacks_does_not_undo_a_return(storage: Storage):
    leave(storage, NOON + HOUR)
    storage.departures.returned("T0ACME", NOON)
    leave(storage, NOON + HOUR)
    assert departed(storage) == []


def test_each_scope_leaves_for_itself(storage: Storage):
    leave(storage, scope_id="T1")
    leave(storage, scope_id="E1")
    storage.departures.returned("T1", NOON + HOUR)
    assert [departure.scope_id for departure in departed(storage)] == ["E1"]


def test_times_of_other_zones_are_the_same_times(storage: Storage):
    tokyo = timezone(timedelta(hours=9))
    leave(storage, NOON.astimezone(tokyo))
    assert departed(storage) == [Departure("T0ACME", NOON, NOON + KEPT)]
    assert departed(storage)[0].left_at.tzinfo is UTC
    assert storage.departures.due((NOON + KEPT).astimezone(tokyo)) == ["T0ACME"]


@pytest.mark.parametrize(
    "tell",
    [
        lambda storage, naive: storage.departures.left("T1", naive, None),
        lambda storage, naive: storage.departures.left("T1", NOON, naive),
        lambda storage, naive: storage.departures.returned("T1", naive),
        lambda storage, naive: storage.departures.due(naive),
    ],
)
def test_a_time_without_a_zone_is_refused(storage: Storage, tell: Callable[[Storage, datetime], object]):
    with pytest.raises(ValueError, match="has no time zone"):
        tell(storage, NOON.replace(tzinfo=None))
    assert departed(storage) == []


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


@pytest.mark.parametrize("place", [(None, "T0ACME"), ("E1", "T0ACME"), ("E1", None)])
def test_of_a_workspace_that_has_the_app_no_departure_is_noted(
    storage: Storage, place: tuple[str | None, str | None]
):
    """Else it would be due at once when it leaves for good, years later."""
    storage.grants.granted("E1", {"T0ACME": "Acme"}, NOON)
    Installed(storage).save(*place)
    assert not storage.departures.left("T0ACME", NOON, NOON + KEPT)
    assert departed(storage) == []
    storage.installations.delete_all(enterprise_id=place[0], team_id=place[1])
    assert storage.departures.left("T0ACME", NOON + DAY, NOON + DAY + KEPT)
    assert departed(storage) == [Departure("T0ACME", NOON + DAY, NOON + DAY + KEPT)]


def test_whether_a_scope_is_away_follows_what_was_told(storage: Storage):
    assert not storage.departures.away("T0ACME")
    leave(storage)
    assert storage.departures.away("T0ACME")
    assert not storage.departures.away("T0GLOBEX")
    storage.departures.returned("T0ACME", NOON + DAY)
    assert not storage.departures.away("T0ACME")
    assert not storage.departures.left("T0ACME", NOON, None)


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


def test_eight_who_tell_different_departures_at_once_leave_the_first(storage: Storage):
    at_once(lambda number: leave(storage, NOON + number * HOUR))
    assert departed(storage) == [Departure("T0ACME", NOON, NOON + KEPT)]


def test_the_departed_are_streamed_over_the_edge_of_a_page(storage: Storage):
    wanted = [f"T{number:05}" for number in range(_PAGE + 1)]
    with storage._database.writing() as connection:
        connection.execute(
            text("INSERT INTO departures (scope, left_at) VALUES (:scope, :at)"),
            [{"scope": scope, "at": NOON.isoformat()} for scope in wanted],
        )
    assert [departure.scope_id for departure in storage.departures.departed()] == wanted


def test_a_departure_does_not_touch_the_record(storage: Storage):
    send(storage)
    leave(storage)
    storage.departures.purge(NOON + KEPT - HOUR)
    assert len(storage.ledger.entries(ACME)) == 1
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER
