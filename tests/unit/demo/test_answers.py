"""What Slack makes of an app's answer, case by case; no app and no HTTP here."""

import json
from typing import Any

import pytest

from bolt_app.demo.answers import (
    Cleared,
    Closed,
    Errors,
    Pushed,
    Updated,
    command_message,
    submission_outcome,
)
from bolt_app.demo.delivery import Answer, AppFailed, DispatchFailed
from tests.unit.demo.tiny_app import home, modal, section, text_input

BLOCKS = [text_input("Reason", "why"), section("x", block_id="said")]
VIEW = modal(section("Next"))


def told(body: Any) -> Answer:
    return Answer(200, json.dumps(body), {"content-type": "application/json"})


def test_an_empty_answer_shows_nothing_and_closes_the_modal():
    assert command_message(Answer(200)) is None
    assert submission_outcome(Answer(200), BLOCKS) == Closed()
    assert submission_outcome(told({}), BLOCKS) == Closed()


def test_plain_text_is_a_message_to_the_person_alone():
    message = command_message(Answer(200, "Hello", {"content-type": "text/plain"}))
    assert message == {"text": "Hello", "response_type": "ephemeral"}


def test_a_message_is_ephemeral_unless_it_says_otherwise():
    assert command_message(told({"text": "x"})) == {"text": "x", "response_type": "ephemeral"}
    assert command_message(told({"text": "x", "response_type": "in_channel"})) == {
        "text": "x",
        "response_type": "in_channel",
    }


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(404, "Not Found"), "dispatch_failed"),
        (Answer(500), "dispatch_failed"),
        (Answer(201, "Hello"), "dispatch_failed"),
        (Answer(200, "{", {"content-type": "application/json"}), "invalid_response"),
        (told(["x"]), "invalid_response"),
        (told({"text": ""}), "invalid_command_response"),
        (told({"blocks": [section("x")]}), "invalid_command_response"),
        (told({"text": "x", "blocks": [{"type": "x"}]}), "invalid_command_response"),
        (told({"text": "x", "response_type": "public"}), "invalid_command_response"),
    ],
)
def test_a_command_answered_badly_fails(answer: Answer, error: str):
    with pytest.raises(AppFailed) as failure:
        command_message(answer)
    assert failure.value.error == error


def test_the_four_answers_to_a_submission():
    assert submission_outcome(told({"response_action": "clear"}), BLOCKS) == Cleared()
    assert submission_outcome(told({"response_action": "update", "view": VIEW}), BLOCKS) == Updated(VIEW)
    assert submission_outcome(told({"response_action": "push", "view": VIEW}), BLOCKS) == Pushed(VIEW)
    errors = {"why": "Too short."}
    assert submission_outcome(told({"response_action": "errors", "errors": errors}), BLOCKS) == Errors(errors)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"response_action": "close"}, "invalid_response_action"),
        ({"text": "Saved."}, "invalid_response_action"),
        ({"response_action": "clear", "view": VIEW}, "invalid_response_action"),
        ({"response_action": "errors"}, "invalid_response_action"),
        ({"response_action": "errors", "errors": {}}, "invalid_response_action"),
        ({"response_action": "errors", "errors": {"said": "No field."}}, "invalid_response_action"),
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, "invalid_response_action"),
        ({"response_action": "errors", "errors": {"why": ""}}, "invalid_response_action"),
        ({"response_action": "update"}, "invalid_arguments"),
        ({"response_action": "update", "view": modal(section(""))}, "invalid_arguments"),
        ({"response_action": "push", "view": home(section("x"))}, "invalid_arguments"),
    ],
)
def test_a_submission_answered_badly_fails(body: dict[str, Any], error: str):
    with pytest.raises(AppFailed) as failure:
        submission_outcome(told(body), BLOCKS)
    assert failure.value.error == error


@pytest.mark.parametrize("body", ["Saved.", "<html>", "[]"])
def test_a_submission_is_never_answered_in_words(body: str):
    with pytest.raises(AppFailed, match="invalid_response"):
        submission_outcome(Answer(200, body, {"content-type": "text/plain"}), BLOCKS)


def test_a_failure_names_the_block_that_has_no_field():
    with pytest.raises(AppFailed, match="no input block has the block_id said"):
        submission_outcome(told({"response_action": "errors", "errors": {"said": "x"}}), BLOCKS)


def test_a_status_other_than_200_is_a_failed_dispatch():
    with pytest.raises(DispatchFailed, match="dispatch_failed: HTTP 503; later"):
        Answer(503, "later").or_failed()
