"""A reply that names another workspace than ours is noticed before it is recorded, and ours never is."""

from dataclasses import replace

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from tests.scenarios.filled_forms import FILLED
from tests.scenarios.steps import DONE, REPLY, answers, entries, prepares_and_sends, records_answer, saves

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
