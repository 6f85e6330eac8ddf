"""The desk: a double click, somebody else meanwhile, kept texts. The ledger is a list, the clock is given."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bolt_app.optout.chain import digest
from bolt_app.optout.model import Action, Evidence, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.rules import LONGEST_TEXT
from bolt_app.people import Role, Scope
from tests.unit.optout.acts import (
    ACME,
    ADA,
    COMPLETE,
    GRACE,
    NOW,
    REPLY,
    MemoryLedger,
    desk_of,
    record,
    record_in,
    recorded,
    refused,
)

SENT = replace(COMPLETE, texts=(), named="")
MEANWHILE = RefusalKind.MEANWHILE


def test_an_act_stands_in_the_record_and_its_text_beside_it():
    ledger = MemoryLedger()
    done = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0, texts={"letter": "Hello,"}))
    assert ledger.entries(ACME) == [done.entry]
    assert (done.twice, done.opt_out.status, done.opt_out.position) == (False, Status.FILED, 1)
    assert done.entry.statement.texts == (("letter", digest("Hello,")),)
    assert done.entry.recorded_at == NOW
    assert desk_of(ledger).text(ACME, digest("Hello,")) == "Hello,"
    assert desk_of(ledger).opt_out(ACME) == done.opt_out
    assert desk_of(ledger).entries(ACME) == [done.entry]


def test_every_entry_has_salts_of_its_own():
    ledger = MemoryLedger()
    for after in range(3):
        recorded(desk_of(ledger).act(ADA, Action.NAME_CONTACT, Statement(named="U0ADA"), after=after))
    people = [person for entry in ledger.kept for person in (entry.actor, entry.named) if person]
    assert len({person.commitment for person in people}) == 6
    assert {len(person.salt or "") for person in people} == {32}


def test_a_double_click_is_one_entry():
    ledger = MemoryLedger()
    first = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0))
    second = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0))
    assert ledger.entries(ACME) == [first.entry]
    assert (second.twice, second.entry) == (True, first.entry)


def test_a_double_click_is_one_entry_even_when_another_act_followed():
    ledger = MemoryLedger()
    first = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0))
    recorded(desk_of(ledger).act(GRACE, Action.RECEIVED, SENT, after=1))
    second = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0))
    assert (second.twice, second.entry, second.opt_out.status) == (True, first.entry, Status.ACKNOWLEDGED)
    assert len(ledger.kept) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"actor": GRACE},
        {"statement": replace(SENT, stated_on=date(2026, 5, 19))},
        {"action": Action.DECLINE},
        {"texts": {"letter": "Another letter."}},
    ],
    ids=["another person", "another day", "another act", "another letter"],
)
def test_what_is_not_the_same_click_came_second(other: dict[str, Any]):
    ledger = MemoryLedger()
    click: dict[str, Any] = {
        "actor": ADA, "action": Action.SENT, "statement": SENT, "texts": {"letter": "Hello,"}
    }  # fmt: skip
    first = recorded(desk_of(ledger).act(**click, after=0))
    outcome = refused(desk_of(ledger).act(**(click | other), after=0))
    assert outcome == Refusal(MEANWHILE, entry=first.entry)
    assert ledger.entries(ACME) == [first.entry]


def test_who_was_first_is_named_though_several_acted_meanwhile():
    entries = record(Action.SENT, Action.RECEIVED, Action.ASKED)
    outcome = desk_of(MemoryLedger(entries)).act(GRACE, Action.BOUNCED, SENT, after=1)
    assert outcome == Refusal(MEANWHILE, entry=entries[1])


def test_a_view_that_shows_more_than_there_is_lets_nothing_be_recorded():
    ledger = MemoryLedger(record(Action.SENT))
    outcome = desk_of(ledger).act(ADA, Action.DONE, SENT, after=999)
    assert outcome == Refusal(MEANWHILE)
    assert len(ledger.kept) == 1


def test_somebody_who_acts_between_reading_and_writing_is_first():
    ledger = MemoryLedger()
    ledger.between = lambda: ledger.kept.extend(record(Action.DECLINE))
    outcome = desk_of(ledger).act(GRACE, Action.SENT, SENT, after=0)
    assert outcome == Refusal(MEANWHILE, entry=record(Action.DECLINE)[0])
    assert ledger.kept == record(Action.DECLINE)


def test_one_s_own_second_click_between_reading_and_writing_is_a_double_click():
    ledger = MemoryLedger()
    ledger.between = lambda: ledger.kept.extend(record((Action.SENT, {"texts": (), "named": ""})))
    outcome = recorded(desk_of(ledger).act(ADA, Action.SENT, SENT, after=0))
    assert outcome.twice
    assert ledger.kept == [outcome.entry]


def test_a_record_that_vanishes_between_reading_and_writing_lets_nothing_be_recorded():
    ledger = MemoryLedger(record(Action.SENT))
    ledger.between = ledger.kept.clear
    assert desk_of(ledger).act(ADA, Action.DONE, SENT, after=1) == Refusal(MEANWHILE)
    assert ledger.kept == []


def test_a_refused_act_leaves_nothing_behind():
    ledger = MemoryLedger()
    outcome = desk_of(ledger).act(ADA, Action.DONE, replace(SENT, stated_on=date(2030, 1, 1)), after=0)
    assert refused(outcome).kind is RefusalKind.DATE_IN_FUTURE
    assert (ledger.kept, ledger.texts) == ([], {})


@pytest.mark.parametrize("kind", ["letter", "reply"])
def test_a_text_may_be_as_long_as_slack_s_input_takes(kind: str):
    ledger = MemoryLedger(record(Action.SENT))
    desk = desk_of(ledger)
    over = desk.act(ADA, Action.DONE, SENT, after=1, texts={kind: "é" * (LONGEST_TEXT + 1)})
    assert over == Refusal(RefusalKind.TOO_LONG, field=kind, limit=LONGEST_TEXT)
    assert len(ledger.kept) == 1
    recorded(desk.act(ADA, Action.DONE, SENT, after=1, texts={kind: "é" * LONGEST_TEXT}))
    assert list(ledger.texts.values()) == ["é" * LONGEST_TEXT]


def test_an_empty_text_is_no_text():
    done = recorded(desk_of(MemoryLedger()).act(ADA, Action.DONE, SENT, after=0, texts={"reply": ""}))
    assert (done.entry.statement.texts, done.entry.statement.evidence) == ((), Evidence.WORD)


def test_a_pasted_reply_is_evidence():
    ledger = MemoryLedger(record(Action.SENT))
    done = recorded(desk_of(ledger).act(ADA, Action.DONE, SENT, after=1, texts={"reply": REPLY}))
    assert done.entry.statement.evidence is Evidence.PASTED
    assert done.opt_out.evidence is Evidence.PASTED
    assert desk_of(ledger).text(ACME, digest(REPLY)) == REPLY


def test_evidence_without_a_reply_is_refused_at_its_field():
    ledger = MemoryLedger(record_in(Status.CONFIRMED))
    outcome = desk_of(ledger).act(ADA, Action.EVIDENCE, Statement(), after=3)
    assert outcome == Refusal(RefusalKind.REPLY_MISSING, field="reply")


def test_a_reason_belongs_to_a_refusal_and_to_no_other_answer():
    for action, kept in (
        (Action.RECEIVED, ""),
        (Action.ASKED, ""),
        (Action.DONE, ""),
        (Action.REFUSED, "No."),
    ):
        desk = desk_of(MemoryLedger(record(Action.SENT)))
        done = recorded(desk.act(ADA, action, replace(SENT, reason="No."), after=1))
        assert done.entry.statement.reason == kept


def test_who_may_not_act_is_refused_and_nothing_is_read_into_what_they_state():
    ledger = MemoryLedger()
    outcome = desk_of(ledger).act(replace(ADA, role=Role.MEMBER), Action.SENT, Statement(), after=0)
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=Role.MEMBER)
    assert ledger.kept == []


def test_scopes_have_records_of_their_own():
    ledger = MemoryLedger(record(Action.SENT))
    elsewhere = replace(ADA, scope=Scope("T0OTHER"))
    recorded(desk_of(ledger).act(elsewhere, Action.DECLINE, SENT, after=0))
    assert desk_of(ledger).opt_out(ACME).status is Status.FILED
    assert desk_of(ledger).opt_out(Scope("T0OTHER")).status is Status.DECLINED


def test_a_form_is_open_when_one_of_its_acts_is():
    desk = desk_of(MemoryLedger(record(Action.SENT)))
    opt_out = desk.opt_out(ACME)
    assert desk.barred(opt_out, ADA, [Action.DISCARD, Action.DONE]) is None
    shut = desk.barred(opt_out, ADA, [Action.DISCARD, Action.DOUBT])
    assert shut == Refusal(RefusalKind.NOT_FROM_HERE, status=Status.FILED)
    guest = replace(ADA, role=Role.GUEST)
    assert desk.barred(opt_out, guest, [Action.DONE]) == Refusal(RefusalKind.NOT_AN_OWNER, role=Role.GUEST)
