"""The record as a table for spreadsheets, one row an entry; knows no chain and no reader's language.

It begins with a byte order mark: without one Excel takes UTF-8 for the system's old code page and breaks
every accent; LibreOffice, Numbers, Google Sheets and Python's `utf-8-sig` take it away again. Comma and
quotes are RFC 4180's. A cell that a spreadsheet would run as a formula is defused with an apostrophe; to the
letter the record is in the JSON Lines.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date

from bolt_app.export.record import Record, backed
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Entry, Evidence, Statement
from bolt_app.views.history import EVIDENCE

_STATED = tuple(field.name for field in fields(Statement) if field.name not in ("stated_on", "named"))
COLUMNS = (
    "position",
    "recorded_at",
    "action",
    "status",
    "corrected_by",
    "stated_on",
    "role",
    "actor",
    "named",
    *_STATED,
    "previous",
    "hash",
)
"""The words of the record itself. Whatever a statement may hold has a column of that name."""

BYTE_ORDER_MARK = "\ufeff"

# OWASP's list of what begins a formula, full-width signs included. Behind a line's end, a tab or a semicolon
# as well: with another separator than ours a spreadsheet takes what follows for a new cell.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])")


class _Line:
    """Where the writer of the standard library leaves each row."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def rows(record: Record) -> Iterator[str]:
    """Yield the mark with the columns' names, then a row for each entry, oldest first.

    Times are UTC and ISO 8601, dates ISO 8601 as stated. `corrected_by` names the entry by which one no
    longer counts. `actor` and `named` are Slack ids, empty where erased or not given out.
    """
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield BYTE_ORDER_MARK + line.text
    for entry in record:
        by, _ = record.corrected.get(entry.position, ("", ""))
        writer.writerow([defused(cell) for cell in _cells(entry, str(by))])
        yield line.text


def defused(cell: str) -> str:
    """Return a cell's text that no spreadsheet runs as a formula."""
    return _FORMULA.sub(r"\1'", cell)


def _cells(entry: Entry, corrected_by: str) -> Iterator[str]:
    yield str(entry.position)
    yield entry.recorded_at.astimezone(UTC).isoformat()
    yield entry.action.value
    yield entry.status.value
    yield corrected_by
    yield _cell(entry.statement.stated_on)
    yield entry.role.value if entry.role else "the app"
    yield (entry.actor.user if entry.actor else None) or ""
    yield (entry.named.user if entry.named else None) or ""
    for name in _STATED:
        value = getattr(entry.statement, name)
        yield _cell(value) if _says_something(entry, value) else ""
    yield entry.previous
    yield entry.hash


def _says_something(entry: Entry, value: object) -> bool:
    """A grade says something of an entry that evidence backs; findings about a mail, of one with a mail."""
    if isinstance(value, AboutUs | Checked):
        return backed(entry) and entry.statement.evidence >= Evidence.FILE
    return not isinstance(value, Evidence) or backed(entry)


def _cell(value: object) -> str:
    if isinstance(value, Evidence):
        return EVIDENCE[value]
    if isinstance(value, AboutUs):
        return value.name.lower()
    if isinstance(value, tuple):
        return " ".join(one if isinstance(one, str) else ":".join(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
