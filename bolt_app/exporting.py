"""What `export` does: looks a record through, writes it to a file, says so; knows no database."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bolt_app.cannot_start import CannotStartError
from bolt_app.evidence.kept import Archive
from bolt_app.export import (
    NO_MAILS,
    Form,
    Links,
    MailsOnFile,
    NothingToExport,
    Record,
    Texts,
    export,
    survey,
    unchecked,
)
from bolt_app.i18n import Translator, load_translators
from bolt_app.optout.exported import Exports, LastExport
from bolt_app.optout.verify import Inconsistent, Link
from bolt_app.people import Scope


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an export.

    Attributes:
        whole: whether the record holds and was written as asked.
        sentence: what was written, or why nothing was, for the person at the terminal.
    """

    whole: bool
    sentence: str


class Ledger(Protocol):
    """The record as storage/ keeps it, as far as an export reads it."""

    def links(self, scope: Scope) -> Iterable[Link]:
        """Give a scope's entries as stored, in order of position."""
        ...

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a text of this scope, or None when it was erased or never kept."""
        ...


class Kept(Protocol):
    """What storage/ keeps, as far as an export reads and notes it."""

    @property
    def ledger(self) -> Ledger:
        """The record."""
        ...

    @property
    def archive(self) -> Archive:
        """The mails on file."""
        ...

    @property
    def exports(self) -> Exports:
        """When it was exported last."""
        ...


def run(
    kept: Kept, scope_id: str, form: str, file: Path, language: str, *, now: Callable[[], datetime]
) -> Outcome:
    """Do what the words on the command line say, and note that it was done; see `write`."""
    scope, ledger = Scope(scope_id), kept.ledger
    return write(
        scope,
        Form(form),
        file,
        links=ledger.links,
        texts=lambda sha256: ledger.text(scope, sha256),
        t=load_translators()[language],
        mails=on_file(kept.archive, scope) if form == Form.BUNDLE else NO_MAILS,
        note=lambda position: kept.exports.note(scope, LastExport(position, now())),
    )


def on_file(archive: Archive, scope: Scope) -> MailsOnFile:
    """Return the mails on file of a scope, as an export takes them."""
    return MailsOnFile(archive.mails(scope), lambda sha256: archive.raw(scope, sha256))


def write(
    scope: Scope,
    form: Form,
    file: Path,
    *,
    links: Links,
    texts: Texts,
    t: Translator,
    mails: MailsOnFile = NO_MAILS,
    note: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Write a scope's record to a file, with the ids of persons: who has the database may read all of it.

    A record that does not hold is written as JSON Lines only, which say what is stored and nothing more.

    Args:
        scope: whose record.
        form: what is written.
        file: where to; what is there already is replaced at the end, all at once.
        links: gives the entries as stored.
        texts: gives the letters and replies of this scope.
        t: the language of the bundle's page and of the calendar.
        mails: those on file of this scope.
        note: is told the number of the newest entry once a form that holds the record was written whole.

    Raises:
        CannotStartError: the file cannot be written.
    """
    try:
        record, broken = survey(scope, links, persons=True), None
    except Inconsistent as found:
        broken = f"Entry {found.found.position} of {scope} is broken: {found.found.what}."
        if form is not Form.JSONL:
            said = (
                f"{broken} Nothing was written. The form {Form.JSONL} takes a broken record as it is stored."
            )
            return Outcome(whole=False, sentence=said)
        record = unchecked(scope, links, persons=True)
    try:
        _replace(file, export(record, form, texts, t, mails))
    except NothingToExport as nothing:
        return Outcome(whole=False, sentence=f"{scope}: {nothing} Nothing was written.")
    if broken:
        return Outcome(whole=False, sentence=f"{broken} What is stored was written to {file}.")
    if form.holds_the_record:
        note(record.position)
    return Outcome(whole=True, sentence=_written(record, file))


def _written(record: Record, file: Path) -> str:
    counted = "1 entry" if record.position == 1 else f"{record.position} entries"
    return f"{record.scope}: {counted}, written to {file}. Newest: {record.fingerprint}"


def _replace(file: Path, content: Iterable[bytes]) -> None:
    """Write a file that only its owner may read; what was there stays until the new one is whole."""
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".export-", delete=False) as unfinished:
            try:
                for piece in content:
                    unfinished.write(piece)
                unfinished.flush()
                Path(unfinished.name).replace(file)
            except BaseException:
                Path(unfinished.name).unlink()
                raise
    except OSError as error:
        raise CannotStartError(f"The file {file} cannot be written: {error.strerror}.") from None
