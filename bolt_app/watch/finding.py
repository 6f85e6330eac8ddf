"""What the watch says of a citation, and why it may not know; knows no page's text and no wording.

Times are aware datetimes in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FailureKind(StrEnum):
    """Why a page could not be read. None of these says anything about whether the page changed."""

    UNREACHABLE = "unreachable"
    """No connection, or one that broke."""
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    OTHER_HOST = "other-host"
    """A redirect leads to another host."""
    NOT_PUBLIC = "not-public"
    """The address is not one of the public internet, or not one that may be watched."""
    ROBOTS = "robots"
    """The host's robots.txt asks not to, or could not be read for a fault of the host's."""
    HTTP_STATUS = "http-status"
    NOT_A_PAGE = "not-a-page"
    """Something else than HTML, or bytes that no character set explains."""
    BLOCKED = "blocked"
    """A captcha or a challenge instead of the page."""
    ERROR_PAGE = "error-page"
    """A page that reports an error, sent with status 200."""
    EMPTY = "empty"
    """The selectors find nothing, or too little to be the page."""
    UNSETTLED = "unsettled"
    """Asked twice in a row, the page had other words: it is being replaced, or differs by visitor."""
    EXTRACTION = "extraction"
    """The reading of pages changed, and what it gives of the same bytes has lost a quote: a fault of ours."""
    WRONG_LANGUAGE = "wrong-language"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page could not be read; `detail` is short, for operators: a status, a host, a language."""

    kind: FailureKind
    detail: str = ""


class FindingKind(StrEnum):
    """How a citation stands against the page it is from."""

    STILL_THERE = "still-there"
    """The quote stands on the page, in a paragraph that has not changed; of a citation without a quote:
    the page reads as it did when the watch first read it."""
    GONE = "gone"
    """The quote does not stand on the page."""
    PAGE_CHANGED = "page-changed"
    """The quote stands on the page, but its paragraph reads otherwise; or there is no quote, and the page
    changed."""
    NOT_CHECKED = "not-checked"
    """The newest attempt to read the page failed, or there was none. Never to be shown as unchanged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the watch says of one citation.

    GONE and PAGE_CHANGED stay, whatever later pages and failures say, until the register cites anew: then
    `citation` is another one. A finding is told apart by (claim, terms).

    Attributes:
        claim: key of the register's claim.
        source: key of the source it cites.
        terms: the declaration's name.
        citation: SHA-256 over claim, quote and source as the register has them; it changes by review alone.
        quoted: whether there is a quote to look for.
        kind: how it stands.
        since: when this was first found; of NOT_CHECKED, when the page was last read, or None: never.
        checked_at: when the page was last read, or None: never.
        last_there: when the quote was last seen on the page, or None: never. Of GONE with None nothing shows
            that Slack changed anything: the passage was known from a copy, and is not on the page.
        failed_at: when the newest attempt failed, or None: it did not.
        failure: why.
    """

    claim: str
    source: str
    terms: str
    citation: str
    quoted: bool
    kind: FindingKind
    since: datetime | None
    checked_at: datetime | None
    last_there: datetime | None = None
    failed_at: datetime | None = None
    failure: Failure | None = None

    @property
    def demotes(self) -> bool:
        """Whether its claim must be shown as being re-read."""
        return self.kind in {FindingKind.GONE, FindingKind.PAGE_CHANGED}
