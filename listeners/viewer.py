"""Slack's word on a person turned into a Viewer: cached for showing, always asked anew for acting."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from cachetools import TTLCache
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.installation import Installation
from bolt_app.optout.desk import Clock
from bolt_app.people import Role, Scope, Viewer
from listeners.deadline import TooSlow

REMEMBERED_FOR = timedelta(hours=4)
ROLE_WITHIN = timedelta(minutes=5)
"""How old a role may be where buttons depend on it."""

REMEMBERED = 20_000
"""People whose locale and role are kept in memory, never written down."""

_UNSEEN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


class Viewers:
    """Who looks and who acts. Costs one `users.info` when nothing is remembered, and at every act."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that ages what is remembered."""
        self._clock = clock
        self._remembered: TTLCache[tuple[Scope, str, str], tuple[Viewer, datetime]] = TTLCache(
            maxsize=REMEMBERED, ttl=REMEMBERED_FOR.total_seconds(), timer=lambda: clock().timestamp()
        )
        self._lock = threading.Lock()

    def shown(
        self,
        installation: Installation,
        user: str,
        client: WebClient,
        *,
        team: str = "",
        role_within: timedelta = REMEMBERED_FOR,
    ) -> Viewer:
        """Return the viewer for showing something.

        Args:
            installation: where the app is installed.
            user: Slack's id of the person.
            client: asked when nothing is remembered, or when what is remembered is too old.
            team: the workspace the person is in; counts for an org-wide installation.
            role_within: how old the role may be: minutes where buttons depend on it, else hours.
        """
        with self._lock:
            remembered = self._remembered.get((installation.scope, user, team))
        if remembered and self._clock() - remembered[1] <= role_within:
            return remembered[0]
        return self.acting(installation, user, client, team=team)

    def glimpsed(self, installation: Installation, user: str, client: WebClient, *, team: str = "") -> Viewer:
        """Return the viewer, or a guest reading English while Slack does not say who this is.

        For `/datapolicy`, which owes an answer whatever Slack's Web API does. Who comes from another
        workspace is an outsider then: a guest would read where the opt-out stands.
        """
        try:
            return self.shown(installation, user, client, team=team)
        except (SlackApiError, TooSlow, OSError):
            elsewhere = not installation.is_enterprise_install and team not in ("", installation.team_id)
            return Viewer(installation.scope, user, Role.OUTSIDER if elsewhere else Role.GUEST)

    def acting(self, installation: Installation, user: str, client: WebClient, *, team: str = "") -> Viewer:
        """Return the viewer as Slack knows them now; arguments as for `shown`.

        Raises:
            slack_sdk.errors.SlackApiError, TooSlow, OSError: Slack did not say; nobody acts on a guess.
        """
        try:
            told = client.users_info(user=user, include_locale=True)["user"]
        except SlackApiError as refused:
            if refused.response.get("error") not in _UNSEEN:
                raise
            return Viewer(installation.scope, user, Role.OUTSIDER)
        viewer = viewer_of(told, user, installation, team)
        with self._lock:
            self._remembered[installation.scope, user, team] = (viewer, self._clock())
        return viewer

    def locale(self, installation: Installation | None, user: str) -> str:
        """Return a remembered locale, or ""; asks nobody."""
        if installation is None:
            return ""
        with self._lock:
            known = [kept for key, kept in self._remembered.items() if key[:2] == (installation.scope, user)]
        return known[0][0].locale if known else ""

    def forget(self, scope: Scope) -> None:
        """Forget everybody of a scope: the app was removed, or its tokens were revoked."""
        with self._lock:
            for key in [key for key in self._remembered if key[0] == scope]:
                del self._remembered[key]


def viewer_of(told: Mapping[str, Any], user: str, installation: Installation, team: str = "") -> Viewer:
    """Return the viewer that a user object of `users.info` describes.

    Source: https://docs.slack.dev/reference/objects/user-object. An owner also has `is_admin`, so owners are
    looked at first. For an organisation `enterprise_user` counts: its Org Owners, not a workspace's. A rank
    in a workspace counts only in the one that the user object names: elsewhere nobody is taken for an owner.
    A workspace that a payload names is believed only where Slack counts the person among its people, and of
    an outsider's own organisation nothing is kept: it is not the one this workspace belongs to. Where no
    payload names one, it is the workspace that the user object names.
    """
    grid = told.get("enterprise_user") or {}
    viewer = Viewer(
        scope=installation.scope,
        user=user,
        role=_role(told, grid, installation),
        locale=told.get("locale") or "",
        active=not (
            told.get("deleted") or told.get("is_bot") or told.get("is_app_user") or user == "USLACKBOT"
        ),
        utc_offset=int(told.get("tz_offset") or 0),
    )
    if viewer.role is Role.OUTSIDER:
        return viewer
    team = team or told.get("team_id") or ""
    viewer = replace(viewer, enterprise=grid.get("enterprise_id") or "")
    own = _rank_in(told, grid, team) if installation.is_enterprise_install else Role.OUTSIDER
    if own is Role.OUTSIDER or not team.startswith("T"):
        return viewer
    as_one_of_it = replace(viewer, scope=Scope(team), role=own, organisation=installation.scope)
    return replace(viewer, workspace=as_one_of_it)


def _role(told: Mapping[str, Any], grid: Mapping[str, Any], installation: Installation) -> Role:
    if _is_outsider(told, grid, installation):
        return Role.OUTSIDER
    if not installation.is_enterprise_install:
        return _rank_in(told, grid, installation.team_id)
    if _is_guest(told):
        return Role.GUEST
    if grid.get("is_owner") or grid.get("is_primary_owner"):
        return Role.OWNER
    return Role.ADMIN if grid.get("is_admin") else Role.MEMBER


def _rank_in(told: Mapping[str, Any], grid: Mapping[str, Any], team: str) -> Role:
    """Return the role in one workspace."""
    home = told.get("team_id") == team
    if not home and team not in (grid.get("teams") or ()):
        return Role.OUTSIDER
    if _is_guest(told):
        return Role.GUEST
    if home and (told.get("is_owner") or told.get("is_primary_owner")):
        return Role.OWNER
    return Role.ADMIN if home and told.get("is_admin") else Role.MEMBER


def _is_guest(told: Mapping[str, Any]) -> bool:
    return bool(told.get("is_restricted") or told.get("is_ultra_restricted"))


def _is_outsider(told: Mapping[str, Any], grid: Mapping[str, Any], installation: Installation) -> bool:
    """Whether a person is of another organisation; `is_stranger` may be false, so ids are compared."""
    if told.get("is_stranger"):
        return True
    if installation.is_enterprise_install:
        return grid.get("enterprise_id") != installation.enterprise_id
    if told.get("team_id") == installation.team_id:
        return False
    return installation.team_id not in (grid.get("teams") or ())
