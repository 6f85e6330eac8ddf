"""Checks a stored record without trusting the app that wrote it: chain, commitments, statuses."""

from collections.abc import Iterable
from dataclasses import dataclass

from bolt_app.optout.chain import GENESIS, commit_to, digest, read
from bolt_app.optout.fold import BrokenRecord, fold, step
from bolt_app.optout.model import Action, Entry, Person, Status
from bolt_app.people import Scope


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as stored: position, canonical text, hash, and the erasable (id, salt) of its persons.

    Attributes:
        repeated: action, status and time of recording (UTC, ISO 8601) as they stand beside the canonical text
            for people who read the database, None where they are not kept.
    """

    position: int
    canonical: str
    hash: str
    actor: tuple[str | None, str | None] = (None, None)
    named: tuple[str | None, str | None] = (None, None)
    repeated: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """The first place where a record does not hold.

    Attributes:
        position: the entry, counted from 1.
        what: what is wrong with it, in words for the person who runs `verify`.
    """

    position: int
    what: str


def inconsistency(scope: Scope, links: Iterable[Link]) -> Inconsistency | None:
    """Return the first broken entry of a scope's record, given in order of position, or None.

    A record rewritten as a whole by whoever runs the database is consistent; it shows only against a
    fingerprint kept elsewhere (see `expected`).
    """
    previous, status = GENESIS, Status.NOT_FILED
    entries: list[Entry] = []
    for position, link in enumerate(links, start=1):
        if link.position != position:
            return Inconsistency(position, "it is missing")
        if digest(link.canonical) != link.hash:
            return Inconsistency(position, "its text is not the text that was hashed")
        try:
            entry = read(link.canonical, link.hash, link.actor, link.named)
        except ValueError:
            return Inconsistency(position, "its text cannot be read as an entry")
        if entry.previous != previous:
            return Inconsistency(position, "it does not carry the hash of the entry before it")
        if entry.scope != scope or entry.position != position:
            return Inconsistency(position, "it belongs to another place in the records")
        if not (_opens(entry.actor) and _opens(entry.named)):
            return Inconsistency(position, "the person kept beside it is not the one it commits to")
        if link.repeated not in (None, _repeated(entry)):
            return Inconsistency(position, "the columns beside its text say something else than the text")
        entries.append(entry)
        try:
            status = _status_after(scope, status, entries)
        except BrokenRecord:
            return Inconsistency(position, "it does not follow from the entries before it")
        if entry.status is not status:
            return Inconsistency(
                position, "the status it states is not the one that follows from the entries"
            )
        previous = link.hash
    return None


def expected(links: Iterable[Link], position: int, fingerprint: str) -> bool:
    """Whether the entry at `position` bears this fingerprint: the hash or its first 12 or more characters."""
    wanted = fingerprint.lower()
    return len(wanted) >= 12 and any(
        link.position == position and link.hash.startswith(wanted) for link in links
    )


def _status_after(scope: Scope, status: Status, entries: list[Entry]) -> Status:
    newest = entries[-1]
    if newest.action is Action.CORRECT:
        return fold(scope, entries).status
    return step(status, newest)


def _repeated(entry: Entry) -> tuple[str, str, str]:
    return entry.action.value, entry.status.value, entry.recorded_at.isoformat()


def _opens(person: Person | None) -> bool:
    """Whether id and salt, where they are still there, are what was committed to."""
    if person is None or person.user is None or person.salt is None:
        return True
    return commit_to(person.user, person.salt).commitment == person.commitment
