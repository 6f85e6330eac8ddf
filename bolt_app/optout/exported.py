"""That a record was exported, and up to which entry; not by whom, in which form or where to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bolt_app.people import Scope


@dataclass(frozen=True, slots=True)
class LastExport:
    """The newest export of a record. It is no entry: who takes a copy changes nothing of what is recorded.

    Attributes:
        position: number of the newest entry in it.
        at: when it was complete, aware UTC.
    """

    position: int
    at: datetime


class Exports(Protocol):
    """Where the newest export of each record is noted, as storage/ keeps it."""

    def last(self, scope: Scope) -> LastExport | None:
        """Return the newest export of a scope's record, or None when there was none."""
        ...

    def note(self, scope: Scope, export: LastExport) -> None:
        """Note an export; an older one than is noted changes nothing."""
        ...


class NoExports:
    """Where none is ever noted."""

    def last(self, _scope: Scope) -> LastExport | None:
        """Return None."""
        return None

    def note(self, _scope: Scope, _export: LastExport) -> None:
        """Do nothing."""
