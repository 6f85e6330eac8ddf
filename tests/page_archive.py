"""Pages kept in memory, as the contract of `bolt_app.watch.PageArchive` has it; nothing outlives the test."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bolt_app.watch import Finding, Look, PolicyChange, Standing, Version


@dataclass
class ArchiveInMemory:
    """A `PageArchive`; `looks` is everything that was recorded, for tests to read."""

    looks: list[Look] = field(default_factory=list)
    _versions: dict[str, list[Version]] = field(default_factory=dict)
    _standings: dict[str, Standing] = field(default_factory=dict)
    _findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _changes: list[PolicyChange] = field(default_factory=list)

    def latest(self, terms: str) -> Version | None:
        kept = self._versions.get(terms)
        return kept[-1] if kept else None

    def versions(self, terms: str) -> Iterator[Version]:
        yield from self._versions.get(terms, [])

    def standing(self, terms: str) -> Standing:
        return self._standings.get(terms, Standing())

    def findings(self) -> Sequence[Finding]:
        kept = (finding for findings in self._findings.values() for finding in findings)
        return sorted(kept, key=lambda finding: (finding.terms, finding.claim))

    def changes(self, since: datetime | None = None) -> Sequence[PolicyChange]:
        newest_first = sorted(self._changes, key=lambda change: change.found_at, reverse=True)
        return [change for change in newest_first if since is None or change.found_at > since]

    def keep(self, look: Look) -> bool:
        latest, standing = self.latest(look.terms), self.standing(look.terms)
        if look.after != (latest.fetched_at if latest else None):
            return False
        if any(at is not None and at > look.at for at in (standing.read_at, standing.failed_at)):
            return False
        self.looks.append(look)
        self._versions.setdefault(look.terms, []).extend(look.versions)
        self._findings[look.terms] = look.findings
        self._standings[look.terms] = (
            Standing(standing.read_at, standing.validators, look.at, look.failure)
            if look.failure
            else Standing(look.at, look.validators)
        )
        if look.change:
            self._changes.append(look.change)
        return True
