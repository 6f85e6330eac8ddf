"""The statuses, the acts, and the table of what may follow what; knows no entry and who may do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    CHOOSE_CHANNEL = "choose_channel"
    """Names the one channel the app posts in, and what it posts there; leaves the status alone."""
    REMOVE_CHANNEL = "remove_channel"
    NAME_READER = "name_reader"
    """Names somebody who reads all that owners read, and never acts; leaves the status alone."""
    REMOVE_READER = "remove_reader"
    REQUIRE_SECOND = "require_second"
    """From here on an act that confirms, declines or withdraws takes two owners (`second.py`)."""
    WAIVE_SECOND = "waive_second"
    """Ends that; takes two owners itself."""
    PROPOSED = "proposed"
    """What an act that takes two owners becomes when the first of them records it; the status stays."""
    TURN_DOWN = "turn_down"
    """Ends a proposal, by another owner or by who made it."""


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
    Action.CHOOSE_CHANNEL: Rule(_ANY, None),
    Action.REMOVE_CHANNEL: Rule(_ANY, None),
    Action.NAME_READER: Rule(_ANY, None),
    Action.REMOVE_READER: Rule(_ANY, None),
    Action.REQUIRE_SECOND: Rule(_ANY, None),
    Action.WAIVE_SECOND: Rule(_ANY, None),
    Action.PROPOSED: Rule(_ANY, None),
    Action.TURN_DOWN: Rule(_ANY, None),
}
"""The whole table of design §5. What is not here cannot be recorded."""

PERMANENT = frozenset(
    {Action.CORRECT, Action.REQUIRE_SECOND, Action.WAIVE_SECOND, Action.PROPOSED, Action.TURN_DOWN}
)
"""Entries that cannot be corrected themselves: what was undone is recorded anew instead. What two owners are
required for is among them, or one owner could correct the requirement away."""

BESIDE_IT = frozenset(
    {
        Action.NAME_CONTACT,
        Action.REMOVE_CONTACT,
        Action.NAME_READER,
        Action.REMOVE_READER,
        Action.CHOOSE_CHANNEL,
        Action.REMOVE_CHANNEL,
    }
)
"""Who is asked, who reads and where it is posted: beside the opt-out, of which it changes nothing."""

ASKING = frozenset({Action.DRAFT, Action.SENT, Action.SENT_AGAIN, Action.CONFIRM_AGAIN})
"""What asks something of Slack; an organisation may keep it to itself."""

ANSWERS = frozenset({Action.RECEIVED, Action.ASKED, Action.DONE, Action.REFUSED})
"""What Slack may have answered."""
