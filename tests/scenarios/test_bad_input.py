"""What is wrong in a form is a sentence at the field at fault; nothing is lost, and what was typed stays."""

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.rules import LONGEST, LONGEST_TEXT
from bolt_app.views.forms import FORMS, Form
from bolt_app.views.ids import VALUE, Field
from tests.scenarios.filled_forms import EVERY, FILLED, Filled, on_screen
from tests.scenarios.steps import DONE, answers, entries, prepares_and_sends, saves

DATED = {name: filled for name, filled in FILLED.items() if filled.dated}


EVERY_DATED = pytest.mark.parametrize("filled", DATED.values(), ids=list(DATED))


def sends_whatever(owner: Person, block_id: str, text: str) -> None:
    """Puts a text into an input as a changed client might, past what Slack's own would take."""
    owner.modals[-1].entered[block_id, VALUE] = {"type": "plain_text_input", "value": text}


def test_no_form_of_a_workspace_s_owner_is_left_out():
    of_their_own = {Form.RULE, Form.CHANNEL, Form.READER, Form.AGREE, Form.TURN_DOWN}
    assert len(FILLED) == len(set(Form) - of_their_own)  # those have scenarios of their own
    dated = {which for which in Form if Field.STATED_ON in FORMS[which].fields}
    assert len(DATED) == len(dated)


@EVERY
def test_each_form_as_it_is_filled_in_here_is_recorded(wired: Wired, ada: Person, filled: Filled):
    filled.fills(ada)
    before = len(entries(wired))
    saves(ada)
    assert len(entries(wired)) == before + 1


@EVERY_DATED
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-25", "This day has not come yet. Choose today or an earlier day."),
        ("2062-11-23", "This day has not come yet. Choose today or an earlier day."),
        ("2015-12-31", "Slack dates its first machine-learning features to 2016. Choose a later day."),
        ("0001-01-01", "Slack dates its first machine-learning features to 2016. Choose a later day."),
    ],
)
def test_a_day_to_come_or_before_2016_is_told_at_its_field_and_all_that_was_typed_stays(
    wired: Wired, ada: Person, filled: Filled, day: str, sentence: str
):
    filled.fills(ada)
    before, typed = len(entries(wired)), on_screen(ada)
    right = typed[filled.dated]["selected_date"]
    ada.fills(filled.dated, day)
    ada.submits()
    assert ada.errors == {filled.dated: sentence}
    assert len(entries(wired)) == before
    ada.fills(filled.dated, right)
    assert on_screen(ada) == typed
    saves(ada)
    assert len(entries(wired)) == before + 1


@pytest.mark.parametrize("name", ["answer", "bounced", "replied", "follow-up", "confirm-again"])
def test_a_day_before_what_it_follows_is_told_with_the_other_day(wired: Wired, ada: Person, name: str):
    filled = FILLED[name]
    filled.fills(ada)
    before = len(entries(wired))
    ada.fills(filled.dated, "2024-05-30" if name == "confirm-again" else "2026-11-21")
    ada.submits()
    [(label, sentence)] = ada.errors.items()
    assert label == filled.dated
    if name == "confirm-again":
        assert sentence.startswith("This is before the day of Slack’s confirmation (1 June 2024).")
    else:
        assert sentence.startswith("This is before the e-mail was sent (23 November 2026).")
    assert len(entries(wired)) == before


LIMITS = {
    "letter": (Field.BODY, LONGEST_TEXT),
    "answer": (Field.REFERENCE, LONGEST["reference"]),
    "before": (Field.REPLY, LONGEST_TEXT),
    "exclude": (Field.CLAUSE, LONGEST["clause"]),
    "decline": (Field.REASON, LONGEST["reason"]),
    "doubt": (Field.REASON, LONGEST["reason"]),
    "correct": (Field.REASON, LONGEST["reason"]),
    "opt-in": (Field.BODY, LONGEST_TEXT),
}


@pytest.mark.parametrize(("name", "limit"), LIMITS.items(), ids=list(LIMITS))
def test_10_000_characters_are_told_at_their_field_by_how_many_fit(
    wired: Wired, ada: Person, name: str, limit: tuple[Field, int]
):
    field, fits = limit
    FILLED[name].fills(ada)
    before = len(entries(wired))
    sends_whatever(ada, field, "x" * 10_000)
    ada.submits()
    assert list(ada.errors.values()) == [f"This is too long: at most {fits} characters."]
    assert ada.modals[-1].entered[field, VALUE]["value"] == "x" * 10_000
    assert len(entries(wired)) == before
    sends_whatever(ada, field, "x" * fits)
    ada.submits()
    assert ada.title == "Recorded"


@pytest.mark.parametrize("unseen", ["\0\x1b\x07", "\u200b\u2060", " \u202e\u202c "])
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("decline", "Give the reason in a sentence; members read it."),
        ("doubt", "Give the reason in a sentence; members read it."),
        ("correct", "Give the reason in a sentence; members read it."),
        ("exclude", "Name the clause of the contract; members read it."),
        ("evidence", "Paste the text of Slack’s reply."),
    ],
)
def test_a_text_of_which_nothing_can_be_seen_is_asked_for_again(
    wired: Wired, ada: Person, name: str, sentence: str, unseen: str
):
    filled = FILLED[name]
    filled.fills(ada)
    before = len(entries(wired))
    [field] = [one for one in ada.controls if one.label == filled.typed]
    sends_whatever(ada, field.place[0], unseen)
    ada.submits()
    assert ada.errors == {filled.typed: sentence}
    assert len(entries(wired)) == before


def test_control_characters_are_left_out_of_every_text_and_nothing_else_is(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    answers(ada, DONE)
    sends_whatever(ada, Field.REFERENCE, "12\x00345\x1b[31m")
    sends_whatever(ada, Field.REPLY, "Fini :\r\n\tzażółć 日本 😀\x00\x08.")
    saves(ada)
    newest = entries(wired)[-1]
    assert newest.statement.reference == "12345[31m"
    kept = dict(newest.statement.texts)["reply"]
    assert wired.storage.ledger.text(newest.scope, kept) == "Fini :\n\tzażółć 日本 😀."
