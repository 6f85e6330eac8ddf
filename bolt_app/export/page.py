"""The bundle's page: the record to be read and printed, without scripts and without anything fetched."""

from collections.abc import Container, Iterator
from datetime import UTC
from html import escape

from bolt_app.evidence.kept import Left
from bolt_app.export.mails import place_of_file, place_of_part
from bolt_app.export.record import Record, agreed_with, backed
from bolt_app.i18n import Translator, mark
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry, Status
from bolt_app.views import channels
from bolt_app.views.evidence import graded, no_longer_whole
from bolt_app.views.history import EVIDENCE
from bolt_app.views.status import LABELS
from bolt_app.views.wording import WORKSPACES_MAY, done

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
    for paragraph in _introduction(record, record.opt_out(), t):
        yield f"<p>{paragraph}</p>\n"
    yield "<ol>\n"
    for entry in record:
        yield f"<li>\n{''.join(_entry(entry, record, there, t))}</li>\n"
    yield "</ol>\n</main>\n</body>\n</html>\n"


def _introduction(record: Record, opt_out: OptOut, t: Translator) -> Iterator[str]:
    yield f"<strong>{escape(t(LABELS[opt_out.status]))}.</strong>"
    if opt_out.status is Status.CONFIRMED:
        yield escape(t("Evidence: {grade}.", grade=t(EVIDENCE[opt_out.evidence])))
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
    yield _paragraph(_dates(entry, t))
    if not by:
        yield _paragraph(t("Status: {label}.", label=t(LABELS[entry.status])))
    for line in _stated(entry, t):
        yield _paragraph(line)
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
    mail = t("The e-mail")
    name = escape(mail)
    if place_of_file(sha256) in there:
        return f'<p><a href="{escape(place_of_file(sha256))}">{name}</a></p>\n'
    if place_of_part(sha256) in there:
        said = escape(no_longer_whole(Left.PART, t))
        return f'<p><a href="{escape(place_of_part(sha256))}">{name}</a>: {said}</p>\n'
    return _paragraph(t("{text}: erased, or never kept", text=t("The e-mail")))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _dates(entry: Entry, t: Translator) -> str:
    recorded = entry.recorded_at.astimezone(UTC)
    day, time = recorded.date().isoformat(), recorded.strftime("%H:%M")
    stated = entry.statement.stated_on
    if stated is None:
        return t("Recorded {day} {time} UTC by {who}.", day=day, time=time, who=_who(entry, t))
    return t(
        "Dated {stated} (as stated), recorded {day} {time} UTC by {who}.",
        stated=stated.isoformat(),
        day=day,
        time=time,
        who=_who(entry, t),
    )


def _who(entry: Entry, t: Translator) -> str:
    if entry.role is None:
        return t("the app")
    role = t("an organisation owner") if entry.scope.is_organisation else t("a workspace owner")
    if entry.actor and entry.actor.user:
        return t("{role} ({person})", role=role, person=entry.actor.user)
    return role


def _stated(entry: Entry, t: Translator) -> Iterator[str]:
    statement = entry.statement
    typed = {
        t("Reason: “{text}”."): statement.reason,
        t("Slack’s reference: {text}."): statement.reference,
        t("Clause: “{text}”."): statement.clause,
        t("It covers, as stated: “{text}”."): statement.covers,
        t("Ticked: “{text}”."): statement.ticked,
    }
    for sentence, text in typed.items():
        if text:
            yield sentence.format(text=_line(text))
    if statement.review_on:
        yield t("To be looked at again on {day}.", day=statement.review_on.isoformat())
    if statement.corrects is not None:
        yield t("It corrects No. {number}.", number=statement.corrects)
    if statement.rule is not None:
        yield t("Workspaces may: {allowed}.", allowed=t(WORKSPACES_MAY[statement.rule]))
    yield from channels.stated(statement, statement.channel, t)
    if entry.role is None and statement.organisation:
        yield t("The workspace belongs to organisation {id} now.", id=statement.organisation)
    yield from _persons(entry, t)
    if backed(entry):
        words = t("Evidence: {grade}.", grade=t(EVIDENCE[statement.evidence]))
        yield f"{words} {graded(entry, t)}".strip()


def _persons(entry: Entry, t: Translator) -> Iterator[str]:
    """Yield what an entry says of others: whom it names, what it follows up, who had proposed it."""
    regards, proposal = entry.statement.regards, agreed_with(entry)
    person = entry.named.user if entry.named else None
    if proposal is not None and person:
        yield t("{person} had proposed it as No. {number}.", person=person, number=proposal)
    elif proposal is not None:
        yield t("Another owner had proposed it as No. {number}.", number=proposal)
    elif regards is not None:
        yield t("It is about No. {number}.", number=regards)
    elif person:
        yield t("The person named: {person}.", person=person)


def _line(text: str) -> str:
    """Return what people wrote as one line for a sentence, which brings its own full stop."""
    return " ".join(text.split()).removesuffix(".")
