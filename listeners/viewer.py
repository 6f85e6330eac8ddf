"""Slack's word on a person turned into a Viewer: cached for showing, always asked anew for acting."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cachetools import TTLCache
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.installation import Installation
from bolt_app.optout.desk import Clock
from bolt_app.people import Role, Scope, Viewer
from listeners.deadline import TooSlow

REMEMBERED_FOR = timedelta(hours=4)
REMEMBERED = 20_000
"""People whose locale and role are kept in memory, never written down."""

_UNSEEN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


class Viewers:
    """Who looks and who acts. Costs one `users.info` when nothing is remembered, and at every act."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that ages what is remembered."""
        self._remembered: TTLCache[tuple[Scope, str], Viewer] = TTLCache(
            maxsize=REMEMBERED, ttl=REMEMBERED_FOR.total_seconds(), timer=lambda: clock().timestamp()
        )
        self._lock = threading.Lock()

    def shown(self, installation: Installation, user: str, client: WebClient) -> Viewer:
        """Return the viewer for showing something; role and locale may be hours old."""
        with self._lock:
            remembered = self._remembered.get((installation.scope, user))
        return remembered or self.acting(installation, user, client)

    def glimpsed(self, installation: Installation, user: str, client: WebClient) -> Viewer:
        """Return the viewer, or a guest reading English while Slack does not say who this is.

        For `/datapolicy`, which owes an answer whatever Slack's Web API does.
        """
        try:
            return self.shown(installation, user, client)
        except (SlackApiError, TooSlow, OSError):
            return Viewer(installation.scope, user, Role.GUEST)

    def acting(self, installation: Installation, user: str, client: WebClient) -> Viewer:
        """Return the viewer as Slack knows them now.

        Raises:
            slack_sdk.errors.SlackApiError, TooSlow, OSError: Slack did not say; nobody acts on a guess.
        """
        try:
            told = client.users_info(user=user, include_locale=True)["user"]
        except SlackApiError as refused:
            if refused.response.get("error") not in _UNSEEN:
                raise
            return Viewer(installation.scope, user, Role.OUTSIDER)
        viewer = viewer_of(told, user, installation)
        with self._lock:
            self._remembered[installation.scope, user] = viewer
        return viewer

    def locale(self, installation: Installation | None, user: str) -> str:
        """Return the remembered locale, or ""; asks nobody."""
        with self._lock:
            remembered = self._remembered.get((installation.scope, user)) if installation else None
        return remembered.locale if remembered else ""

    def forget(self, scope: Scope) -> None:
        """Forget everybody of a scope: the app was removed, or its tokens were revoked."""
        with self._lock:
            for key in [key for key in self._remembered if key[0] == scope]:
                del self._remembered[key]


def viewer_of(told: Mapping[str, Any], user: str, installation: Installation) -> Viewer:
    """Return the viewer that a user object of `users.info` describes.

    Source: https://docs.slack.dev/reference/objects/user-object. An owner also has `is_admin`, so owners are
    looked at first. For an organisation `enterprise_user` counts: its Org Owners, not a workspace's.
    """
    grid = told.get("enterprise_user") or {}
    return Viewer(
        scope=installation.scope,
        user=user,
        role=_role(told, grid, installation),
        locale=told.get("locale") or "",
        active=not (
            told.get("deleted") or told.get("is_bot") or told.get("is_app_user") or user == "USLACKBOT"
        ),
        utc_offset=int(told.get("tz_offset") or 0),
    )


def _role(told: Mapping[str, Any], grid: Mapping[str, Any], installation: Installation) -> Role:
    if _is_outsider(told, grid, installation):
        return Role.OUTSIDER
    ranks = grid if installation.is_enterprise_install else told
    if told.get("is_restricted") or told.get("is_ultra_restricted"):
        return Role.GUEST
    if ranks.get("is_owner") or ranks.get("is_primary_owner"):
        return Role.OWNER
    return Role.ADMIN if ranks.get("is_admin") else Role.MEMBER


def _is_outsider(told: Mapping[str, Any], grid: Mapping[str, Any], installation: Installation) -> bool:
    """Whether a person is of another organisation; `is_stranger` may be false, so ids are compared."""
    if told.get("is_stranger"):
        return True
    if installation.is_enterprise_install:
        return grid.get("enterprise_id") != installation.enterprise_id
    if told.get("team_id") == installation.team_id:
        return False
    return installation.team_id not in (grid.get("teams") or ())
