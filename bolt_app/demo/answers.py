"""What Slack makes of an app's answer to a command or a submission; knows nothing of how it came.

Sources: docs.slack.dev/interactivity/implementing-slash-commands, docs.slack.dev/surfaces/modals.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bolt_app.demo.composition_rules import Problem
from bolt_app.demo.delivery import Answer, AppFailed
from bolt_app.demo.rules import check_message, check_view


@dataclass(frozen=True, slots=True)
class Closed:
    """The modal on top is closed."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Every modal is closed."""


@dataclass(frozen=True, slots=True)
class Errors:
    """The modal stays, with a sentence under fields: block_id → sentence."""

    by_block: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Updated:
    """The modal on top shows another view."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pushed:
    """A modal opens over this one."""

    view: Mapping[str, Any]


Outcome = Closed | Cleared | Errors | Updated | Pushed

_ACTIONS = {
    "errors": {"response_action", "errors"},
    "update": {"response_action", "view"},
    "push": {"response_action", "view"},
    "clear": {"response_action"},
}


def command_message(answer: Answer) -> dict[str, Any] | None:
    """The message a slash command's answer shows, or None for an empty one.

    Raises:
        AppFailed: other than 200, or a message Slack refuses.
    """
    body = answer.or_failed().body
    if not body.strip():
        return None
    if not _is_json(answer):
        return {"text": body, "response_type": "ephemeral"}
    message = _parsed(body)
    _refuse("invalid_command_response", check_message(message))
    return {"response_type": "ephemeral"} | message


def submission_outcome(answer: Answer, blocks: Sequence[Mapping[str, Any]]) -> Outcome:
    """What happens to a modal after its submission.

    Args:
        answer: the app's answer.
        blocks: the blocks of the submitted view: errors may only name its input blocks.

    Raises:
        AppFailed: other than 200, no JSON, an unknown response_action, a refused view or misplaced errors.
    """
    body = answer.or_failed().body
    if not body.strip():
        return Closed()
    told = _parsed(body)
    action = told.get("response_action")
    if action is None and not told:
        return Closed()
    if action not in _ACTIONS:
        raise AppFailed("invalid_response_action", f"response_action {action!r}")
    if unknown := told.keys() - _ACTIONS[action]:
        raise AppFailed("invalid_response_action", f"unknown fields {sorted(unknown)}")
    if action == "clear":
        return Cleared()
    if action == "errors":
        return _errors(told, blocks)
    _refuse("invalid_arguments", check_view(told.get("view")))
    if told["view"]["type"] != "modal":
        raise AppFailed("invalid_arguments", "a submission can only be answered with a modal")
    return Updated(told["view"]) if action == "update" else Pushed(told["view"])


def _errors(told: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> Errors:
    errors = told.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise AppFailed("invalid_response_action", "errors owes at least one block_id and its sentence")
    inputs = {block.get("block_id") for block in blocks if block["type"] == "input"}
    if strangers := sorted(errors.keys() - inputs):
        raise AppFailed("invalid_response_action", f"no input block has the block_id {', '.join(strangers)}")
    if not all(isinstance(sentence, str) and sentence for sentence in errors.values()):
        raise AppFailed("invalid_response_action", "an error is a sentence")
    return Errors(errors)


def _is_json(answer: Answer) -> bool:
    return "json" in answer.headers.get("content-type", "") or answer.body.lstrip().startswith("{")


def _parsed(body: str) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise AppFailed("invalid_response", f"no JSON: {body[:80]}") from None
    if not isinstance(told, dict):
        raise AppFailed("invalid_response", "no JSON object")
    return told


def _refuse(error: str, problems: Sequence[Problem]) -> None:
    if problems:
        raise AppFailed(error, *map(str, problems))
