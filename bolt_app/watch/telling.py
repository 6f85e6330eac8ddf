"""What readers are told of what was found: pure; knows no view, no wording and no place where it is kept."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from bolt_app.register.findings import Change, Findings, Found, Standing
from bolt_app.register.model import Register
from bolt_app.watch.citations import Citation, citations
from bolt_app.watch.finding import Finding, FindingKind
from bolt_app.watch.model import Declaration

_STANDING: Final[Mapping[FindingKind, Standing]] = {
    FindingKind.GONE: Standing.MISSING,
    FindingKind.PAGE_CHANGED: Standing.AROUND,
    FindingKind.NOT_CHECKED: Standing.NOT_CHECKED,
    FindingKind.STILL_THERE: Standing.THERE,
}
_WORST_FIRST: Final = tuple(_STANDING.values())


def told(
    register: Register,
    declarations: Iterable[Declaration],
    findings: Iterable[Finding],
    changes: Iterable[Change],
) -> Findings:
    """Return what readers are told, for the register as it stands.

    A finding counts only for the citation it was made of. So a mark goes when a person has reviewed its
    claim and in no other way: that alone gives the citation another digest (`citations.Citation`). Until the
    page is read again, the claim is then one that was not checked.

    Args:
        register: as its files have it.
        declarations: of the pages that are watched.
        findings: the newest of each citation, of any version of the register.
        changes: of the pages, newest first, reviewed or not.

    Raises:
        DeclarationError: a declaration names what the register does not have.
    """
    watched = tuple(declarations)
    newest = {(finding.claim, finding.terms): finding for finding in findings}
    claims: dict[str, Found] = {}
    for declaration, citation in _cited(register, watched):
        found = _found(citation, newest.get((citation.claim, declaration.terms)))
        before = claims.get(citation.claim)
        if before is None or _WORST_FIRST.index(found.standing) < _WORST_FIRST.index(before.standing):
            claims[citation.claim] = found
    waiting = tuple(
        _known(change, register) for change in changes if not _reviewed(change, register, watched)
    )
    return Findings(claims, waiting, _digest(claims, waiting))


def _cited(register: Register, watched: Sequence[Declaration]) -> Iterator[tuple[Declaration, Citation]]:
    for declaration in watched:
        for citation in citations(declaration, register):
            yield declaration, citation


def _found(citation: Citation, finding: Finding | None) -> Found:
    quoted = bool(citation.quote)
    if finding is None or finding.citation != citation.digest:
        return Found(Standing.NOT_CHECKED, quoted)
    return Found(
        standing=_STANDING[finding.kind],
        quoted=quoted,
        since=_day(finding.since) if finding.demotes else None,
        checked_on=_day(finding.checked_at),
        seen_on=_day(finding.last_there),
        failed_on=_day(finding.failed_at),
    )


def _reviewed(change: Change, register: Register, watched: Sequence[Declaration]) -> bool:
    """Whether a person has read the page since: the whole register's, or every source that is this page."""
    read = [day for day in (register.collected, register.compared) if day]
    sources = [key for one in watched if one.terms == change.terms for key in one.sources]
    if sources:
        read.append(min(register.sources[key].seen for key in sources))
    return max(read) >= change.found_at.date()


def _known(change: Change, register: Register) -> Change:
    """The change without claims that the register no longer has."""
    known = tuple(key for key in change.claims if key in register.claims)
    return Change(change.key, change.terms, change.url, change.found_at, known)


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


def _digest(claims: Mapping[str, Found], changes: Sequence[Change]) -> str:
    return hashlib.sha256(repr((sorted(claims.items()), changes)).encode()).hexdigest()[:16]
