"""What was replayed is not replayed again while the newest entry is the same, and never for acting."""

from dataclasses import replace
from datetime import datetime, timedelta

from bolt_app.optout.chain import GENESIS
from bolt_app.optout.desk import Desk
from bolt_app.optout.model import Action, Entry, Person, Statement, Status
from bolt_app.people import Scope
from listeners.standing import REMEMBERED_FOR, Standing
from tests.unit.optout.acts import ACME, ADA, COMPLETE, NOW, MemoryLedger, recorded

SENT = replace(COMPLETE, texts=(), named="")


class Counted(MemoryLedger):
    """A ledger that counts how often the whole record was read."""

    reads = 0

    def entries(self, scope: Scope) -> list[Entry]:
        self.reads += 1
        return [*super().entries(scope)]

    def head(self, scope: Scope) -> str:
        found = super().entries(scope)
        return found[-1].hash if found else GENESIS


class Clock:
    """The time, moved by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_record_nobody_added_to_is_read_once():
    ledger, clock = Counted(), Clock()
    desk = Desk(ledger, clock)
    standing = Standing(ledger, desk, clock)
    assert standing.current(ACME, "").status is Status.NOT_FILED
    read_first = ledger.reads
    assert standing.current(ACME, "").status is Status.NOT_FILED
    assert ledger.reads == read_first


def test_an_entry_of_another_process_shows_at_once():
    ledger, clock = Counted(), Clock()
    desk = Desk(ledger, clock)
    standing = Standing(ledger, desk, clock)
    standing.current(ACME, "")
    recorded(Desk(ledger, clock).act(ADA, Action.SENT, SENT, after=0))
    assert standing.current(ACME, "").status is Status.FILED


def test_a_record_that_was_deleted_shows_as_empty_at_once():
    ledger, clock = Counted(), Clock()
    desk = Desk(ledger, clock)
    standing = Standing(ledger, desk, clock)
    recorded(desk.act(ADA, Action.SENT, SENT, after=0))
    assert standing.current(ACME, "").position == 1
    ledger.kept.clear()
    assert standing.current(ACME, "").position == 0


def test_who_was_erased_elsewhere_is_named_for_a_minute_at_most():
    ledger, clock = Counted(), Clock()
    desk = Desk(ledger, clock)
    standing = Standing(ledger, desk, clock)
    recorded(desk.act(ADA, Action.NAME_CONTACT, Statement(named="U0PRIYA"), after=0))
    named = standing.current(ACME, "").contact
    assert named is not None
    assert named.user == "U0PRIYA"
    (entry,) = ledger.kept
    ledger.kept[:] = [replace(entry, named=Person(named.commitment, None, None))]
    clock.now += REMEMBERED_FOR + timedelta(seconds=1)
    erased = standing.current(ACME, "").contact
    assert erased is not None
    assert erased.user is None


def test_what_is_seen_from_one_organisation_is_not_shown_for_another():
    ledger, clock = Counted(), Clock()
    desk = Desk(ledger, clock)
    standing = Standing(ledger, desk, clock)
    recorded(desk.act(ADA, Action.DONE, replace(SENT, organisation=""), after=0, texts={"reply": "Done."}))
    assert standing.current(ACME, "").status is Status.CONFIRMED
    assert standing.current(ACME, "E0ACME").status is Status.UNCERTAIN
    assert standing.current(ACME, "").status is Status.UNCERTAIN
