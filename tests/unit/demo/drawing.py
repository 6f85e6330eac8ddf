"""Blocks drawn as HTML for Ada, and read back; what should be drawn is the tests' matter."""

from datetime import UTC, datetime
from typing import Any

from bolt_app.demo.mrkdwn import Reader
from bolt_app.demo.render import Surface, render_blocks
from tests.unit.demo.reading import Reading

READER = Reader(datetime(2026, 11, 21, tzinfo=UTC), "en-US", {"U0ADA": "Ada Byron"})


SURFACE = Surface(READER, key="home", people=[("U0ADA", "Ada Byron"), ("U0SAM", "Sam <Rivers>")])


BAD = "<script>alert('&')</script>"


Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, description: str = "") -> Json:
    one: Json = {"text": plain(value.title()), "value": value}
    return one | ({"description": plain(description)} if description else {})


def button(text: str = "Go", **fields: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": plain(text), **fields}


def asked(element: Json, **fields: Any) -> Json:
    return {"type": "input", "block_id": "when", "label": plain("When"), "element": element, **fields}


def drawn(*blocks: Json, surface: Surface = SURFACE) -> Reading:
    return Reading(render_blocks(blocks, surface))


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "act", "elements": list(elements)}
