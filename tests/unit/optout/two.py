"""A record that takes two owners, and what one of them proposes; what becomes of it is the tests' matter."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bolt_app.optout.chain import canonical, seal
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.people import Viewer
from tests.unit.optout.acts import ADA, COMPLETE, MemoryLedger, desk_of, record, recorded

STATED = replace(COMPLETE, texts=(), named="")


TURNED = Statement(reason="The reply is about another workspace.")


def required(*acts: Action) -> MemoryLedger:
    """A record with these acts, and then the requirement."""
    return MemoryLedger(record(*acts, Action.REQUIRE_SECOND))


def propose(ledger: MemoryLedger, action: Action, actor: Viewer = ADA, **changes: Any) -> Recorded:
    statement = replace(STATED, **changes)
    return recorded(desk_of(ledger).act(actor, action, statement, after=len(ledger.kept)))


WAYS: list[tuple[tuple[Action, ...], Action, Status]] = [
    ((Action.SENT,), Action.DONE, Status.CONFIRMED),
    ((), Action.DONE, Status.CONFIRMED),
    ((Action.SENT, Action.DONE, Action.DOUBT), Action.DONE, Status.CONFIRMED),
    ((), Action.DECLINE, Status.DECLINED),
    ((Action.SENT, Action.REFUSED), Action.DECLINE, Status.DECLINED),
    ((Action.SENT,), Action.WITHDRAW, Status.WITHDRAWN),
    ((Action.SENT, Action.DONE), Action.WITHDRAW, Status.WITHDRAWN),
]


def replace_position(entry: Entry, before: Sequence[Entry]) -> Entry:
    """Return an entry as the next of a record, its status as it is."""
    return seal(replace(entry, position=len(before) + 1, previous=before[-1].hash, status=before[-1].status))


def erased(entry: Entry) -> Entry:
    """An entry of which nobody can tell any more whose it is."""
    persons = {
        part: replace(person, user=None, salt=None)
        for part, person in (("actor", entry.actor), ("named", entry.named))
        if person
    }
    gone = replace(entry, statement=replace(entry.statement, named=""), **persons)  # type: ignore[arg-type]
    assert canonical(gone) == canonical(entry)
    return gone
