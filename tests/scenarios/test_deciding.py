"""An owner decides, excludes, withdraws or corrects, and what members then read; sends no first letter."""

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from tests.scenarios.steps import (
    DONE,
    RECEIVED,
    TICK,
    actions,
    corrects,
    declines,
    entries,
    excludes,
    opens,
    opens_correction,
    prepares_and_sends,
    records_answer,
    saves,
    withdraws,
)


def test_a_decision_not_to_opt_out_has_a_reason_and_a_day_and_can_be_changed(
    wired: Wired, ada: Person, sam: Person
):
    declines(ada)
    sam.types("/datapolicy status")
    assert "It is to be looked at again on 24 May 2027." in sam.sees
    assert "We want the features to learn from us" in sam.sees
    opens(ada, "Change the decision")
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    assert actions(wired) == [Action.DECLINE, Action.DRAFT, Action.SENT]


def test_a_contract_that_excludes_the_use_is_shown_with_clause_and_dates(ada: Person, sam: Person):
    excludes(ada)
    sam.types("/datapolicy status")
    assert "contract excludes this use" in sam.sees
    assert "Annex 2, section 4" in sam.sees
    assert "3 February 2025" in sam.sees
    assert "24 May 2027" in sam.sees


def test_a_withdrawn_request_can_be_made_again(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    withdraws(ada)
    prepares_and_sends(ada)
    assert actions(wired) == [Action.SENT, Action.WITHDRAW, Action.DRAFT, Action.SENT]


def test_a_correction_takes_the_status_back_and_leaves_the_entry_visible(
    wired: Wired, ada: Person, sam: Person
):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    corrects(ada, 2)
    assert actions(wired) == [Action.SENT, Action.DONE, Action.CORRECT]
    sam.types("/datapolicy status")
    assert "An owner says the request was sent" in sam.sees


def test_what_later_entries_build_on_is_corrected_newest_first(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED)
    opens_correction(ada)
    ada.chooses("The entry that was wrong", "1")
    ada.fills("What was wrong", "It never went out.")
    ada.submits()
    assert ada.errors == {
        "The entry that was wrong": "Entry No. 2 (Slack’s answer: received) builds on it. "
        "Correct that one first, then this one."
    }
    assert ada.fields["What was wrong"]["value"] == "It never went out."
    ada.closes(everything=True)
    corrects(ada, 2)
    corrects(ada, 1)
    sam.types("/datapolicy status")
    assert "None recorded here" in sam.sees
    assert len(entries(wired)) == 4


def test_a_corrected_entry_is_not_offered_for_correction_again(ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED)
    corrects(ada, 2)
    opens_correction(ada)
    (choice,) = [one for one in ada.controls if one.label == "The entry that was wrong"]
    assert [option["value"] for option in choice.element["options"]] == ["1"]


def test_when_nothing_is_left_to_correct_nothing_is_offered(ada: Person, grace: Person):
    declines(ada)
    opens(grace, "See the record")
    corrects(ada, 1)
    opens(ada, "See the record")
    assert "Correct the record" not in ada.buttons
    grace.presses("Correct the record")  # seen before the correction
    assert grace.title == "Correct the record"
    assert "No entry is left that could be corrected." in grace.sees
    assert grace.fields == {}
