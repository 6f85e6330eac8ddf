"""The app is removed, its tokens revoked, or an organisation adds it to a workspace: what is remembered goes.

The events come in any order, twice, or after a re-install, and the token is dead by then: no call is made.
What goes at once and what in its time, `bolt_app/leaving.py` says.
"""

import logging
from collections.abc import Collection
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bolt_app.installation import Installation
from bolt_app.leaving import ending, happened
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
        """Delete the tokens and forget whom we remember. Nothing was authorized: the body says who left."""
        end, what = ending(body), body["event"]["type"]
        if end is None:
            _log.info("%s: no installation ended", what)
            return
        gone = self._services.leaving.ended(end)
        self._forget(end.enterprise_id, end.team_id)
        _log.info("%s: %s %s", what, end.scope, "left" if gone else "has a later installation, which stays")

    def shut_out(self, body: dict[str, Any]) -> None:
        """Note in which workspaces of an organisation the app ended, and forget whom we remember."""
        teams = _teams(body)
        if organisation := body.get("enterprise_id"):
            self._services.leaving.shut_out(organisation, teams, happened(body))
            self._forget(organisation, *teams)
        _log.info("team_access_revoked for %d workspaces", len(teams))

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
        grants.granted(installation.enterprise_id, dict.fromkeys(teams, ""), happened(body))
        self._services.leaving.let_in(installation.enterprise_id, teams, happened(body))
        if first:
            self._greet(installation, teams[0], body.get("api_app_id") or "", client)

    def _forget(self, enterprise: str, *teams: str) -> None:
        for scope in filter(None, (enterprise, *teams)):
            self._services.viewers.forget(Scope(scope))
        for team in teams or ("",):
            self._services.forget(enterprise, team)

    def _greet(self, installation: Installation, team: str, app_id: str, client: WebClient) -> None:
        user = self._services.installer(installation)
        if user:
            self._services.greeting.send(
                client, user, installation.scope, installation.name, team=team, app_id=app_id
            )


def _teams(body: dict[str, Any]) -> Collection[str]:
    return body["event"].get("team_ids") or ()
