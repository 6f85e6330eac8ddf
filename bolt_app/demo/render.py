"""Block Kit as HTML that looks like Slack's; knows no workspace, and not what a button does."""

import gettext
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from bolt_app.demo import mrkdwn
from bolt_app.demo.richtext import rich_text
from bolt_app.i18n import Translator

Block = Mapping[str, Any]

_PREFIX = "value:"
_ENGLISH = Translator("en", gettext.NullTranslations())
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Surface:
    """On what blocks are drawn.

    Attributes:
        reader: for whom.
        key: tells this surface's ids from those of another one on the same page (`home`, `modal`).
        people: id and name of those whom a users_select offers, in order.
        conversations: id and name of the channels that a conversations_select offers.
        errors: a modal's field errors, by block_id.
        filled: what the person typed or chose so far, by (block_id, action_id): a text, an option's value, or
            several values. What is missing shows the element's own initial value.
        t: the reader's language, for what Slack's client writes itself.
    """

    reader: mrkdwn.Reader
    key: str = "s"
    people: Sequence[tuple[str, str]] = ()
    conversations: Callable[[Block], Sequence[tuple[str, str]]] = lambda _: ()
    errors: Mapping[str, str] = field(default_factory=dict)
    filled: Mapping[tuple[str, str], str | Sequence[str]] = field(default_factory=dict)
    t: Translator = _ENGLISH

    def text(self, text: Mapping[str, Any] | None) -> Markup:
        """A text object as HTML; nothing for none."""
        if text is None:
            return Markup("")
        if text["type"] == "mrkdwn":
            return mrkdwn.to_html(text["text"], self.reader)
        return mrkdwn.plain(text["text"], emoji=text.get("emoji", True))

    def rich(self, block: Block) -> Markup:
        """A rich_text block as HTML."""
        return rich_text(block, self.reader)

    def chosen(self, block: Block, element: Block) -> str | tuple[str, ...]:
        """What an element shows as filled in: a text, one option's value, or the values of several."""
        filled = self.filled.get((block.get("block_id", ""), element.get("action_id", "")))
        if filled is None:
            return initial(element)
        return filled if isinstance(filled, str) else tuple(filled)

    def id(self, block: Block, element: Block) -> str:
        """The HTML id of one of its elements."""
        return element_id(self.key, block, element)


def element_id(surface: str, block: Block, element: Block) -> str:
    """An id for HTML, unique on the page as the two ids are in the view."""
    return f"{surface}-{field_name(block.get('block_id', ''), element.get('action_id', ''))}"


def initial(element: Block) -> str | tuple[str, ...]:
    """What Slack shows in an element that nobody touched."""
    match element:
        case {"initial_options": options}:
            return tuple(option["value"] for option in options)
        case {"initial_option": option}:
            return str(option["value"])
    for name in ("initial_value", "initial_date", "initial_user", "initial_conversation"):
        if name in element:
            return str(element[name])
    return () if element.get("type") == "checkboxes" else ""


def field_name(block_id: str, action_id: str) -> str:
    """The name a form field carries for an element; `ids_of` gives the two ids back."""
    return f"{_PREFIX}{quote(block_id, safe='')}/{quote(action_id, safe='')}"


def ids_of(name: str) -> tuple[str, str] | None:
    """(block_id, action_id) of a form field, or None for a field that is no element's."""
    if not name.startswith(_PREFIX):
        return None
    block_id, _, action_id = name.removeprefix(_PREFIX).partition("/")
    return unquote(block_id), unquote(action_id)


def render_blocks(blocks: Sequence[Block], surface: Surface) -> Markup:
    """The blocks in order. A type that is not known shows as a red box that names it, never as nothing."""
    module = _ENVIRONMENT.get_template("blocks.html").make_module({"surface": surface})
    return Markup("").join(_drawn(module, block) for block in blocks)


def _drawn(module: Any, block: Block) -> Markup:
    macro = getattr(module, f"block_{block['type']}", None) or module.unknown
    return Markup(macro(block))  # noqa: S704 - the templates escape


def shown_label(element: Block) -> str:
    """What a person reads on an element, or hears of it when it shows no text."""
    text = element.get("text") or element.get("placeholder") or {}
    return str(element.get("accessibility_label") or text.get("text") or element.get("action_id", ""))


_ENVIRONMENT.globals.update(
    field_name=field_name, allowed_url=mrkdwn.allowed_url, shown_label=shown_label, escape=escape
)
