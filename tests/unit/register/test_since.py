"""Which changes of Slack's texts count since a day, in the shipped register and in altered ones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bolt_app.register import Register
from bolt_app.register.kinds import Confidence, Slot
from bolt_app.register.model import TimelineEvent
from bolt_app.register.since import changed_since
from tests.record_builders import shipped

LONG_AGO = date(2016, 1, 1)
TERMS = shipped().slot(Slot.CONTRACT).sources[0]


def with_events(*events: TimelineEvent) -> Register:
    return replace(shipped(), timeline=events)


def event(when: str, *sources: str, approximate: bool = False) -> TimelineEvent:
    return TimelineEvent(
        "x", when, "Something happened.", Confidence.READ, sources or (TERMS,), approximate=approximate
    )


def test_the_shipped_register_knows_the_supplemental_terms_of_2026_as_the_newest_change():
    newest = changed_since(shipped(), LONG_AGO)
    assert newest is not None
    assert newest >= date(2026, 2, 27)
    assert changed_since(shipped(), date(2026, 2, 26)) is not None


def test_what_lies_on_the_day_itself_or_before_it_is_no_change_since():
    register = with_events(event("2026-02-27"))
    assert changed_since(register, date(2026, 2, 26)) == date(2026, 2, 27)
    assert changed_since(register, date(2026, 2, 27)) is None
    assert changed_since(register, date(2026, 3, 1)) is None


def test_of_several_changes_the_newest_is_told_whatever_their_order():
    register = with_events(event("2025-06-17"), event("2026-02-27"), event("2024-05-17"))
    assert changed_since(register, LONG_AGO) == date(2026, 2, 27)


@pytest.mark.parametrize("when", ["2026", "2026-02"])
def test_a_change_of_which_only_month_or_year_is_known_says_nothing(when: str):
    assert changed_since(with_events(event(when)), LONG_AGO) is None


def test_a_change_that_is_dated_by_inference_says_nothing():
    assert changed_since(with_events(event("2026-02-27", approximate=True)), LONG_AGO) is None


def test_what_others_published_is_no_change_of_slack_s_texts():
    [others] = [key for key in shipped().sources if key == "ars-technica"]
    assert changed_since(with_events(event("2026-02-27", others)), LONG_AGO) is None


def test_a_text_that_the_opt_out_does_not_rest_on_is_no_change_either():
    assert changed_since(with_events(event("2026-02-27", "help-slackbot")), LONG_AGO) is None


def test_a_register_without_events_knows_of_no_change():
    assert changed_since(with_events(), LONG_AGO) is None


def test_every_day_since_the_newest_change_is_quiet():
    newest = changed_since(shipped(), LONG_AGO)
    assert newest is not None
    assert all(changed_since(shipped(), newest + timedelta(days=days)) is None for days in range(400))
