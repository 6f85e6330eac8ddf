"""What an organisation leaves to its workspaces, and what becomes of a workspace's record that joins one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.fold import fold
from bolt_app.optout.model import ASKING, Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.within import kept_to_itself, moved
from bolt_app.people import Role, Scope, Viewer
from tests.unit.optout.acts import (
    ACME,
    ADA,
    COMPLETE,
    GRACE_WITHIN,
    NOW,
    ORG_ADA,
    STAR,
    MemoryLedger,
    accepted,
    decided,
    desk_of,
    record,
    record_in,
    recorded,
    refused,
)

STATED = replace(COMPLETE, texts=(), named="")
DECIDES = Refusal(RefusalKind.ORGANISATION_DECIDES)
ALWAYS = {
    Action.CORRECT,
    Action.NAME_CONTACT,
    Action.REMOVE_CONTACT,
    Action.NAME_READER,
    Action.REMOVE_READER,
    Action.REQUIRE_SECOND,
    Action.WAIVE_SECOND,
    Action.TURN_DOWN,
    Action.CHOOSE_CHANNEL,
    Action.REMOVE_CHANNEL,
}


def ruled(*rules: WorkspacesMay) -> list[Entry]:
    return record(*((Action.RULE_WORKSPACES, {"rule": rule}) for rule in rules), scope=STAR)


def test_an_organisation_that_decided_nothing_leaves_everything_to_its_workspaces():
    silent = fold(STAR, record(Action.SENT, Action.DONE, scope=STAR))
    assert silent.workspaces_may is WorkspacesMay.FILE
    assert [kept_to_itself(silent, action) for action in Action] == [None] * len(Action)


@pytest.mark.parametrize("action", Action)
def test_what_asks_slack_is_kept_when_workspaces_may_only_record(action: Action):
    outcome = kept_to_itself(fold(STAR, ruled(WorkspacesMay.RECORD)), action)
    assert outcome == (DECIDES if action in ASKING else None)


@pytest.mark.parametrize("action", Action)
def test_when_workspaces_may_do_nothing_they_may_still_correct_and_name_whom_to_ask(action: Action):
    outcome = kept_to_itself(fold(STAR, ruled(WorkspacesMay.NOTHING)), action)
    assert outcome == (None if action in ALWAYS else DECIDES)


def test_what_asks_slack_is_what_leads_to_a_letter():
    assert set(ASKING) == {Action.DRAFT, Action.SENT, Action.SENT_AGAIN, Action.CONFIRM_AGAIN}


def test_the_newest_decision_counts_and_a_corrected_one_does_not():
    entries = ruled(WorkspacesMay.NOTHING, WorkspacesMay.RECORD)
    assert fold(STAR, entries).workspaces_may is WorkspacesMay.RECORD
    entries.append(accepted(decided(entries, Action.CORRECT, actor=ORG_ADA, corrects=2)))
    assert fold(STAR, entries).workspaces_may is WorkspacesMay.NOTHING
    entries.append(accepted(decided(entries, Action.CORRECT, actor=ORG_ADA, corrects=1)))
    assert fold(STAR, entries).workspaces_may is WorkspacesMay.FILE


def test_the_decision_leaves_the_organisation_s_own_status_alone():
    entries = record(Action.SENT, (Action.RULE_WORKSPACES, {"rule": WorkspacesMay.NOTHING}), scope=STAR)
    opt_out = fold(STAR, entries)
    assert (opt_out.status, opt_out.since) == (Status.FILED, entries[0])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_nobody_but_an_organisation_owner_decides(role: Role):
    outcome = decided([], Action.RULE_WORKSPACES, actor=replace(ORG_ADA, role=role))
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=role)


def test_a_workspace_decides_nothing_for_workspaces():
    assert decided([], Action.RULE_WORKSPACES, actor=GRACE_WITHIN) == Refusal(RefusalKind.NO_ORGANISATION)
    assert decided([], Action.RULE_WORKSPACES, actor=ADA) == Refusal(RefusalKind.NO_ORGANISATION)


def test_the_owners_of_a_workspace_file_for_it_and_those_of_the_organisation_for_all():
    ledger = MemoryLedger()
    desk = desk_of(ledger)
    recorded(desk.act(GRACE_WITHIN, Action.SENT, STATED, after=0))
    recorded(desk.act(ORG_ADA, Action.DECLINE, STATED, after=0))
    assert (desk.opt_out(ACME).status, desk.opt_out(STAR).status) == (Status.FILED, Status.DECLINED)
    assert [entry.scope for entry in ledger.kept] == [ACME, STAR]


def test_a_form_that_was_open_before_the_organisation_decided_is_refused_and_nothing_is_left_behind():
    ledger = MemoryLedger()
    desk = desk_of(ledger)
    assert desk.barred(desk.opt_out(ACME), GRACE_WITHIN, (Action.SENT, Action.DRAFT)) is None
    recorded(desk.act(ORG_ADA, Action.RULE_WORKSPACES, Statement(rule=WorkspacesMay.RECORD), after=0))
    assert desk.act(GRACE_WITHIN, Action.SENT, STATED, after=0) == DECIDES
    filed = desk.file(GRACE_WITHIN, STATED, after=0, sent=False, texts={"letter": "Hello,"})
    assert filed == DECIDES
    assert (ledger.entries(ACME), ledger.texts) == ([], {})
    assert desk.barred(desk.opt_out(ACME), GRACE_WITHIN, (Action.SENT, Action.DRAFT)) == DECIDES
    recorded(desk.act(GRACE_WITHIN, Action.DONE, STATED, after=0))


def test_who_is_no_owner_learns_that_first_and_not_what_was_decided():
    desk = desk_of(MemoryLedger(ruled(WorkspacesMay.NOTHING)))
    sam = replace(GRACE_WITHIN, role=Role.MEMBER)
    outcome = refused(desk.act(sam, Action.SENT, STATED, after=0))
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=Role.MEMBER)
    assert desk.barred(desk.opt_out(ACME), sam, (Action.SENT,)) == outcome


def test_an_organisation_s_decision_binds_its_own_workspaces_and_no_other():
    desk = desk_of(MemoryLedger(ruled(WorkspacesMay.NOTHING)))
    elsewhere = replace(GRACE_WITHIN, organisation=Scope("E0OTHER"), enterprise="E0OTHER")
    recorded(desk.act(elsewhere, Action.SENT, STATED, after=0))
    alone = Viewer(Scope("T0ALONE"), "U0ADA", Role.OWNER, enterprise="E0STAR")
    recorded(desk.act(alone, Action.SENT, STATED, after=0))


def test_an_organisation_s_decision_does_not_bind_itself():
    ledger = MemoryLedger(ruled(WorkspacesMay.NOTHING))
    recorded(desk_of(ledger).act(ORG_ADA, Action.SENT, STATED, after=1))


def test_an_entry_of_a_workspace_says_to_which_organisation_it_belonged_then():
    ledger = MemoryLedger()
    desk = desk_of(ledger)
    for actor, kept in ((ADA, ""), (GRACE_WITHIN, "E0STAR"), (ORG_ADA, "")):
        after = len(ledger.entries(actor.scope))
        done = recorded(desk.act(actor, Action.NAME_CONTACT, Statement(named="U0PRIYA"), after=after))
        assert done.entry.statement.organisation == kept


CONFIRMED = record_in(Status.CONFIRMED)


def test_a_confirmation_from_before_the_workspace_joined_becomes_uncertain_at_the_next_look():
    ledger = MemoryLedger(CONFIRMED)
    opt_out = desk_of(ledger, NOW + timedelta(days=3)).current(ACME, "E0STAR")
    assert opt_out.status is Status.UNCERTAIN
    doubted = ledger.kept[-1]
    assert (doubted.action, doubted.role, doubted.actor) == (Action.DOUBT, None, None)
    assert doubted.statement == Statement(organisation="E0STAR")
    assert doubted.recorded_at == NOW + timedelta(days=3)


def test_it_becomes_uncertain_once_however_often_somebody_looks():
    ledger = MemoryLedger(CONFIRMED)
    first = desk_of(ledger).current(ACME, "E0STAR")
    assert desk_of(ledger).current(ACME, "E0STAR") == first
    assert len(ledger.kept) == len(CONFIRMED) + 1


def test_two_who_look_at_once_leave_one_doubt():
    ledger = MemoryLedger(CONFIRMED)

    def somebody_else_looks() -> None:
        desk_of(ledger).current(ACME, "E0STAR")

    ledger.between = somebody_else_looks
    assert desk_of(ledger).current(ACME, "E0STAR").status is Status.UNCERTAIN
    assert [entry.action for entry in ledger.kept[len(CONFIRMED) :]] == [Action.DOUBT]


def test_what_is_confirmed_anew_inside_the_organisation_is_not_doubted_again():
    ledger = MemoryLedger(CONFIRMED)
    desk = desk_of(ledger)
    desk.current(ACME, "E0STAR")
    recorded(desk.act(GRACE_WITHIN, Action.DONE, STATED, after=len(ledger.kept)))
    assert desk.current(ACME, "E0STAR").status is Status.CONFIRMED
    assert len(ledger.kept) == len(CONFIRMED) + 2


def test_an_owner_who_corrects_the_doubt_has_the_last_word():
    ledger = MemoryLedger(CONFIRMED)
    desk = desk_of(ledger)
    desk.current(ACME, "E0STAR")
    wrong = Statement(corrects=len(ledger.kept), reason="Slack wrote that it holds on.")
    recorded(desk.act(GRACE_WITHIN, Action.CORRECT, wrong, after=len(ledger.kept)))
    assert desk.current(ACME, "E0STAR").status is Status.CONFIRMED


def test_a_second_move_to_another_organisation_is_another_doubt():
    ledger = MemoryLedger(CONFIRMED)
    desk = desk_of(ledger)
    desk.current(ACME, "E0STAR")
    recorded(desk.act(GRACE_WITHIN, Action.DONE, STATED, after=len(ledger.kept)))
    assert desk.current(ACME, "E0OTHER").status is Status.UNCERTAIN
    assert [entry.statement.organisation for entry in ledger.kept[-3:]] == ["E0STAR", "E0STAR", "E0OTHER"]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CONFIRMED])
def test_nothing_but_a_confirmation_becomes_uncertain(status: Status):
    entries = record_in(status)
    ledger = MemoryLedger(entries)
    assert desk_of(ledger).current(ACME, "E0STAR").status is status
    assert ledger.kept == entries


def test_not_to_know_the_organisation_proves_nothing():
    ledger = MemoryLedger(CONFIRMED)
    assert desk_of(ledger).current(ACME, "").status is Status.CONFIRMED
    within = record_in(Status.CONFIRMED)
    within[-1] = replace(within[-1], statement=replace(within[-1].statement, organisation="E0STAR"))
    assert not moved(within, fold(ACME, within), "")
    assert ledger.kept == CONFIRMED


def test_an_organisation_s_own_confirmation_is_never_moved():
    entries = record_in(Status.CONFIRMED, STAR)
    ledger = MemoryLedger(entries)
    assert desk_of(ledger).current(STAR, "E0STAR").status is Status.CONFIRMED
    assert desk_of(ledger).current(STAR, "E0OTHER").status is Status.CONFIRMED
    assert ledger.kept == entries


def test_a_confirmation_that_rests_on_a_corrected_entry_is_none_to_be_doubted():
    entries = [*CONFIRMED]
    entries.append(accepted(decided(entries, Action.CORRECT, corrects=len(CONFIRMED))))
    assert not moved(entries, fold(ACME, entries), "E0STAR")
