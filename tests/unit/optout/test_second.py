"""What takes two owners where a second one is required: proposed, agreed to, turned down, overtaken."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bolt_app.optout.chain import GENESIS, canonical, digest, seal
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.fold import BrokenRecord, fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.second import GUARDED, Proposal, agreement
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Role, Scope, Viewer
from tests.unit.optout.acts import (
    ACME,
    ADA,
    COMPLETE,
    GRACE,
    NOW,
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


def replace_position(entry: Entry, before: Sequence[Entry]) -> Entry:
    """Return an entry as the next of a record, its status as it is."""
    return seal(replace(entry, position=len(before) + 1, previous=before[-1].hash, status=before[-1].status))


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


def test_a_text_that_was_erased_meanwhile_cannot_be_agreed_to():
    ledger = required(Action.SENT)
    recorded(desk_of(ledger).act(ADA, Action.DONE, STATED, after=2, texts={"reply": REPLY}))
    ledger.texts.clear()
    assert desk_of(ledger).agree(GRACE, after=3) == Refusal(RefusalKind.PROPOSAL_GONE)


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


def test_who_was_erased_after_proposing_cannot_be_told_from_who_agrees():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    ledger.kept[2] = erased(ledger.kept[2])
    assert desk_of(ledger).agree(GRACE, after=3) == Refusal(RefusalKind.PROPOSAL_GONE)


def test_a_record_whose_people_were_erased_still_holds():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    recorded(desk_of(ledger).agree(GRACE, after=3))
    kept = [erased(entry) for entry in ledger.kept]
    assert fold(ACME, kept).status is Status.CONFIRMED
    assert inconsistency(ACME, links(kept)) is None


class OneReply:
    """A reply on file, graded as said."""

    def backing(self, _: Scope, __: str) -> Backing | None:
        return Backing(MailKind.REPLY, Evidence.SIGNED, AboutUs.NAMES, Checked.VALID, "slack.com")


def test_a_mail_on_file_backs_the_proposal_and_the_act_alike():
    ledger = required(Action.SENT)
    desk = Desk(ledger, lambda: NOW, OneReply())
    recorded(desk.act(ADA, Action.DONE, replace(STATED, mail="ab" * 32), after=2))
    done = recorded(desk.agree(GRACE, after=3))
    grades = {(entry.statement.evidence, entry.statement.signer) for entry in ledger.kept[2:]}
    assert grades == {(Evidence.SIGNED, "slack.com")}
    assert done.opt_out.evidence is Evidence.SIGNED


def test_an_entry_that_proposes_nothing_is_not_agreed_to():
    with pytest.raises(ValueError, match="entry 1 proposes nothing"):
        agreement(Proposal(record(Action.SENT)[0]))


# What somebody writes into the database who knows how to make hashes, but has no second owner.
Forgery = Callable[[Entry, Entry], dict[str, Any]]
FORGERIES: dict[str, Forgery] = {
    "alone": lambda done, _: {"statement": replace(done.statement, regards=None), "named": None},
    "by the same person": lambda _, proposed: {"actor": proposed.actor},
    "with another statement": lambda done, _: {"statement": replace(done.statement, reference="1")},
    "of another act": lambda _, __: {"action": Action.WITHDRAW, "status": Status.WITHDRAWN},
    "of another entry": lambda done, _: {"statement": replace(done.statement, regards=1)},
    "without who proposed it": lambda _, __: {"named": None},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_act_that_took_two_owners_and_has_one_breaks_the_record(forgery: str):
    ledger = required(Action.SENT)
    proposed = propose(ledger, Action.DONE).entry
    done = recorded(desk_of(ledger).agree(GRACE, after=3)).entry
    assert inconsistency(ACME, links(ledger.kept)) is None
    forged = [*ledger.kept[:3], seal(replace(done, **FORGERIES[forgery](done, proposed)))]
    with pytest.raises(BrokenRecord) as broken:
        fold(ACME, forged)
    assert broken.value.position == 4
    found = inconsistency(ACME, links(forged))
    assert found is not None
    assert found.what == "it took two owners, and the agreement of the second is not there"


def test_a_record_from_before_two_owners_could_be_required_is_what_it_was():
    entries = record(Action.SENT, Action.DONE)
    assert entries[0].previous == GENESIS
    assert '"regards"' not in "".join(canonical(entry) for entry in entries)
    assert '"proposes"' not in "".join(canonical(entry) for entry in entries)
    assert not fold(ACME, entries).second_required
