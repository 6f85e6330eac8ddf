"""What is left of another version: an old message's button, a modal open while the app was updated.

Nothing is recorded by it, nor by what a client made up; the person reads a sentence, not a warning sign.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.views.ids import VALUE, Field
from tests.every_view import EVERY
from tests.record_builders import translator
from tests.scenarios.owner_steps import presses_what_is_not_there
from tests.scenarios.steps import (
    DONE,
    answers,
    entries,
    fills_in_a_decision,
    fills_in_the_letter,
    opens,
    prepares_and_sends,
    saves,
)

OUT_OF_DATE = "Out of date"
STILL_THERE = "What you typed is still there: close this to go back to it."


@pytest.mark.parametrize(
    "action_id",
    [
        "an_old_button",
        "open",
        "open.no_such_form",
        "open.decline.now",
        "xopen.decline",
        "open.decline\n",
        "do.sent",
        "do.no_such_act",
        "letter.no_such_letter",
        "tell_me.daily",
        "",
    ],
)
def test_a_button_that_is_none_any_more_says_so(
    wired: Wired, ada: Person, action_id: str, caplog: pytest.LogCaptureFixture
):
    presses_what_is_not_there(wired, ada, action_id)
    assert ada.title == OUT_OF_DATE
    assert "Open the app’s Home tab" in ada.sees
    assert "Unhandled: block_actions with" in caplog.text
    assert "Traceback" not in caplog.text
    assert entries(wired) == []


def action_ids(thing: Any) -> Iterator[str]:
    """The action ids in a view or message, however deep."""
    if isinstance(thing, dict):
        if thing.get("type") == "button":
            yield thing["action_id"]
        thing = list(thing.values())
    if isinstance(thing, list):
        for part in thing:
            yield from action_ids(part)


def test_every_button_of_every_view_is_listened_for(
    wired: Wired, ada: Person, caplog: pytest.LogCaptureFixture
):
    shown = {action_id for made in EVERY.values() for action_id in action_ids(made(translator("en")))}
    assert len(shown) > 60
    for action_id in sorted(shown):
        presses_what_is_not_there(wired, ada, action_id)
        ada.modals.clear()
    assert "unhandled request" not in caplog.text


def test_it_is_said_in_the_language_of_who_pressed(wired: Wired, camille: Person):
    camille.opens_home()
    presses_what_is_not_there(wired, camille, "an_old_button")
    assert camille.title == "Version dépassée"


def test_an_old_button_inside_a_modal_leaves_the_modal_beneath(wired: Wired, ada: Person):
    fills_in_a_decision(ada, "A reason that took long to write.")
    view = ada.modals[-1]
    shown = {"id": view.id, "type": "modal", "private_metadata": ""}
    action = {"type": "button", "block_id": "b", "action_id": "an_old_button", "value": ""}
    trigger = wired.slack.exchange.trigger(ada.user_id, in_modal=True)
    sent = payloads.action_in_view(ada.here, ada.persona, action, shown, trigger)
    assert wired.slack.delivery.interaction(sent).status == 200
    assert ada.title == OUT_OF_DATE
    ada.closes()
    saves(ada)
    assert entries(wired)[0].statement.reason == "A reason that took long to write."


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("callback_id", "an_old_form"),
        ("callback_id", ""),
        ("private_metadata", '{"after": 0, "form": "an_old_form"}'),
        ("private_metadata", ""),
    ],
)
def test_a_form_that_is_none_any_more_records_nothing_and_keeps_what_was_typed(
    wired: Wired, ada: Person, part: str, text: str
):
    fills_in_a_decision(ada, "A reason that took long to write.")
    ada.modals[-1].content[part] = text
    ada.submits()
    assert ada.title == OUT_OF_DATE
    assert STILL_THERE in ada.sees
    ada.closes()
    assert ada.fields["Reason"]["value"] == "A reason that took long to write."
    assert entries(wired) == []


@pytest.mark.parametrize("outcome", ["confirmed", "sent", "decline", ""])
def test_an_outcome_that_is_none_any_more_is_not_taken_for_another(wired: Wired, ada: Person, outcome: str):
    prepares_and_sends(ada)
    answers(ada, DONE)
    chosen = {"type": "radio_buttons", "selected_option": {"value": outcome}}
    ada.modals[-1].entered[Field.OUTCOME, VALUE] = chosen
    ada.submits()
    assert ada.title == OUT_OF_DATE
    assert len(entries(wired)) == 1


def test_what_a_client_made_up_writes_no_line_of_its_own_into_the_log(
    ada: Person, caplog: pytest.LogCaptureFixture
):
    fills_in_a_decision(ada)
    ada.modals[-1].content["private_metadata"] = json.dumps({"form": "x\nWARNING forged"})
    ada.submits()
    [logged] = [one.getMessage() for one in caplog.records if "Unhandled" in one.getMessage()]
    assert "\n" not in logged
    assert "forged" in logged


def test_a_form_is_not_taken_for_one_that_records_something_else(wired: Wired, ada: Person):
    fills_in_a_decision(ada)
    ada.modals[-1].content["private_metadata"] = '{"after": 0, "form": "answer"}'
    ada.submits()
    assert ada.title == OUT_OF_DATE
    assert entries(wired) == []


def test_a_choice_of_the_day_that_is_none_any_more_records_no_letter(wired: Wired, ada: Person):
    fills_in_the_letter(ada)
    chosen = {"type": "radio_buttons", "selected_option": {"value": "yesterday"}}
    ada.modals[-1].entered[Field.WHEN, VALUE] = chosen
    ada.submits()
    assert ada.title == OUT_OF_DATE
    assert entries(wired) == []


def test_the_link_for_a_mail_is_offered_in_no_form_that_is_none_any_more(wired: Wired, ada: Person):
    opens(ada, "We already opted out")
    ada.modals[-1].content["private_metadata"] = '{"form": "an_old_form"}'
    ada.presses(next(one for one in ada.controls if one.element["action_id"] == "add_mail"))
    assert ada.title == OUT_OF_DATE
    assert entries(wired) == []


def test_a_modal_that_asked_to_be_told_of_its_closing_is_closed_in_peace(ada: Person):
    opens(ada, "We decide not to")
    ada.modals[-1].content["notify_on_close"] = True
    ada.closes()
    assert ada.modals == []


def test_a_command_that_is_none_any_more_is_answered_with_a_sentence(wired: Wired, sam: Person):
    form = payloads.slash_command(
        wired.slack.workspace,
        sam.persona,
        "/dataprivacy",
        "",
        channel="C0GENERAL",
        trigger_id=wired.slack.exchange.trigger(sam.user_id),
        response_url=wired.slack.response_url("R1"),
    )
    answer = wired.slack.delivery.command(form).or_failed()
    assert "another version of the app" in answer.body
    assert "ephemeral" in answer.body
