"""Slack's rules for blocks; knows nothing of views, messages or people.

Only the blocks this app uses are let through. Slack's own pages contradict each other about the surfaces of
the newer ones, so none of those counts as safe.
Source: docs.slack.dev/reference/block-kit/blocks and the pages of its blocks.
"""

from collections.abc import Mapping
from typing import Any

from bolt_app.demo.composition_rules import Findings, text, text_object
from bolt_app.demo.element_rules import element, image_source

_RICH_PARTS = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_RICH_PIECES = ("text", "link", "emoji", "user", "usergroup", "channel", "date", "broadcast", "color")


def blocks(found: Findings, things: Any, pointer: str, most: int) -> None:
    """A list of blocks, at most `most`."""
    if not isinstance(things, list):
        found.add(pointer, "must be an array of blocks")
        return
    if len(things) > most:
        found.add(pointer, f"no more than {most} items allowed, has {len(things)}")
    for nth, thing in enumerate(things):
        block(found, thing, f"{pointer}/{nth}")
    if found.focused > 1:
        found.add(pointer, "only one element can have focus_on_load")


def block(found: Findings, thing: Any, pointer: str) -> None:
    """One block."""
    if not isinstance(thing, dict):
        found.add(pointer, "must be an object")
        return
    check = _CHECKS.get(str(thing.get("type")))
    if check is None:
        found.add(f"{pointer}/type", f"unsupported type: {thing.get('type')}")
        return
    found.string(thing, "block_id", pointer, 255)
    block_id = thing.get("block_id")
    if isinstance(block_id, str):
        if block_id in found.block_ids:
            found.add(f"{pointer}/block_id", f"block_id {block_id} already exists")
        found.block_ids.add(block_id)
    check(found, thing, pointer)
    _unique_actions(found, thing, pointer)


def _unique_actions(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    elements = thing.get("elements") if thing["type"] == "actions" else None
    seen: set[str] = set()
    for one in elements if isinstance(elements, list) else ():
        action_id = str(one.get("action_id", "")) if isinstance(one, dict) else ""
        if action_id in seen:
            found.add(f"{pointer}/elements", f"action_id {action_id} already exists")
        if action_id:
            seen.add(action_id)


def _header(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, owed=("text",), allowed=("block_id",))
    text(found, thing, "text", pointer, 150, plain=True)


def _section(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, allowed=("block_id", "text", "fields", "accessory", "expand"))
    if "text" not in thing and "fields" not in thing:
        found.add(pointer, "missing required field: text or fields")
    text(found, thing, "text", pointer, 3000)
    for nth, one in enumerate(found.items(thing, "fields", pointer, 10)):
        text_object(found, one, f"{pointer}/fields/{nth}", 2000)
    found.flag(thing, "expand", pointer)
    if "accessory" in thing:
        element(found, thing["accessory"], f"{pointer}/accessory", "section")


def _context(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, owed=("elements",), allowed=("block_id",))
    for nth, one in enumerate(found.items(thing, "elements", pointer, 10)):
        place = f"{pointer}/elements/{nth}"
        if isinstance(one, dict) and one.get("type") == "image":
            element(found, one, place, "context")
        else:
            text_object(found, one, place, 3000)


def _divider(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, allowed=("block_id",))


def _actions(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, owed=("elements",), allowed=("block_id",))
    for nth, one in enumerate(found.items(thing, "elements", pointer, 25)):
        element(found, one, f"{pointer}/elements/{nth}", "actions")


def _input(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    allowed = ("block_id", "dispatch_action", "hint", "optional")
    found.fields(thing, pointer, owed=("label", "element"), allowed=allowed)
    text(found, thing, "label", pointer, 2000, plain=True)
    text(found, thing, "hint", pointer, 2000, plain=True)
    found.flag(thing, "optional", pointer)
    found.flag(thing, "dispatch_action", pointer)
    if "element" in thing:
        element(found, thing["element"], f"{pointer}/element", "input")


def _image(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, owed=("alt_text",), allowed=("block_id", "image_url", "slack_file", "title"))
    text(found, thing, "title", pointer, 2000, plain=True)
    image_source(found, thing, pointer)


def _rich_text(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    found.fields(thing, pointer, owed=("elements",), allowed=("block_id",))
    for nth, part in enumerate(found.items(thing, "elements", pointer, 1000)):
        _rich_part(found, part, f"{pointer}/elements/{nth}")


def _rich_part(found: Findings, part: Any, pointer: str) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in _RICH_PARTS:
        found.add(f"{pointer}/type", f"unsupported type: {kind}")
        return
    if kind != "rich_text_list":
        border = () if kind == "rich_text_section" else ("border",)
        found.fields(part, pointer, owed=("elements",), allowed=border)
    else:
        found.fields(part, pointer, owed=("style", "elements"), allowed=("indent", "offset", "border"))
        found.choice(part, "style", pointer, ("bullet", "ordered"))
    pieces = part.get("elements")
    if not isinstance(pieces, list):
        found.add(f"{pointer}/elements", "must be an array")
        return
    for nth, piece in enumerate(pieces):
        place = f"{pointer}/elements/{nth}"
        if kind == "rich_text_list":
            _rich_part(found, piece, place)
        elif not isinstance(piece, dict) or piece.get("type") not in _RICH_PIECES:
            found.add(f"{place}/type", "unsupported type in rich text")
        elif piece["type"] == "text":
            found.fields(piece, place, owed=("text",), allowed=("style",))
            found.string(piece, "text", place, 3000)
        elif piece["type"] == "link":
            found.fields(piece, place, owed=("url",), allowed=("text", "unsafe", "style"))


_CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
}
