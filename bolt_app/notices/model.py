"""Who wants to be told of changes of Slack's texts, and when; knows no text, no SQL and no Slack.

Three kinds of recipients, none by default: a member who asked for it, the privacy contact whom owners named,
and the channel an owner chose. The contact is the one person owners answer members' questions with, and was
asked before being named: a second list of people to be told would keep more about people for no other end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from bolt_app.people import Scope
from bolt_app.watch.change import PolicyChange

CHANGE = "policy_change"
"""The kind of a message about one change."""
DIGEST = "policy_digest"
"""The kind of a message about the changes of a month."""

BACK_AND_FORTH = timedelta(days=30)
"""A page that goes back and forth between two texts is told of once each way in this time, not every day."""

_HOUR = time(9, tzinfo=UTC)


class How(StrEnum):
    """How a member wants to be told."""

    AT_ONCE = "at_once"
    MONTHLY = "monthly"
    """On the first day of a month, of the changes of the month before; nothing changed, no message."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """That a member asked to be told.

    Attributes:
        since: when they asked last, aware, UTC.
    """

    how: How
    since: datetime


class Subscriptions(Protocol):
    """Who asked to be told, as storage/ keeps it. Every call may raise `ledger.RecordUnavailable`."""

    def of(self, scope: Scope, person: str) -> Subscription | None:
        """Return what a person asked for in a scope, or None: nothing."""
        ...

    def subscribe(self, scope: Scope, person: str, how: How, enterprise: str, at: datetime) -> None:
        """Tell a person from now on, in this way and no other.

        Args:
            scope: of the installation through which they asked: it sends what they get.
            person: Slack's id.
            how: at once, or once a month.
            enterprise: the organisation (`E…`) they belong to, "" for none: an installation is found by it.
            at: aware.
        """
        ...

    def unsubscribe(self, scope: Scope, person: str) -> None:
        """Forget that a person asked; idempotent. What waits for them is not sent."""
        ...


class Changes(Protocol):
    """The changes that the watch found, as storage/ keeps them (`watch.PageArchive`)."""

    def change(self, key: str) -> PolicyChange | None:
        """Return one change by its id, or None."""
        ...

    def changes(self, since: datetime | None = None) -> Sequence[PolicyChange]:
        """Return what changed, newest first; with `since`, only what was found after it."""
        ...


def month_of(at: datetime) -> str:
    """Return the month of an aware time in UTC, such as `2026-12`."""
    return at.astimezone(UTC).strftime("%Y-%m")


def digest_due(found_at: datetime) -> datetime:
    """Return when the digest is due that tells of a change: the first day of the month after."""
    return _first_of_next(found_at.astimezone(UTC))


def in_month(month: str, changes: Sequence[PolicyChange]) -> Sequence[PolicyChange]:
    """Return the changes that were found in a month (`2026-12`), oldest first."""
    return sorted(
        (change for change in changes if month_of(change.found_at) == month),
        key=lambda change: (change.found_at, change.id),
    )


def begin_of(month: str) -> datetime:
    """Return the first moment of a month (`2026-12`) in UTC."""
    return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)


def _first_of_next(at: datetime) -> datetime:
    year, month = (at.year + 1, 1) if at.month == 12 else (at.year, at.month + 1)
    return datetime.combine(at.date().replace(year=year, month=month, day=1), _HOUR)
