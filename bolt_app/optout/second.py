"""Which acts take two owners, and the proposal that waits for the second; knows no rank and no storage.

Owners may require a second owner for whatever confirms, declines or withdraws (Action.REQUIRE_SECOND). Such
an act is then recorded as PROPOSED, and the status stays. Only another owner's agreement records the act
itself: an entry of its own, with what was proposed and with both persons. Any change of the record in between
ends that: nobody agrees to something on the ground of a record that is another one now.
"""

from dataclasses import dataclass, replace

from bolt_app.optout.acts import BESIDE_IT
from bolt_app.optout.model import Action, Entry, Person, Refusal, RefusalKind, Statement, Status

GUARDED = frozenset({Status.CONFIRMED, Status.DECLINED, Status.WITHDRAWN})
"""The statuses to which two owners can be required. Leaving them is open to one: it claims less."""

BESIDE_THE_ACT = frozenset({"regards", "proposes", "named", "organisation"})
"""The fields of a statement that say nothing of what is proposed, but who proposes it and who agrees."""

_BARE = Statement()

FOLLOWS_UP = frozenset({Action.REMOVE_READER, Action.TURN_DOWN})
"""The acts whose `regards` agrees to nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that waits for another owner.

    Attributes:
        entry: says what is proposed, by whom and when.
        overtaken_by: the first entry since then that changed the record; None while it can be agreed to.
    """

    entry: Entry
    overtaken_by: Entry | None = None


class SecondOwner:
    """Follows a record entry by entry, as it was written: corrections change nothing of what took two owners.

    What is recorded since a proposal ends it, but for what stands beside the opt-out (`BESIDE_IT`).

    Attributes:
        required: whether two owners are required from here on.
        proposal: the newest proposal that was neither agreed to nor turned down.
    """

    def __init__(self) -> None:
        self.required = False
        self.proposal: Proposal | None = None
        self._status = Status.NOT_FILED

    def add(self, entry: Entry) -> bool:
        """Take the next entry in; False when it took a second owner whose agreement is not there."""
        agreed = self.proposal is not None and agrees(entry, self.proposal)
        if self.required and takes_two(entry.action, self._status, entry.status) and not agreed:
            return False
        self._status = entry.status
        if entry.action is Action.REQUIRE_SECOND:
            self.required = True
        elif entry.action is Action.WAIVE_SECOND:
            self.required = False
        if entry.action is Action.PROPOSED:
            self.proposal = Proposal(entry)
        elif agreed or (entry.action is Action.TURN_DOWN and _regards(entry, self.proposal)):
            self.proposal = None
        elif self.proposal and self.proposal.overtaken_by is None and entry.action not in BESIDE_IT:
            self.proposal = replace(self.proposal, overtaken_by=entry)
        return True


def takes_two(action: Action, before: Status, after: Status) -> bool:
    """Whether an act takes two owners where two are required."""
    return action is Action.WAIVE_SECOND or (after in GUARDED and after is not before)


def agrees(entry: Entry, proposal: Proposal) -> bool:
    """Whether an entry records what is proposed, as another owner's; of the erased nobody can tell.

    A record says it of itself, so nothing is taken for granted: not that a person acted, not who it was.
    """
    proposer = proposal.entry.actor
    return (
        proposal.overtaken_by is None
        and _regards(entry, proposal)
        and entry.action is proposal.entry.statement.proposes
        and _as_proposed(entry.statement) == _as_proposed(proposal.entry.statement)
        and entry.named is not None
        and proposer is not None
        and entry.actor is not None
        and entry.named.commitment == proposer.commitment
        and not _same(entry.actor, proposer)
        and not _same(entry.actor, entry.named)
    )


def told_apart(entry: Entry, proposal: Proposal) -> bool:
    """Whether the ids are still there by which who agreed is known to be another than who proposed."""
    proposer = proposal.entry.actor
    first = (proposer and proposer.user) or (entry.named and entry.named.user)
    return bool(first and entry.actor and entry.actor.user)


def agreement(proposal: Proposal) -> tuple[Action, Statement]:
    """Return the act, and what is stated with it, by which another owner agrees to a proposal.

    Raises:
        ValueError: the entry proposes nothing.
    """
    proposed, proposer = proposal.entry.statement, proposal.entry.actor
    if proposed.proposes is None:
        raise ValueError(f"entry {proposal.entry.position} proposes nothing")
    stated = replace(
        proposed,
        proposes=None,
        regards=proposal.entry.position,
        named=(proposer.user if proposer else None) or "",
    )
    return proposed.proposes, stated


def with_second(
    entry: Entry, *, before: Status, required: bool, proposal: Proposal | None
) -> Entry | Refusal:
    """Return what is to be appended of an act that the other rules let pass: itself, or its proposal.

    Args:
        entry: the act as one owner would record it; not sealed yet.
        before: the status without it.
        required: whether two owners are required.
        proposal: the newest one in the record that is not settled.
    """
    stated = entry.statement
    if entry.action is Action.TURN_DOWN and not _regards(entry, proposal):
        return Refusal(RefusalKind.PROPOSAL_GONE)
    if stated.regards is not None and entry.action not in FOLLOWS_UP:
        return _agreed(entry, proposal)
    if required and takes_two(entry.action, before, entry.status):
        proposing = replace(stated, proposes=entry.action)
        return replace(entry, action=Action.PROPOSED, status=before, statement=proposing)
    return entry


def _agreed(entry: Entry, proposal: Proposal | None) -> Entry | Refusal:
    if proposal is None or not _regards(entry, proposal) or proposal.overtaken_by:
        return Refusal(RefusalKind.PROPOSAL_GONE, entry=proposal.overtaken_by if proposal else None)
    proposer = proposal.entry.actor
    if proposer is None or proposer.user is None:  # erased: nobody can tell that these are two persons
        return Refusal(RefusalKind.PROPOSAL_GONE)
    if _same(entry.actor, proposer):
        return Refusal(RefusalKind.OWN_PROPOSAL)
    entry = replace(entry, named=proposer, statement=replace(entry.statement, named=proposer.user))
    return entry if agrees(entry, proposal) else Refusal(RefusalKind.PROPOSAL_GONE)


def _regards(entry: Entry, proposal: Proposal | None) -> bool:
    return proposal is not None and entry.statement.regards == proposal.entry.position


def _same(one: Person | None, other: Person | None) -> bool:
    if one is None or other is None:
        return False
    return one.commitment == other.commitment or (one.user is not None and one.user == other.user)


def _as_proposed(statement: Statement) -> Statement:
    """Return what a statement says of the act alone, whoever states it."""
    return replace(statement, **{field: getattr(_BARE, field) for field in BESIDE_THE_ACT})
