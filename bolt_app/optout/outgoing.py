"""What waits to be sent, how it ended, and the outbox as the app knows it; knows no SQL and no Slack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bolt_app.people import Scope

A_DAY = timedelta(hours=25)
"""Between two messages to one person: the longest day there is, the one on which summer time ends. So nobody
gets two on one day of their own calendar, wherever they are."""

A_SECOND = timedelta(seconds=1)
"""Between two messages to one channel (`chat.postMessage`, https://docs.slack.dev/apis/web-api/rate-limits)."""


class Series(StrEnum):
    """Messages that belong together: a person stops one series and goes on getting the other."""

    REMINDERS = "reminders"
    """Of our opt-out, to who filed it and to the contact."""
    ANNOUNCEMENTS = "announcements"
    """Of our opt-out, in the channel an owner chose."""
    NOTICES = "notices"
    """Of what Slack changed in its texts."""


class Outcome(StrEnum):
    """How a message ended, or that it has not."""

    WAITING = "waiting"
    SENT = "sent"
    """Slack said so."""
    UNKNOWN = "unknown"
    """Slack's answer was never recorded, so it may have been sent. It is shown to owners, never repeated."""
    FAILED = "failed"
    """Slack refused it for good, or it could not be written; certainly nothing was sent."""
    DROPPED = "dropped"
    """It was not sent, because it no longer made sense."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is to be sent, as what it is about and not as text: that is made when it is sent.

    Attributes:
        key: the same message has the same key, and is kept once.
        scope: whose record it is about, and so which installation sends it.
        kind: what it says; whoever sends it knows the kinds.
        recipient: Slack's id of a person or channel.
        payload: small; what else has to be known to write it.
        due: aware; not before.
        apart: how long after a message to this recipient no other may follow it.
        series: what it belongs to.
    """

    key: str
    scope: Scope
    kind: str
    recipient: str
    payload: Mapping[str, int | str]
    due: datetime
    apart: timedelta = A_DAY
    series: Series = Series.REMINDERS


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message one worker holds for the length of its lease.

    Attributes:
        attempts: how many times it was claimed; with another number the lease is somebody else's.
        first: nothing of this series was ever sent to this recipient about this scope.
    """

    outgoing: Outgoing
    attempts: int
    first: bool


@dataclass(frozen=True, slots=True)
class Unsure:
    """A message of which nobody knows whether it arrived.

    Attributes:
        begun_at: when its sending began, aware, UTC.
    """

    recipient: str
    begun_at: datetime
    series: Series = Series.REMINDERS


@dataclass(frozen=True, slots=True)
class Unposted:
    """A message that Slack refused.

    Attributes:
        key: by which it can be sent after all.
        why: Slack's name for the reason, such as `not_in_channel`; "" when it could not be written.
        begun_at: when it was tried, aware, UTC.
    """

    key: str
    scope: Scope
    recipient: str
    payload: Mapping[str, int | str]
    why: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Addressed:
    """What is kept of the reminders to one person about one scope.

    Attributes:
        due: when those that wait are due, aware, UTC, soonest first; whether they still make sense is seen
            when they are sent.
        ended: how many others are remembered, so that none is sent twice.
        stopped_at: since when the person wants none, aware, UTC; None while they may come.
    """

    scope: Scope
    due: tuple[datetime, ...] = ()
    ended: int = 0
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages there are, of all scopes together.

    Attributes:
        numbers: by outcome; what is absent is none.
        earliest: when the message that waits longest is or was due, aware; None when none waits.
    """

    numbers: Mapping[Outcome, int]
    earliest: datetime | None


class Outbox(Protocol):
    """The messages that wait, as storage/ keeps them. Every call may raise `ledger.RecordUnavailable`."""

    def claim(self, now: datetime, lease: timedelta) -> Claimed | None:
        """Lease the message that is due longest, or None when none is due that may go out.

        Of those whose lease ran out, one whose sending had not begun is given out again; one whose sending
        had begun becomes UNKNOWN. A message to somebody who stopped them is DROPPED, and one that comes too
        soon after another to the same recipient is put off.
        """
        ...

    def begin(self, claimed: Claimed, now: datetime, lease: timedelta) -> bool:
        """Note that the sending begins now, and lease it anew.

        Returns:
            False when the lease is not held any more, or another message to the recipient began so lately
            that this one has to wait: then it must not be sent.
        """
        ...

    def finish(self, claimed: Claimed, outcome: Outcome, now: datetime, why: str = "") -> None:
        """Note how it ended. FAILED and DROPPED say that nothing was sent; `why` is Slack's word for it."""
        ...

    def release(self, claimed: Claimed, due: datetime) -> None:
        """Put it back for another time: certainly nothing was sent."""
        ...

    def push_back(self, scope: Scope, until: datetime) -> None:
        """Put off everything that waits about a scope: Slack asked for a pause."""
        ...

    def unsure(self, scope: Scope, since: datetime) -> Sequence[Unsure]:
        """Return the UNKNOWN messages about a scope whose sending began since then, newest first."""
        ...

    def addressed(self, scope: Scope, person: str) -> Addressed:
        """Return what is kept of the reminders to a person about a scope."""
        ...

    def unposted(self, scope: Scope, recipient: str, since: datetime) -> Sequence[Unposted]:
        """Return the FAILED messages to a recipient about a scope, tried since then, newest first."""
        ...

    def send_after_all(self, key: str, scopes: Sequence[Scope], now: datetime) -> bool:
        """Try a FAILED message once more; nothing of it was sent.

        Args:
            key: it came through a person's client.
            scopes: only a message about one of these is found.
            now: aware; it is due then.

        Returns:
            False when there is no such message.
        """
        ...

    def snooze(self, key: str, person: str, scopes: Sequence[Scope], until: datetime) -> bool:
        """Send a message again, not before a time, and none like it until then.

        Args:
            key: of a message that was sent; it came through the person's client.
            person: only a message to them is found.
            scopes: and only one about one of these.
            until: aware.

        Returns:
            False when there is no such message.
        """
        ...

    def stop(self, scope: Scope, person: str, at: datetime, series: Series = Series.REMINDERS) -> None:
        """Send a person nothing more of a series about a scope; idempotent."""
        ...

    def resume(self, scope: Scope, person: str, series: Series = Series.REMINDERS) -> None:
        """Take that back; idempotent. What was dropped meanwhile does not come again."""
        ...
