"""The tables of the watched pages; knows no statement, and nothing of a workspace or a person.

What is public is not encrypted: the pages are Slack's, and a binary column would have to hold ciphertext.
"""

from typing import cast

from sqlalchemy import Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables import Schema


class PageVersionRow(Schema):
    """A page's text as it was read once. Triggers refuse to change or delete it.

    Attributes:
        fetched_at: UTC, ISO 8601, of one width.
        page: the bytes the server sent, compressed (zlib), in Base64.
    """

    __tablename__ = "page_versions"

    terms: Mapped[str] = mapped_column(primary_key=True)
    fetched_at: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str]
    extractor: Mapped[str]
    page: Mapped[str]
    page_digest: Mapped[str]


class PageLookRow(Schema):
    """A look at a page, whether it could be read or not. Triggers refuse to change or delete it.

    Attributes:
        number: counts the looks at one page; of two that looked at once, one wrote the next number.
        at: UTC, ISO 8601, of one width.
        etag: "" where the server gave none, and where the look failed.
        last_modified: the same.
        failure: a value of `FailureKind`; "" where the page was read.
    """

    __tablename__ = "page_looks"
    __table_args__ = (Index(None, "terms", "failure", "number"),)

    terms: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    etag: Mapped[str]
    last_modified: Mapped[str]
    failure: Mapped[str]
    detail: Mapped[str]


class PageChangeRow(Schema):
    """A change of a page's words. Triggers refuse to change or delete it; times as above.

    Attributes:
        comparison: as `watch.packing` spells it.
        claims: JSON list of keys.
    """

    __tablename__ = "page_changes"
    __table_args__ = (Index(None, "found_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    terms: Mapped[str]
    url: Mapped[str]
    found_at: Mapped[str]
    unchanged_until: Mapped[str]
    before: Mapped[str]
    comparison: Mapped[str]
    claims: Mapped[str]


class PageFindingRow(Schema):
    """How a citation stands by the newest look at its page; times as above, NULL for never."""

    __tablename__ = "page_findings"

    terms: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    citation: Mapped[str]
    quoted: Mapped[bool]
    kind: Mapped[str]
    since: Mapped[str | None]
    checked_at: Mapped[str | None]
    last_there: Mapped[str | None]
    failed_at: Mapped[str | None]
    failure: Mapped[str]
    detail: Mapped[str]


class WatchTurnRow(Schema):
    """The one row that says when the pages are looked at next, and who does it now; times as above.

    Attributes:
        leased_until: NULL while nobody looks.
        turn: counts the turns that began: who holds an older number holds the lease no more.
    """

    __tablename__ = "watch_turns"

    name: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[str]
    leased_until: Mapped[str | None]
    turn: Mapped[int]


PAGE_VERSIONS = cast("Table", PageVersionRow.__table__)
PAGE_LOOKS = cast("Table", PageLookRow.__table__)
PAGE_CHANGES = cast("Table", PageChangeRow.__table__)
PAGE_FINDINGS = cast("Table", PageFindingRow.__table__)
WATCH_TURNS = cast("Table", WatchTurnRow.__table__)
