"""What is wrong in a form is a sentence at the field at fault; nothing is lost, and what was typed stays."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bolt_app.__main__ import main
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from bolt_app.optout.rules import LONGEST, LONGEST_TEXT
from bolt_app.views.forms import FORMS, Form
from bolt_app.views.ids import VALUE, Field
from tests.scenarios.conftest import StandingClock
from tests.scenarios.filled_forms import FILLED, Filled
from tests.scenarios.steps import (
    BODY,
    DONE,
    LETTER,
    OTHER_DATE,
    RECEIVED,
    RECORD,
    REPLY,
    WHEN,
    answers,
    declines,
    entries,
    fills_in_a_decision,
    fills_in_the_letter,
    names_contact,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)
from tests.scenarios.twice import Twice

EVERY = pytest.mark.parametrize("filled", FILLED.values(), ids=list(FILLED))
DATED = {name: filled for name, filled in FILLED.items() if filled.dated}
EVERY_DATED = pytest.mark.parametrize("filled", DATED.values(), ids=list(DATED))


def on_screen(owner: Person) -> Mapping[str, Any]:
    """What the form on top holds, by label."""
    return dict(owner.fields)


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


TRICK = "<!channel> <@U0SAM> <https://evil.example|Slack> *Confirmed* _yes_ ~no~ `code` &amp; \u202eDNE"
DANGEROUS = ("<!channel>", "<@U0SAM>", "<https://evil", "*Confirmed*", "_yes_", "~no~", "`code`", "\u202e")


def everything_shown(person: Person) -> str:
    """All that the app sent to what the person looks at now, as it went to Slack."""
    shown: list[Any] = [view.content for view in person.modals]
    shown += [person.home.content] if person.home else []
    shown += [answer.content for answer in person.answers]
    return json.dumps(shown, ensure_ascii=False)


@pytest.mark.parametrize("key", ["ada", "grace", "lin", "sam", "noor", "camille"])
def test_what_an_owner_typed_does_nothing_wherever_it_is_shown(wired: Wired, ada: Person, key: str):
    FILLED["exclude"].fills(ada)
    ada.fills("The clause", TRICK)
    ada.submits()
    assert ada.title == "Recorded"
    assert not any(trick in everything_shown(ada) for trick in DANGEROUS)
    ada.closes()
    reader = wired.slack.person(key)
    reader.types("/datapolicy")
    reader.types("/datapolicy status")
    reader.opens_home()
    shown = everything_shown(reader)
    record = next(one for one in reader.controls if one.element["action_id"] == "record")
    reader.presses(record)
    shown += everything_shown(reader)
    assert not any(trick in shown for trick in DANGEROUS)
    if key != "noor":  # guests read no clause
        assert "&lt;!channel&gt;" in shown


@pytest.mark.parametrize("name", ["decline", "doubt", "withdraw", "opt-in"])
def test_a_reason_does_nothing_wherever_it_is_shown(ada: Person, sam: Person, name: str):
    FILLED[name].fills(ada)
    ada.fills("Reason", TRICK)
    saves(ada)
    sam.types("/datapolicy")
    sam.opens_home()
    opens(sam, RECORD)
    shown = everything_shown(sam) + everything_shown(ada)
    assert "&lt;!channel&gt;" in everything_shown(sam)
    assert not any(trick in shown for trick in DANGEROUS)


def test_slack_s_reference_does_nothing_in_the_owner_s_part(ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED, reference=TRICK)
    ada.opens_home()
    assert "&lt;!channel&gt;" in everything_shown(ada)
    assert not any(trick in everything_shown(ada) for trick in DANGEROUS)


def test_an_export_holds_what_was_typed_to_the_letter(wired: Wired, ada: Person, tmp_path: Path):
    declines(ada, reason=TRICK)
    environ = {"DATABASE_URL": wired.settings.database_url, "ENCRYPTION_KEYS": ""}
    given = ["export", "--scope", "T0ACME", "--format", "jsonl", "--output", str(tmp_path / "record.jsonl")]
    assert CliRunner().invoke(main, given, env=environ).exit_code == 0
    [_, line] = (tmp_path / "record.jsonl").read_text("utf-8").splitlines()
    assert json.loads(json.loads(line)["canonical"])["statement"]["reason"] == TRICK


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


ELSEWHERE = "Hello, the opt-out of globex.slack.com has been completed."
NOT_OURS = "This text names another workspace or organisation, and not this one."


@pytest.mark.parametrize("name", ["answer", "before", "evidence"])
def test_a_reply_that_names_another_workspace_is_told_at_its_field(wired: Wired, ada: Person, name: str):
    FILLED[name].fills(ada)
    before = len(entries(wired))
    ada.fills(REPLY, ELSEWHERE)
    ada.submits()
    [(label, sentence)] = ada.errors.items()
    assert (label, sentence.startswith(NOT_OURS)) == (REPLY, True)
    assert "add its present address below the text" in sentence
    assert ada.fields[REPLY]["value"] == ELSEWHERE
    assert len(entries(wired)) == before


def test_a_reply_to_the_address_we_had_is_recorded_once_todays_is_added(wired: Wired, ada: Person):
    FILLED["before"].fills(ada)
    ada.fills(REPLY, ELSEWHERE)
    ada.submits()
    ada.fills(REPLY, f"{ELSEWHERE}\n\nacme.slack.com was globex.slack.com then.")
    saves(ada)
    assert entries(wired)[0].action is Action.DONE


@pytest.mark.parametrize(
    "reply",
    [
        "Your opt-out request has been completed.",
        "The opt-out of https://acme.slack.com/ has been completed, see slack.com/help.",
        "We opted out acme.slack.com. (globex.slack.com was done earlier.)",
        "Done for T0ACME.",
    ],
)
def test_a_reply_that_names_us_or_nobody_is_recorded(wired: Wired, ada: Person, reply: str):
    prepares_and_sends(ada)
    records_answer(ada, DONE, reply=reply)
    assert len(entries(wired)) == 2


def test_after_a_change_of_address_the_one_slack_tells_now_is_ours(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    wired.slack.workspace = replace(wired.slack.workspace, domain="globex")
    answers(ada, DONE, reply=ELSEWHERE)
    wired.slack.calls.clear()
    saves(ada)
    assert "team.info" in [call.method for call in wired.slack.calls]


def test_a_reply_without_a_stranger_s_address_costs_no_call(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    answers(ada, DONE, reply="Your opt-out request has been completed.")
    wired.slack.calls.clear()
    ada.submits()
    assert [call.method for call in wired.slack.calls] == ["users.info", "views.publish"]
