"""What the record needs to know of a mail on file: which act it backs, and how well. Knows no mail's text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import ANSWERS, Action, Evidence, Refusal, RefusalKind, Statement
from bolt_app.people import Scope


class MailKind(StrEnum):
    """Which way a mail went."""

    LETTER = "letter"
    """An owner's, to Slack."""
    REPLY = "reply"
    """Slack's, to an owner."""


@dataclass(frozen=True, slots=True)
class Backing:
    """How well a mail on file backs what an owner records with it.

    Attributes:
        evidence: FILE or SIGNED.
        signer: the domain whose signature was valid, "" where none was.
        dated: the day the mail bears, in UTC, where it is looked up; None where none can be read.
    """

    kind: MailKind
    evidence: Evidence
    about: AboutUs
    checked: Checked
    signer: str = ""
    dated: date | None = None


class Mails(Protocol):
    """The mails on file, as storage/ keeps them."""

    def backing(self, scope: Scope, sha256: str) -> Backing | None:
        """Return how well a mail of this scope backs an act, or None when it is not on file."""
        ...


class NoMails:
    """Where no mail is ever kept."""

    def backing(self, _scope: Scope, _sha256: str) -> Backing | None:
        """Return None."""
        return None


BACKS: Mapping[MailKind, frozenset[Action]] = {
    MailKind.LETTER: frozenset({Action.SENT, Action.SENT_AGAIN, Action.CONFIRM_AGAIN}),
    MailKind.REPLY: ANSWERS | {Action.EVIDENCE},
}
"""Which acts a mail can back. A mail records none of them: that takes an owner."""


_CLOCK_ROUND_THE_WORLD = timedelta(days=1)  # the mail bears UTC's day, its reader states their own


def graded(mails: Mails, scope: Scope, action: Action, statement: Statement) -> Statement | Refusal:
    """Return the statement with the grades of the mail it names; the caller's are not believed.

    A mail backs the day it bears and no other: members read that the reply of the stated day is on file.
    With evidence no day is stated, so it has the mail's.
    """
    if not statement.mail:
        return replace(statement, about=AboutUs.STATED, checked=Checked.NOT_CHECKED, signer="")
    backing = mails.backing(scope, statement.mail)
    if backing is None:
        return Refusal(RefusalKind.MAIL_MISSING, field="mail")
    if action not in BACKS[backing.kind]:
        return Refusal(RefusalKind.MAIL_UNFIT, field="mail")
    stated, borne = statement.stated_on, backing.dated
    if stated and borne and abs(stated - borne) > _CLOCK_ROUND_THE_WORLD:
        return Refusal(RefusalKind.MAIL_OF_ANOTHER_DAY, field="stated_on", day=borne)
    return replace(
        statement,
        stated_on=stated or (borne if action is Action.EVIDENCE else None),
        evidence=backing.evidence,
        about=backing.about,
        checked=backing.checked,
        signer=backing.signer,
    )
