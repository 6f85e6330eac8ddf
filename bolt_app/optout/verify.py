"""Checks a stored record without trusting the app that wrote it: chain, commitments, statuses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bolt_app.optout.chain import GENESIS, commit_to, digest, read
from bolt_app.optout.fold import BrokenRecord
from bolt_app.optout.model import Entry, Person
from bolt_app.optout.replay import Replay
from bolt_app.optout.second import SecondOwner
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


class Inconsistent(Exception):
    """A record does not hold."""

    def __init__(self, position: int, what: str) -> None:
        super().__init__(f"entry {position}: {what}")
        self.found = Inconsistency(position, what)


def inconsistency(scope: Scope, links: Iterable[Link]) -> Inconsistency | None:
    """Return the first broken entry of a scope's record, given in order of position, or None.

    A record rewritten as a whole by whoever runs the database is consistent; it shows only against a
    fingerprint kept elsewhere (see `expected`).
    """
    try:
        for _ in sound(scope, links):
            pass
    except Inconsistent as broken:
        return broken.found
    return None


def sound(scope: Scope, links: Iterable[Link]) -> Iterator[Entry]:
    """Yield the entries of a scope's record, given in order of position, each once it is known to hold.

    Of the entries that went by, two bytes each are remembered, for corrections; and of proposals the newest.

    Raises:
        Inconsistent: this is the first entry that does not.
    """
    previous, replay, second = GENESIS, Replay(), SecondOwner()
    for position, link in enumerate(links, start=1):
        if link.position != position:
            raise Inconsistent(position, "it is missing")
        if digest(link.canonical) != link.hash:
            raise Inconsistent(position, "its text is not the text that was hashed")
        try:
            entry = read(link.canonical, link.hash, link.actor, link.named)
        except ValueError as broken:
            raise Inconsistent(position, "its text cannot be read as an entry") from broken
        if entry.previous != previous:
            raise Inconsistent(position, "it does not carry the hash of the entry before it")
        if entry.scope != scope or entry.position != position:
            raise Inconsistent(position, "it belongs to another place in the records")
        if not (_opens(entry.actor) and _opens(entry.named)):
            raise Inconsistent(position, "the person kept beside it is not the one it commits to")
        if link.repeated not in (None, _repeated(entry)):
            raise Inconsistent(position, "the columns beside its text say something else than the text")
        try:
            status = replay.add(entry)
        except BrokenRecord as broken:
            raise Inconsistent(position, "it does not follow from the entries before it") from broken
        if entry.status is not status:
            raise Inconsistent(position, "the status it states is not the one that follows from the entries")
        if not second.add(entry):
            raise Inconsistent(position, "it took two owners, and the agreement of the second is not there")
        yield entry
        previous = link.hash


def expected(links: Iterable[Link], position: int, fingerprint: str) -> bool:
    """Whether the entry at `position` bears this fingerprint: the hash or its first 12 or more characters."""
    wanted = fingerprint.lower()
    return len(wanted) >= 12 and any(
        link.position == position and link.hash.startswith(wanted) for link in links
    )


def _repeated(entry: Entry) -> tuple[str, str, str]:
    return entry.action.value, entry.status.value, entry.recorded_at.isoformat()


def _opens(person: Person | None) -> bool:
    """Whether id and salt, where they are still there, are what was committed to."""
    if person is None or person.user is None or person.salt is None:
        return True
    return commit_to(person.user, person.salt).commitment == person.commitment
