"""What is answered where nobody installed the app, by the kind of request; nothing is stored or asked."""

import json
import socket

import pytest

from bolt_app.demo.rules import check_message, check_view
from listeners.strangers import NOT_INSTALLED, answered
from tests.unit.listeners import payloads
from tests.unit.listeners.payloads import WORKSPACE


def test_the_sentence_says_in_both_languages_who_can_help():
    english, french = NOT_INSTALLED.split("\n")
    assert "An admin can install it again" in english
    assert "Un administrateur peut l’installer à nouveau" in french
    assert len(NOT_INSTALLED) < 3000


def test_a_command_gets_a_message_only_its_sender_sees():
    answer = answered(payloads.command(WORKSPACE))
    told = json.loads(answer.body)
    assert (answer.status, told) == (200, {"response_type": "ephemeral", "text": NOT_INSTALLED})
    assert check_message(told) == []


def test_a_form_gets_a_modal_on_top():
    answer = answered(payloads.submission(WORKSPACE, {}))
    told = json.loads(answer.body)
    assert (answer.status, told["response_action"]) == (200, "push")
    assert check_view(told["view"]) == []
    assert "its installation here has ended" in str(told["view"])


@pytest.mark.parametrize(
    "body",
    [
        payloads.home_opened(WORKSPACE),
        payloads.click(WORKSPACE, {"action_id": "record"}, payloads.view(WORKSPACE, "home")),
        {"type": "view_closed"},
        {},
    ],
    ids=["event", "button on Home", "closed modal", "nothing"],
)
def test_where_nothing_can_be_shown_the_answer_is_empty(body):
    answer = answered(body)
    assert (answer.status, answer.body) == (200, "")


def test_a_message_s_address_at_which_nobody_answers_is_given_up(caplog: pytest.LogCaptureFixture):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and never listens: whoever connects is refused
        gone = f"http://127.0.0.1:{bound.getsockname()[1]}/gone"
        answer = answered({"type": "block_actions", "response_url": gone})
    assert (answer.status, answer.body) == (200, "")
    assert "The person could not be told: URLError" in caplog.text
