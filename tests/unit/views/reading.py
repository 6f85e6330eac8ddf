"""Takes a view apart for a test: its texts, buttons, inputs; judges nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from bolt_app.people import Role
from tests.record_builders import translator, viewer

Thing = Mapping[str, Any]

EN, FR = translator("en"), translator("fr")
MEMBER, OWNER, GUEST = viewer(Role.MEMBER), viewer(Role.OWNER), viewer(Role.GUEST)


def walked(thing: Any) -> Iterator[Thing]:
    """Every object in a view, however deep, in the order people meet them."""
    if isinstance(thing, dict):
        yield thing
        for value in thing.values():
            yield from walked(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from walked(value)


def texts(view: Any) -> list[str]:
    """Every text people read, in order; what a link is made of is among them."""
    return [thing["text"] for thing in walked(view) if thing.get("type") in ("plain_text", "mrkdwn")]


def whole(view: Any) -> str:
    """All of it as one text."""
    return "\n".join(texts(view))


def buttons(view: Any) -> list[Thing]:
    """Every button, in order."""
    return [thing for thing in walked(view) if thing.get("type") == "button"]


def labels(view: Any) -> list[str]:
    """What stands on the buttons."""
    return [str(button["text"]["text"]) for button in buttons(view)]


def headers(view: Thing) -> list[str]:
    """The headings, in order."""
    return [str(block["text"]["text"]) for block in view["blocks"] if block["type"] == "header"]


def inputs(view: Thing) -> dict[str, Thing]:
    """The input blocks by id, in order."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def options(view: Thing, block_id: str) -> list[str]:
    """The values an input offers."""
    return [str(option["value"]) for option in inputs(view)[block_id]["element"]["options"]]
