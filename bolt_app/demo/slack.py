"""The pretended Slack itself: one workspace, its people, and what the app has shown them.

It never decides what an app should say; it only holds the app to Slack's rules.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from bolt_app.demo.delivery import Delivery
from bolt_app.demo.events import Events
from bolt_app.demo.exchange import Exchange
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.messages import Messages, Posted
from bolt_app.demo.oauth import OAuth
from bolt_app.demo.person import Person
from bolt_app.demo.surfaces import Surfaces
from bolt_app.demo.web_api import Call, ToldFailure, WebApi
from bolt_app.demo.workspace import Persona, Sibling, Workspace


class PretendedSlack:
    """A Slack of one's own: start it, point `SLACK_API_URL` to `api_url`, `connect` an app.

    Args:
        workspace: which workspace, which people, which installation.
        now: seconds since 1970; every limit of time but the signature's goes by it.
        installed: False when the app has yet to be installed, by OAuth.

    Attributes:
        lock: held while the Web API answers a call.
        surfaces: Home tabs and modals.
        messages: what the app said, to one person or to all.
        uninstalled: the tokens are dead, or none was given yet.
        in_workspace: False for an organisation-wide installation that no admin added to the workspace yet.
        socket_mode_url: where Socket Mode listens, or None.
    """

    def __init__(
        self, workspace: Workspace, now: Callable[[], float] = time.time, *, installed: bool = True
    ) -> None:
        self.workspace = workspace
        self.now = now
        self.lock = threading.RLock()
        self.personas: dict[str, Persona] = dict(workspace.personas)
        self.surfaces = Surfaces(now)
        self.exchange = Exchange(now)
        self.messages = Messages(workspace, now)
        self.uninstalled = not installed
        self.in_workspace = True
        self.oauth: OAuth = OAuth(self)
        self.socket_mode_url: str | None = None
        self.web_api = WebApi(self)
        self._server = LocalServer(self.web_api)
        self._people: dict[str, Person] = {}
        self._delivery: Delivery | None = None
        self.events = Events(self)

    def start(self) -> Self:
        """Opens the Web API on this machine."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Closes the Web API."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def api_url(self) -> str:
        """What an app's `SLACK_API_URL` has to be."""
        return f"{self._server.url}/api/"

    @property
    def authorise_url(self) -> str:
        """Slack's page where people agree to an installation."""
        return f"{self._server.url}/oauth/v2/authorize"

    def response_url(self, response_id: str) -> str:
        """The whole address of a response URL."""
        return f"{self._server.url}/response/{response_id}"

    def connect(self, delivery: Delivery) -> None:
        """Names the app that commands, clicks and events go to."""
        self._delivery = delivery

    @property
    def delivery(self) -> Delivery:
        """The way to the app."""
        if self._delivery is None:
            raise RuntimeError("connect(delivery) first: no app listens to this pretended Slack")
        return self._delivery

    def person(self, key: str) -> Person:
        """Somebody who can look and click, by the persona's key; the same one each time.

        Raises:
            KeyError: nobody has this key.
        """
        if key not in self.personas:
            raise KeyError(f"no {key!r} in this workspace, only {', '.join(self.personas)}")
        return self._people.setdefault(key, Person(self, key))

    @property
    def answers(self) -> dict[str, list[Posted]]:
        """User id → the messages only this person sees, oldest first."""
        return self.messages.ephemeral

    @property
    def direct_messages(self) -> dict[str, list[Posted]]:
        """User id → the app's direct messages to this person, oldest first."""
        return self.messages.direct

    @property
    def channel_posts(self) -> list[Posted]:
        """What the app said in channels, for all to read."""
        return self.messages.in_channels

    @property
    def calls(self) -> list[Call]:
        """Every call the app made to the Web API, oldest first; the list may be cleared."""
        return self.web_api.calls

    def fail_next(
        self,
        method: str,
        error: str = "internal_error",
        *,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """Makes the next calls of a method fail: by Slack's name, HTTP status, or a wait in seconds."""
        if error == "ratelimited":
            status, retry_after = 429, 30 if retry_after is None else retry_after
        self.web_api.failures[method].extend([ToldFailure(error, status, retry_after)] * times)

    def change(self, key: str, **changes: Any) -> Persona:
        """Makes a person something else (`role=Standing.MEMBER`), as an owner of the workspace could."""
        self.personas[key] = replace(self.personas[key], **changes)
        return self.personas[key]

    def by_id(self, user_id: str) -> Persona | None:
        """The person with this id."""
        return next((one for one in self.personas.values() if one.user_id == user_id), None)

    def by_direct_channel(self, channel: str) -> Persona | None:
        """The person whose direct messages with the app have this id."""
        return next((one for one in self.personas.values() if one.direct_channel == channel), None)

    def lets_in(self, *siblings: Sibling) -> None:
        """The organisation's admins let the app into more workspaces; the app is told their ids alone."""
        self.workspace = replace(self.workspace, siblings=(*self.workspace.siblings, *siblings))
        self._access("granted", [one.team_id for one in siblings])

    def shuts_out(self, *team_ids: str) -> None:
        """The organisation's admins take the app out of workspaces."""
        left = tuple(one for one in self.workspace.siblings if one.team_id not in team_ids)
        self.workspace = replace(self.workspace, siblings=left)
        self._access("revoked", list(team_ids))

    def _access(self, what: str, team_ids: list[str]) -> None:
        # Source: docs.slack.dev/reference/events/team_access_granted.
        self.events.about_installation({"type": f"team_access_{what}", "team_ids": team_ids})

    def joins(self, enterprise_id: str, enterprise_name: str) -> None:
        """The workspace moves into an organisation; ids stay, and no event tells an app of it."""
        self.workspace = replace(self.workspace, enterprise_id=enterprise_id, enterprise_name=enterprise_name)

    def invites_app(self, channel: str) -> None:
        """Somebody brings the app into a channel; Slack sends an event that the app did not ask for."""
        self.workspace = replace(self.workspace, joined=self.workspace.joined | {channel})

    def uninstalls(self, *, announce: bool = True) -> None:
        """The app is removed: the tokens are dead, and both events are sent, in the order Slack often has."""
        self.uninstalled = True
        if announce:
            self.events.about_installation({"type": "app_uninstalled"})
            self.events.about_installation(
                {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.workspace.bot_user_id]}}
            )

    def adds_to_workspace(self) -> None:
        """An organisation's admin adds the organisation-wide app to the workspace; the app is told."""
        self.in_workspace = True
        self.events.about_installation({"type": "team_access_granted", "team_ids": [self.workspace.team_id]})

    def reinstalls(self) -> None:
        """The app is installed again; Slack sends no event for it."""
        self.uninstalled = False
