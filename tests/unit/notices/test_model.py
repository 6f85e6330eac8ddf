"""When a digest is due and of which month it tells, in any time zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.notices.model import begin_of, digest_due, in_month, month_of
from tests.policy_changes import changed

TIMES = st.integers(1_451_606_400, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC)),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), datetime(2027, 1, 1, 9, tzinfo=UTC)),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), datetime(2027, 1, 1, 9, tzinfo=UTC)),
        (datetime(2027, 1, 31, 12, 0, tzinfo=UTC), datetime(2027, 2, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_digest_is_due_on_the_first_of_the_month_after(found: datetime, due: datetime):
    assert digest_due(found) == due


def test_the_month_is_that_of_utc():
    auckland = timezone(timedelta(hours=13))
    at = datetime(2026, 12, 1, 2, 0, tzinfo=auckland)
    assert month_of(at) == "2026-11"
    assert digest_due(at) == datetime(2026, 12, 1, 9, tzinfo=UTC)


@given(at=TIMES)
def test_a_change_is_in_its_month_and_its_digest_is_due_after_the_month_is_over(at: datetime):
    month = month_of(at)
    assert begin_of(month) <= at < digest_due(at)
    assert month_of(digest_due(at)) != month
    assert month_of(digest_due(at) - timedelta(hours=10)) == month


def test_of_a_month_its_own_changes_are_told_oldest_first():
    days = [datetime(2026, 12, day, tzinfo=UTC) for day in (1, 31)]
    before, after = datetime(2026, 11, 30, 23, 59, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    every = [changed(at) for at in (after, *reversed(days), before)]
    assert [one.found_at for one in in_month("2026-12", every)] == days
