"""What `purge` deletes and says, in sentences; knows no table, and asks nobody for a token."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol


class Departure(Protocol):
    """A scope that left and has not come back."""

    @property
    def scope_id(self) -> str:
        """`T…` or `E…`."""
        ...

    @property
    def left_at(self) -> datetime:
        """When it left, aware."""
        ...

    @property
    def keep_until(self) -> datetime | None:
        """When its record goes, aware; None: when the operator says so."""
        ...


class Departures(Protocol):
    """Who left, and until when their record is kept."""

    def purge(self, now: datetime) -> Iterable[str]:
        """Delete the record of every scope whose time is over; the scopes."""
        ...

    def departed(self) -> Iterable[Departure]:
        """Who left and has not come back."""
        ...


class Kept(Protocol):
    """What is kept of a scope, or was deleted of it."""

    @property
    def entries(self) -> int:
        """Of its record."""
        ...

    @property
    def texts(self) -> int:
        """Letters and replies."""
        ...

    @property
    def installed(self) -> bool:
        """Whether there is an installation."""
        ...

    @property
    def workspaces(self) -> int:
        """Of an organisation: known ones."""
        ...

    @property
    def nothing(self) -> bool:
        """Whether nothing is kept."""
        ...


def purge_due(departures: Departures, now: datetime) -> list[str]:
    """Delete what is due, and say of which workspaces and organisations. May run in many processes at once.

    Args:
        departures: who left.
        now: aware.
    """
    return [f"{scope_id}: the record is deleted; its time was over." for scope_id in departures.purge(now)]


def waiting(departures: Departures) -> Iterator[str]:
    """Say of everybody who left until when the record is kept."""
    for one in departures.departed():
        left = f"{one.scope_id} removed the app on {one.left_at:%Y-%m-%d}; its record is kept"
        if one.keep_until is None:
            yield f"{left}. To delete it: python -m bolt_app purge --scope {one.scope_id} --yes"
        else:
            yield f"{left} until {one.keep_until:%Y-%m-%d %H:%M} UTC."


def told(scope_id: str, kept: Kept, *, deleted: bool) -> str:
    """What is kept of a scope, or was deleted."""
    if kept.nothing:
        return f"{scope_id}: nothing is kept."
    parts = [_counted(kept.entries, "entry", "entries"), _counted(kept.texts, "text", "texts")]
    if kept.workspaces:
        parts.append(f"what is known of {_counted(kept.workspaces, 'workspace', 'workspaces')}")
    if kept.installed:
        parts.append("the installation with its token")
    parts.append("when it came and left")
    listed = ", ".join(parts)
    return f"{scope_id}: {'deleted' if deleted else 'kept'}: {listed}."


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
