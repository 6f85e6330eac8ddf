"""OAuth states: each works once, for ten minutes, wherever it was issued, and is not written down."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.oauth.state_store import OAuthStateStore
from sqlalchemy import text

from bolt_app.demo.clock import MovableClock
from storage import Storage, open_storage
from storage.states import SqlStateStore
from tests.storage.racing import at_once
from tests.storage.record import KEY, NOON


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(lambda: NOON)


@pytest.fixture
def states(storage: Storage, clock: MovableClock) -> SqlStateStore:
    return storage.states(clock.now)


def written(storage: Storage) -> list[str]:
    with storage._database.reading() as connection:
        return [value for row in connection.execute(text("SELECT * FROM oauth_states")) for value in row]


def test_a_state_works_once(states: SqlStateStore):
    state = states.issue()
    assert states.consume(state)
    assert not states.consume(state)


def test_each_state_is_its_own(states: SqlStateStore):
    first, second = states.issue(), states.issue()
    assert first != second
    assert min(len(first), len(second)) >= 43
    assert states.consume(second)
    assert states.consume(first)


@pytest.mark.parametrize("foreign", ["", None, "guessed", "' OR '1'='1", "NUL \0", "\ud83d", "x" * 100_000])
def test_a_state_nobody_issued_is_refused(states: SqlStateStore, foreign: str | None):
    state = states.issue()
    assert not states.consume(foreign)
    assert states.consume(state)


def test_what_is_written_down_cannot_be_used(storage: Storage, states: SqlStateStore):
    state = states.issue()
    [sha256, expires_at] = written(storage)
    assert state not in sha256 + expires_at
    assert not states.consume(sha256)
    assert expires_at == "2026-05-12T12:10:00.000000+00:00"


@pytest.mark.parametrize(
    ("waited", "works"),
    [
        (timedelta(minutes=9, seconds=59, microseconds=999_999), True),
        (timedelta(minutes=10), False),
        (timedelta(days=400), False),
    ],
)
def test_a_state_expires_after_ten_minutes(
    states: SqlStateStore, clock: MovableClock, waited: timedelta, *, works: bool
):
    state = states.issue()
    clock.advance(waited)
    assert states.consume(state) is works


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
def test_expiry_is_by_the_time_and_not_by_how_it_is_spelt(storage: Storage, microsecond: int):
    clock = MovableClock(lambda: datetime(2026, 12, 31, 23, 55, 0, microsecond, tzinfo=UTC))
    states = storage.states(clock.now)
    state = states.issue()
    clock.advance(timedelta(minutes=10) - timedelta(microseconds=1))
    assert states.consume(state)
    state = states.issue()
    clock.advance(timedelta(minutes=10))
    assert not states.consume(state)


def test_expired_states_are_deleted_when_the_next_is_issued(
    storage: Storage, states: SqlStateStore, clock: MovableClock
):
    for _ in range(3):
        states.issue()
    clock.advance(timedelta(minutes=9))
    young = states.issue()
    assert len(written(storage)) == 8
    clock.advance(timedelta(minutes=1))
    states.issue()
    assert len(written(storage)) == 4
    assert states.consume(young)


def test_of_eight_that_bring_the_same_state_one_is_let_in(states: SqlStateStore):
    for _ in range(5):
        state = states.issue()
        assert sorted(at_once(lambda _: states.consume(state))) == [False] * 7 + [True]  # noqa: B023


def test_eight_that_begin_at_once_each_get_a_state_that_works(states: SqlStateStore):
    issued = at_once(lambda _: states.issue())
    assert len(set(issued)) == 8
    assert all(at_once(lambda number: states.consume(issued[number])))


def test_a_state_that_one_process_issued_another_consumes(
    states: SqlStateStore, clock: MovableClock, database_url: str
):
    other = open_storage(database_url, [KEY])
    state = states.issue()
    assert other.states(clock.now).consume(state)
    assert not states.consume(state)
    other.close()


def test_a_clock_without_a_time_zone_is_refused(storage: Storage):
    naive = storage.states(lambda: NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="has no time zone"):
        naive.issue()
    assert written(storage) == []


def test_the_store_is_what_slacks_sdk_expects(states: SqlStateStore):
    assert isinstance(states, OAuthStateStore)
    assert states.consume(states.issue("anything", request="passed by Bolt"))
    assert states.logger.name == "storage.states"
