"""What is watched and what looks at it give, as frozen values; knows no network, no table, no view.

Times are aware datetimes in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bolt_app.watch.change import PolicyChange
from bolt_app.watch.finding import Failure, Finding


@dataclass(frozen=True, slots=True)
class Declaration:
    """One page that is watched.

    Attributes:
        terms: its name, unique among the declarations; also the name of its file in an exported tree.
        url: its https address.
        select: CSS selectors of what is read, in this order; at least one.
        remove: CSS selectors of what is left out of that.
        language: BCP 47 tag; a page in another language is a failure, not a change.
        sources: keys of the register's sources that this page is, or that are copies of it.
        quoted_by: keys of claims that quote this page from somebody else's quotation of it.
        past: keys of claims that say how this page read at a date: no later page touches them.
    """

    terms: str
    url: str
    select: tuple[str, ...]
    remove: tuple[str, ...]
    language: str
    sources: tuple[str, ...]
    quoted_by: tuple[str, ...] = ()
    past: tuple[str, ...] = ()


class RecordKind(StrEnum):
    """Why a version was recorded; Open Terms Archive's three kinds of record."""

    FIRST = "first"
    """The page was read for the first time."""
    EXTRACTION_CHANGED = "extraction-changed"
    """The same bytes give another text, because the reading of them changed: Slack changed nothing."""
    PAGE_CHANGED = "page-changed"
    """The page gives another text."""


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a page as it was read once.

    Attributes:
        terms: the declaration's name.
        url: where it was read.
        kind: why it was recorded.
        fetched_at: when; no two versions of one terms have the same time.
        text: Markdown, paragraphs apart by an empty line, one newline at the end.
        digest: SHA-256 of the text in UTF-8, in hexadecimal.
        extractor: names and versions of what made the text of the page, with the declaration's own digest.
        page: the page's markup in UTF-8, whatever character set it was sent in. The newest version of each
            terms needs it, to be extracted anew when the extractor changes; of older ones an archive may
            give b"".
        page_digest: SHA-256 of `page`, in hexadecimal, also where that is no longer kept.
    """

    terms: str
    url: str
    kind: RecordKind
    fetched_at: datetime
    text: str
    digest: str
    extractor: str
    page: bytes
    page_digest: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it later whether its page is still the same (RFC 9110, 8.8); "" where not."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest looks at a page ended.

    Attributes:
        read_at: when the page was last read, whether its text was new or not; None: never.
        validators: what the server gave then.
        failed_at: when the newest look failed, or None: it did not.
        failure: why.
    """

    read_at: datetime | None = None
    validators: Validators = Validators()
    failed_at: datetime | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """All that one look at a page gave; it is recorded whole or not at all.

    Attributes:
        terms: the declaration's name.
        at: when.
        after: `fetched_at` of the newest version when the look began, or None: there was none.
        versions: what is new, oldest first: none, one, or two where extraction and page changed at once.
        change: what people are told, or None.
        findings: of all citations of this page, also after a failure.
        validators: what the server gave; the standing keeps its own after a failure.
        failure: why the page could not be read, or None. Then there are no versions and no change.
    """

    terms: str
    at: datetime
    after: datetime | None
    versions: tuple[Version, ...] = ()
    change: PolicyChange | None = None
    findings: tuple[Finding, ...] = ()
    validators: Validators = Validators()
    failure: Failure | None = None
