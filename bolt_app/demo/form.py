"""What a person fills in: the controls in blocks, entries, and Slack's checks in the client; no I/O.

An entry is what `state.values` holds for an element.
Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bolt_app.demo.element_rules import is_date
from bolt_app.demo.surfaces import elements
from bolt_app.demo.workspace import Workspace
from bolt_app.i18n import mark

Entry = dict[str, Any]
Entered = Mapping[tuple[str, str], Entry]

REQUIRED = mark("Please complete this required field.")
"""What Slack's client says under an empty field; the form is not sent."""

_EMPTY: Mapping[str, tuple[str, Any]] = {
    "plain_text_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "number_input": ("value", None),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "static_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "checkboxes": ("selected_options", []),
    "multi_static_select": ("selected_options", []),
    "users_select": ("selected_user", None),
    "multi_users_select": ("selected_users", []),
    "conversations_select": ("selected_conversation", None),
    "channels_select": ("selected_channel", None),
}
_SHAPES = {
    "number_input": (r"-?\d+(\.\d+)?", "Enter a number."),
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Enter an e-mail address."),
    "url_text_input": (r"https?://\S+", "Enter a web address."),
    "timepicker": (r"([01]\d|2[0-3]):[0-5]\d", "Enter a time, HH:mm."),
}


class CannotEnter(ValueError):
    """Slack's client does not let a person enter this: a text too long, no date, no such option."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something a person can use.

    Attributes:
        label: what it is called on the screen: a button's text, an input's label, a menu's placeholder.
        names: everything it can be called by: the label and, for a button, what screen readers say.
        in_input: whether it stands in an input block, and so is sent with the form.
        dispatches: whether using it is told to the app at once.
    """

    block_id: str
    element: Mapping[str, Any]
    label: str
    names: tuple[str, ...]
    in_input: bool = False
    optional: bool = False
    dispatches: bool = True

    @property
    def place(self) -> tuple[str, str]:
        """Block id and action id."""
        return self.block_id, str(self.element["action_id"])

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def is_button(self) -> bool:
        """Whether it is pressed, not filled in."""
        return self.kind == "button"


def controls(blocks: Sequence[Mapping[str, Any]]) -> list[Control]:
    """Every control in the blocks, from top to bottom."""
    return [
        _control(block, element)
        for block in blocks
        for element in elements(block)
        if element.get("type") == "button"
        or element.get("type") == "overflow"
        or element.get("type") in _EMPTY
    ]


def _control(block: Mapping[str, Any], element: Mapping[str, Any]) -> Control:
    block_id = str(block["block_id"])
    if block["type"] == "input":
        label = block["label"]["text"]
        optional, dispatches = block.get("optional", False), block.get("dispatch_action", False)
        return Control(
            block_id,
            element,
            label,
            (label,),
            in_input=True,
            optional=optional,
            dispatches=dispatches,
        )
    if element["type"] == "button":
        label = element["text"]["text"]
        return Control(
            block_id, element, label, tuple({label: 0, element.get("accessibility_label", label): 0})
        )
    beside = block.get("text", {}).get("text", "")
    label = element.get("placeholder", {}).get("text") or beside or str(element["action_id"])
    return Control(block_id, element, label, tuple({label: 0, beside: 0, str(element["action_id"]): 0}))


def initial(element: Mapping[str, Any]) -> Entry:
    """The entry of an element nobody has touched."""
    name, empty = _EMPTY[element["type"]]
    suffix = name.removeprefix("selected_")
    return {"type": element["type"], name: element.get(f"initial_{suffix}", empty)}


def state_values(blocks: Sequence[Mapping[str, Any]], entered: Entered) -> dict[str, dict[str, Entry]]:
    """`state.values`: block_id → action_id → entry, for everything that has a state."""
    values: dict[str, dict[str, Entry]] = {}
    for control in controls(blocks):
        if control.kind in _EMPTY:
            block_id, action_id = control.place
            values.setdefault(block_id, {})[action_id] = entered.get(control.place) or initial(
                control.element
            )
    return values


def filled(control: Control, value: str) -> Entry:
    """The entry after typing `value`: text, a date (`YYYY-MM-DD`), the id of a user or channel.

    Raises:
        CannotEnter: when the client would not take it.
    """
    kind = control.kind
    if kind not in _EMPTY or _EMPTY[kind][0].startswith("selected_option"):
        raise CannotEnter(f"{control.label!r} is not typed into, it is chosen from")
    if kind == "plain_text_input":
        most = control.element.get("max_length", 3000)
        if "\n" in value and not control.element.get("multiline"):
            raise CannotEnter(f"{control.label!r} takes a single line")
        if len(value) > most:
            raise CannotEnter(f"{control.label!r} takes at most {most} characters")
    if kind == "datepicker" and value and not is_date(value):
        raise CannotEnter(f"{value!r} is not a date, YYYY-MM-DD")
    name, empty = _EMPTY[kind]
    if kind == "datetimepicker":
        return {"type": kind, name: int(value) if value else None}
    if kind == "multi_users_select":
        return {"type": kind, name: value.split()}
    return {"type": kind, name: value or empty}


def chosen(control: Control, entry: Entry, option_text: str) -> Entry:
    """The entry after choosing an option by its text or value; a second time takes a ticked one away.

    Raises:
        CannotEnter: when there is no such option.
    """
    every = options(control.element)
    found = [one for one in every if option_text in (one["text"]["text"], one["value"])]
    if not found:
        shown = ", ".join(repr(one["text"]["text"]) for one in every)
        raise CannotEnter(f"{control.label!r} has no option {option_text!r}, only {shown or 'none'}")
    option = {name: value for name, value in found[0].items() if name != "url"}
    if control.kind in ("checkboxes", "multi_static_select"):
        before = entry["selected_options"]
        after = [one for one in before if one != option] if option in before else [*before, option]
        return {"type": control.kind, "selected_options": after}
    return {"type": control.kind, "selected_option": option}


def is_stateful(element: Mapping[str, Any]) -> bool:
    """Whether something is typed into it or chosen in it."""
    return element.get("type") in _EMPTY


def shown(element: Mapping[str, Any], entry: Entry | None) -> list[str]:
    """What a field shows: the text typed, the day, the options chosen; nothing when it is empty."""
    value = (entry or initial(element))[_EMPTY[element["type"]][0]]
    several = value if isinstance(value, list) else [value]
    return [one["text"]["text"] if isinstance(one, dict) else str(one) for one in several if one]


def options(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options of an element, out of their groups."""
    grouped = [one for group in element.get("option_groups", ()) for one in group["options"]]
    return [*element.get("options", ()), *grouped]


def conversations(element: Mapping[str, Any], workspace: Workspace) -> list[tuple[str, str]]:
    """Id and name of the channels that a conversations_select offers.

    Source: docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object.
    """
    only = element.get("filter") or {}
    kinds = only.get("include") or ("public", "private")
    return [
        (channel, name)
        for channel, name in workspace.channels.items()
        if channel not in workspace.archived
        if ("private" if channel in workspace.private else "public") in kinds
        if not (only.get("exclude_external_shared_channels") and channel in workspace.shared)
    ]


def complaints(blocks: Sequence[Mapping[str, Any]], entered: Entered) -> dict[str, str]:
    """What the client finds wrong before it sends a form: block_id → sentence; empty when it is sent."""
    found = {}
    for control in controls(blocks):
        if control.in_input:
            entry = entered.get(control.place) or initial(control.element)
            if sentence := _complaint(control, entry[_EMPTY[control.kind][0]]):
                found[control.block_id] = sentence
    return found


def _complaint(control: Control, value: Any) -> str | None:
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        return None if control.optional else REQUIRED
    if control.kind == "plain_text_input" and len(value) < control.element.get("min_length", 0):
        return f"Please use at least {control.element['min_length']} characters."
    shape, sentence = _SHAPES.get(control.kind, ("", ""))
    if shape and not re.fullmatch(shape, str(value)):
        return sentence
    return None
