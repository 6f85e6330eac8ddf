"""The messages people see from the app: direct, in channels, for one person only; knows no HTTP."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bolt_app.demo.surfaces import kept
from bolt_app.demo.workspace import Persona, Workspace


@dataclass(slots=True)
class Posted:
    """A message before people.

    Attributes:
        ts: Slack's id of a message, its time in seconds.
        ephemeral: whether one person sees it alone.
        entered: (block_id, action_id) → entry, as in a view.
    """

    ts: str
    channel: str
    content: dict[str, Any]
    ephemeral: bool = False
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The message's blocks, none for one of text alone."""
        blocks: list[dict[str, Any]] = self.content.get("blocks", [])
        return blocks


class Messages:
    """Every message of one workspace's app.

    Attributes:
        ephemeral: user id → what only this person sees, oldest first.
        direct: user id → the app's direct messages, oldest first.
        in_channels: what all members of a channel see.
    """

    def __init__(self, workspace: Workspace, now: Callable[[], float]) -> None:
        self._workspace = workspace
        self._now = now
        self._numbers = itertools.count(1)
        self.ephemeral: dict[str, list[Posted]] = {}
        self.direct: dict[str, list[Posted]] = {}
        self.in_channels: list[Posted] = []

    def send(self, persona: Persona, content: Mapping[str, Any]) -> Posted:
        """A direct message from the app."""
        posted = self._posted(persona.direct_channel, content)
        self.direct.setdefault(persona.user_id, []).append(posted)
        return posted

    def show(self, persona: Persona, channel: str, content: Mapping[str, Any]) -> Posted:
        """A message only this person sees."""
        posted = self._posted(channel, content, ephemeral=True)
        self.ephemeral.setdefault(persona.user_id, []).append(posted)
        return posted

    def post(self, channel: str, content: Mapping[str, Any]) -> Posted:
        """A message all members of a channel see."""
        posted = self._posted(channel, content)
        self.in_channels.append(posted)
        return posted

    def replace(self, persona: Persona, ts: str, content: Mapping[str, Any]) -> None:
        """Another content for a message the person sees; nothing when it is gone."""
        for posted in self._seen_by(persona):
            if posted.ts == ts:
                posted.content = self._content(ts, content)

    def remove(self, persona: Persona, ts: str) -> None:
        """Takes a message from the person's sight; nothing when it is gone."""
        for messages in (self.ephemeral, self.direct):
            messages[persona.user_id] = [one for one in messages.get(persona.user_id, []) if one.ts != ts]

    def _seen_by(self, persona: Persona) -> Iterator[Posted]:
        yield from self.ephemeral.get(persona.user_id, [])
        yield from self.direct.get(persona.user_id, [])
        yield from self.in_channels

    def _posted(self, channel: str, content: Mapping[str, Any], *, ephemeral: bool = False) -> Posted:
        # The counter keeps ts apart when the clock stands still.
        ts = f"{int(self._now())}.{next(self._numbers):06}"
        return Posted(ts, channel, self._content(ts, content), ephemeral)

    def _content(self, ts: str, content: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: value for name, value in content.items() if not name.endswith("_original")}
        author = {"user": self._workspace.bot_user_id, "bot_id": self._workspace.bot_id}
        return {"type": "message", "ts": ts} | author | kept(told)
