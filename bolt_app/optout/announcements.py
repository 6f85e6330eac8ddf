"""What an owner's channel is told of our opt-out, and whether that still makes sense; knows no text.

An entry is announced as it stood when it was recorded, so that what the channel reads is a history, and each
announcement can be held against the record by its number and fingerprint.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bolt_app.optout.choices import Channel, Topic
from bolt_app.optout.fold import OptOut, corrected_by, fold
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.outgoing import A_SECOND, Outgoing, Series

KIND = "announcement"

ANNOUNCED = frozenset({Action.SENT, Action.DONE, Action.REFUSED, Action.DECLINE, Action.WITHDRAW})
"""That our opt-out was filed, confirmed, refused, declined, withdrawn."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement that still makes sense.

    Attributes:
        entry: what it tells of.
        opt_out: where the opt-out stood with that entry.
        channel: where it goes.
        chosen: the entry by which an owner chose the channel.
    """

    entry: Entry
    opt_out: OptOut
    channel: Channel
    chosen: Entry


def announced(entries: Sequence[Entry], new: int, enterprise: str = "") -> Sequence[Outgoing]:
    """Return what the channel is told now that the newest of these entries are recorded.

    Args:
        entries: the whole record of a scope, oldest first.
        new: how many of them are new.
        enterprise: the organisation (`E…`) its people belong to, "" for none: an installation is found by it.
    """
    if not entries:
        return []
    opt_out = fold(entries[0].scope, entries)
    channel = opt_out.channel
    if channel is None or Topic.OUR_OPT_OUT not in channel.topics:
        return []
    return [
        Outgoing(
            key=f"{entry.scope}/{entry.position}/{KIND}",
            scope=entry.scope,
            kind=KIND,
            recipient=channel.id,
            payload={"position": entry.position, "enterprise": enterprise},
            due=entry.recorded_at,
            apart=A_SECOND,
            series=Series.ANNOUNCEMENTS,
        )
        for entry in entries[len(entries) - new :]
        if _told(entry, entries, channel)
    ]


def still_announced(outgoing: Outgoing, entries: Sequence[Entry]) -> Announcement | None:
    """Return the announcement, or None: it was corrected, or an owner wants it there no more.

    Args:
        outgoing: as `announced` made it.
        entries: the whole record of its scope, oldest first.
    """
    position = int(outgoing.payload["position"])
    channel = fold(outgoing.scope, entries).channel
    wanted = channel is not None and channel.id == outgoing.recipient and Topic.OUR_OPT_OUT in channel.topics
    if channel is None or not wanted or position > len(entries) or position in corrected_by(entries):
        return None
    told = entries[:position]
    return Announcement(told[-1], fold(outgoing.scope, told), channel, entries[channel.since - 1])


def _told(entry: Entry, entries: Sequence[Entry], channel: Channel) -> bool:
    """Whether the channel is told: also of what takes back something it may have been told before."""
    if entry.action is Action.CORRECT:
        wrong = entries[(entry.statement.corrects or 1) - 1]
        return wrong.action in ANNOUNCED and wrong.position > channel.since
    if entry.action is Action.DOUBT:
        confirmed = fold(entry.scope, entries[: entry.position]).confirmed
        return confirmed is not None and confirmed.position > channel.since
    return entry.action in ANNOUNCED
