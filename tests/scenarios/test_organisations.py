"""The main journey in a workspace, in one of an organisation, and in an organisation as a whole."""

import pytest

from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace
from bolt_app.people import Role
from tests.scenarios.conftest import in_every_kind_of_workspace
from tests.scenarios.steps import (
    DONE,
    RECEIVED,
    REPLY,
    answers,
    corrects,
    entries,
    keeps_a_draft,
    names_contact,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)

pytestmark = [in_every_kind_of_workspace, pytest.mark.usefixtures("nothing_breaks")]


def test_the_journey_of_people_goes_through(wired: Wired, workspace: Workspace):
    ada, sam = wired.slack.person("ada"), wired.slack.person("sam")
    sam.types("/datapolicy")
    sam.presses("Sources")
    sam.closes()
    keeps_a_draft(ada)
    ada.presses("Discard the draft")
    ada.closes()
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED)
    records_answer(ada, DONE, reply="Done.")
    corrects(ada, 5)
    names_contact(ada, "sam")
    sam.opens_home()
    assert f"The privacy contact an owner named: {sam.user_id}." in sam.sees
    assert len(entries(wired)) == 7
    assert {entry.scope.id for entry in entries(wired)} == {workspace.scope_id}


def test_the_letter_names_what_the_request_covers(wired: Wired, workspace: Workspace):
    ada = wired.slack.person("ada")
    opens(ada, "Prepare the opt-out e-mail")
    body = ada.fields["Text of the e-mail"]["value"]
    kind = "Organisation" if workspace.org_wide else "Workspace"
    assert f"{kind} ID: {workspace.scope_id}\n" in body
    assert f"Our reference: DP-{workspace.scope_id}-1\n" in body


def test_only_an_organisation_is_asked_which_workspaces_are_covered(wired: Wired, workspace: Workspace):
    ada, sam = wired.slack.person("ada"), wired.slack.person("sam")
    prepares_and_sends(ada)
    answers(ada, DONE)
    asked = "Which workspaces it covers, if Slack named some"
    assert (asked in ada.fields) is workspace.org_wide
    if workspace.org_wide:
        ada.fills(asked, "acme.slack.com and no other")
    ada.fills(REPLY, "Done.")
    saves(ada)
    sam.types("/datapolicy status")
    assert ("acme.slack.com and no other" in sam.sees) is workspace.org_wide


def test_a_workspaces_owner_is_no_owner_of_the_organisation(wired: Wired, workspace: Workspace):
    grace = wired.slack.person("grace")
    grace.opens_home()
    assert "Your part as an owner of the organisation" not in grace.sees
    assert ("Your part as an owner of this workspace" in grace.sees) is workspace.org_wide


def test_an_entry_of_an_organisation_is_by_one_of_its_owners(wired: Wired, workspace: Workspace):
    ada, sam = wired.slack.person("ada"), wired.slack.person("sam")
    prepares_and_sends(ada)
    opens(sam, "See the record")
    role = "an organisation owner" if workspace.org_wide else "a workspace owner"
    assert f"by {role}." in sam.sees
    assert entries(wired)[0].role is Role.OWNER
