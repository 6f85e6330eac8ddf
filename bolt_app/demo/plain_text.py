"""What a person reads of a view or message, as plain text; knows nothing of layout or who reads."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bolt_app.demo.form import Entered, is_stateful, options, shown

_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<([^|>]+)(?:\|([^>]*))?>")
_MARKS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
_DEEPEST = 3
"""Marks within marks, such as *_both_*."""


def text_of(thing: Mapping[str, Any], entered: Entered | None = None) -> str:
    """The text of a view or message, one line for each piece, from top to bottom.

    Marks (`*bold*`) are taken away, links are their text, dates their fallback; fields show what was typed or
    chosen. A message without blocks is its text.

    Args:
        thing: a view or a message.
        entered: (block_id, action_id) → entry, for what was typed since.
    """
    lines = [plain(thing["title"])] if isinstance(thing.get("title"), dict) else []
    if thing.get("blocks"):
        lines += [line for block in thing["blocks"] for line in _block(block, entered or {})]
    elif isinstance(thing.get("text"), str):
        lines.append(mrkdwn(thing["text"]))
    lines += [plain(thing[name]) for name in ("submit", "close") if isinstance(thing.get(name), dict)]
    return "\n".join(line for line in lines if line)


def plain(text: Mapping[str, Any]) -> str:
    """The text of a text object as it is read."""
    return mrkdwn(text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def mrkdwn(text: str) -> str:
    """Slack's mrkdwn as it is read."""
    text = _DATE.sub(r"\1", text)
    text = _LINK.sub(lambda link: link[2] or link[1].lstrip("!#@"), text)
    for _ in range(_DEEPEST):
        text = _MARKS.sub(r"\2", text)
    return html.unescape(text)


def _block(block: Mapping[str, Any], entered: Entered) -> list[str]:
    def used(element: Mapping[str, Any]) -> list[str]:
        return _element(element, entered, str(block.get("block_id")))

    match block["type"]:
        case "header":
            return [plain(block["text"])]
        case "section":
            texts = [block["text"]] if "text" in block else []
            read = [plain(text) for text in (*texts, *block.get("fields", ()))]
            return read + (used(block["accessory"]) if "accessory" in block else [])
        case "context":
            return [
                str(one["alt_text"]) if one["type"] == "image" else plain(one) for one in block["elements"]
            ]
        case "actions":
            return [line for one in block["elements"] for line in used(one)]
        case "input":
            hint = [plain(block["hint"])] if "hint" in block else []
            return [plain(block["label"]), *used(block["element"]), *hint]
        case "image":
            return [plain(block["title"]) if "title" in block else "", str(block["alt_text"])]
        case "rich_text":
            return _rich(block["elements"])
    return []


def _element(element: Mapping[str, Any], entered: Entered, block_id: str) -> list[str]:
    kind = element["type"]
    if kind == "button":
        return [plain(element["text"])]
    if kind == "image":
        return [str(element["alt_text"])]
    if kind in ("radio_buttons", "checkboxes"):
        both = [text for one in options(element) for text in (one["text"], one.get("description"))]
        return [plain(text) for text in both if text]
    if not is_stateful(element):
        return []
    entry = entered.get((block_id, str(element.get("action_id"))))
    return shown(element, entry) or ([plain(element["placeholder"])] if "placeholder" in element else [])


def _rich(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if part["type"] == "rich_text_list":
            lines += _rich(part["elements"])
        else:
            lines += "".join(_rich_piece(one) for one in part["elements"]).split("\n")
    return lines


def _rich_piece(piece: Mapping[str, Any]) -> str:
    match piece["type"]:
        case "link":
            return str(piece.get("text") or piece["url"])
        case "emoji":
            return f":{piece['name']}:"
        case "user":
            return str(piece["user_id"])
        case "date":
            return str(piece.get("fallback", piece["timestamp"]))
    return str(piece.get("text", ""))
