"""A citation against a page's text: what is found of it, given what was found before; asks no page.

GONE and PAGE_CHANGED stay until somebody reviews the citation, whatever the page says later: a page that says
it again may say it for another reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bolt_app.watch import wording
from bolt_app.watch.citations import Citation
from bolt_app.watch.finding import Failure, Finding, FindingKind
from bolt_app.watch.quotes import Text


def read(
    terms: str,
    cited: Sequence[Citation],
    earlier: Sequence[Finding],
    *,
    text: Text,
    changed_from: Text | None,
    at: datetime,
) -> tuple[Finding, ...]:
    """Return what is found of a page's citations now that it was read.

    Args:
        terms: the declaration's name.
        cited: what the page is cited for.
        earlier: the findings up to now, of any terms.
        text: what the page says.
        changed_from: what it said at the look before, where any word differs; else None.
        at: when it was read.
    """
    found = []
    for citation, was in _with_earlier(terms, cited, earlier):
        passage = text.find(citation.quote)
        kind = _kind(was, passage.paragraphs if passage else (), changed_from)
        found.append(
            replace(
                was,
                kind=kind,
                since=was.since if was.kind is kind else at,
                checked_at=at,
                last_there=at if passage else was.last_there,
                failed_at=None,
                failure=None,
            )
        )
    return tuple(found)


def not_read(
    terms: str, cited: Sequence[Citation], earlier: Sequence[Finding], *, failure: Failure, at: datetime
) -> tuple[Finding, ...]:
    """Return what is to be said of a page's citations now that it could not be read."""
    found = []
    for _, was in _with_earlier(terms, cited, earlier):
        stays = was if was.demotes else replace(was, kind=FindingKind.NOT_CHECKED, since=was.checked_at)
        found.append(replace(stays, failed_at=at, failure=failure))
    return tuple(found)


def _with_earlier(
    terms: str, cited: Sequence[Citation], earlier: Sequence[Finding]
) -> Iterator[tuple[Citation, Finding]]:
    """Yield each citation with what was found of it as it is now; one that is new or reviewed starts anew."""
    known = {finding.claim: finding for finding in earlier if finding.terms == terms}
    for citation in cited:
        was = known.get(citation.claim)
        if was is None or was.citation != citation.digest:
            was = Finding(
                claim=citation.claim,
                source=citation.source,
                terms=terms,
                citation=citation.digest,
                quoted=bool(citation.quote),
                kind=FindingKind.NOT_CHECKED,
                since=None,
                checked_at=None,
            )
        yield citation, was


def _kind(was: Finding, passage: Sequence[str], changed_from: Text | None) -> FindingKind:
    """Return how a citation stands; `passage` is the paragraphs its quote stands in, or none."""
    if was.quoted and not passage:
        return FindingKind.GONE
    if was.demotes:
        return was.kind
    if changed_from is None or was.checked_at is None:
        return FindingKind.STILL_THERE
    if passage and all(wording.keys(paragraph) in changed_from.keys for paragraph in passage):
        return FindingKind.STILL_THERE
    return FindingKind.PAGE_CHANGED
