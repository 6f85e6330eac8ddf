"""The letter at the desk, from every status: sent, kept as a draft, changed; one piece or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.rules import LONGEST_TEXT
from bolt_app.people import Role, Viewer
from tests.unit.optout.acts import (
    ACME,
    ADA,
    COMPLETE,
    GRACE,
    MemoryLedger,
    desk_of,
    record,
    record_in,
    recorded,
    refused,
)

STATED = replace(COMPLETE, texts=(), named="")
LETTER = {"letter": "Hello, please exclude us."}
OTHER_LETTER = {"letter": "Good morning, please exclude us."}

AT_ONCE = {Status.NOT_FILED, Status.DRAFTED, Status.UNDELIVERED}
DRAFT_FIRST = {Status.REFUSED, Status.DECLINED, Status.WITHDRAWN, Status.EXCLUDED, Status.UNCERTAIN}


def _file(
    ledger: MemoryLedger, *, sent: bool, actor: Viewer = ADA, after: int | None = None
) -> Recorded | Refusal:
    position = len(ledger.kept) if after is None else after
    return desk_of(ledger).file(actor, STATED, after=position, sent=sent, texts=LETTER)


def _drafted() -> MemoryLedger:
    ledger = MemoryLedger()
    _file(ledger, sent=False)
    return ledger


def _since(ledger: MemoryLedger, before: list[Entry]) -> list[Action]:
    return [entry.action for entry in ledger.kept[len(before) :]]


@pytest.mark.parametrize("status", Status)
def test_a_letter_sent_from_any_status(status: Status):
    before = record_in(status)
    ledger = MemoryLedger(before)
    outcome = _file(ledger, sent=True)
    if status in AT_ONCE:
        assert _since(ledger, before) == [Action.SENT]
    elif status in DRAFT_FIRST:
        assert _since(ledger, before) == [Action.DRAFT, Action.SENT]
    else:
        assert outcome == Refusal(RefusalKind.NOT_FROM_HERE, status=status)
        assert ledger.kept == before
        return
    assert desk_of(ledger).opt_out(ACME).status is Status.FILED
    assert ledger.kept[-1].statement.stated_on == STATED.stated_on
    assert list(ledger.texts.values()) == [LETTER["letter"]]


@pytest.mark.parametrize("status", Status)
def test_a_letter_kept_as_a_draft_from_any_status(status: Status):
    before = record_in(status)
    ledger = MemoryLedger(before)
    outcome = _file(ledger, sent=False)
    if status is Status.DRAFTED:
        assert _since(ledger, before) == [Action.DISCARD, Action.DRAFT]  # that draft held another text
    elif status in AT_ONCE | DRAFT_FIRST:
        assert _since(ledger, before) == [Action.DRAFT]
    else:
        assert outcome == Refusal(RefusalKind.NOT_FROM_HERE, status=status)
        assert ledger.kept == before
        return
    opt_out = desk_of(ledger).opt_out(ACME)
    assert opt_out.status is Status.DRAFTED
    assert desk_of(ledger).draft(opt_out) == LETTER["letter"]


def test_a_draft_states_which_template_and_register_and_nothing_that_was_not_done():
    [entry] = _drafted().kept
    assert replace(entry.statement, texts=()) == Statement(letter="opt-out.1", register="2026-11-21.1")


@pytest.mark.parametrize("status", sorted(DRAFT_FIRST))
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"stated_on": None}, RefusalKind.DATE_MISSING),
        ({"stated_on": date(2030, 1, 1)}, RefusalKind.DATE_IN_FUTURE),
        ({"ticked": ""}, RefusalKind.TICK_MISSING),
    ],
)
def test_a_sending_that_is_refused_leaves_no_draft_behind(
    status: Status, change: dict[str, object], kind: RefusalKind
):
    ledger = MemoryLedger(record_in(status))
    before = list(ledger.kept)
    stated = replace(STATED, **change)  # type: ignore[arg-type] # a test's shorthand
    outcome = desk_of(ledger).file(ADA, stated, after=len(before), sent=True, texts=LETTER)
    assert refused(outcome).kind is kind
    assert (ledger.kept, ledger.texts) == (before, {})


def test_somebody_who_acts_just_before_the_writing_leaves_no_half_of_it():
    ledger = MemoryLedger(record_in(Status.REFUSED))
    meanwhile = record(*[entry.action for entry in ledger.kept], Action.DECLINE)[-1]
    ledger.between = lambda: ledger.kept.append(meanwhile)
    assert _file(ledger, sent=True, actor=GRACE) == Refusal(RefusalKind.MEANWHILE, entry=meanwhile)
    assert ledger.kept[-1] == meanwhile
    assert ledger.texts == {}


def test_an_unchanged_draft_is_left_as_it_is():
    ledger = _drafted()
    [draft] = ledger.kept
    again = recorded(desk_of(ledger).file(ADA, STATED, after=1, sent=False, texts=LETTER))
    assert (again.twice, again.entry) == (True, draft)
    assert ledger.kept == [draft]


def test_an_unchanged_draft_is_no_secret_door_for_who_may_not_act():
    for actor, kind in (
        (replace(ADA, role=Role.ADMIN), RefusalKind.NOT_AN_OWNER),
        (replace(ADA, active=False), RefusalKind.DEACTIVATED),
    ):
        ledger = _drafted()
        assert refused(desk_of(ledger).file(actor, STATED, after=1, sent=False, texts=LETTER)).kind is kind


def test_a_changed_draft_is_discarded_and_prepared_anew():
    ledger = _drafted()
    done = recorded(desk_of(ledger).file(GRACE, STATED, after=1, sent=False, texts=OTHER_LETTER))
    assert [entry.action for entry in ledger.kept] == [Action.DRAFT, Action.DISCARD, Action.DRAFT]
    assert ledger.kept[1].statement == Statement()
    assert desk_of(ledger).draft(done.opt_out) == OTHER_LETTER["letter"]


def test_a_draft_that_is_sent_as_it_is_needs_no_second_draft():
    ledger = _drafted()
    done = recorded(desk_of(ledger).file(ADA, STATED, after=1, sent=True, texts=LETTER))
    assert [entry.action for entry in ledger.kept] == [Action.DRAFT, Action.SENT]
    assert desk_of(ledger).draft(done.opt_out) is None


@pytest.mark.parametrize("status", sorted({*AT_ONCE, *DRAFT_FIRST}))
def test_sending_twice_is_one_sending(status: Status):
    ledger = MemoryLedger(record_in(status))
    after = len(ledger.kept)
    first = _file(ledger, sent=True, after=after)
    there = list(ledger.kept)
    second = _file(ledger, sent=True, after=after)
    assert second == replace(recorded(first), twice=True)
    assert ledger.kept == there


def test_keeping_a_changed_draft_twice_is_one_change():
    ledger = _drafted()
    desk = desk_of(ledger)
    first = recorded(desk.file(ADA, STATED, after=1, sent=False, texts=OTHER_LETTER))
    second = recorded(desk.file(ADA, STATED, after=1, sent=False, texts=OTHER_LETTER))
    assert (second.twice, second.entry, len(ledger.kept)) == (True, first.entry, 3)


def test_sending_from_a_view_in_which_the_letter_was_kept_meanwhile_is_not_taken_for_sent():
    ledger = MemoryLedger(record_in(Status.REFUSED))
    after = len(ledger.kept)
    kept = recorded(_file(ledger, sent=False, after=after))
    outcome = _file(ledger, sent=True, after=after)
    assert outcome == Refusal(RefusalKind.MEANWHILE, entry=kept.entry)
    assert desk_of(ledger).opt_out(ACME).status is Status.DRAFTED


def test_a_second_change_of_a_draft_from_the_same_view_is_not_taken_for_recorded():
    ledger = _drafted()
    desk = desk_of(ledger)
    desk.file(ADA, STATED, after=1, sent=False, texts=OTHER_LETTER)
    third = {"letter": "Dear Slack, please exclude us."}
    outcome = desk.file(ADA, STATED, after=1, sent=False, texts=third)
    assert outcome == Refusal(RefusalKind.MEANWHILE, entry=ledger.kept[1])


def test_an_unchanged_draft_seen_before_somebody_changed_it_came_second():
    ledger = _drafted()
    desk_of(ledger).file(GRACE, STATED, after=1, sent=False, texts=OTHER_LETTER)
    assert _file(ledger, sent=False, after=1) == Refusal(RefusalKind.MEANWHILE, entry=ledger.kept[1])


@pytest.mark.parametrize("sent", [True, False])
def test_a_letter_longer_than_slack_s_input_is_refused(sent: bool):  # noqa: FBT001
    ledger = MemoryLedger()
    long = {"letter": "a" * (LONGEST_TEXT + 1)}
    outcome = desk_of(ledger).file(ADA, STATED, after=0, sent=sent, texts=long)
    assert outcome == Refusal(RefusalKind.TOO_LONG, field="letter", limit=LONGEST_TEXT)
    assert ledger.kept == []


def test_there_is_no_draft_where_none_is_kept():
    ledger = MemoryLedger(record((Action.DRAFT, {"texts": ()})))
    assert desk_of(ledger).draft(desk_of(ledger).opt_out(ACME)) is None
    erased = _drafted()
    erased.texts.clear()
    assert desk_of(erased).draft(desk_of(erased).opt_out(ACME)) is None
    nothing = MemoryLedger()
    assert desk_of(nothing).draft(desk_of(nothing).opt_out(ACME)) is None
