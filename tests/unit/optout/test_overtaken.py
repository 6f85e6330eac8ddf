"""A proposal while the record goes on: what ends it, what may change beside it, and who was first."""

import pytest

from bolt_app.optout.model import Action, Refusal, RefusalKind, Status
from bolt_app.optout.second import Proposal
from tests.unit.optout.acts import ACME, ADA, GRACE, REPLY, MemoryLedger, desk_of, record, recorded, refused
from tests.unit.optout.two import STATED, TURNED, erased, propose, replace_position, required

CHANGING = [Action.RECEIVED, Action.SENT_AGAIN, Action.ASKED, Action.EXCLUDE, Action.REQUIRE_SECOND]


BESIDE_IT = [
    Action.NAME_CONTACT,
    Action.REMOVE_CONTACT,
    Action.NAME_READER,
    Action.CHOOSE_CHANNEL,
    Action.REMOVE_CHANNEL,
]


@pytest.mark.parametrize("between", CHANGING)
def test_a_record_that_changed_in_between_ends_what_was_proposed(between: Action):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    changed = propose(ledger, between, GRACE).entry
    assert desk_of(ledger).opt_out(ACME).proposal == Proposal(ledger.kept[2], overtaken_by=changed)
    assert desk_of(ledger).agree(GRACE, after=4) == Refusal(RefusalKind.PROPOSAL_GONE, entry=changed)
    recorded(desk_of(ledger).turn_down(GRACE, TURNED, after=4))
    assert desk_of(ledger).opt_out(ACME).proposal is None


def test_a_correction_in_between_ends_it_too_though_it_changes_a_name_alone():
    ledger = MemoryLedger(record(Action.NAME_CONTACT, Action.SENT, Action.REQUIRE_SECOND))
    propose(ledger, Action.DONE)
    propose(ledger, Action.CORRECT, GRACE, corrects=1)
    assert refused(desk_of(ledger).agree(GRACE, after=5)).kind is RefusalKind.PROPOSAL_GONE


@pytest.mark.parametrize("between", BESIDE_IT)
def test_who_is_asked_who_reads_and_where_it_is_posted_may_change_in_between(between: Action):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    ledger.kept += [replace_position(record(between)[0], ledger.kept)]
    done = recorded(desk_of(ledger).agree(GRACE, after=4))
    assert done.opt_out.status is Status.CONFIRMED


def test_the_newest_proposal_counts():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    propose(ledger, Action.WITHDRAW, GRACE)
    assert refused(desk_of(ledger).agree(GRACE, after=4)).kind is RefusalKind.OWN_PROPOSAL
    assert recorded(desk_of(ledger).agree(ADA, after=4)).opt_out.status is Status.WITHDRAWN


def test_who_agrees_to_an_older_view_learns_who_was_first():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    changed = propose(ledger, Action.ASKED).entry
    assert desk_of(ledger).agree(GRACE, after=3) == Refusal(RefusalKind.MEANWHILE, entry=changed)


def test_a_double_click_proposes_once_and_agrees_once():
    ledger = required(Action.SENT)
    first = propose(ledger, Action.DONE)
    again = recorded(desk_of(ledger).act(ADA, Action.DONE, STATED, after=2))
    assert (again.twice, again.entry) == (True, first.entry)
    agreed = recorded(desk_of(ledger).agree(GRACE, after=3))
    twice = recorded(desk_of(ledger).agree(GRACE, after=3))
    assert (twice.twice, twice.entry, len(ledger.kept)) == (True, agreed.entry, 4)


def test_a_text_that_was_erased_meanwhile_cannot_be_agreed_to():
    ledger = required(Action.SENT)
    recorded(desk_of(ledger).act(ADA, Action.DONE, STATED, after=2, texts={"reply": REPLY}))
    ledger.texts.clear()
    assert desk_of(ledger).agree(GRACE, after=3) == Refusal(RefusalKind.PROPOSAL_GONE)


def test_who_was_erased_after_proposing_cannot_be_told_from_who_agrees():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    ledger.kept[2] = erased(ledger.kept[2])
    assert desk_of(ledger).agree(GRACE, after=3) == Refusal(RefusalKind.PROPOSAL_GONE)
