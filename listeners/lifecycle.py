"""The app is removed, its tokens revoked, or an organisation adds it to a workspace: what is remembered goes.

The events come in any order, twice, or after a re-install, and the token is dead by then: no call is made.
The record stays: the organisation that runs the app keeps or deletes its database itself.
"""

import logging
from typing import Any

from slack_bolt import App

from bolt_app.people import Scope
from listeners.services import Services

_log = logging.getLogger(__name__)


class Lifecycle:
    """Listens for an installation's beginning and end."""

    def __init__(self, services: Services) -> None:
        """Take what remembers people."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for each event of the manifest that is not the Home tab's."""
        app.event("app_uninstalled")(self.left)
        app.event("tokens_revoked")(self.left)
        app.event("team_access_revoked")(self.left)
        app.event("team_access_granted")(self.joined)

    def left(self, body: dict[str, Any]) -> None:
        """Forget whom we remember; idempotent. Nothing was authorized: the body alone says who left."""
        for scope in (body.get("team_id"), body.get("enterprise_id")):
            if scope:
                self._services.viewers.forget(Scope(scope))
        _log.info("%s: forgot everybody's locale and role", body["event"]["type"])

    def joined(self, body: dict[str, Any]) -> None:
        """Note that an organisation added the app to workspaces."""
        _log.info("team_access_granted for %d workspaces", len(body["event"].get("team_ids") or ()))
