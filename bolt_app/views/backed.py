"""What the status says of the mail behind it: a confirmation's own sentence, and the one beside the others.

An owner may keep less of a mail, and mails are erased. So "is on file" is said of a whole one alone; of what
is left of another, that it was put there, and what can no longer be checked.
"""

from collections.abc import Mapping
from datetime import date

from bolt_app.evidence.kept import Left
from bolt_app.i18n import Translator, mark
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry, Evidence, Status
from bolt_app.views.evidence import graded, no_longer_whole
from bolt_app.views.facts import Facts

# With the day, and without: an owner who opted out before this app may not know it.
_CONFIRMED: Mapping[Evidence, tuple[str, str]] = {
    Evidence.WORD: (
        mark(
            "An owner reports that Slack confirmed on {day}; neither the reply’s text nor an e-mail file is "
            "on record."
        ),
        mark(
            "An owner reports that Slack confirmed; neither the day nor the reply’s text nor an e-mail file "
            "is on record."
        ),
    ),
    Evidence.PASTED: (
        mark(
            "An owner reports that Slack confirmed on {day} and pasted the reply; no e-mail file is on "
            "record."
        ),
        mark(
            "An owner reports that Slack confirmed and pasted the reply; neither its day nor an e-mail file "
            "is on record."
        ),
    ),
    Evidence.FILE: (
        mark("An e-mail that an owner recorded as Slack’s reply of {day} is on file."),
        mark("An e-mail that an owner recorded as Slack’s reply is on file; its day is not recorded."),
    ),
    Evidence.SIGNED: (
        mark("Slack’s reply of {day} is on file."),
        mark("Slack’s reply is on file; its day is not recorded."),
    ),
}

_WAS_PUT_ON_FILE: Mapping[Evidence, tuple[str, str]] = {
    Evidence.FILE: (
        mark("An e-mail that an owner recorded as Slack’s reply of {day} was put on file."),
        mark("An e-mail that an owner recorded as Slack’s reply was put on file; its day is not recorded."),
    ),
    Evidence.SIGNED: (
        mark("Slack’s reply of {day} was put on file."),
        mark("Slack’s reply was put on file; its day is not recorded."),
    ),
}

_ANSWERED = frozenset({Status.ACKNOWLEDGED, Status.NEEDS_REPLY, Status.REFUSED})


def confirmed(opt_out: OptOut, facts: Facts, t: Translator) -> str:
    """Return that Slack confirmed, on whose word, with both grades of the mail, and what is left of it."""
    left = facts.left_of(opt_out.backed_by)
    dated, undated = (_CONFIRMED if left is Left.WHOLE else _WAS_PUT_ON_FILE)[opt_out.evidence]
    day = _day(opt_out)
    said = t(dated, day=t.day(day)) if day else t(undated)
    return " ".join(part for part in (said, graded(opt_out.backed_by, t), no_longer_whole(left, t)) if part)


def _day(opt_out: OptOut) -> date | None:
    """Return the day of what is on file: a mail that was added later bears a day of its own."""
    named = opt_out.backed_by if opt_out.evidence >= Evidence.FILE else None
    days = (entry.statement.stated_on for entry in (named, opt_out.confirmed) if entry)
    return next((day for day in days if day), None)


def mail(opt_out: OptOut, facts: Facts, t: Translator) -> str:
    """Return that a mail backs any other status; "" where none does."""
    if opt_out.status is Status.FILED:
        return _on_file(opt_out.filed, facts, t)
    if opt_out.status is Status.UNCERTAIN:
        return _on_file(opt_out.backed_by, facts, t)
    return _on_file(opt_out.since, facts, t) if opt_out.status in _ANSWERED else ""


def _on_file(entry: Entry | None, facts: Facts, t: Translator) -> str:
    if entry is None or entry.statement.evidence < Evidence.FILE:
        return ""
    left = facts.left_of(entry)
    there = t("The e-mail is on file.") if left is Left.WHOLE else t("The e-mail was put on file.")
    return " ".join(part for part in (there, graded(entry, t), no_longer_whole(left, t)) if part)
