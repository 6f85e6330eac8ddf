"""The views people have before them: Home tabs and stacks of modals; knows no HTTP and no rules."""

import itertools
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from bolt_app.demo.workspace import Workspace

MODALS_AT_ONCE = 3


class SlackRefusal(Exception):
    """The Web API says no.

    Attributes:
        error: Slack's name (`hash_conflict`).
        messages: what `response_metadata.messages` holds.
        more: further fields of the answer (`needed`, `provided`).
    """

    def __init__(self, error: str, *messages: str, **more: str) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = messages
        self.more = more


@dataclass(slots=True)
class ShownView:
    """A view before a person, with what the person has typed so far.

    Attributes:
        content: the view as Slack keeps it: every block and element has its id.
        entered: (block_id, action_id) → the entry as `state.values` holds it.
        errors: block_id → the sentence under the field.
    """

    id: str
    user_id: str
    content: dict[str, Any]
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The view's blocks."""
        blocks: list[dict[str, Any]] = self.content["blocks"]
        return blocks

    def payload(self, workspace: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
        """The view as Slack sends it along, with `values` as its state."""
        own = {
            "id": self.id,
            "team_id": workspace.team_id,
            "app_id": workspace.app_id,
            "app_installed_team_id": workspace.scope_id,
            "bot_id": workspace.bot_id,
            "hash": self.hash,
            "state": {"values": dict(values)},
            "root_view_id": self.root_view_id,
            "previous_view_id": self.previous_view_id,
        }
        usual = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
        }
        return usual | deepcopy(self.content) | own


class Surfaces:
    """Every view of one workspace, by person and by id."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = itertools.count(1)
        self.homes: dict[str, ShownView] = {}
        self.stacks: dict[str, list[ShownView]] = {}

    def publish(self, user_id: str, view: Mapping[str, Any], known_hash: str | None) -> ShownView:
        """A Home tab, new or instead of the one before.

        Raises:
            SlackRefusal: hash_conflict when `known_hash` is not the published view's.
        """
        before = self.homes.get(user_id)
        if known_hash and (before is None or before.hash != known_hash):
            raise SlackRefusal("hash_conflict")
        self._unique(view, besides=before)
        if before is None:
            self.homes[user_id] = before = self._new(user_id, view)
        else:
            self._replace(before, view)
        return before

    def open(self, user_id: str, view: Mapping[str, Any]) -> ShownView:
        """A modal, instead of whatever modals were open."""
        self._unique(view)
        shown = self._new(user_id, view)
        self.stacks[user_id] = [shown]
        return shown

    def push(self, user_id: str, view: Mapping[str, Any]) -> ShownView:
        """A modal over the one on top.

        Raises:
            SlackRefusal: not_found without a modal, push_limit_reached over the third.
        """
        stack = self.stacks.get(user_id) or []
        if not stack:
            raise SlackRefusal("not_found")
        if len(stack) >= MODALS_AT_ONCE:
            raise SlackRefusal("push_limit_reached")
        self._unique(view)
        shown = self._new(user_id, view)
        shown.root_view_id, shown.previous_view_id = stack[0].id, stack[-1].id
        stack.append(shown)
        return shown

    def update(
        self, view: Mapping[str, Any], view_id: str | None, external_id: str | None, known_hash: str | None
    ) -> ShownView:
        """Another content in a view that is open or published.

        Raises:
            SlackRefusal: not_found when it is not (any more), hash_conflict when it changed meanwhile.
        """
        shown = self._find(view_id, external_id)
        if shown is None:
            raise SlackRefusal("not_found")
        if known_hash and known_hash != shown.hash:
            raise SlackRefusal("hash_conflict")
        if shown.content["type"] != view["type"]:
            raise SlackRefusal(
                "invalid_arguments", "the type of a view cannot change [json-pointer:/view/type]"
            )
        self._unique(view, besides=shown)
        self._replace(shown, view)
        return shown

    def all(self) -> list[ShownView]:
        """Every view before anybody."""
        return [*self.homes.values(), *itertools.chain.from_iterable(self.stacks.values())]

    def top(self, user_id: str) -> ShownView | None:
        """The modal on top, or None."""
        stack = self.stacks.get(user_id)
        return stack[-1] if stack else None

    def close(self, user_id: str, *, everything: bool = False) -> None:
        """Takes the modal on top away, or all."""
        stack = self.stacks.get(user_id, [])
        del stack[0 if everything else -1 :]

    def _find(self, view_id: str | None, external_id: str | None) -> ShownView | None:
        for one in self.all():
            if view_id == one.id or (external_id and _external(one.content) == external_id):
                return one
        return None

    def _new(self, user_id: str, view: Mapping[str, Any]) -> ShownView:
        view_id = f"V0{next(self._numbers):06}"
        return ShownView(view_id, user_id, kept(view), self._hash(), root_view_id=view_id)

    def _replace(self, shown: ShownView, view: Mapping[str, Any]) -> None:
        """Entries stay where block_id and action_id stay, as Slack keeps them across an update."""
        shown.content, shown.hash, shown.errors = kept(view), self._hash(), {}
        there = {
            (block["block_id"], one.get("action_id")) for block in shown.blocks for one in elements(block)
        }
        shown.entered = {place: entry for place, entry in shown.entered.items() if place in there}

    def _hash(self) -> str:
        return f"{int(self._now())}.{next(self._numbers):08x}"

    def _unique(self, view: Mapping[str, Any], besides: ShownView | None = None) -> None:
        external_id = _external(view)
        if external_id and any(
            _external(one.content) == external_id for one in self.all() if one is not besides
        ):
            raise SlackRefusal("duplicate_external_id")


_NAMELESS = ("plain_text", "mrkdwn", "image")


def kept(content: Mapping[str, Any]) -> dict[str, Any]:
    """A view or message as Slack keeps it: ids and the defaults of text objects are filled in."""
    copy = deepcopy(dict(content))
    numbers = itertools.count(1)
    for block in copy.get("blocks", ()):
        block.setdefault("block_id", f"block-{next(numbers)}")
        for one in elements(block):
            if one.get("type") not in _NAMELESS:
                one.setdefault("action_id", f"action-{next(numbers)}")
    _fill_in_texts(copy)
    return copy


def elements(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The elements of a block a person could use; rich text has none."""
    if block.get("type") == "rich_text":
        return []
    return [*block.get("elements", ()), *(block[name] for name in ("element", "accessory") if name in block)]


def _external(view: Mapping[str, Any]) -> str | None:
    return view.get("external_id") or None


def _fill_in_texts(thing: Any) -> None:
    if isinstance(thing, list):
        for one in thing:
            _fill_in_texts(one)
    elif isinstance(thing, dict):
        if thing.get("type") == "plain_text":
            thing.setdefault("emoji", True)
        elif thing.get("type") == "mrkdwn":
            thing.setdefault("verbatim", False)
        for one in thing.values():
            _fill_in_texts(one)
