"""Every act from every status, held against the table as the design has it; and who may act at all."""

from dataclasses import replace

import pytest

from bolt_app.optout.fold import fold
from bolt_app.optout.model import TRANSITIONS, Action, Entry, Refusal, RefusalKind, Status
from bolt_app.optout.rules import barred, decide
from bolt_app.people import Role, Scope, Viewer
from tests.unit.optout.acts import ACME, ADA, COMPLETE, NOW, SALTS, STAR, decided, record, record_in, refused
from tests.unit.optout.table import TABLE, WAYS, replayed

EVERY_PAIR = [(action, status) for action in Action for status in Status]


def scope_of(action: Action) -> Scope:
    """What workspaces may do is decided in an organisation's record, everything else in any."""
    return STAR if action is Action.RULE_WORKSPACES else ACME


def owner_of(action: Action) -> Viewer:
    return replace(ADA, scope=scope_of(action))


def test_the_design_names_seventeen_acts_eleven_that_leave_the_status_alone_and_twelve_statuses():
    about_people, about_workspaces, about_two_owners, about_a_channel = 4, 1, 4, 2
    assert len(Action) == 17 + about_people + about_workspaces + about_two_owners + about_a_channel
    assert len(Status) == 12
    assert {action for action, _ in TABLE} == set(Action)
    assert set(WAYS) == set(Status)


@pytest.mark.parametrize("status", Status)
def test_each_status_is_reached(status: Status):
    entries = record_in(status)
    assert replayed(entries) is status
    assert entries[-1].status is status


@pytest.mark.parametrize(("action", "status"), EVERY_PAIR)
def test_an_act_is_recorded_where_the_table_has_it_and_refused_everywhere_else(
    action: Action, status: Status
):
    entries = record_in(status, scope_of(action), action)
    outcome = decided(entries, action, actor=owner_of(action))
    if (action, status) in TABLE and action is not Action.PROPOSED:
        assert isinstance(outcome, Entry), outcome
        assert outcome.status is TABLE[action, status]
        assert (outcome.action, outcome.position) == (action, len(entries) + 1)
    else:
        assert outcome == Refusal(RefusalKind.NOT_FROM_HERE, status=status)


@pytest.mark.parametrize(("action", "status"), EVERY_PAIR)
def test_the_table_in_the_code_has_no_other_way(action: Action, status: Status):
    rule = TRANSITIONS[action]
    assert (status in rule.starts_from) is ((action, status) in TABLE)
    if status in rule.starts_from:
        assert (rule.leads_to or status) is TABLE[action, status]


def test_an_entry_says_who_acted_when_and_on_top_of_what():
    entries = record(Action.SENT)
    outcome = decided(entries, Action.RECEIVED)
    assert isinstance(outcome, Entry)
    assert outcome.scope == ACME
    assert outcome.role is Role.OWNER
    assert outcome.actor is not None
    assert (outcome.actor.user, outcome.actor.salt) == ("U0ADA", SALTS[0])
    assert outcome.named is not None
    assert (outcome.named.user, outcome.named.salt) == ("U0PRIYA", SALTS[1])
    assert outcome.recorded_at == NOW
    assert outcome.previous == entries[-1].hash
    assert outcome.statement == COMPLETE


def test_nobody_is_named_by_an_act_that_names_nobody():
    outcome = decided([], Action.SENT, named="")
    assert isinstance(outcome, Entry)
    assert outcome.named is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
@pytest.mark.parametrize("action", Action)
def test_only_owners_act(action: Action, role: Role):
    status = next(status for act, status in TABLE if act is action)
    nobody = replace(owner_of(action), role=role)
    outcome = refused(decided(record_in(status, scope_of(action), action), action, actor=nobody))
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_deactivated_account_never_acts_whatever_its_role_was(action: Action, role: Role):
    gone = Viewer(ACME, "U0ADA", role, active=False)
    assert decided(record_in(Status.FILED), action, actor=gone) == Refusal(RefusalKind.DEACTIVATED)


def test_who_may_not_act_learns_that_and_not_where_the_matter_stands():
    member = replace(ADA, role=Role.MEMBER)
    outcome = refused(decided(record_in(Status.CONFIRMED), Action.SENT, actor=member, stated_on=None))
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=Role.MEMBER)


def test_an_organisation_s_record_is_decided_by_the_same_rules():
    group = Scope("E0ACME")
    outcome = decide(
        [], Action.SENT, COMPLETE, actor=Viewer(group, "W0ADA", Role.OWNER), now=NOW, salts=SALTS
    )
    assert isinstance(outcome, Entry)
    assert (outcome.scope, outcome.status) == (group, Status.FILED)


def test_what_is_open_to_a_person_is_known_before_anything_is_stated():
    filed = fold(ACME, record_in(Status.FILED))
    assert barred(filed, Action.DONE, ADA) is None
    assert barred(filed, Action.DISCARD, ADA) == Refusal(RefusalKind.NOT_FROM_HERE, status=Status.FILED)
