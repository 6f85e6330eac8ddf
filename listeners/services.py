"""What the listeners share: the desk, the register, languages, people. Made once, holds no request."""

import json
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from cachetools import LRUCache
from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.greeting import Greeting
from bolt_app.i18n import Translator, nearest
from bolt_app.installation import Installation
from bolt_app.letter import Place
from bolt_app.optout.desk import Clock, Desk
from bolt_app.optout.fold import OptOut
from bolt_app.people import Viewer
from bolt_app.register.model import Register
from bolt_app.views.facts import Facts, Operator
from listeners.viewer import Viewers


class Rendered:
    """Answers rendered once for each key: the same facts, language and role give the same bytes."""

    def __init__(self, size: int = 4096) -> None:
        """Keep at most this many answers."""
        self._kept: LRUCache[Hashable, str] = LRUCache(maxsize=size)
        self._lock = threading.Lock()

    def text(self, key: Hashable, make: Callable[[], Mapping[str, Any]]) -> str:
        """Return the JSON for a key, made when it is not kept."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            kept = json.dumps(make(), ensure_ascii=False)
            with self._lock:
                self._kept[key] = kept
        return kept


class Grants(Protocol):
    """Which workspaces of an organisation the app was let into."""

    def granted(self, enterprise_id: str, names: Mapping[str, str], at: datetime) -> None:
        """Note that it was let into these: team id to name, "" where it is not known."""
        ...

    def revoked(self, enterprise_id: str, team_ids: Iterable[str], at: datetime) -> None:
        """Note that it was shut out of these."""
        ...

    def workspaces(self, enterprise_id: str) -> Collection[object]:
        """Those it is let into now."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a listener may use.

    Attributes:
        grants: which workspaces of an organisation the app was let into.
        greeting: the message to who installed the app.
        installer: the user id of who installed the app, "" where nobody knows.
        forget: drops the token remembered of an organisation, a workspace, or a workspace in one.
    """

    desk: Desk
    register: Register
    translators: Mapping[str, Translator]
    viewers: Viewers
    clock: Clock
    operator: Operator
    grants: Grants
    greeting: Greeting
    installer: Callable[[Installation], str]
    forget: Callable[[str | None, str | None], None]
    rendered: Rendered = field(default_factory=Rendered)

    def language(self, viewer: Viewer) -> Translator:
        """Return the translator for a viewer."""
        return self.translators[nearest(viewer.locale)]

    def language_of(self, installation: Installation | None, user: str) -> Translator:
        """Return the translator for somebody of whom only the id is known; asks nobody."""
        return self.translators[nearest(self.viewers.locale(installation, user))]

    def facts(self, opt_out: OptOut, *, team: str, app_id: str) -> Facts:
        """Return what views are made from, now."""
        return Facts(
            opt_out=opt_out,
            register=self.register,
            now=self.clock(),
            team=team,
            app_id=app_id,
            operator=self.operator,
        )

    def place(self, installation: Installation, client: WebClient) -> Place:
        """Return the scope's name and address; what the start learnt serves while Slack does not answer."""
        scope = installation.scope
        known = Place(scope, installation.name, installation.url.rstrip("/"))
        if scope.is_organisation:
            return known
        try:
            team = client.team_info(team=scope.id)["team"]
        except (SlackApiError, OSError):
            return known
        domain = team.get("domain") or ""
        url = team.get("url") or (f"https://{domain}.slack.com" if domain else known.url)
        return Place(scope, team.get("name") or known.name, url.rstrip("/"))


def installation_of(context: BoltContext) -> Installation:
    """Return the installation that `authorize` found for a request."""
    found: Installation = context["installation"]
    return found
