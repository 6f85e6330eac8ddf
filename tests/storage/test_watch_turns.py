"""The turns of the watch in either database: one has it at a time, and the lost lease of another ends."""

from datetime import datetime, timedelta
from functools import partial

from storage import Storage
from tests.storage.racing import at_once
from tests.storage.record import NOON

LEASE = timedelta(minutes=10)
HALF_A_DAY = timedelta(hours=12)
SECOND = timedelta(seconds=1)


def taken_at(storage: Storage, now: datetime, _: int) -> int | None:
    return storage.watch_turns.take(now, LEASE)


def test_the_first_turn_is_due_at_once(storage: Storage):
    assert storage.watch_turns.due() is None
    assert storage.watch_turns.take(NOON, LEASE) == 1


def test_of_eight_workers_one_gets_the_turn(storage: Storage):
    for number in range(1, 4):
        taken = at_once(partial(taken_at, storage, NOON + number * HALF_A_DAY))
        assert sorted(turn or 0 for turn in taken) == [0] * 7 + [number]
        storage.watch_turns.end(number, NOON + number * HALF_A_DAY)


def test_who_has_the_turn_has_it_alone_until_it_is_ended_and_the_next_is_due(storage: Storage):
    turns = storage.watch_turns
    assert turns.take(NOON, LEASE) == 1
    assert turns.take(NOON + LEASE - SECOND, LEASE) is None
    turns.end(1, NOON + HALF_A_DAY)
    assert turns.due() == NOON + HALF_A_DAY
    assert turns.take(NOON + HALF_A_DAY - SECOND, LEASE) is None
    assert turns.take(NOON + HALF_A_DAY, LEASE) == 2


def test_the_lease_of_a_worker_that_was_killed_runs_out(storage: Storage):
    assert storage.watch_turns.take(NOON, LEASE) == 1
    assert storage.watch_turns.take(NOON + LEASE, LEASE) == 2


def test_a_worker_that_was_slow_does_not_end_another_s_turn(storage: Storage):
    turns = storage.watch_turns
    assert turns.take(NOON, LEASE) == 1
    assert turns.take(NOON + LEASE, LEASE) == 2
    turns.end(1, NOON + HALF_A_DAY)
    assert turns.take(NOON + LEASE + SECOND, LEASE) is None
    turns.end(2, NOON + HALF_A_DAY)
    assert turns.due() == NOON + HALF_A_DAY


def test_a_turn_may_be_taken_early_but_not_from_somebody(storage: Storage):
    turns = storage.watch_turns
    assert turns.take(NOON, LEASE, early=True) == 1
    assert turns.take(NOON, LEASE, early=True) is None
    turns.end(1, NOON + HALF_A_DAY)
    assert turns.take(NOON + SECOND, LEASE) is None
    assert turns.take(NOON + SECOND, LEASE, early=True) == 2
