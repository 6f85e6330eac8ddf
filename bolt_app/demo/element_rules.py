"""Slack's rules for the elements inside blocks: buttons, choices, inputs; knows no view.

Source: docs.slack.dev/reference/block-kit/block-elements and the pages of its elements.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bolt_app.demo.composition_rules import Findings, Surface, confirm, options, text

Place = Literal["actions", "section", "input", "context"]

_EVERYWHERE: tuple[Surface, ...] = ("message", "modal", "home")
_MENU = ("action_id", "placeholder", "confirm", "focus_on_load")
_TYPED = ("action_id", "placeholder", "initial_value", "focus_on_load", "dispatch_action_config")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one type of element may hold, and where it may stand."""

    allowed: tuple[str, ...]
    places: tuple[Place, ...]
    owed: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = _EVERYWHERE
    most_options: int = 0


_INTERACTIVE: tuple[Place, ...] = ("actions", "section", "input")
_KINDS: Mapping[str, _Kind] = {
    "button": _Kind(
        owed=("text",),
        allowed=("action_id", "url", "value", "style", "confirm", "accessibility_label"),
        places=("actions", "section"),
    ),
    "overflow": _Kind(
        owed=("options",), allowed=("action_id", "confirm"), places=("actions", "section"), most_options=5
    ),
    "checkboxes": _Kind(
        owed=("options",),
        allowed=("action_id", "initial_options", "confirm", "focus_on_load"),
        places=_INTERACTIVE,
        most_options=10,
    ),
    "radio_buttons": _Kind(
        owed=("options",),
        allowed=("action_id", "initial_option", "confirm", "focus_on_load"),
        places=_INTERACTIVE,
        most_options=10,
    ),
    "static_select": _Kind(
        allowed=(*_MENU, "options", "option_groups", "initial_option"), places=_INTERACTIVE, most_options=100
    ),
    "multi_static_select": _Kind(
        allowed=(*_MENU, "options", "option_groups", "initial_options", "max_selected_items"),
        places=("section", "input"),
        most_options=100,
    ),
    "users_select": _Kind(allowed=(*_MENU, "initial_user"), places=_INTERACTIVE),
    "multi_users_select": _Kind(
        allowed=(*_MENU, "initial_users", "max_selected_items"), places=("section", "input")
    ),
    "conversations_select": _Kind(
        allowed=(
            *_MENU,
            "initial_conversation",
            "default_to_current_conversation",
            "response_url_enabled",
            "filter",
        ),
        places=_INTERACTIVE,
    ),
    "channels_select": _Kind(
        allowed=(*_MENU, "initial_channel", "response_url_enabled"), places=_INTERACTIVE
    ),
    "datepicker": _Kind(allowed=(*_MENU, "initial_date"), places=_INTERACTIVE),
    "timepicker": _Kind(allowed=(*_MENU, "initial_time", "timezone"), places=_INTERACTIVE),
    "datetimepicker": _Kind(
        allowed=("action_id", "initial_date_time", "confirm", "focus_on_load"),
        places=("actions", "input"),
        surfaces=("message", "modal"),
    ),
    "plain_text_input": _Kind(allowed=(*_TYPED, "multiline", "min_length", "max_length"), places=("input",)),
    "email_text_input": _Kind(allowed=_TYPED, places=("input",), surfaces=("modal",)),
    "url_text_input": _Kind(allowed=_TYPED, places=("input",), surfaces=("modal",)),
    "number_input": _Kind(
        owed=("is_decimal_allowed",),
        allowed=(*_TYPED, "min_value", "max_value"),
        places=("input",),
        surfaces=("modal",),
    ),
    "file_input": _Kind(
        allowed=("action_id", "filetypes", "max_files"), places=("input",), surfaces=("modal",)
    ),
    "image": _Kind(
        owed=("alt_text",), allowed=("image_url", "slack_file"), places=("section", "context")
    ),
}  # fmt: skip
_FLAGS = (
    "focus_on_load",
    "multiline",
    "is_decimal_allowed",
    "default_to_current_conversation",
    "response_url_enabled",
)


def element(found: Findings, thing: Any, pointer: str, place: Place) -> None:
    """One element at its place in a block."""
    if not isinstance(thing, dict):
        found.add(pointer, "must be an object")
        return
    kind = _KINDS.get(str(thing.get("type")))
    if kind is None:
        found.add(f"{pointer}/type", f"unsupported type: {thing.get('type')}")
        return
    if place not in kind.places:
        found.add(f"{pointer}/type", f"unsupported type: {thing['type']} does not go into {place}")
    if found.surface not in kind.surfaces:
        found.add(f"{pointer}/type", f"{thing['type']} is not available in {found.surface}")
    found.fields(thing, pointer, owed=kind.owed, allowed=kind.allowed)
    found.string(thing, "action_id", pointer, 255)
    for name in _FLAGS:
        found.flag(thing, name, pointer)
    text(found, thing, "placeholder", pointer, 150, plain=True)
    confirm(found, thing, pointer)
    found.focused += thing.get("focus_on_load") is True
    if kind.most_options:
        _choices(found, thing, pointer, kind)
    _particulars(found, thing, pointer)


def _choices(found: Findings, thing: Mapping[str, Any], pointer: str, kind: _Kind) -> None:
    if ("options" in thing) == ("option_groups" in thing):
        found.add(f"{pointer}/options", "exactly one of options and option_groups is owed")
    rich = thing["type"] in ("checkboxes", "radio_buttons")
    options(found, thing, pointer, kind.most_options, rich=rich, url=thing["type"] == "overflow")


def _particulars(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    """What only one type of element owes."""
    match thing["type"]:
        case "button":
            _button(found, thing, pointer)
        case "image":
            image_source(found, thing, pointer)
        case "datepicker":
            _moment(found, thing, "initial_date", pointer)
        case "timepicker":
            if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(thing.get("initial_time", "00:00"))):
                found.add(f"{pointer}/initial_time", "must be HH:mm")
        case "plain_text_input":
            _lengths(found, thing, pointer)
        case "conversations_select" if "filter" in thing:
            _filter(found, thing["filter"], f"{pointer}/filter")
        case "multi_static_select" | "multi_users_select":
            most = thing.get("max_selected_items", 1)
            if not isinstance(most, int) or most < 1:
                found.add(f"{pointer}/max_selected_items", "must be a whole number, at least 1")


def _filter(found: Findings, thing: Any, pointer: str) -> None:
    """Source: docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object."""
    if not isinstance(thing, dict) or not thing:
        found.add(pointer, "must be an object that asks for something")
        return
    flags = ("exclude_external_shared_channels", "exclude_bot_users")
    found.fields(thing, pointer, owed=(), allowed=("include", *flags))
    for name in flags:
        found.flag(thing, name, pointer)
    kinds = thing.get("include", ["public"])
    if not isinstance(kinds, list) or not kinds or set(kinds) - {"im", "mpim", "private", "public"}:
        found.add(f"{pointer}/include", "must name some of im, mpim, private, public")


def _button(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    text(found, thing, "text", pointer, 75, plain=True)
    found.string(thing, "value", pointer, 2000)
    found.string(thing, "url", pointer, 3000)
    found.string(thing, "accessibility_label", pointer, 75)
    found.choice(thing, "style", pointer, ("primary", "danger"))
    url = thing.get("url")
    # No source says that Slack opens mailto: from a button: refused, so that nobody relies on it.
    if isinstance(url, str) and not re.match(r"(https?|slack)://", url):
        found.add(f"{pointer}/url", "must be an https:, http: or slack: address")


def is_date(value: str) -> bool:
    """Whether this is a day as Slack writes it, `YYYY-MM-DD`."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _moment(found: Findings, thing: Mapping[str, Any], name: str, pointer: str) -> None:
    if name not in thing:
        return
    value = thing[name]
    if not is_date(str(value)):
        found.add(f"{pointer}/{name}", "must be a date, YYYY-MM-DD")


def _lengths(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    least, most = thing.get("min_length", 0), thing.get("max_length", 3000)
    if not isinstance(least, int) or not isinstance(most, int):
        found.add(f"{pointer}/max_length", "min_length and max_length must be whole numbers")
        return
    if not 0 <= least <= 3000:
        found.add(f"{pointer}/min_length", "must be between 0 and 3000")
    if not 1 <= most <= 3000:
        found.add(f"{pointer}/max_length", "must be between 1 and 3000")
    if least > most:
        found.add(f"{pointer}/min_length", "must not be greater than max_length")
    found.string(thing, "initial_value", pointer, most, least=0)


def image_source(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    """An image's address and its alternative text, in a block or an element."""
    found.string(thing, "alt_text", pointer, 2000)
    found.string(thing, "image_url", pointer, 3000)
    if ("image_url" in thing) == ("slack_file" in thing):
        found.add(f"{pointer}/image_url", "exactly one of image_url and slack_file is owed")
