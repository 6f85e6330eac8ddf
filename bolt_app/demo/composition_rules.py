"""Slack's rules for the small parts of Block Kit: text, options, confirmations; knows no block."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing Slack refuses.

    Attributes:
        pointer: where, as a JSON pointer (`/view/blocks/3/text`).
        message: what is wrong, in Slack's manner.
        error: Slack's name for the refusal where it has one of its own (`view_too_large`), else "".
    """

    pointer: str
    message: str
    error: str = ""

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


@dataclass(slots=True)
class Findings:
    """The problems found so far in one view or message, and what has to be unique in it."""

    surface: Surface
    problems: list[Problem] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    focused: int = 0

    def add(self, pointer: str, message: str, error: str = "") -> None:
        """Notes a problem."""
        self.problems.append(Problem(pointer, message, error))

    def fields(
        self, thing: Mapping[str, Any], pointer: str, *, owed: Iterable[str] = (), allowed: Iterable[str] = ()
    ) -> None:
        """Fields that are owed and absent, and fields Slack does not know there (it refuses those too)."""
        owed = set(owed)
        for name in sorted(owed - thing.keys()):
            self.add(f"{pointer}/{name}", f"missing required field: {name}")
        for name in sorted(thing.keys() - owed - set(allowed) - {"type"}):
            self.add(f"{pointer}/{name}", f"invalid additional property: {name}")

    def string(self, thing: Mapping[str, Any], name: str, pointer: str, most: int, *, least: int = 1) -> None:
        """A field that holds plain characters, where present."""
        if name not in thing:
            return
        value = thing[name]
        if not isinstance(value, str):
            self.add(f"{pointer}/{name}", "must be a string")
        elif len(value) > most:
            self.add(f"{pointer}/{name}", f"must be less than {most + 1} characters, has {len(value)}")
        elif len(value) < least:
            self.add(f"{pointer}/{name}", f"must be more than {least - 1} characters")

    def flag(self, thing: Mapping[str, Any], name: str, pointer: str) -> None:
        """A field that is true or false, where present."""
        if name in thing and not isinstance(thing[name], bool):
            self.add(f"{pointer}/{name}", "must be a boolean")

    def choice(self, thing: Mapping[str, Any], name: str, pointer: str, choices: Iterable[str]) -> None:
        """A field that is one of a few words, where present."""
        if name in thing and thing[name] not in tuple(choices):
            self.add(f"{pointer}/{name}", f"must be one of {', '.join(sorted(choices))}")

    def items(self, thing: Mapping[str, Any], name: str, pointer: str, most: int) -> list[Any]:
        """A list of 1 to `most` items; the items that can be looked at, none when it is no list."""
        value = thing.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.add(f"{pointer}/{name}", "must be an array")
            return []
        if len(value) > most:
            self.add(f"{pointer}/{name}", f"no more than {most} items allowed, has {len(value)}")
        if not value:
            self.add(f"{pointer}/{name}", "must contain at least one item")
        return value


def text(
    found: Findings, thing: Mapping[str, Any], name: str, pointer: str, most: int, *, plain: bool = False
) -> None:
    """A text object in `thing[name]`, where present: 1 to `most` characters, plain_text where `plain`."""
    if name in thing:
        text_object(found, thing[name], f"{pointer}/{name}", most, plain=plain)


def text_object(found: Findings, thing: Any, pointer: str, most: int, *, plain: bool = False) -> None:
    """A text object. Source: docs.slack.dev/reference/block-kit/composition-objects/text-object."""
    if not isinstance(thing, dict):
        found.add(pointer, "must be a text object")
        return
    kind = thing.get("type")
    if kind not in ("plain_text", "mrkdwn"):
        found.add(f"{pointer}/type", f"unsupported type: {kind}")
        return
    if plain and kind != "plain_text":
        found.add(f"{pointer}/type", "must be plain_text")
    own = "emoji" if kind == "plain_text" else "verbatim"
    found.fields(thing, pointer, owed=("text",), allowed=(own,))
    found.flag(thing, own, pointer)
    found.string(thing, "text", pointer, most)
    if isinstance(thing.get("text"), str) and thing["text"] and not thing["text"].strip():
        found.add(f"{pointer}/text", "must not be blank")


def confirm(found: Findings, thing: Mapping[str, Any], pointer: str) -> None:
    """The confirmation dialog of an element, where present.

    Source: docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object.
    """
    if "confirm" not in thing:
        return
    dialog, pointer = thing["confirm"], f"{pointer}/confirm"
    if not isinstance(dialog, dict):
        found.add(pointer, "must be an object")
        return
    found.fields(dialog, pointer, owed=("title", "text", "confirm", "deny"), allowed=("style",))
    text(found, dialog, "title", pointer, 100, plain=True)
    text(found, dialog, "text", pointer, 300)
    text(found, dialog, "confirm", pointer, 30, plain=True)
    text(found, dialog, "deny", pointer, 30, plain=True)
    found.choice(dialog, "style", pointer, ("primary", "danger"))


def option(found: Findings, thing: Any, pointer: str, *, rich: bool, url: bool) -> None:
    """An option. mrkdwn only in checkboxes and radio buttons (`rich`), url only in an overflow menu.

    Source: docs.slack.dev/reference/block-kit/composition-objects/option-object.
    """
    if not isinstance(thing, dict):
        found.add(pointer, "must be an option object")
        return
    found.fields(thing, pointer, owed=("text", "value"), allowed=("description", *(("url",) if url else ())))
    text(found, thing, "text", pointer, 75, plain=not rich)
    text(found, thing, "description", pointer, 75, plain=not rich)
    found.string(thing, "value", pointer, 150)
    found.string(thing, "url", pointer, 3000)


def options(
    found: Findings, thing: Mapping[str, Any], pointer: str, most: int, *, rich: bool, url: bool
) -> None:
    """The options of an element, grouped or not, and that what is chosen at first is one of them."""
    every: list[Any] = []
    if "option_groups" in thing:
        for nth, group in enumerate(found.items(thing, "option_groups", pointer, 100)):
            place = f"{pointer}/option_groups/{nth}"
            if not isinstance(group, dict):
                found.add(place, "must be an option group object")
                continue
            found.fields(group, place, owed=("label", "options"))
            text(found, group, "label", place, 75, plain=True)
            every += found.items(group, "options", place, most)
    every += found.items(thing, "options", pointer, most)
    for nth, one in enumerate(every):
        option(found, one, f"{pointer}/options/{nth}", rich=rich, url=url)
    values = [one.get("value") for one in every if isinstance(one, dict)]
    if len(values) != len(set(map(str, values))):
        found.add(f"{pointer}/options", "two options have the same value: the app could not tell them apart")
    if "initial_option" in thing and thing["initial_option"] not in every:
        found.add(f"{pointer}/initial_option", "must exactly match one of the provided options")
    for nth, one in enumerate(found.items(thing, "initial_options", pointer, most)):
        if one not in every:
            found.add(f"{pointer}/initial_options/{nth}", "must exactly match one of the provided options")
