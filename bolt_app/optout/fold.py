"""From a scope's entries to its opt-out: replay, corrections included; knows no clock and stores nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bolt_app.optout.chain import GENESIS
from bolt_app.optout.choices import Channel, WorkspacesMay
from bolt_app.optout.grades import AboutUs
from bolt_app.optout.model import TRANSITIONS, Action, Entry, Evidence, Person, Status
from bolt_app.optout.second import Proposal, SecondOwner
from bolt_app.people import Scope


class BrokenRecord(Exception):
    """An entry does not follow from those before it: the record was altered, or the app has a bug."""

    def __init__(self, position: int) -> None:
        super().__init__(f"entry {position} does not follow from the entries before it")
        self.position = position


@dataclass(frozen=True, slots=True)
class OptOut:
    """The opt-out of a scope as its entries tell it.

    Attributes:
        position: number of the newest entry, 0 when there is none. A view carries it, so that an act is
            recorded only on top of what the person saw.
        head: hash of the newest entry; `GENESIS` when there is none.
        since: the entry that led to the present status; None while nothing counts.
        filed: the newest letter sent that counts.
        confirmed: Slack's confirmation that counts, while the status rests on it.
        evidence: how well that confirmation is backed.
        backed_by: the entry that backs it best; both its grades count, never one of each of two entries.
        asked_to_confirm: since then, the newest letter that asked Slack whether it still holds.
        contact: the privacy contact members may ask, None while none is named.
        channel: the one the app posts in, None while none is chosen.
        workspaces_may: for an organisation: what its workspaces may record for themselves.
        readers: the entries that named those who may read everything, oldest first; none whose id was erased.
        second_required: whether an act that confirms, declines or withdraws takes two owners.
        proposal: the newest act that was proposed and neither agreed to nor turned down.
        corrected: positions of the entries that no longer count.
    """

    scope: Scope
    status: Status = Status.NOT_FILED
    position: int = 0
    head: str = GENESIS
    since: Entry | None = None
    filed: Entry | None = None
    confirmed: Entry | None = None
    evidence: Evidence = Evidence.WORD
    backed_by: Entry | None = None
    asked_to_confirm: Entry | None = None
    contact: Person | None = None
    channel: Channel | None = None
    workspaces_may: WorkspacesMay = WorkspacesMay.FILE
    readers: tuple[Entry, ...] = ()
    second_required: bool = False
    proposal: Proposal | None = None
    corrected: frozenset[int] = frozenset()


_STARTS_ANEW = frozenset({Status.NOT_FILED, Status.DRAFTED, Status.DECLINED, Status.EXCLUDED})
_RESTS_ON_A_CONFIRMATION = frozenset({Status.CONFIRMED, Status.UNCERTAIN, Status.WITHDRAWN})


def corrected_by(entries: Iterable[Entry]) -> frozenset[int]:
    """Return the positions that corrections among these entries have taken out of the fold."""
    return frozenset(
        entry.statement.corrects
        for entry in entries
        if entry.action is Action.CORRECT and entry.statement.corrects is not None
    )


def step(status: Status, entry: Entry) -> Status:
    """Return the status after an entry that is no correction.

    Raises:
        BrokenRecord: the table has no way from `status` by this action.
    """
    return step_by(entry.action, status, entry.position)


def step_by(action: Action, status: Status, position: int) -> Status:
    """Return the status after the entry at a position, of which only the action is known.

    Raises:
        BrokenRecord: the table has no way from `status` by this action.
    """
    rule = TRANSITIONS[action]
    if status not in rule.starts_from:
        raise BrokenRecord(position)
    return status if rule.leads_to is None else rule.leads_to


def _worth(entry: Entry) -> tuple[Evidence, AboutUs]:
    """Order entries by how genuine what backs them is, then by whether it is about us."""
    return entry.statement.evidence, entry.statement.about


def fold(scope: Scope, entries: Iterable[Entry], *, corrected: frozenset[int] | None = None) -> OptOut:
    """Replay a scope's entries, oldest first, keeping only those the opt-out rests on.

    Args:
        scope: whose entries these are.
        entries: the record; gone through twice unless `corrected` is known.
        corrected: positions of the entries that no longer count, where they are known already.

    Raises:
        BrokenRecord: the entries that count do not follow from one another.
    """
    if corrected is None:
        corrected = corrected_by(entries)
    status = Status.NOT_FILED
    newest = since = filed = confirmed = backed_by = asked_to_confirm = None
    latest: dict[Action, Entry] = {}
    readers: dict[int, Entry] = {}
    second = SecondOwner()
    for entry in entries:
        newest = entry
        _follow(second, entry)
        if entry.action is Action.CORRECT or entry.position in corrected:
            continue
        latest[entry.action] = entry
        _name(readers, entry)
        status = step(status, entry)
        if TRANSITIONS[entry.action].leads_to is not None:
            since = entry
        if status in _STARTS_ANEW:
            filed = None
        if status not in _RESTS_ON_A_CONFIRMATION:
            confirmed = backed_by = None
        if status is not Status.CONFIRMED:
            asked_to_confirm = None
        if entry.action in (Action.SENT, Action.SENT_AGAIN):
            filed = entry
        elif entry.action is Action.DONE:
            confirmed = backed_by = entry
        elif entry.action is Action.CONFIRM_AGAIN:
            asked_to_confirm = entry
        elif entry.action is Action.EVIDENCE and (backed_by is None or _worth(entry) > _worth(backed_by)):
            backed_by = entry
    named = _newest(latest, Action.NAME_CONTACT, Action.REMOVE_CONTACT)
    ruled = _newest(latest, Action.RULE_WORKSPACES)
    return OptOut(
        scope=scope,
        status=status,
        position=newest.position if newest else 0,
        head=newest.hash if newest else GENESIS,
        since=since,
        filed=filed,
        confirmed=confirmed,
        evidence=backed_by.statement.evidence if backed_by else Evidence.WORD,
        backed_by=backed_by,
        asked_to_confirm=asked_to_confirm,
        contact=named.named if named and named.action is Action.NAME_CONTACT else None,
        channel=_channel(_newest(latest, Action.CHOOSE_CHANNEL, Action.REMOVE_CHANNEL)),
        workspaces_may=(ruled.statement.rule if ruled else None) or WorkspacesMay.FILE,
        readers=tuple(entry for entry in readers.values() if entry.named and entry.named.user),
        second_required=second.required,
        proposal=second.proposal,
        corrected=corrected,
    )


def _follow(second: SecondOwner, entry: Entry) -> None:
    if not second.add(entry):
        raise BrokenRecord(entry.position)


def _name(readers: dict[int, Entry], entry: Entry) -> None:
    """Keep who was named a reader, by the position of the naming, until an entry ends it."""
    if entry.action is Action.NAME_READER:
        readers[entry.position] = entry
    elif entry.action is Action.REMOVE_READER and entry.statement.regards is not None:
        readers.pop(entry.statement.regards, None)


def _newest(latest: Mapping[Action, Entry], *actions: Action) -> Entry | None:
    found = (latest[action] for action in actions if action in latest)
    return max(found, key=lambda entry: entry.position, default=None)


def _channel(newest: Entry | None) -> Channel | None:
    if newest is None or newest.action is Action.REMOVE_CHANNEL:
        return None
    stated = newest.statement
    return Channel(stated.channel, stated.topics, stated.language, newest.position)
