"""The tables of the messages that wait and of who wants them; knows no statement and no text."""

from typing import cast

from sqlalchemy import BigInteger, Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables import Schema


class OutgoingRow(Schema):
    """A message that waits, is being sent, or ended; times in UTC, ISO 8601, of one width.

    Attributes:
        payload: JSON object, small, without secrets.
        due: not before; put off when another message comes too close, or when Slack asks for a pause.
        apart: microseconds after a message to this recipient within which no other may follow it.
        leased_until: NULL while no worker holds it.
        begun_at: when its sending began; NULL until then. With a lease that ran out, the outcome is unknown.
        attempts: how many times it was claimed: a worker whose number is older holds it no more.
        outcome: a value of `outgoing.Outcome`.
        sent_at: when Slack's word that it was sent was recorded.
        series: a value of `outgoing.Series`.
        why: Slack's name for the reason why it was refused.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "outcome", "due"), Index(None, "scope", "recipient"))

    key: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    kind: Mapped[str]
    recipient: Mapped[str]
    payload: Mapped[str]
    due: Mapped[str]
    apart: Mapped[int] = mapped_column(BigInteger)
    leased_until: Mapped[str | None]
    begun_at: Mapped[str | None]
    attempts: Mapped[int]
    outcome: Mapped[str]
    sent_at: Mapped[str | None]
    series: Mapped[str]
    why: Mapped[str | None]


class PaceRow(Schema):
    """Until when a recipient is left in peace, by all workers together.

    Attributes:
        free_at: UTC, ISO 8601, of one width.
        message: the key of the one after which no other may follow until then; "" where that is not known.
    """

    __tablename__ = "outbox_pace"

    recipient: Mapped[str] = mapped_column(primary_key=True)
    free_at: Mapped[str]
    message: Mapped[str]


class StopRow(Schema):
    """A person who wants no more of a series about a scope, and since when (UTC, ISO 8601, of one width)."""

    __tablename__ = "outbox_stops"

    scope: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    stopped_at: Mapped[str]


class SubscriptionRow(Schema):
    """A person who asked to be told of changes of Slack's texts.

    Attributes:
        scope: of the installation through which they asked.
        how: a value of `notices.How`.
        enterprise: the organisation they belong to, "" for none.
        since: when they asked last, UTC, ISO 8601, of one width.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (Index(None, "how"),)

    scope: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    how: Mapped[str]
    enterprise: Mapped[str]
    since: Mapped[str]


OUTBOX = cast("Table", OutgoingRow.__table__)
PACE = cast("Table", PaceRow.__table__)
STOPS = cast("Table", StopRow.__table__)
SUBSCRIPTIONS = cast("Table", SubscriptionRow.__table__)
