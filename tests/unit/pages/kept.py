"""What the download page reads and notes, in memory; it fails as a test says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bolt_app.letter import Place
from bolt_app.links import Link
from bolt_app.optout.exported import LastExport
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.verify import Link as StoredEntry
from bolt_app.people import Scope, Viewer
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.optout.acts import ACME, ADA, REPLY, links, record

ENTRIES = record(Action.SENT, (Action.NAME_READER, {"named": "U0NOOR"}), Action.RECEIVED)


@dataclass
class Kept:
    """A record, its texts, its exports, used links and people, all in memory; it fails as a test says."""

    entries: Sequence[Entry] = tuple(ENTRIES)
    viewer: Viewer | None = ADA
    fails: Exception | None = None
    slack_fails: Exception | None = None
    spent: set[str] = field(default_factory=set)
    noted: list[LastExport] = field(default_factory=list)
    stored: list[StoredEntry] | None = None

    @property
    def ledger(self) -> "Kept":
        return self

    @property
    def exports(self) -> "Kept":
        return self

    @property
    def archive(self) -> MemoryArchive:
        return MemoryArchive()

    def links(self, scope: Scope) -> Iterable[StoredEntry]:
        if self.fails:
            raise self.fails
        return iter(self.stored or links([entry for entry in self.entries if entry.scope == scope]))

    def text(self, scope: Scope, sha256: str) -> str | None:
        assert scope == ACME
        return REPLY if sha256 else None

    def last(self, scope: Scope) -> LastExport | None:
        assert scope == ACME
        return self.noted[-1] if self.noted else None

    def note(self, scope: Scope, export: LastExport) -> None:
        assert scope == ACME
        self.noted.append(export)

    def used(self, once: str) -> bool:
        return once in self.spent

    def use(self, once: str, until: datetime, now: datetime) -> bool:
        assert until > now
        first = once not in self.spent
        self.spent.add(once)
        return first

    def comes(self, link: Link) -> Viewer | None:
        assert link.scope == ACME
        if self.slack_fails:
            raise self.slack_fails
        return self.viewer

    def place(self, link: Link) -> Place:
        raise AssertionError(link)
