"""The days on which to look again, as iCalendar (RFC 5545); knows no clock and sends nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bolt_app.i18n import Translator
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Status
from bolt_app.optout.reminders import Kind, plan

_LONGEST_LINE = 75  # octets, without the line's end (RFC 5545 §3.1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day on which to look again.

    Attributes:
        kind: what it is for; with the scope it makes the identifier, so that a later file moves the day
            instead of adding another.
        about: the number of the entry it follows from.
    """

    kind: str
    day: date
    title: str
    about: int


def appointments(opt_out: OptOut, t: Translator) -> Iterator[Appointment]:
    """Yield the days on which owners are reminded, earliest first; see `plan` for which they are.

    That a draft was not sent yet is no day to keep free: the reminder of it comes the day after.
    """
    for planned in plan(opt_out):
        if planned.kind is Kind.SEND_IT:
            continue
        kind = planned.kind.replace("_", "-")
        numbered = f"{kind}-{planned.nth}" if planned.kind is Kind.ASK_AGAIN else kind
        yield Appointment(numbered, planned.at.date(), _title(planned.kind, opt_out, t), planned.about)


def _title(kind: Kind, opt_out: OptOut, t: Translator) -> str:
    if kind is Kind.ASK_AGAIN:
        return t("Ask Slack again about the opt-out")
    if kind is Kind.CONFIRM_AGAIN:
        return t("Ask Slack to confirm the opt-out again")
    if opt_out.status is Status.DECLINED:
        return t("Look again at the decision not to opt out")
    return t("Look again at the contract that excludes the use")


def lines(opt_out: OptOut, recorded_at: datetime, t: Translator) -> Iterator[str]:
    """Yield the lines of a calendar, folded and ended as RFC 5545 says; none when no day follows.

    A file knows nothing of what happens after it: each day's text names the entry it rests on. The next
    file's days bear the same identifiers and a higher sequence.

    Args:
        opt_out: where the opt-out stands.
        recorded_at: when the newest entry was written down, aware; it is the calendar's time stamp.
        t: the language of titles and texts.
    """
    days = tuple(appointments(opt_out, t))
    if not days:
        return
    for line in _calendar(opt_out, recorded_at, days, t):
        yield from _folded(line)


def _calendar(
    opt_out: OptOut, recorded_at: datetime, days: tuple[Appointment, ...], t: Translator
) -> Iterator[str]:
    stamp = recorded_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Data Policy//Opt-out record//EN"
    yield f"X-DATAPOLICY-NEWEST-ENTRY:{opt_out.position}:{opt_out.head}"
    for day in days:
        rests = t(
            "Follows from entry {number} of the record of {scope} as it stood at entry {newest}, fingerprint "
            "{hash}. The record may have moved on since.",
            number=day.about,
            scope=opt_out.scope,
            newest=opt_out.position,
            hash=opt_out.head,
        )
        yield "BEGIN:VEVENT"
        yield f"UID:{day.kind}.{opt_out.scope}@datapolicy"
        yield f"SEQUENCE:{opt_out.position}"
        yield f"DTSTAMP:{stamp}"
        yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
        yield f"SUMMARY:{_escaped(f'{day.title} ({opt_out.scope})')}"
        yield f"DESCRIPTION:{_escaped(rests)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text


def _folded(line: str) -> Iterator[str]:
    """Break a line into pieces of at most 75 octets, never inside a character."""
    piece, room = "", _LONGEST_LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield piece + "\r\n"
            piece, room = " ", _LONGEST_LINE - 1
        piece += sign
        room -= size
    yield piece + "\r\n"
