"""The forms a record can be exported in, each as a stream of bytes; knows no file, no person and no right."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from bolt_app.export import bundle, csv, dpv, ics, jsonl
from bolt_app.export.mails import NO_MAILS, MailsOnFile
from bolt_app.export.record import Record, Texts
from bolt_app.i18n import Translator, mark

_PIECE = 64 * 1024
"""Bytes that are handed on at once, about: an entry at a time would cost a write and a hash each."""


class Form(StrEnum):
    """What an export is made for; the value is its name on the command line."""

    CSV = "csv"
    JSONL = "jsonl"
    DPV = "dpv"
    ICS = "ics"
    BUNDLE = "bundle"

    @property
    def media_type(self) -> str:
        """What a download says it is."""
        return _MEDIA_TYPES[self]

    @property
    def holds_the_record(self) -> bool:
        """Whether it is a copy of the record; a calendar holds days that follow from it."""
        return self is not Form.ICS


_MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.JSONL: "application/jsonl",
    Form.DPV: "application/ld+json",
    Form.ICS: "text/calendar; charset=utf-8",
    Form.BUNDLE: "application/zip",
}
_ENDINGS = {Form.CSV: "csv", Form.JSONL: "jsonl", Form.DPV: "jsonld", Form.ICS: "ics", Form.BUNDLE: "zip"}


class NothingToExport(Exception):
    """The record has nothing of what the form is made of. Its text, in English, is marked for translation."""


def filename(record: Record, form: Form) -> str:
    """Return a name that carries scope, entry number and fingerprint, for forms that have no other place."""
    return f"{record.name}.{_ENDINGS[form]}"


def export(
    record: Record, form: Form, texts: Texts, t: Translator, mails: MailsOnFile = NO_MAILS
) -> Iterator[bytes]:
    """Return the export piece by piece, in memory that does not grow with the number of entries.

    Args:
        record: looked through already; its `persons` says whether ids of persons come with it.
        form: what it is wanted for.
        texts: gives letters and replies, for the bundle.
        t: the language of the bundle's page and the calendar; the other forms have one for all readers.
        mails: those on file, for the bundle.

    Raises:
        NothingToExport: nothing is recorded, or no date follows from where the opt-out stands.
    """
    if record.position == 0:
        raise NothingToExport(mark("Nothing is recorded here yet."))
    match form:
        case Form.CSV:
            return _encoded(csv.rows(record))
        case Form.JSONL:
            return _encoded(jsonl.lines(record))
        case Form.DPV:
            return _encoded(dpv.pieces(record))
        case Form.ICS:
            lines = list(ics.lines(record.opt_out(), record.recorded_at, t))
            if not lines:
                raise NothingToExport(mark("No date follows from where the opt-out stands."))
            return _encoded(lines)
        case Form.BUNDLE:
            return bundle.archive(record, texts, t, mails)


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    gathered = bytearray()
    for text in texts:
        gathered += text.encode()
        if len(gathered) >= _PIECE:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)
