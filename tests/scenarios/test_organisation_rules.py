"""What an organisation leaves to its workspaces: what is offered, and what is refused though it was open."""

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Action
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from tests.scenarios.organisation_steps import (
    ACME,
    STAR,
    acts,
    files_for_the_workspace,
    in_an_organisation,
    record_of,
    rules,
)
from tests.scenarios.steps import ANSWER, DONE, LETTER, opens, saves

pytestmark = in_an_organisation


@pytest.mark.parametrize("allowed", WorkspacesMay)
def test_what_the_organisation_left_to_workspaces_is_what_their_owners_are_offered(
    wired: Wired, ada: Person, grace: Person, allowed: WorkspacesMay
):
    rules(ada, allowed)
    assert "What workspaces may do for themselves" in ada.sees
    grace.opens_home()
    offered = {
        name: name in grace.sees.splitlines()
        for name in (LETTER, "We already opted out", "Name a privacy contact")
    }
    assert (
        list(offered.values())
        == {
            WorkspacesMay.FILE: [True, True, True],
            WorkspacesMay.RECORD: [False, True, True],
            WorkspacesMay.NOTHING: [False, False, True],
        }[allowed]
    )
    assert record_of(wired, STAR)[0].statement.rule is allowed


@pytest.mark.parametrize("allowed", [WorkspacesMay.RECORD, WorkspacesMay.NOTHING])
def test_a_letter_that_was_open_when_the_organisation_decided_is_refused(
    wired: Wired, ada: Person, grace: Person, allowed: WorkspacesMay
):
    opens(grace, LETTER)
    grace.chooses("Did you send it?", "I sent it today")
    grace.chooses("Your statement, once it is sent", MAY_DECIDE_FOR_WORKSPACE)
    rules(ada, allowed)
    grace.submits()
    assert grace.title == "Not recorded"
    assert "decided that workspaces do not do this themselves" in grace.sees
    assert acts(wired, ACME) == []


def test_a_home_tab_from_before_the_decision_opens_no_form_it_forbids(
    wired: Wired, ada: Person, grace: Person
):
    files_for_the_workspace(grace)
    rules(ada, WorkspacesMay.NOTHING)
    grace.presses(ANSWER)
    assert grace.title == "Not recorded"
    grace.closes()
    grace.presses("Ask again")
    assert grace.title == "Not recorded"
    assert acts(wired, ACME) == [Action.SENT]


def test_where_workspaces_only_record_their_owners_record_slack_s_answer(
    wired: Wired, ada: Person, grace: Person
):
    files_for_the_workspace(grace)
    rules(ada, WorkspacesMay.RECORD)
    opens(grace, ANSWER)
    grace.chooses("What did Slack say?", DONE)
    grace.fills("The date Slack’s answer bears", "2026-11-23")
    saves(grace)
    assert acts(wired, ACME) == [Action.SENT, Action.DONE]
