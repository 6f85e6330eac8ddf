"""The watched pages in tables (`watch.PageArchive`): looks are added, never changed; knows no page's meaning.

They belong to the installation, not to a workspace: Slack's pages are the same for all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.notices.model import BACK_AND_FORTH
from bolt_app.register.findings import Change
from bolt_app.watch import Finding, Look, PolicyChange, Standing, Validators, Version
from storage import page_rows
from storage.database import Database
from storage.notices import tell
from storage.page_tables import PAGE_CHANGES, PAGE_FINDINGS, PAGE_LOOKS, PAGE_VERSIONS
from storage.spelling import moment, plain, stamp

_BATCH = 20  # versions hold whole pages: this many are in memory at once
_V, _L, _C, _F = PAGE_VERSIONS.c, PAGE_LOOKS.c, PAGE_CHANGES.c, PAGE_FINDINGS.c
_TERMS: BindParameter[str] = bindparam("of_terms")

_LATEST = select(PAGE_VERSIONS).where(_V.terms == _TERMS).order_by(_V.fetched_at.desc()).limit(1)
_LATEST_AT = select(_V.fetched_at).where(_V.terms == _TERMS).order_by(_V.fetched_at.desc()).limit(1)
_NEXT = (
    select(PAGE_VERSIONS)
    .where(_V.terms == _TERMS, _V.fetched_at > bindparam("past"))
    .order_by(_V.fetched_at)
    .limit(_BATCH)
)
_NEWEST_LOOK = select(PAGE_LOOKS).where(_L.terms == _TERMS).order_by(_L.number.desc()).limit(1)
_LAST_READ = _NEWEST_LOOK.where(_L.failure == "")
_FINDINGS = select(PAGE_FINDINGS).order_by(_F.terms, _F.claim)
_CHANGES_SINCE = (
    select(PAGE_CHANGES).where(_C.found_at > bindparam("since")).order_by(_C.found_at.desc(), _C.id)
)
_CHANGE = select(PAGE_CHANGES).where(_C.id == bindparam("wanted"))
_LISTED = select(_C.id, _C.terms, _C.url, _C.found_at, _C.claims).order_by(_C.found_at.desc(), _C.id)
_ON_RECORD = select(exists().where(_V.terms == _TERMS, _V.digest == bindparam("of_text")))
_TOLD = select(
    exists().where(_C.terms == _TERMS, _C.comparison == bindparam("words"), _C.found_at > bindparam("since"))
)
_FORGET_FINDINGS = delete(PAGE_FINDINGS).where(_F.terms == _TERMS)
# `preserve_rowcount`, because psycopg forgets how many rows an INSERT wrote when its cursor closes.
_LOOKED: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(PAGE_LOOKS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class SqlPages:
    """The pages as they were read, what was found, what changed. Every call may raise `Unavailable`."""

    _database: Database

    def latest(self, terms: str) -> Version | None:
        """Return the newest version of a page, or None: it was never read."""
        row = self._one(_LATEST, terms)
        return page_rows.version(row) if row else None

    def versions(self, terms: str) -> Iterator[Version]:
        """Yield every version of a page, oldest first; nothing is held between two batches."""
        past = ""
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(_NEXT, {"of_terms": plain(terms), "past": past}).all()
            yield from map(page_rows.version, rows)
            if len(rows) < _BATCH:
                return
            past = rows[-1].fetched_at

    def standing(self, terms: str) -> Standing:
        """Return how the newest looks at a page ended; an empty standing when there was none."""
        newest, read = self._one(_NEWEST_LOOK, terms), self._one(_LAST_READ, terms)
        failure = page_rows.failure(newest) if newest else None
        return Standing(
            read_at=moment(read.at) if read else None,
            validators=Validators(read.etag, read.last_modified) if read else Validators(),
            failed_at=moment(newest.at) if newest and failure else None,
            failure=failure,
        )

    def findings(self) -> Sequence[Finding]:
        """Return the newest finding of every citation, by (terms, claim)."""
        with self._database.reading() as connection:
            return [page_rows.finding(row) for row in connection.execute(_FINDINGS)]

    def changes(self, since: datetime | None = None) -> Sequence[PolicyChange]:
        """Return what changed, newest first; with `since`, only what was found after it."""
        with self._database.reading() as connection:
            rows = connection.execute(_CHANGES_SINCE, {"since": stamp(since) if since else ""}).all()
        return [page_rows.change(row) for row in rows]

    def change(self, key: str) -> PolicyChange | None:
        """Return one change by its id, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_CHANGE, {"wanted": plain(key)}).one_or_none()
        return page_rows.change(row) if row else None

    def listed(self, most: int) -> Sequence[Change]:
        """Return the newest changes without their comparisons, newest first, at most so many."""
        with self._database.reading() as connection:
            return [page_rows.listed(row) for row in connection.execute(_LISTED.limit(most))]

    def keep(self, look: Look) -> bool:
        """Record a look in one transaction, or nothing when somebody else was first; see `PageArchive`.

        The messages that a change causes are written in the same transaction.

        Of several that looked at once, one writes the next number; the others wait, and are told False.
        """
        with self._database.writing() as connection:
            number = _next_number(connection, look)
            if number is None:
                return False
            looked = _LOOKED[connection.dialect.name]
            if connection.execute(looked, page_rows.of_look(look, number)).rowcount != 1:
                return False
            _write(connection, look)
        return True

    def _one(self, statement: Any, terms: str) -> Any:
        with self._database.reading() as connection:
            return connection.execute(statement, {"of_terms": plain(terms)}).one_or_none()


def _next_number(connection: Connection, look: Look) -> int | None:
    """Return which look at its page this is, or None when it began before another that is recorded."""
    # In this order: PostgreSQL shows each statement what was committed before it. Who reads an older look
    # here wants a number that is taken by then; who reads the newer one reads its version as well.
    of_page = {"of_terms": plain(look.terms)}
    newest = connection.execute(_NEWEST_LOOK, of_page).one_or_none()
    after = connection.execute(_LATEST_AT, of_page).scalar_one_or_none()
    if after != (stamp(look.after) if look.after else None):
        return None
    if newest and newest.at > stamp(look.at):
        return None
    return newest.number + 1 if newest else 1


def _write(connection: Connection, look: Look) -> None:
    again = look.change is not None and _goes_back_and_forth(connection, look, look.change)
    connection.execute(_FORGET_FINDINGS, {"of_terms": plain(look.terms)})
    if look.versions:
        connection.execute(insert(PAGE_VERSIONS), [page_rows.of_version(one) for one in look.versions])
    if look.findings:
        connection.execute(insert(PAGE_FINDINGS), [page_rows.of_finding(one) for one in look.findings])
    if look.change:
        connection.execute(insert(PAGE_CHANGES), page_rows.of_change(look.change))
        tell(connection, look.change, again=again)


def _goes_back_and_forth(connection: Connection, look: Look, change: PolicyChange) -> bool:
    """Whether the page reads again as it once did, and the way there was found before, not long ago."""
    of_page = {"of_terms": plain(look.terms)}
    text = look.versions[-1].digest if look.versions else ""
    if not connection.execute(_ON_RECORD, of_page | {"of_text": text}).scalar_one():
        return False
    words, since = page_rows.of_change(change)["comparison"], stamp(change.found_at - BACK_AND_FORTH)
    return bool(connection.execute(_TOLD, of_page | {"words": words, "since": since}).scalar_one())
