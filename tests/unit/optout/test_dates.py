"""Days as people state them, from the first time zone to the last; the clock stands still."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Status
from bolt_app.optout.rules import asking_again_suggested, days_since
from tests.unit.optout.acts import ACME, NOW, accepted, decided, record, record_in

KIRITIMATI = timezone(timedelta(hours=14))
BAKER_ISLAND = timezone(timedelta(hours=-12))
CALIFORNIA = timezone(timedelta(hours=-8))
AUCKLAND = timezone(timedelta(hours=13))


@pytest.mark.parametrize("hour", range(24))
def test_today_is_never_in_the_future_wherever_somebody_is(hour: int):
    now = datetime(2026, 5, 21, hour, 30, tzinfo=UTC)
    for zone in (KIRITIMATI, BAKER_ISLAND, UTC):
        assert isinstance(decided([], Action.SENT, now=now, stated_on=now.astimezone(zone).date()), Entry)


@pytest.mark.parametrize("hour", range(24))
def test_the_day_after_the_newest_day_on_earth_is_in_the_future(hour: int):
    now = datetime(2026, 5, 21, hour, 30, tzinfo=UTC)
    tomorrow = now.astimezone(KIRITIMATI).date() + timedelta(days=1)
    outcome = decided([], Action.SENT, now=now, stated_on=tomorrow)
    assert outcome == Refusal(RefusalKind.DATE_IN_FUTURE, field="stated_on")


@pytest.mark.parametrize("hour", range(24))
def test_tomorrow_is_ahead_wherever_somebody_is(hour: int):
    now = datetime(2026, 5, 21, hour, 30, tzinfo=UTC)
    for zone in (KIRITIMATI, BAKER_ISLAND, UTC):
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        assert isinstance(decided([], Action.DECLINE, now=now, review_on=tomorrow), Entry)


@pytest.mark.parametrize("hour", range(24))
def test_a_day_that_is_over_everywhere_is_not_ahead(hour: int):
    now = datetime(2026, 5, 21, hour, 30, tzinfo=UTC)
    over = now.astimezone(BAKER_ISLAND).date()
    outcome = decided([], Action.DECLINE, now=now, review_on=over)
    assert outcome == Refusal(RefusalKind.REVIEW_NOT_AHEAD, field="review_on")


def test_a_review_is_at_most_about_five_years_ahead():
    assert isinstance(decided([], Action.DECLINE, review_on=date(2031, 5, 25)), Entry)
    outcome = decided([], Action.DECLINE, review_on=date(2031, 5, 26))
    assert outcome == Refusal(RefusalKind.REVIEW_NOT_AHEAD, field="review_on")


def test_a_review_date_that_is_not_owed_must_be_ahead_too():
    outcome = decided([], Action.SENT, review_on=date(2020, 1, 1))
    assert outcome == Refusal(RefusalKind.REVIEW_NOT_AHEAD, field="review_on")


def test_a_reply_written_in_california_bears_the_day_before_a_letter_from_auckland():
    written = datetime(2026, 5, 20, 8, 0, tzinfo=AUCKLAND)
    answered = written + timedelta(hours=1)
    assert answered.astimezone(CALIFORNIA).date() < written.date()
    sent = record((Action.SENT, {"stated_on": written.date()}))
    reply_dated = answered.astimezone(CALIFORNIA).date()
    assert isinstance(decided(sent, Action.DONE, stated_on=reply_dated), Entry)


@pytest.mark.parametrize(
    "action", [Action.RECEIVED, Action.ASKED, Action.DONE, Action.REFUSED, Action.BOUNCED]
)
def test_nothing_answers_a_letter_two_days_before_it(action: Action):
    sent = record((Action.SENT, {"stated_on": date(2026, 5, 20)}))
    assert isinstance(decided(sent, action, stated_on=date(2026, 5, 19)), Entry)
    outcome = decided(sent, action, stated_on=date(2026, 5, 18))
    assert outcome == Refusal(RefusalKind.ANSWER_BEFORE_LETTER, field="stated_on", day=date(2026, 5, 20))


def test_our_reply_to_a_question_cannot_come_before_the_letter_either():
    outcome = decided(record_in(Status.NEEDS_REPLY), Action.REPLIED, stated_on=date(2026, 5, 18))
    assert outcome == Refusal(RefusalKind.ANSWER_BEFORE_LETTER, field="stated_on", day=date(2026, 5, 20))


def test_an_answer_is_held_against_the_newest_letter():
    again = record(
        (Action.SENT, {"stated_on": date(2026, 3, 1)}), (Action.SENT_AGAIN, {"stated_on": date(2026, 5, 1)})
    )
    outcome = decided(again, Action.DONE, stated_on=date(2026, 4, 1))
    assert outcome == Refusal(RefusalKind.ANSWER_BEFORE_LETTER, field="stated_on", day=date(2026, 5, 1))


def test_who_opted_out_before_this_app_may_not_know_the_day():
    outcome = accepted(decided([], Action.DONE, stated_on=None))
    assert (outcome.status, outcome.statement.stated_on) == (Status.CONFIRMED, None)


def test_a_first_letter_of_the_first_day_slack_dates_its_features_to():
    assert isinstance(decided([], Action.SENT, stated_on=date(2016, 1, 1)), Entry)


def test_the_time_is_written_down_in_utc_and_whole_seconds():
    in_auckland = datetime(2026, 5, 21, 21, 0, 59, 999_999, tzinfo=timezone(timedelta(hours=12)))
    entry = accepted(decided([], Action.SENT, now=in_auckland))
    assert entry.recorded_at == datetime(2026, 5, 21, 9, 0, 59, tzinfo=UTC)
    assert entry.recorded_at.tzinfo is UTC


@pytest.mark.parametrize(("day", "days"), [(21, 0), (20, 1), (22, 0), (1, 20)])
def test_days_since_a_day_are_never_negative(day: int, days: int):
    assert days_since(date(2026, 5, day), NOW) == days


@pytest.mark.parametrize(
    ("sent_on", "suggested"),
    [(date(2026, 5, 14), True), (date(2026, 5, 15), False), (date(2026, 4, 1), True)],
)
def test_asking_again_is_suggested_after_a_week(sent_on: date, suggested: bool):  # noqa: FBT001
    for later in ((), (Action.RECEIVED,)):
        opt_out = fold(ACME, record((Action.SENT, {"stated_on": sent_on}), *later))
        assert asking_again_suggested(opt_out, NOW) is suggested


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.FILED, Status.ACKNOWLEDGED)])
def test_asking_again_is_suggested_only_while_an_answer_is_awaited(status: Status):
    assert not asking_again_suggested(fold(ACME, record_in(status)), NOW + timedelta(days=400))
