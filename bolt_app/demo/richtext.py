"""Slack's rich_text blocks as safe HTML; knows nothing of forms, and refuses no block: rules.py does."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from bolt_app.demo.dates import worded
from bolt_app.demo.mrkdwn import EMOJI, Reader, link, mention

_STYLE_TAGS = {"code": "code", "strike": "s", "italic": "em", "bold": "strong", "underline": "u"}
_DEEPEST = 8


def rich_text(block: Mapping[str, Any], reader: Reader) -> Markup:
    """A rich_text block: its sections, lists, quotations and preformatted pieces, in order."""
    return Markup("").join(_part(part, reader) for part in block.get("elements", ()))


def _part(part: Mapping[str, Any], reader: Reader) -> Markup:
    if part["type"] == "rich_text_list":
        return _list(part, reader)
    pattern = _WRAPPERS.get(part["type"])
    if pattern is None:
        return Markup('<p class="unknown">This page cannot draw “{}”.</p>').format(part["type"])
    return pattern.format(_inline(part, reader))


_WRAPPERS = {
    "rich_text_section": Markup('<div class="rich">{}</div>'),
    "rich_text_preformatted": Markup("<pre>{}</pre>"),
    "rich_text_quote": Markup("<blockquote>{}</blockquote>"),
}


def _list(part: Mapping[str, Any], reader: Reader) -> Markup:
    # Slack nests no lists: a deeper list is a list beside the first with a larger indent.
    indent = min(int(part.get("indent", 0)), _DEEPEST)
    items = Markup("").join(Markup("<li>{}</li>").format(_inline(item, reader)) for item in part["elements"])
    if part.get("style") == "ordered":
        pattern = Markup('<ol class="indent-{}" start="{}">{}</ol>')
        return pattern.format(indent, int(part.get("offset", 0)) + 1, items)
    return Markup('<ul class="indent-{}">{}</ul>').format(indent, items)


def _inline(part: Mapping[str, Any], reader: Reader) -> Markup:
    return Markup("").join(_styled(piece, reader) for piece in part.get("elements", ()))


def _styled(piece: Mapping[str, Any], reader: Reader) -> Markup:
    drawn = _piece(piece, reader)
    for style, tag in _STYLE_TAGS.items():
        if piece.get("style", {}).get(style):
            drawn = Markup("<{0}>{1}</{0}>").format(tag, drawn)
    return drawn


def _piece(piece: Mapping[str, Any], reader: Reader) -> Markup:
    match piece:
        case {"type": "text", "text": text}:
            return Markup("<br>").join(escape(line) for line in str(text).split("\n"))
        case {"type": "link", "url": url}:
            return link(url, piece.get("text") or url)
        case {"type": "emoji", "name": name}:
            return escape(_emoji(piece.get("unicode", "")) or EMOJI.get(name, f":{name}:"))
        case {"type": "user", "user_id": person}:
            return mention(f"@{person}", "", reader)
        case {"type": "channel", "channel_id": channel}:
            return mention(f"#{channel}", "", reader)
        case {"type": "broadcast", "range": whom}:
            return Markup('<span class="mention">@{}</span>').format(whom)
        case {"type": "date", "timestamp": timestamp, "format": template}:
            return _date(piece, int(timestamp), template, reader)
        case {"type": kind}:
            return Markup('<span class="unknown">{}</span>').format(kind)
        case _:
            return Markup("")


def _emoji(code_points: str) -> str:
    """An emoji's characters from Slack's hexadecimal writing (`1f6e1-fe0f`); "" when it is none."""
    try:
        return "".join(chr(int(point, 16)) for point in code_points.split("-") if point)
    except (ValueError, OverflowError):
        return ""


def _date(piece: Mapping[str, Any], timestamp: int, template: str, reader: Reader) -> Markup:
    try:
        text = worded(timestamp, template, locale=reader.locale, now=reader.now)
    except ValueError:
        text = piece.get("fallback", "")
    return link(piece["url"], text) if piece.get("url") else escape(text)
