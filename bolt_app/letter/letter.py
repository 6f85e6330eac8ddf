"""Composes a letter and its mail link; knows nothing of who may send it or what is recorded."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from babel.dates import format_date

from bolt_app.letter.texts import (
    FOLLOW_UP,
    OPT_OUT,
    QUESTIONS,
    QUESTIONS_SUBJECT,
    RECIPIENT,
    SUBJECT,
    VERSION,
)
from bolt_app.people import Scope

LONGEST_LINK = 1800
"""Characters of a mail link that mail programs and browsers are known to take."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a letter needs to know of a scope, as Slack's team.info tells it.

    Attributes:
        scope: workspace or organisation.
        name: its name as people know it, unescaped.
        url: `https://acme.slack.com`, without a slash at the end; "" when Slack did not say.
    """

    scope: Scope
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be sent by an owner from their own account.

    Attributes:
        version: of the template, such as `opt-out.1`.
    """

    to: str
    subject: str
    body: str
    version: str

    def as_mailto(self) -> str:
        """Return an RFC 6068 link of at most 1,800 characters; the body is left out when it would not fit."""
        subject = quote(self.subject, safe="")
        bare = f"mailto:{self.to}?subject={subject}"
        body = quote(self.body.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
        whole = f"{bare}&body={body}"
        return whole if len(whole) <= LONGEST_LINK else bare


def compose(place: Place, position: int, *, sent_before: date | None = None) -> Letter:
    """Return the opt-out letter for a scope, or the one that asks again.

    Args:
        place: which workspace or organisation.
        position: number the entry will have; it makes our reference unique within the scope.
        sent_before: the day of the letter this one follows up; None for the first.
    """
    values = _values(place, f"DP-{place.scope.id}-{position}")
    if sent_before is None:
        return Letter(RECIPIENT, SUBJECT, OPT_OUT.format(**values), VERSION["opt_out"])
    sent = f"On {format_date(sent_before, 'd MMMM y', locale='en')}"
    return Letter(RECIPIENT, SUBJECT, FOLLOW_UP.format(sent=sent, **values), VERSION["follow_up"])


def questions(place: Place) -> Letter:
    """Return the second letter, with what nobody answered in public; the first is not delayed by it."""
    values = _values(place, f"DP-{place.scope.id}-Q")
    return Letter(RECIPIENT, QUESTIONS_SUBJECT, QUESTIONS.format(**values), VERSION["questions"])


def _values(place: Place, reference: str) -> dict[str, str]:
    kind = "organisation" if place.scope.is_organisation else "workspace"
    return {
        "kind": kind,
        "kind_title": kind.capitalize(),
        "name": " ".join(place.name.split())[:120],
        "url": place.url or "(not known)",
        "id": place.scope.id,
        "reference": reference,
    }
