"""What one look at a page gives, from the answer and what is kept; knows no network and no archive.

A new text has one of three reasons, and only the last is Slack's: the page is read for the first time, the
reading of pages changed, the page changed. To tell them apart the markup of the version before is read anew.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bolt_app.watch import check, page
from bolt_app.watch.answer import Answer, Fetched
from bolt_app.watch.change import PolicyChange
from bolt_app.watch.citations import Citation
from bolt_app.watch.compare import compare
from bolt_app.watch.declarations import slug
from bolt_app.watch.finding import Failure, FailureKind, Finding
from bolt_app.watch.model import Declaration, Look, RecordKind, Standing, Validators, Version
from bolt_app.watch.quotes import Text

SHRUNK: Final = 0.5
"""The share of its words that a page keeps at least. One with fewer is taken for the page only when it reads
the same at the next look: half a page is a fault on the way more often than a deletion."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a page: its newest version, its standing, the findings up to now (of any terms)."""

    latest: Version | None
    standing: Standing
    findings: Sequence[Finding]


def look(
    declaration: Declaration,
    cited: Sequence[Citation],
    kept: Kept,
    answer: Answer,
    *,
    began: datetime,
    at: datetime,
) -> Look:
    """Return what a look at a page gave.

    Args:
        declaration: the page.
        cited: what it is cited for.
        kept: what is kept of it.
        answer: what the server answered, or why it did not.
        began: when the look began; a version with a changed extraction has this time.
        at: when the answer was there, later than `began`.
    """
    latest = kept.latest
    after = latest.fetched_at if latest else None
    source = _markup(answer, latest)
    text = source if isinstance(source, Failure) else page.extract(source, declaration)
    base = _in_this_extraction(declaration, latest)
    failure = _failure(text, base, cited, kept)
    if failure:
        found = check.not_read(declaration.terms, cited, kept.findings, failure=failure, at=at)
        return Look(declaration.terms, at, after, findings=found, failure=failure)
    assert isinstance(source, str)
    assert isinstance(text, str)
    assert not isinstance(base, Failure)
    versions = []
    if latest is None:
        versions.append(_version(declaration, RecordKind.FIRST, at, source, text))
    elif base is not None and base != latest.text:
        old_page = latest.page.decode()
        versions.append(_version(declaration, RecordKind.EXTRACTION_CHANGED, began, old_page, base))
    if base is not None and text != base:
        versions.append(_version(declaration, RecordKind.PAGE_CHANGED, at, source, text))
    comparison = compare(base or text, text)
    found = check.read(
        declaration.terms,
        cited,
        kept.findings,
        text=Text(text),
        changed_from=Text(base) if base is not None and comparison.material else None,
        at=at,
    )
    change = None
    if latest is not None and comparison.material:
        change = PolicyChange(
            id=f"{slug(declaration.terms)}-{at:%Y%m%dt%H%M%Sz}",
            terms=declaration.terms,
            url=declaration.url,
            found_at=at,
            unchanged_until=kept.standing.read_at or latest.fetched_at,
            before=versions[-2].fetched_at if len(versions) > 1 else latest.fetched_at,
            comparison=comparison,
            claims=tuple(finding.claim for finding in found if finding.demotes and finding.since == at),
        )
    validators = Validators() if isinstance(answer, Failure) else answer.validators
    return Look(declaration.terms, at, after, tuple(versions), change, found, validators)


def _markup(answer: Answer, latest: Version | None) -> str | Failure:
    if isinstance(answer, Failure):
        return answer
    if isinstance(answer, Fetched):
        return page.markup(answer.body, answer.content_type)
    if latest is None:
        return Failure(FailureKind.HTTP_STATUS, "304")
    return latest.page.decode()


def _in_this_extraction(declaration: Declaration, latest: Version | None) -> str | Failure | None:
    """Return the text of the version before as it is read today; None: there was no version."""
    if latest is None or latest.extractor == page.extractor(declaration):
        return latest.text if latest else None
    text = page.extract(latest.page.decode(), declaration)
    return Failure(FailureKind.EXTRACTION, text.kind) if isinstance(text, Failure) else text


def _failure(
    text: str | Failure, base: str | Failure | None, cited: Sequence[Citation], kept: Kept
) -> Failure | None:
    """Return why what was read must not be taken for the page, or None."""
    if isinstance(text, Failure):
        return text
    if base is None or isinstance(base, Failure):
        return base
    assert kept.latest is not None
    if lost := _lost(cited, Text(kept.latest.text), Text(base)):
        return Failure(FailureKind.EXTRACTION, lost[0])
    if Text(text).words < SHRUNK * Text(base).words:
        failure = Failure(FailureKind.EMPTY, f"less than half, {_digest(text)[:12]}")
        return None if kept.standing.failure == failure else failure
    return None


def _lost(cited: Sequence[Citation], before: Text, now: Text) -> list[str]:
    """Return the claims whose quotes another extraction of the same page has lost."""
    if before.markdown == now.markdown:
        return []
    return [one.claim for one in cited if before.find(one.quote) and not now.find(one.quote)]


def _version(declaration: Declaration, kind: RecordKind, at: datetime, source: str, text: str) -> Version:
    sent = source.encode()
    return Version(
        terms=declaration.terms,
        url=declaration.url,
        kind=kind,
        fetched_at=at,
        text=text,
        digest=_digest(text),
        extractor=page.extractor(declaration),
        page=sent,
        page_digest=hashlib.sha256(sent).hexdigest(),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
