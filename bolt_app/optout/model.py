"""The words of an opt-out and its table of transitions; knows nothing of storage, Slack or sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.people import Role, Scope


class Status(StrEnum):
    """Where the opt-out of a scope stands: always the fold of its entries, never a stored flag."""

    NOT_FILED = "not_filed"
    DRAFTED = "drafted"
    FILED = "filed"
    UNDELIVERED = "undelivered"
    ACKNOWLEDGED = "acknowledged"
    NEEDS_REPLY = "needs_reply"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    DECLINED = "declined"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
    UNCERTAIN = "uncertain"


class Action(StrEnum):
    """What an entry says was done."""

    DRAFT = "draft"
    DISCARD = "discard"
    SENT = "sent"
    SENT_AGAIN = "sent_again"
    BOUNCED = "bounced"
    RECEIVED = "received"
    ASKED = "asked"
    REPLIED = "replied"
    DONE = "done"
    REFUSED = "refused"
    DECLINE = "decline"
    EXCLUDE = "exclude"
    WITHDRAW = "withdraw"
    DOUBT = "doubt"
    EVIDENCE = "evidence"
    CONFIRM_AGAIN = "confirm_again"
    CORRECT = "correct"
    NAME_CONTACT = "name_contact"
    """Names the privacy contact whom members may ask; leaves the status alone."""
    REMOVE_CONTACT = "remove_contact"
    RULE_WORKSPACES = "rule_workspaces"
    """Says what the workspaces of an organisation may record for themselves; leaves the status alone."""


class WorkspacesMay(StrEnum):
    """What an organisation lets its workspaces do for themselves."""

    FILE = "file"
    """Ask Slack for themselves, and record it."""
    RECORD = "record"
    """Record what Slack answered; ask nothing."""
    NOTHING = "nothing"


class Evidence(IntEnum):
    """How well an entry is backed, from least to most (design §2, "genuine")."""

    WORD = 1
    """An owner says so."""
    PASTED = 2
    """The text was pasted into the record."""
    FILE = 3
    """The mail is on file; its signature could not be checked."""
    SIGNED = 4
    """The mail is on file, DKIM valid and aligned for a reviewed list of senders."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From which statuses an action may be taken, and where it leads; `leads_to` None keeps the status."""

    starts_from: frozenset[Status]
    leads_to: Status | None


_ANY = frozenset(Status)


def _rule(leads_to: Status | None, *starts_from: Status) -> Rule:
    return Rule(frozenset(starts_from), leads_to)


TRANSITIONS: Mapping[Action, Rule] = {
    Action.DRAFT: _rule(
        Status.DRAFTED,
        Status.NOT_FILED,
        Status.UNDELIVERED,
        Status.REFUSED,
        Status.DECLINED,
        Status.WITHDRAWN,
        Status.EXCLUDED,
        Status.UNCERTAIN,
    ),
    Action.DISCARD: _rule(Status.NOT_FILED, Status.DRAFTED),
    Action.SENT: _rule(Status.FILED, Status.NOT_FILED, Status.DRAFTED, Status.UNDELIVERED),
    Action.SENT_AGAIN: _rule(
        Status.FILED, Status.FILED, Status.ACKNOWLEDGED, Status.NEEDS_REPLY, Status.REFUSED
    ),
    Action.BOUNCED: _rule(Status.UNDELIVERED, Status.FILED),
    Action.RECEIVED: _rule(Status.ACKNOWLEDGED, Status.FILED),
    Action.ASKED: _rule(Status.NEEDS_REPLY, Status.FILED, Status.ACKNOWLEDGED),
    Action.REPLIED: _rule(Status.FILED, Status.NEEDS_REPLY),
    Action.DONE: _rule(
        Status.CONFIRMED,
        Status.NOT_FILED,
        Status.FILED,
        Status.ACKNOWLEDGED,
        Status.NEEDS_REPLY,
        Status.REFUSED,
        Status.UNCERTAIN,
    ),
    Action.REFUSED: _rule(Status.REFUSED, Status.FILED, Status.ACKNOWLEDGED, Status.NEEDS_REPLY),
    Action.DECLINE: _rule(
        Status.DECLINED,
        Status.NOT_FILED,
        Status.DRAFTED,
        Status.UNDELIVERED,
        Status.REFUSED,
        Status.WITHDRAWN,
    ),
    Action.EXCLUDE: Rule(_ANY - {Status.CONFIRMED}, Status.EXCLUDED),
    Action.WITHDRAW: _rule(
        Status.WITHDRAWN, Status.FILED, Status.ACKNOWLEDGED, Status.NEEDS_REPLY, Status.CONFIRMED
    ),
    Action.DOUBT: _rule(Status.UNCERTAIN, Status.CONFIRMED),
    Action.EVIDENCE: _rule(None, Status.CONFIRMED),
    Action.CONFIRM_AGAIN: _rule(None, Status.CONFIRMED),
    Action.CORRECT: Rule(_ANY, None),  # its status is the fold without the entry it names
    Action.NAME_CONTACT: Rule(_ANY, None),
    Action.REMOVE_CONTACT: Rule(_ANY, None),
    Action.RULE_WORKSPACES: Rule(_ANY, None),
}
"""The whole table of design §5. What is not here cannot be recorded."""

PERMANENT = frozenset({Action.CORRECT})
"""Entries that cannot be corrected themselves: what was undone is recorded anew instead."""

ASKING = frozenset({Action.DRAFT, Action.SENT, Action.SENT_AGAIN, Action.CONFIRM_AGAIN})
"""What asks something of Slack; an organisation may keep it to itself."""

ANSWERS = frozenset({Action.RECEIVED, Action.ASKED, Action.DONE, Action.REFUSED})
"""What Slack may have answered."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person states with an act; empty means not stated. Dates are as stated, without a time zone.

    Attributes:
        stated_on: the day the letter was sent, or the day the answer bears.
        reference: Slack's ticket number or the like.
        reason: why, in words that members read.
        clause: the contract's clause that excludes the use.
        review_on: when a decision is to be looked at again.
        covers: what Slack's answer says it covers, when it is not the whole scope.
        corrects: the position of the entry that no longer counts.
        ticked: the wording that was ticked.
        letter: the version of the letter's template.
        register: the version of the register the person saw.
        texts: (kind, SHA-256) of texts kept apart from the entry, such as "letter" and "reply".
        evidence: how well the statement is backed.
        mail: SHA-256 of the mail on file that backs it.
        about: whether that mail is about this scope.
        checked: what came of checking its signature.
        signer: the domain whose signature was valid.
        organisation: the organisation a workspace belonged to when this was stated, "" for none: a
            confirmation from before a workspace joined one is not taken to hold afterwards.
        rule: what an organisation lets its workspaces do, for RULE_WORKSPACES.
        named: the person an act names, a Slack user id; never part of what is hashed.
    """

    stated_on: date | None = None
    reference: str = ""
    reason: str = ""
    clause: str = ""
    review_on: date | None = None
    covers: str = ""
    corrects: int | None = None
    ticked: str = ""
    letter: str = ""
    register: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    evidence: Evidence = Evidence.WORD
    mail: str = ""
    about: AboutUs = AboutUs.STATED
    checked: Checked = Checked.NOT_CHECKED
    signer: str = ""
    organisation: str = ""
    rule: WorkspacesMay | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person inside an entry: the hash holds a salted commitment, so id and salt can be erased.

    Attributes:
        commitment: SHA-256 of salt and id, hexadecimal.
        user: Slack's id, or None once erased.
        salt: random, hexadecimal, or None once erased.
    """

    commitment: str
    user: str | None
    salt: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record.

    Attributes:
        position: 1 for the first entry of a scope, without gaps.
        status: the status after this entry.
        role: the actor's role when acting; None means the app itself.
        recorded_at: when it was written down, aware UTC, whole seconds.
        previous: hash of the entry before, 64 zeros for the first.
        hash: SHA-256 of the canonical text of everything above, hexadecimal.
    """

    scope: Scope
    position: int
    action: Action
    status: Status
    role: Role | None
    actor: Person | None
    named: Person | None
    recorded_at: datetime
    statement: Statement
    previous: str
    hash: str


class RefusalKind(StrEnum):
    """Why an act is not recorded. Refusals are values that become sentences; exceptions are bugs."""

    NOT_AN_OWNER = "not_an_owner"
    DEACTIVATED = "deactivated"
    NOT_FROM_HERE = "not_from_here"
    MEANWHILE = "meanwhile"
    DATE_MISSING = "date_missing"
    DATE_IN_FUTURE = "date_in_future"
    DATE_TOO_EARLY = "date_too_early"
    ANSWER_BEFORE_LETTER = "answer_before_letter"
    REVIEW_MISSING = "review_missing"
    REVIEW_NOT_AHEAD = "review_not_ahead"
    REASON_MISSING = "reason_missing"
    CLAUSE_MISSING = "clause_missing"
    REPLY_MISSING = "reply_missing"
    TICK_MISSING = "tick_missing"
    PERSON_MISSING = "person_missing"
    MAIL_MISSING = "mail_missing"
    MAIL_UNFIT = "mail_unfit"
    RULE_MISSING = "rule_missing"
    ORGANISATION_DECIDES = "organisation_decides"
    NO_ORGANISATION = "no_organisation"
    TOO_LONG = "too_long"
    NO_SUCH_ENTRY = "no_such_entry"
    BUILT_UPON = "built_upon"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was not recorded, and why.

    Attributes:
        kind: the reason.
        field: the field of `Statement` at fault, or "" when it is not about a field.
        role: the actor's role (NOT_AN_OWNER).
        status: the status that stands against it (NOT_FROM_HERE).
        entry: the entry that stands in the way (MEANWHILE, BUILT_UPON).
        limit: the length allowed (TOO_LONG).
        day: the day it collides with (ANSWER_BEFORE_LETTER).
    """

    kind: RefusalKind
    field: str = ""
    role: Role | None = None
    status: Status | None = None
    entry: Entry | None = None
    limit: int = 0
    day: date | None = None
