"""Slack's rules for whole views and messages, stricter than the SDK's own; knows nothing of who is looking.

A list of problems is what comes out, empty when Slack would take the thing. The SDK's models are asked too.
Sources: docs.slack.dev/reference/views, docs.slack.dev/reference/methods/chat.postMessage.
"""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bolt_app.demo.block_rules import blocks
from bolt_app.demo.composition_rules import Findings, Problem, text

VIEW_BLOCKS = 100
MESSAGE_BLOCKS = 50
VIEW_BYTES = 250_000
MESSAGE_CHARACTERS = 13_000
"""All text of a message together; each block may be legal and all too long (slackapi/bolt-js#2509)."""

_COMMON = ("private_metadata", "callback_id", "external_id")
_MODAL = (*_COMMON, "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
_MESSAGE = (
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "unfurl_links",
    "unfurl_media",
    "mrkdwn",
    "thread_ts",
    "metadata",
)


def check_view(view: Any) -> list[Problem]:
    """What Slack would refuse in a view that is to be published, opened, pushed or updated.

    Args:
        view: the view as the app sends it, plain JSON.
    """
    if not isinstance(view, dict):
        return [Problem("/view", "must be an object")]
    kind = view.get("type")
    if kind == "modal":
        found = Findings("modal")
        found.fields(view, "/view", owed=("title", "blocks"), allowed=_MODAL)
        _modal(found, view)
    elif kind == "home":
        found = Findings("home")
        found.fields(view, "/view", owed=("blocks",), allowed=_COMMON)
    else:
        return [Problem("/view/type", f"unsupported type: {kind}")]
    blocks(found, view.get("blocks", []), "/view/blocks", VIEW_BLOCKS)
    if view.get("blocks") == []:
        found.add("/view/blocks", "must contain at least one block")
    found.string(view, "private_metadata", "/view", 3000, least=0)
    found.string(view, "callback_id", "/view", 255, least=0)
    found.string(view, "external_id", "/view", 255, least=0)
    size = len(json.dumps(view, ensure_ascii=False).encode())
    if size > VIEW_BYTES:
        found.add("/view", f"{size} bytes are more than {VIEW_BYTES}", "view_too_large")
    if not found.problems:
        _ask_sdk_about_view(found, view)
    return found.problems


def _modal(found: Findings, view: Mapping[str, Any]) -> None:
    for name in ("title", "submit", "close"):
        text(found, view, name, "/view", 24, plain=True)
    for name in ("clear_on_close", "notify_on_close", "submit_disabled"):
        found.flag(view, name, "/view")
    things = view.get("blocks")
    inputs = isinstance(things, list) and any(
        isinstance(one, dict) and one.get("type") == "input" for one in things
    )
    if inputs and "submit" not in view:
        found.add("/view/submit", "missing required field: submit is owed when there is an input block")


def check_message(message: Any) -> list[Problem]:
    """What Slack would refuse in a message, and the text that notifications and screen readers are owed.

    Args:
        message: the message's own fields (`text`, `blocks`, …) without channel or user.
    """
    if not isinstance(message, dict):
        return [Problem("", "must be an object")]
    found = Findings("message")
    found.fields(message, "", allowed=_MESSAGE)
    found.choice(message, "response_type", "", ("ephemeral", "in_channel"))
    for name in ("replace_original", "delete_original", "unfurl_links", "unfurl_media", "mrkdwn"):
        found.flag(message, name, "")
    # Bolt's respond() sends an empty text along with a deletion.
    found.string(message, "text", "", 40_000, least=0 if message.get("delete_original") else 1)
    if "blocks" in message:
        blocks(found, message["blocks"], "/blocks", MESSAGE_BLOCKS)
        if "text" not in message:
            found.add("/text", "missing required field: text, which notifications and screen readers read")
    elif "text" not in message and not message.get("delete_original"):
        found.add("/text", "neither text nor blocks", "no_text")
    characters = sum(map(len, _texts(message.get("blocks", [])))) + len(str(message.get("text", "")))
    if "blocks" in message and characters > MESSAGE_CHARACTERS:
        found.add(
            "/blocks", f"{characters} characters are more than {MESSAGE_CHARACTERS}", "msg_blocks_too_long"
        )
    if not found.problems and "blocks" in message:
        _ask_sdk_about_blocks(found, message["blocks"])
    return found.problems


def _texts(thing: Any) -> list[str]:
    """Every piece of text in blocks, however deep."""
    if isinstance(thing, dict):
        own = [thing["text"]] if isinstance(thing.get("text"), str) else []
        return own + [piece for value in thing.values() for piece in _texts(value)]
    if isinstance(thing, list):
        return [piece for value in thing for piece in _texts(value)]
    return []


def _ask_sdk_about_view(found: Findings, view: Mapping[str, Any]) -> None:
    try:
        View(**view).to_dict()
    except SlackObjectFormationError as refusal:
        found.add("/view", f"the SDK's model refuses: {refusal}")


def _ask_sdk_about_blocks(found: Findings, things: list[Any]) -> None:
    try:
        for one in Block.parse_all(things):
            one.to_dict()
    except SlackObjectFormationError as refusal:
        found.add("/blocks", f"the SDK's model refuses: {refusal}")
