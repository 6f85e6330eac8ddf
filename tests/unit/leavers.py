"""Installations and departures in memory, as plain as they can be; the SQL of storage is not here."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class MemoryInstallations:
    """(organisation, workspace) → when installed, in seconds since 1970, and the app's id."""

    rows: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)

    def delete_all(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        installed_until: float | None = None,
        app_id: str | None = None,
    ) -> None:
        place = (enterprise_id or "", team_id or "")
        at, app = self.rows.get(place, (0.0, ""))
        if (installed_until is None or at <= installed_until) and app_id in (None, app):
            self.rows.pop(place, None)


@dataclass(slots=True)
class MemoryDepartures:
    """Who left: scope → (when, until when the record is kept), and whose record was deleted."""

    installations: MemoryInstallations
    gone: dict[str, tuple[datetime, datetime | None]] = field(default_factory=dict)
    purged: list[str] = field(default_factory=list)

    def left(self, scope_id: str, at: datetime, keep_until: datetime | None) -> bool:
        if any(scope_id in (team or enterprise, team) for enterprise, team in self.installations.rows):
            return False
        self.gone.setdefault(scope_id, (at, keep_until))
        return True

    def returned(self, scope_id: str, at: datetime) -> None:
        assert at.tzinfo
        self.gone.pop(scope_id, None)

    def away(self, scope_id: str) -> bool:
        return scope_id in self.gone

    def purge_one(self, scope_id: str, now: datetime) -> bool:
        until = self.gone[scope_id][1]
        if until is None or until > now:
            return False
        self.purged.append(scope_id)
        return True
