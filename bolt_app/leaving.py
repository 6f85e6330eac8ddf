"""What goes when the app is removed, and when: tokens at once, the record in its time; calls nobody.

Slack tells it by `app_uninstalled`, `tokens_revoked` and `team_access_revoked`, in any order, more than once,
sometimes after a new installation. Whatever order they come in, the same is kept afterwards.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bolt_app.optout.desk import Clock
from bolt_app.people import Scope

_WHOLE_SECOND = timedelta(seconds=1) - timedelta(microseconds=1)


class Installations(Protocol):
    """Where installations are stored."""

    def delete_all(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        installed_until: float | None = None,
        app_id: str | None = None,
    ) -> None:
        """Delete an installation of this app, unless it was made later."""
        ...


class Departures(Protocol):
    """Who left, and until when their record is kept."""

    def left(self, scope_id: str, at: datetime, keep_until: datetime | None) -> bool:
        """Note that a scope left; whether it is away now."""
        ...

    def returned(self, scope_id: str, at: datetime) -> None:
        """Note that a scope has the app again."""
        ...

    def away(self, scope_id: str) -> bool:
        """Whether a scope left and has not come back."""
        ...

    def purge_one(self, scope_id: str, now: datetime) -> bool:
        """Delete the record of a scope if its time is over; whether it was."""
        ...


class Workspace(Protocol):
    """A workspace that an organisation lets the app into."""

    @property
    def team_id(self) -> str:
        """Its id, `T…`."""
        ...


class Grants(Protocol):
    """Which workspaces of an organisation the app was let into."""

    def revoked(self, enterprise_id: str, team_ids: Iterable[str], at: datetime) -> None:
        """Note that it was shut out of these."""
        ...

    def workspaces(self, enterprise_id: str) -> Collection[Workspace]:
        """Those it is let into now."""
        ...

    def forget(self, enterprise_id: str) -> None:
        """Delete whatever was said of an organisation's workspaces."""
        ...


@dataclass(frozen=True, slots=True)
class Ending:
    """An installation ended.

    Attributes:
        enterprise_id: `E…`, or "" for a workspace in no organisation, or where Slack does not say.
        team_id: `T…`, or "" for an org-wide installation.
        at: when at the latest, aware, UTC.
        app_id: of the app that was removed, "" where Slack does not say.
    """

    enterprise_id: str
    team_id: str
    at: datetime
    app_id: str

    @property
    def scope(self) -> Scope:
        """Whose record waits for its end."""
        return Scope(self.team_id or self.enterprise_id)


def ending(body: Mapping[str, Any]) -> Ending | None:
    """What ended, by an event's whole body; None when no installation did.

    `tokens_revoked` lists bots and people. A person's token that is revoked alone ends nothing, and nothing
    of it is kept: the app asks for none.

    Sources: https://docs.slack.dev/reference/events/app_uninstalled, …/tokens_revoked. The documented body of
    the first names the team alone; one of an org-wide installation names the organisation and no team.
    """
    event = body["event"]
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return None
    enterprise, team = body.get("enterprise_id") or "", body.get("team_id") or ""
    if body.get("is_enterprise_install") and enterprise:
        team = ""
    if not (enterprise or team):
        return None
    return Ending(enterprise, team, happened(body), body.get("api_app_id") or "")


def happened(body: Mapping[str, Any]) -> datetime:
    """When an event happened, at the latest, aware, UTC: Slack says the second, and not where in it."""
    return datetime.fromtimestamp(body["event_time"], UTC) + _WHOLE_SECOND


def keep_until(at: datetime, days: int | None) -> datetime | None:
    """Until when the record of a scope that left is kept.

    Args:
        at: when it left, aware.
        days: the operator's retention; None: until the operator deletes it.
    """
    return None if days is None else at + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Carries out what goes. Every call may be repeated, and may raise `RecordUnavailable`.

    Attributes:
        retention_days: how long the record of one that left is kept; None: until the operator deletes it.
        clock: the time now, aware.
    """

    installations: Installations
    departures: Departures
    grants: Grants
    retention_days: int | None
    clock: Clock

    def ended(self, end: Ending) -> bool:
        """Delete the tokens, and note from when on the record waits for its end.

        Of an organisation, its workspaces leave with it, but those that have the app by themselves.

        Returns:
            False when a later installation is there: the event was about the one before, and nothing else is
            touched.
        """
        self.installations.delete_all(
            enterprise_id=end.enterprise_id or None,
            team_id=end.team_id or None,
            installed_until=end.at.timestamp(),
            app_id=end.app_id or None,
        )
        if not self._leaves(end.scope, end.at):
            return False
        if end.scope.is_organisation:
            # The grants go last: delivered again after a failure, the event finds what is left to do.
            for workspace in self.grants.workspaces(end.scope.id):
                self._leaves(Scope(workspace.team_id), end.at)
            self.grants.forget(end.scope.id)
        return True

    def shut_out(self, enterprise_id: str, team_ids: Collection[str], at: datetime) -> None:
        """Note that an organisation takes the app out of workspaces, which stays installed for the others.

        Args:
            enterprise_id: `E…`.
            team_ids: `T…`; a workspace that has the app by itself stays.
            at: when, aware.
        """
        if not self.departures.away(enterprise_id):
            self.grants.revoked(enterprise_id, team_ids, at)
        for team_id in team_ids:
            self._leaves(Scope(team_id), at)

    def let_in(self, enterprise_id: str, team_ids: Collection[str], at: datetime) -> None:
        """Note that workspaces have the app again, once the grants know of it: their records stay.

        Args:
            enterprise_id: `E…`.
            team_ids: `T…`; one that was shut out later, by what the grants say, has not come back.
            at: when, aware.
        """
        covered = {workspace.team_id for workspace in self.grants.workspaces(enterprise_id)}
        for team_id in covered.intersection(team_ids):
            self.departures.returned(team_id, at)

    def _leaves(self, scope: Scope, at: datetime) -> bool:
        away = self.departures.left(scope.id, at, keep_until(at, self.retention_days))
        if away and self.retention_days == 0:
            self.departures.purge_one(scope.id, max(at, self.clock()))
        return away
