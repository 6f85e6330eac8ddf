"""Block Kit as plain dicts, kept inside Slack's limits; knows no domain word and no language.

Limits: https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/surfaces/modals.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bolt_app.views.ids import VALUE, Field

Block = dict[str, Any]
View = dict[str, Any]

BLOCKS = 100
"""Blocks in a modal or Home tab."""
BLOCKS_IN_MESSAGE = 50
SECTION = 3000
HEADER = 150
BUTTON = 75
OPTION = 75
TITLE = 24
ELLIPSIS = "…"


_MARK = re.compile(r"(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`")
_LOOK_ALIKE = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of what follows them, the app's own words included."""


def escape(text: str) -> str:
    """Return text that people typed, safe inside mrkdwn: nothing in it is a mention, link or formatting.

    Slack asks for `&`, `<` and `>` only. A formatting character becomes one that looks alike, so that a
    reason cannot pass for the app's own bold words; inside a word, as in snake_case, it formats nothing and
    stays. A zero-width space beside it would not do: others use one to make Slack format inside a word.
    """
    there = text.translate(_TURNING)  # Arabic and Hebrew are set right without them
    escaped = there.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARK.sub(lambda mark: mark[0].translate(_LOOK_ALIKE), escaped)


def cut(text: str, limit: int) -> str:
    """Return the text, or as much as fits with an ellipsis; an entity such as `&amp;` is never halved."""
    if len(text) <= limit:
        return text
    kept = text[: limit - len(ELLIPSIS)]
    ampersand = kept.rfind("&", len(kept) - 5)
    if ampersand != -1 and ";" not in kept[ampersand:]:
        kept = kept[:ampersand]
    return kept + ELLIPSIS


def plain(text: str, limit: int = SECTION) -> Block:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def mrkdwn(text: str, limit: int = SECTION) -> Block:
    """Return a mrkdwn object. `verbatim`: Slack must not turn words into links or mentions by itself."""
    return {"type": "mrkdwn", "text": cut(text, limit), "verbatim": True}


def header(text: str) -> Block:
    """Return a header block."""
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str, accessory: Block | None = None) -> Block:
    """Return a section of mrkdwn, with an element beside it if given."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def context(*texts: str) -> Block:
    """Return small print, at most ten texts."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts[:10]]}


def preformatted(text: str) -> Block:
    """Return a text exactly as it stands, to be selected and copied."""
    inner = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [inner]}


def styled(parts: Sequence[tuple[str, str]]) -> Block:
    """Return running text of pieces, each with a style: "", `bold`, `italic` or `strike`; it is no mrkdwn."""
    elements: list[Block] = [
        {"type": "text", "text": text, **({"style": {style: True}} if style else {})} for text, style in parts
    ]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def divider() -> Block:
    """Return a line."""
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements[:25])}


def button(
    text: str,
    action_id: str,
    *,
    value: str = "",
    primary: bool = False,
    url: str = "",
    described: str = "",
    confirm: Block | None = None,
) -> Block:
    """Return a button.

    Args:
        text: what happens when it is pressed.
        action_id: unique within its block.
        value: what comes back; at most 2,000 characters.
        primary: at most one on a screen.
        url: opened in the browser or in Slack.
        described: what a screen reader says where the text alone is short or repeated.
        confirm: a confirmation dialog.
    """
    element: Block = {"type": "button", "text": plain(text, BUTTON), "action_id": action_id}
    if value:
        element["value"] = value
    if primary:
        element["style"] = "primary"
    if url:
        element["url"] = url
    if described:
        element["accessibility_label"] = cut(described, BUTTON)
    if confirm is not None:
        element["confirm"] = confirm
    return element


def confirmation(title: str, text: str, yes: str, no: str) -> Block:
    """Return a confirmation dialog for a button."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def option(text: str, value: str) -> Block:
    """Return a choice of a select, radio or checkbox element."""
    return {"text": plain(text, OPTION), "value": value}


def field(label: str, block_id: Field, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """Return an input block round one element; its id is the field's name."""
    block: Block = {
        "type": "input",
        "block_id": block_id.value,
        "label": plain(label, 2000),
        "element": {**element, "action_id": VALUE},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    return block


def text_input(*, initial: str = "", longest: int = SECTION, lines: bool = False) -> Block:
    """Return a text element; `lines` gives it several."""
    element: Block = {"type": "plain_text_input", "multiline": lines, "max_length": min(longest, SECTION)}
    if initial:
        element["initial_value"] = initial[:SECTION]
    return element


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str = "",
    callback: str = "",
    metadata: str = "",
) -> View:
    """Return a modal."""
    view: View = {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(blocks[:BLOCKS]),
    }
    if submit:
        view["submit"] = plain(submit, TITLE)
    if callback:
        view["callback_id"] = callback
    if metadata:
        view["private_metadata"] = metadata
    return view


def turning(back: tuple[str, str], on: tuple[str, str], first: int, size: int, total: int) -> list[Block]:
    """Return the buttons that turn a long list's page, where there is one; the value is its first row.

    Args:
        back: text and action id of the button to the rows before.
        on: of the button to the rows after.
        first: the first row shown, from 0.
        size: rows on a page.
        total: rows there are.
    """
    buttons = []
    if first > 0:
        buttons.append(button(*back, value=str(max(0, first - size))))
    if first + size < total:
        buttons.append(button(*on, value=str(first + size)))
    return buttons


def lines(texts: Iterable[str], limit: int = SECTION) -> list[str]:
    """Join texts by line breaks into as few pieces as fit the limit each, none of them cut in two."""
    pieces: list[str] = []
    for text in texts:
        if pieces and len(pieces[-1]) + 1 + len(text) <= limit:
            pieces[-1] += "\n" + text
        else:
            pieces.append(cut(text, limit))
    return pieces
