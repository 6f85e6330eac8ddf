"""Departures: told in any order and as often as Slack likes, due when their time is over, not before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from sqlalchemy import text

from bolt_app.optout.chain import digest
from storage import Storage
from storage.departures import _PAGE, Departure
from tests.storage.installs import Installed
from tests.storage.leaving import DAY, HOUR, KEPT, LONG_AFTER, departed, leave
from tests.storage.racing import at_once
from tests.storage.record import ACME, LETTER, NOON, send


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
