"""The try-out's clock: real time plus what it was moved by."""

from datetime import UTC, datetime, timedelta

import pytest

from bolt_app.demo.clock import MovableClock

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def standing_still() -> datetime:
    return NOON


def test_shows_the_time_underneath_until_it_is_moved():
    assert MovableClock(standing_still).now() == NOON


def test_moves_add_up():
    clock = MovableClock(standing_still)
    clock.advance(timedelta(days=1))
    clock.advance(timedelta(weeks=1))
    assert clock.now() == NOON + timedelta(days=8)
    assert clock.timestamp() == (NOON + timedelta(days=8)).timestamp()


def test_runs_on_with_the_time_underneath():
    moments = iter([NOON, NOON, NOON + timedelta(seconds=5)])
    clock = MovableClock(lambda: next(moments))
    clock.advance(timedelta(days=1))
    assert clock.now() == NOON + timedelta(days=1)
    assert clock.now() == NOON + timedelta(days=1, seconds=5)


def test_without_another_time_underneath_it_is_aware_and_in_utc():
    before = datetime.now(UTC)
    shown = MovableClock().now()
    assert shown.utcoffset() == timedelta(0)
    assert before <= shown <= datetime.now(UTC)


def test_refuses_to_go_back():
    clock = MovableClock(standing_still)
    with pytest.raises(ValueError, match="only moves on"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == NOON


def test_refuses_to_pass_the_last_year_and_stays_where_it_was():
    clock = MovableClock(standing_still)
    with pytest.raises(OverflowError):
        clock.advance(timedelta(days=3_000_000))
    assert clock.now() == NOON
