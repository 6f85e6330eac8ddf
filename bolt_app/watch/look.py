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
from bolt_app.watch.answer import Answer, Fetched, Unchanged
from bolt_app.watch.change import Comparison, PolicyChange
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
    terms, after = declaration.terms, kept.latest.fetched_at if kept.latest else None
    read = _read(declaration, cited, kept, answer)
    if isinstance(read, Failure):
        found = check.not_read(terms, cited, kept.findings, failure=read, at=at)
        return Look(terms, at, after, findings=found, failure=read)
    versions = _versions(declaration, kept.latest, read, began=began, at=at)
    comparison = compare(read.before.markdown, read.text.markdown) if read.before else Comparison(())
    changed_from = read.before if comparison.material else None
    found = check.read(terms, cited, kept.findings, text=read.text, changed_from=changed_from, at=at)
    change = None
    if kept.latest and comparison.material:
        change = PolicyChange(
            id=f"{slug(terms)}-{at:%Y%m%dt%H%M%Sz}",
            terms=terms,
            url=declaration.url,
            found_at=at,
            unchanged_until=kept.standing.read_at or kept.latest.fetched_at,
            before=versions[-2].fetched_at if len(versions) > 1 else kept.latest.fetched_at,
            comparison=comparison,
            claims=tuple(finding.claim for finding in found if finding.demotes and finding.since == at),
        )
    return Look(terms, at, after, versions, change, found, read.validators)


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that was read: its markup, its text, the text of the version before in the same extraction."""

    source: str
    text: Text
    before: Text | None
    validators: Validators


def _read(declaration: Declaration, cited: Sequence[Citation], kept: Kept, answer: Answer) -> _Read | Failure:
    """Return what was read, or why it must not be taken for the page."""
    if isinstance(answer, Failure):
        return answer
    source = _markup(answer, kept.latest)
    if isinstance(source, Failure):
        return source
    text = page.extract(source, declaration)
    if isinstance(text, Failure):
        return text
    now = Text(text)
    if kept.latest is None:
        return _Read(source, now, None, answer.validators)
    before = _in_this_extraction(declaration, cited, kept.latest)
    if isinstance(before, Failure):
        return before
    if now.words < SHRUNK * before.words:
        half = Failure(FailureKind.EMPTY, f"less than half, {now.fingerprint[:12]}")
        if kept.standing.failure != half:
            return half
    return _Read(source, now, before, answer.validators)


def _markup(answer: Fetched | Unchanged, latest: Version | None) -> str | Failure:
    if isinstance(answer, Fetched):
        return page.markup(answer.body, answer.content_type)
    return latest.page.decode() if latest else Failure(FailureKind.HTTP_STATUS, "304")


def _in_this_extraction(
    declaration: Declaration, cited: Sequence[Citation], latest: Version
) -> Text | Failure:
    """Return the text of the version before as it is read today, unless that has lost what was there."""
    before = Text(latest.text)
    if latest.extractor == page.extractor(declaration):
        return before
    text = page.extract(latest.page.decode(), declaration)
    if isinstance(text, Failure):
        return Failure(FailureKind.EXTRACTION, text.kind)
    now = Text(text)
    lost = [one.claim for one in cited if before.find(one.quote) and not now.find(one.quote)]
    return Failure(FailureKind.EXTRACTION, lost[0]) if lost else now


def _versions(
    declaration: Declaration, latest: Version | None, read: _Read, *, began: datetime, at: datetime
) -> tuple[Version, ...]:
    """Return what is new, oldest first."""
    text = read.text.markdown
    if latest is None or read.before is None:
        return (_version(declaration, RecordKind.FIRST, at, read.source, text),)
    before, versions = read.before.markdown, []
    if before != latest.text:
        source = latest.page.decode()
        versions.append(_version(declaration, RecordKind.EXTRACTION_CHANGED, began, source, before))
    if before != text:
        versions.append(_version(declaration, RecordKind.PAGE_CHANGED, at, read.source, text))
    return tuple(versions)


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
