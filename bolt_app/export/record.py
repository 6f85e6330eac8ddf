"""A scope's record as an export sees it: checked once, read again and again, never held; opens nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from bolt_app.optout.chain import GENESIS, read
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.mails import BACKS, MailKind
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.second import FOLLOWS_UP
from bolt_app.optout.verify import Link, sound
from bolt_app.people import Scope

Links = Callable[[Scope], Iterable[Link]]
"""Gives a scope's entries as stored, in order of position; called once for each reading."""

Texts = Callable[[str], str | None]
"""Gives the letter or reply of the record's scope that has this SHA-256, or None when it was erased."""

_NOTHING_YET = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Record:
    """The record up to the entry that was its newest when it was looked through.

    What is appended while it is being exported is left out, so that all parts of an export agree.

    Attributes:
        position: number of the newest entry, 0 when nothing is recorded.
        head: its hash; 64 zeros when nothing is recorded.
        recorded_at: when it was written down, aware UTC.
        corrected: position of each entry that no longer counts, to the position and hash of the correction.
        persons: whether ids of persons come with it. Commitments always do: they are part of what was hashed.
    """

    scope: Scope
    position: int
    head: str
    recorded_at: datetime
    corrected: Mapping[int, tuple[int, str]]
    persons: bool
    _links: Links

    @property
    def fingerprint(self) -> str:
        """Number and hash of the newest entry, as `verify --expect` takes it."""
        return f"{self.position}:{self.head}"

    @property
    def name(self) -> str:
        """What files are called after: scope, number and the beginning of the hash."""
        return f"opt-out-record-{self.scope}-{self.position}-{self.head[:12]}"

    def links(self) -> Iterator[Link]:
        """Yield the entries as stored, oldest first."""
        for link in islice(self._links(self.scope), self.position):
            yield link if self.persons else replace(link, actor=(None, None), named=(None, None))

    def __iter__(self) -> Iterator[Entry]:
        for link in self.links():
            yield read(link.canonical, link.hash, link.actor, link.named)

    def opt_out(self) -> OptOut:
        """Return where the opt-out stood with the newest entry."""
        return fold(self.scope, self, corrected=frozenset(self.corrected))


def backed(entry: Entry) -> bool:
    """Whether an export says how well an entry is backed: an answer of Slack's, evidence, or its proposal."""
    return (entry.statement.proposes or entry.action) in BACKS[MailKind.REPLY]


def agreed_with(entry: Entry) -> int | None:
    """Return the number of the proposal by which an act is two owners' act, or None for one owner's."""
    return None if entry.action in FOLLOWS_UP else entry.statement.regards


def survey(scope: Scope, links: Links, *, persons: bool) -> Record:
    """Look a record through before it is exported.

    Raises:
        Inconsistent: an entry does not hold; such a record can still be had `unchecked`.
    """
    newest: Entry | None = None
    corrected: dict[int, tuple[int, str]] = {}
    for entry in sound(scope, links(scope)):
        newest = entry
        if entry.action is Action.CORRECT and entry.statement.corrects is not None:
            corrected[entry.statement.corrects] = (entry.position, entry.hash)
    return Record(
        scope=scope,
        position=newest.position if newest else 0,
        head=newest.hash if newest else GENESIS,
        recorded_at=newest.recorded_at if newest else _NOTHING_YET,
        corrected=corrected,
        persons=persons,
        _links=links,
    )


def unchecked(scope: Scope, links: Links, *, persons: bool) -> Record:
    """Return a record that does not hold, for `jsonl` alone: its lines say what is stored, sound or not."""
    newest = None
    for link in links(scope):
        newest = link
    return Record(
        scope=scope,
        position=newest.position if newest else 0,
        head=newest.hash if newest else GENESIS,
        recorded_at=_NOTHING_YET,
        corrected={},
        persons=persons,
        _links=links,
    )
