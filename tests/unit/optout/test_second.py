"""What takes two owners where a second one is required: proposed, agreed to, turned down, corrected."""

from dataclasses import replace
from datetime import date

import pytest

from bolt_app.optout.chain import digest
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.second import GUARDED, Proposal
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Role, Viewer
from tests.unit.optout.acts import (
    ACME,
    ADA,
    GRACE,
    REPLY,
    MemoryLedger,
    decided,
    desk_of,
    links,
    record,
    record_in,
    recorded,
    refused,
)
from tests.unit.optout.two import STATED, TURNED, WAYS, propose, replace_position, required


@pytest.mark.parametrize(("acts", "action", "status"), WAYS)
def test_what_confirms_declines_or_withdraws_is_proposed_and_recorded_when_another_owner_agrees(
    acts: tuple[Action, ...], action: Action, status: Status
):
    ledger = required(*acts)
    before = desk_of(ledger).opt_out(ACME).status
    proposed = propose(ledger, action)
    assert (proposed.entry.action, proposed.entry.status) == (Action.PROPOSED, before)
    assert proposed.opt_out.status is before
    assert proposed.opt_out.proposal == Proposal(proposed.entry)
    assert proposed.opt_out.since == fold(ACME, ledger.kept[:-2]).since
    done = recorded(desk_of(ledger).agree(GRACE, after=len(ledger.kept)))
    assert (done.entry.action, done.entry.status, done.opt_out.status) == (action, status, status)
    assert done.opt_out.proposal is None
    assert inconsistency(ACME, links(ledger.kept)) is None


def test_the_act_carries_what_was_proposed_and_both_persons():
    ledger = required(Action.SENT)
    stated = replace(STATED, reference="98765", covers="acme.slack.com", reason="")
    texts = {"reply": REPLY}
    recorded(desk_of(ledger).act(ADA, Action.DONE, stated, after=2, texts=texts))
    done = recorded(desk_of(ledger).agree(GRACE, after=3)).entry
    assert done.actor is not None
    assert done.named is not None
    assert (done.actor.user, done.named.user) == ("U0GRACE", "U0ADA")
    assert done.named == ledger.kept[2].actor
    assert done.statement == replace(
        stated,
        named="U0ADA",
        regards=3,
        texts=(("reply", digest(REPLY)),),
        evidence=Evidence.PASTED,
    )
    assert ledger.kept[2].statement.proposes is Action.DONE
    assert fold(ACME, ledger.kept).evidence is Evidence.PASTED


def test_nobody_agrees_with_themselves():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    assert desk_of(ledger).agree(ADA, after=3) == Refusal(RefusalKind.OWN_PROPOSAL)
    assert len(ledger.kept) == 3


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_an_owner_agrees_or_turns_down(role: Role):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    nobody = replace(GRACE, role=role)
    expected = Refusal(RefusalKind.NOT_AN_OWNER, role=role)
    assert desk_of(ledger).agree(nobody, after=3) == expected
    assert desk_of(ledger).turn_down(nobody, TURNED, after=3) == expected
    gone = replace(GRACE, active=False)
    assert desk_of(ledger).agree(gone, after=3) == Refusal(RefusalKind.DEACTIVATED)


@pytest.mark.parametrize("who", [GRACE, ADA], ids=["another owner", "who proposed it"])
def test_a_proposal_is_turned_down_or_taken_back_with_a_reason_and_the_status_stays(who: Viewer):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    assert refused(desk_of(ledger).turn_down(who, Statement(), after=3)).field == "reason"
    done = recorded(desk_of(ledger).turn_down(who, TURNED, after=3))
    assert (done.entry.statement.regards, done.opt_out.status) == (3, Status.FILED)
    assert done.opt_out.proposal is None
    assert desk_of(ledger).agree(GRACE, after=4) == Refusal(RefusalKind.PROPOSAL_GONE)


def test_without_a_proposal_there_is_nothing_to_agree_to_or_to_turn_down():
    ledger = required(Action.SENT)
    assert desk_of(ledger).agree(GRACE, after=2) == Refusal(RefusalKind.PROPOSAL_GONE)
    assert desk_of(ledger).turn_down(GRACE, TURNED, after=2) == Refusal(RefusalKind.PROPOSAL_GONE)


def test_a_proposal_is_held_against_the_same_rules_as_the_act():
    ledger = required(Action.SENT)
    late = replace(STATED, stated_on=date(2030, 1, 1))
    outcome = refused(desk_of(ledger).act(ADA, Action.DONE, late, after=2))
    assert (outcome.kind, outcome.field) == (RefusalKind.DATE_IN_FUTURE, "stated_on")
    unticked = refused(desk_of(ledger).act(ADA, Action.WITHDRAW, replace(STATED, ticked=""), after=2))
    assert unticked.kind is RefusalKind.TICK_MISSING


@pytest.mark.parametrize("status", Status)
def test_everything_else_takes_one_owner_as_before(status: Status):
    entries = [*record_in(status), *record(Action.REQUIRE_SECOND)]
    entries[-1] = replace_position(entries[-1], entries[:-1])
    for action in set(Action) - {Action.WAIVE_SECOND, Action.PROPOSED, Action.CORRECT}:
        outcome = decided(entries, action, regards=None, corrects=None)
        if isinstance(outcome, Entry) and outcome.status not in GUARDED - {status}:
            assert outcome.action in (action, Action.PROPOSED)
            assert (outcome.action is Action.PROPOSED) is (outcome.statement.proposes is not None)
            guarded = {Action.DONE, Action.DECLINE, Action.WITHDRAW}
            assert (outcome.action is Action.PROPOSED) is (action in guarded)


def test_nothing_is_proposed_where_one_owner_suffices():
    assert decided([], Action.PROPOSED, proposes=Action.DONE) == Refusal(
        RefusalKind.NOT_FROM_HERE, status=Status.NOT_FILED
    )
    assert propose(MemoryLedger(record(Action.SENT)), Action.DONE).opt_out.status is Status.CONFIRMED


def test_the_requirement_is_ended_by_two_owners_only():
    ledger = required(Action.SENT)
    waiving = propose(ledger, Action.WAIVE_SECOND)
    assert waiving.entry.action is Action.PROPOSED
    assert waiving.opt_out.second_required
    waived = recorded(desk_of(ledger).agree(GRACE, after=3))
    assert not waived.opt_out.second_required
    assert propose(ledger, Action.DONE).opt_out.status is Status.CONFIRMED


@pytest.mark.parametrize("position", [2, 3])
def test_neither_the_requirement_nor_a_proposal_can_be_corrected_away(position: int):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    outcome = decided(ledger.kept, Action.CORRECT, corrects=position)
    assert outcome == Refusal(RefusalKind.NO_SUCH_ENTRY, field="corrects")


def test_a_correction_that_leads_back_to_a_confirmation_takes_two_owners_as_well():
    ledger = required(Action.SENT, Action.DONE, Action.DOUBT)
    proposed = propose(ledger, Action.CORRECT, corrects=3)
    assert (proposed.entry.action, proposed.opt_out.status) == (Action.PROPOSED, Status.UNCERTAIN)
    assert proposed.opt_out.corrected == frozenset()
    done = recorded(desk_of(ledger).agree(GRACE, after=5))
    assert (done.opt_out.status, done.opt_out.corrected) == (Status.CONFIRMED, frozenset({3}))
    assert inconsistency(ACME, links(ledger.kept)) is None


def test_a_correction_that_claims_less_takes_one_owner():
    ledger = required(Action.SENT, Action.DONE)
    assert propose(ledger, Action.CORRECT, corrects=2).opt_out.status is Status.FILED


def test_what_two_owners_recorded_can_be_corrected_like_anything_else():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    recorded(desk_of(ledger).agree(GRACE, after=3))
    assert propose(ledger, Action.CORRECT, corrects=4).opt_out.status is Status.FILED
