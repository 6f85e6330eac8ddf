"""The app is removed, its tokens revoked, or an organisation adds it to a workspace: what is remembered goes.

The events come in any order, twice, or after a re-install, and the token is dead by then: no call is made.
The record stays: the organisation that runs the app keeps or deletes its database itself.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bolt_app.installation import Installation
from bolt_app.people import Scope
from listeners.services import Services, installation_of

_log = logging.getLogger(__name__)


class Lifecycle:
    """Listens for an installation's beginning and end."""

    def __init__(self, services: Services) -> None:
        """Take what remembers people and installations."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for each event of the manifest that is not the Home tab's."""
        app.event("app_uninstalled")(self.left)
        app.event("tokens_revoked")(self.left)
        app.event("team_access_revoked")(self.shut_out)
        app.event("team_access_granted")(self.let_in)

    def left(self, body: dict[str, Any]) -> None:
        """Forget whom we remember; idempotent. Nothing was authorized: the body alone says who left."""
        for scope in (body.get("team_id"), body.get("enterprise_id")):
            if scope:
                self._services.viewers.forget(Scope(scope))
        self._services.forget(body.get("enterprise_id"), body.get("team_id"))
        _log.info("%s: forgot everybody's locale and role", body["event"]["type"])

    def shut_out(self, body: dict[str, Any]) -> None:
        """Note in which workspaces of an organisation the app ended, and forget whom we remember."""
        if organisation := body.get("enterprise_id"):
            self._services.grants.revoked(organisation, _teams(body), _at(body))
        self.left(body)

    def let_in(self, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Note in which workspaces of an organisation the app begins.

        With the first of them the app can write to who installed it for the organisation: before, it was in
        no workspace (https://api.slack.com/enterprise/apps/reference).
        """
        installation, grants, teams = installation_of(context), self._services.grants, sorted(_teams(body))
        _log.info("team_access_granted for %d workspaces", len(teams))
        if not (installation.is_enterprise_install and teams):
            return
        first = not grants.page(installation.enterprise_id, size=1)
        grants.granted(installation.enterprise_id, dict.fromkeys(teams, ""), _at(body))
        if first:
            self._greet(installation, teams[0], body.get("api_app_id") or "", client)

    def _greet(self, installation: Installation, team: str, app_id: str, client: WebClient) -> None:
        user = self._services.installer(installation)
        if user:
            self._services.greeting.send(
                client, user, installation.scope, installation.name, team=team, app_id=app_id
            )


def _teams(body: dict[str, Any]) -> Iterable[str]:
    return body["event"].get("team_ids") or ()


def _at(body: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(body["event_time"], UTC)
