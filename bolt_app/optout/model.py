"""The words of an entry of the record, and of a refusal; knows nothing of storage, Slack or sentences."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bolt_app.optout.acts import (
    ANSWERS,
    ASKING,
    PERMANENT,
    TRANSITIONS,
    Action,
    Rule,
    Status,
)
from bolt_app.optout.choices import Topic, WorkspacesMay
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.people import Role, Scope

__all__ = [
    "ANSWERS",
    "ASKING",
    "PERMANENT",
    "TRANSITIONS",
    "Action",
    "Entry",
    "Evidence",
    "Person",
    "Refusal",
    "RefusalKind",
    "Rule",
    "Statement",
    "Status",
]


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
        regards: the position of the entry an act follows up: the naming of the reader it ends, the proposal
            it turns down, or the proposal whose act it records as the second owner's.
        proposes: for PROPOSED: the act that waits for another owner; the other fields are what it states.
        channel: Slack's id of the channel the app posts in from now on, for CHOOSE_CHANNEL.
        topics: what it posts there.
        language: of what it posts there, such as `fr`.
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
    regards: int | None = None
    proposes: Action | None = None
    channel: str = ""
    topics: tuple[Topic, ...] = ()
    language: str = ""
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
        named: the contact or reader an act is about; of an act that took two owners, who proposed it.
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
    DAY_TURNED = "day_turned"
    DATE_IN_FUTURE = "date_in_future"
    DATE_TOO_EARLY = "date_too_early"
    ANSWER_BEFORE_LETTER = "answer_before_letter"
    BEFORE_CONFIRMATION = "before_confirmation"
    REVIEW_MISSING = "review_missing"
    REVIEW_NOT_AHEAD = "review_not_ahead"
    REASON_MISSING = "reason_missing"
    CLAUSE_MISSING = "clause_missing"
    REPLY_MISSING = "reply_missing"
    ANOTHER_PLACE = "another_place"
    LETTER_UNFINISHED = "letter_unfinished"
    TICK_MISSING = "tick_missing"
    PERSON_MISSING = "person_missing"
    MAIL_MISSING = "mail_missing"
    MAIL_UNFIT = "mail_unfit"
    MAIL_OF_ANOTHER_DAY = "mail_of_another_day"
    RULE_MISSING = "rule_missing"
    CHANNEL_MISSING = "channel_missing"
    TOPIC_MISSING = "topic_missing"
    ORGANISATION_DECIDES = "organisation_decides"
    NO_ORGANISATION = "no_organisation"
    TOO_LONG = "too_long"
    NO_SUCH_ENTRY = "no_such_entry"
    BUILT_UPON = "built_upon"
    NOT_A_READER = "not_a_reader"
    NOT_A_MEMBER = "not_a_member"
    ALREADY_READER = "already_reader"
    READERS_FULL = "readers_full"
    NO_SUCH_READER = "no_such_reader"
    PROPOSAL_GONE = "proposal_gone"
    OWN_PROPOSAL = "own_proposal"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was not recorded, and why.

    Attributes:
        kind: the reason.
        field: the field of `Statement` at fault, or "" when it is not about a field.
        role: the actor's role (NOT_AN_OWNER).
        status: the status that stands against it (NOT_FROM_HERE).
        entry: the entry that stands in the way (MEANWHILE, BUILT_UPON, PROPOSAL_GONE).
        limit: the length allowed (TOO_LONG), how many there may be (READERS_FULL).
        day: the day it collides with (ANSWER_BEFORE_LETTER, BEFORE_CONFIRMATION, MAIL_OF_ANOTHER_DAY), or
            on which what was filled in was opened (DAY_TURNED).
    """

    kind: RefusalKind
    field: str = ""
    role: Role | None = None
    status: Status | None = None
    entry: Entry | None = None
    limit: int = 0
    day: date | None = None
