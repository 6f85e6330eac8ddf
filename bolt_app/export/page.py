"""The bundle's page: the record to be read and printed, without scripts and without anything fetched."""

from collections.abc import Container, Iterator
from datetime import UTC
from html import escape

from bolt_app.evidence.kept import Left
from bolt_app.export.mails import place_of_file, place_of_part
from bolt_app.export.record import Record, backed
from bolt_app.i18n import Translator, mark
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry, Status
from bolt_app.views.acts import done
from bolt_app.views.entries import Manner, dates, stated
from bolt_app.views.evidence import graded, no_longer_whole
from bolt_app.views.history import EVIDENCE
from bolt_app.views.status import LABELS

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "ol{list-style:none;padding:0}li{border-top:1px solid;padding:.75rem 0;break-inside:avoid}"
    "h2{font-size:1.1rem;margin:0}p{margin:.25rem 0}code{overflow-wrap:anywhere;font-size:.85em}"
    "@media print{body{font-size:10pt;max-width:none;margin:0}a{color:inherit}}"
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_KINDS = {"letter": mark("The letter’s text"), "reply": mark("The reply’s text")}


def place_of_text(sha256: str) -> str:
    """Return where a letter or reply lies in the bundle."""
    return f"texts/{sha256}.txt"


def pieces(record: Record, there: Container[str], t: Translator) -> Iterator[str]:
    """Yield the page in pieces: where the opt-out stands, how to check it, then every entry, oldest first.

    Args:
        record: what it shows.
        there: the files of the bundle, by their names in its folder.
        t: the reader's language.
    """
    title = escape(t("The opt-out record of {scope}", scope=record.scope))
    yield (
        f'<!doctype html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    for paragraph in _introduction(record, record.opt_out(), there, t):
        yield f"<p>{paragraph}</p>\n"
    yield "<ol>\n"
    for entry in record:
        yield f"<li>\n{''.join(_entry(entry, record, there, t))}</li>\n"
    yield "</ol>\n</main>\n</body>\n</html>\n"


def _introduction(record: Record, opt_out: OptOut, there: Container[str], t: Translator) -> Iterator[str]:
    yield f"<strong>{escape(t(LABELS[opt_out.status]))}.</strong>"
    if opt_out.status is Status.CONFIRMED:
        words = t("Evidence: {grade}.", grade=t(EVIDENCE[opt_out.evidence]))
        mail = opt_out.backed_by.statement.mail if opt_out.backed_by else ""
        gone = no_longer_whole(_left(mail, there), t) if mail else ""
        yield escape(f"{words} {gone}".strip())
    day = record.recorded_at.astimezone(UTC).date().isoformat()
    yield escape(
        t("Newest entry: No. {number}, recorded on {day}. Its fingerprint:", number=record.position, day=day)
    )
    yield f"<code>{record.fingerprint}</code>"
    yield escape(
        t(
            "This is what owners recorded in an app that is independent of Slack and Salesforce. It is the "
            "customer’s instruction to Slack, not a person’s consent, and it is not legal advice."
        )
    )
    yield escape(
        t(
            "The command “{command}”, run in this folder, checks every entry and file; it needs Python and "
            "nothing else. It finds what was changed, removed or swapped. A record that was rewritten as a "
            "whole shows only against a fingerprint kept elsewhere, given behind “{option}”.",
            command="python3 verify.py",
            option="--expect",
        )
    )


def _entry(entry: Entry, record: Record, there: Container[str], t: Translator) -> Iterator[str]:
    what = escape(done(entry, t))
    by, _ = record.corrected.get(entry.position, (0, ""))
    yield f"<h2>{entry.position}. {f'<s>{what}</s>' if by else what}</h2>\n"
    if by:
        yield _paragraph(t("Corrected by No. {number}: it no longer counts.", number=by))
    yield _paragraph(dates(entry, _MANNER, t))
    if not by:
        yield _paragraph(t("Status: {label}.", label=t(LABELS[entry.status])))
    for line in stated(entry, _MANNER, t):
        yield _paragraph(line)
    if backed(entry):
        words = t("Evidence: {grade}.", grade=t(EVIDENCE[entry.statement.evidence]))
        yield _paragraph(f"{words} {graded(entry, t)}".strip())
    for kind, sha256 in entry.statement.texts:
        name = escape(t(_KINDS[kind])) if kind in _KINDS else escape(kind)
        if place_of_text(sha256) in there:
            yield f'<p><a href="{escape(place_of_text(sha256))}">{name}</a></p>\n'
        else:
            yield _paragraph(t("{text}: erased, or never kept", text=t(_KINDS.get(kind, kind))))
    if entry.statement.mail:
        yield _mail(entry.statement.mail, there, t)
    yield f"<p><code>{entry.position}:{entry.hash}</code></p>\n"


def _mail(sha256: str, there: Container[str], t: Translator) -> str:
    """Return where the mail is that backs an entry, or what is left of it."""
    left, name = _left(sha256, there), t("The e-mail")
    match left:
        case Left.WHOLE:
            return f'<p><a href="{escape(place_of_file(sha256))}">{escape(name)}</a></p>\n'
        case Left.PART:
            said = escape(no_longer_whole(left, t))
            return f'<p><a href="{escape(place_of_part(sha256))}">{escape(name)}</a>: {said}</p>\n'
        case None:
            return _paragraph(t("{text}: erased, or never kept", text=name))


def _left(sha256: str, there: Container[str]) -> Left | None:
    if place_of_file(sha256) in there:
        return Left.WHOLE
    return Left.PART if place_of_part(sha256) in there else None


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _line(text: str) -> str:
    """Return what people wrote as one line for a sentence, which brings its own full stop."""
    return " ".join(text.split()).removesuffix(".")


_MANNER = Manner(person=str, channel=str, line=_line)
"""Ids as they are, where the record has them; what people typed is escaped with the whole paragraph."""
