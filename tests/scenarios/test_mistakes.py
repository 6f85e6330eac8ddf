"""What is missing or tampered with is told at its field, what was typed stays, and nothing is recorded."""

import pytest

from bolt_app.demo.form import REQUIRED
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.steps import (
    LETTER,
    OTHER_DATE,
    REFUSED,
    WHEN,
    answers,
    calls_of,
    entries,
    fills_in_a_decision,
    fills_in_the_letter,
    keeps_a_draft,
    opens,
    prepares_and_sends,
    saves,
)


def test_another_date_without_the_date_is_asked_for(wired: Wired, ada: Person):
    fills_in_the_letter(ada)
    ada.chooses(WHEN, "I sent it on another date")
    ada.submits()
    assert ada.errors == {OTHER_DATE: "Choose the day."}
    ada.fills(OTHER_DATE, "2026-11-20")
    saves(ada)
    assert len(entries(wired)) == 1


def test_a_letter_that_was_sent_owes_the_tick_and_a_draft_does_not(wired: Wired, ada: Person):
    opens(ada, LETTER)
    ada.chooses(WHEN, "I sent it today")
    ada.submits()
    assert ada.errors == {
        "Your statement, once it is sent": "Tick the statement: without it this cannot be recorded."
    }
    assert entries(wired) == []
    ada.chooses(WHEN, "Not yet, keep the draft")
    saves(ada)


def test_a_refusal_owes_the_reason_slack_gave(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    answers(ada, REFUSED)
    ada.submits()
    assert ada.errors == {
        "If Slack refused: the reason it gave": "Give the reason in a sentence; members read it."
    }
    assert len(entries(wired)) == 1


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-01", "2033-01-01"])
def test_a_review_lies_ahead_and_within_five_years(wired: Wired, ada: Person, day: str):
    fills_in_a_decision(ada)
    ada.fills("To be looked at again on", day)
    ada.submits()
    assert ada.errors == {"To be looked at again on": "Choose a day after today, within five years."}
    assert ada.fields["Reason"]["value"] == "The features matter more."
    assert entries(wired) == []


def test_slacks_own_client_asks_for_what_is_owed_and_sends_nothing(wired: Wired, ada: Person):
    opens(ada, "We decide not to")
    wired.slack.calls.clear()
    ada.submits()
    assert ada.errors == {"Reason": REQUIRED, "Your statement": REQUIRED}
    assert calls_of(wired, "users.info") == []


TAMPERED = [
    "",
    "no JSON",
    "[]",
    '"decline"',
    "null",
    '{"after": 0, "form": "no-such-form"}',
    '{"after": 0, "form": "decline"}',
    '{"after": -1, "form": "decline"}',
    '{"after": "1", "form": "decline"}',
    '{"after": 99, "form": "decline"}',
    '{"after": 1, "form": "contact"}',
    '{"after": 1, "form": "answer"}',
    '{"after": 1, "form": "letter"}',
    "[" * 3000,
]


@pytest.mark.parametrize("metadata", TAMPERED)
def test_tampered_metadata_records_nothing(wired: Wired, ada: Person, metadata: str):
    keeps_a_draft(ada)
    opens(ada, "See the record")
    ada.presses("Correct the record")
    ada.chooses("The entry that was wrong", "1")
    ada.fills("What was wrong", "x")
    ada.modals[-1].content["private_metadata"] = metadata
    ada.submits()
    assert ada.title in ("Not recorded", "Out of date")
    assert len(entries(wired)) == 1


@pytest.mark.parametrize("named", ["<!channel>", "U0SAM> <!here", "U0SAM|x", "C0GENERAL", "u0sam"])
def test_only_a_person_can_be_named_as_contact(wired: Wired, ada: Person, named: str):
    opens(ada, "Name a privacy contact")
    (picker,) = [one for one in ada.controls if one.kind == "users_select"]
    ada.modals[-1].entered[picker.place] = {"type": "users_select", "selected_user": named}
    ada.submits()
    assert ada.errors == {"The person members may ask": "Choose a person."}
    assert entries(wired) == []
