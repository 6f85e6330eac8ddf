"""The letter as a draft: kept, changed, discarded, and sent in the end; records no answer."""

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from tests.scenarios.steps import (
    BODY,
    LETTER,
    TICK,
    WHEN,
    actions,
    entries,
    keeps_a_draft,
    newest_texts,
    opens,
    saves,
)

SHOW = "Show the e-mail, or say you sent it"


def test_a_draft_is_kept_as_it_was_changed_and_states_nothing(wired: Wired, ada: Person, sam: Person):
    opens(ada, LETTER)
    ada.fills(BODY, "Hello, our own words.")
    ada.chooses(WHEN, "Not yet, keep the draft")
    saves(ada)
    assert entries(wired)[-1].statement.ticked == ""
    sam.types("/datapolicy status")
    assert "An owner prepared the request; nothing says it was sent." in sam.sees
    ada.opens_home()
    ada.presses(SHOW)
    assert ada.fields[BODY]["value"] == "Hello, our own words."
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    assert actions(wired) == [Action.DRAFT, Action.SENT]


def test_a_draft_kept_once_more_unchanged_is_no_new_entry(wired: Wired, ada: Person):
    keeps_a_draft(ada)
    ada.presses(SHOW)
    ada.chooses(WHEN, "Not yet, keep the draft")
    ada.submits()
    assert "This was recorded already, as No. 1" in ada.sees
    assert actions(wired) == [Action.DRAFT]


def test_a_draft_changed_later_is_discarded_and_prepared_anew(wired: Wired, ada: Person):
    keeps_a_draft(ada)
    ada.presses(SHOW)
    ada.fills(BODY, "Hello, better words.")
    ada.chooses(WHEN, "Not yet, keep the draft")
    saves(ada)
    assert actions(wired) == [Action.DRAFT, Action.DISCARD, Action.DRAFT]
    assert newest_texts(wired) == {"letter": "Hello, better words."}


def test_a_draft_can_be_discarded_after_a_question(wired: Wired, ada: Person, sam: Person):
    keeps_a_draft(ada)
    ada.presses("Discard the draft", confirming=False)
    assert actions(wired) == [Action.DRAFT]
    ada.presses("Discard the draft")
    assert ada.title == "Recorded"
    sam.types("/datapolicy status")
    assert "None recorded here" in sam.sees
