"""Forms sent twice, open since yesterday, or met by a fault: recorded once, and nothing typed is lost."""

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.conftest import StandingClock
from tests.scenarios.filled_forms import EVERY, Filled, on_screen
from tests.scenarios.steps import (
    BODY,
    LETTER,
    OTHER_DATE,
    RECORD,
    WHEN,
    declines,
    entries,
    fills_in_a_decision,
    fills_in_the_letter,
    names_contact,
    opens,
    saves,
)
from tests.scenarios.twice import Twice


@EVERY
def test_every_form_sent_off_twice_is_recorded_once_and_the_second_answer_says_so(
    wired: Wired, ada: Person, filled: Filled
):
    filled.fills(ada)
    before = len(entries(wired))
    wired.slack.connect(Twice(wired.slack.delivery))
    ada.submits()
    assert ada.title == "Recorded"
    assert f"This was recorded already, as No. {before + 1}" in ada.sees
    assert len(entries(wired)) == before + 1


@EVERY
def test_a_form_open_since_yesterday_is_recorded_where_nothing_happened_meanwhile(
    wired: Wired, ada: Person, clock: StandingClock, filled: Filled
):
    filled.fills(ada)
    before = len(entries(wired))
    clock.passes(days=1)
    saves(ada)
    assert len(entries(wired)) == before + 1


@EVERY
def test_a_form_open_since_yesterday_is_refused_where_somebody_acted_and_stays_with_what_was_typed(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock, filled: Filled
):
    filled.fills(ada)
    typed = on_screen(ada)
    clock.passes(days=1)
    names_contact(grace, "camille")
    before = len(entries(wired))
    ada.submits()
    assert ada.title == "Not recorded"
    assert f"Meanwhile {grace.user_id} acted: A privacy contact was named (No. {before})." in ada.sees
    assert "What you typed is still there: close this to go back to it." in ada.sees
    assert len(entries(wired)) == before
    ada.closes()
    assert on_screen(ada) == typed


def test_today_is_asked_about_when_the_form_was_opened_yesterday(
    wired: Wired, ada: Person, clock: StandingClock
):
    fills_in_the_letter(ada)
    ada.fills(BODY, "Hello, our own words.")
    clock.passes(days=1)
    ada.submits()
    assert ada.errors == {
        WHEN: "This was opened on 23 November 2026, and another day has begun since. Choose “I sent it on "
        "another date” and the day."
    }
    assert ada.fields[BODY]["value"] == "Hello, our own words."
    assert entries(wired) == []
    ada.chooses(WHEN, "I sent it on another date")
    ada.fills(OTHER_DATE, "2026-11-23")
    saves(ada)
    assert str(entries(wired)[0].statement.stated_on) == "2026-11-23"


def test_a_draft_open_since_yesterday_states_no_day(wired: Wired, ada: Person, clock: StandingClock):
    opens(ada, LETTER)
    ada.chooses(WHEN, "Not yet, keep the draft")
    clock.passes(days=1)
    saves(ada)
    assert entries(wired)[0].statement.stated_on is None


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
def test_a_button_whose_trigger_expired_leaves_what_is_open_as_it_is(
    wired: Wired, ada: Person, error: str, caplog: pytest.LogCaptureFixture
):
    declines(ada)
    opens(ada, RECORD)
    wired.slack.fail_next("views.push", error, times=2)
    ada.presses("Correct the record")
    assert ada.title == "The record"
    assert "The person could not be told: SlackApiError" in caplog.text
    ada.presses("Correct the record")
    assert ada.title == "Correct the record"


def test_a_fault_while_saving_leaves_the_form_with_what_was_typed_so_that_saving_again_works(
    wired: Wired, ada: Person
):
    fills_in_a_decision(ada, "A reason that took long to write.")
    typed = on_screen(ada)
    wired.slack.fail_next("users.info", "internal_error")
    ada.submits()
    assert ada.title == "Something went wrong"
    assert "What you typed is still there" in ada.sees
    ada.closes()
    assert on_screen(ada) == typed
    saves(ada)
    assert entries(wired)[0].statement.reason == "A reason that took long to write."
