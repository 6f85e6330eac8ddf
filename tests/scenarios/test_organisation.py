"""An organisation with two workspaces: who files for what, and which record is shown to whom."""

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import LABS, Standing
from bolt_app.optout.model import Action
from bolt_app.people import Scope
from bolt_app.views.metadata import Seen
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from tests.scenarios.organisation_steps import (
    ACME,
    OF_ORGANISATION,
    OF_WORKSPACE,
    STAR,
    acts,
    confirmed_for_the_workspace,
    files_for_the_workspace,
    in_an_organisation,
    record_of,
)
from tests.scenarios.steps import LETTER, calls_of, declines, opens, prepares_and_sends, saves

pytestmark = in_an_organisation


def test_an_organisation_owner_files_for_the_organisation_and_the_letter_says_so(wired: Wired, ada: Person):
    opens(ada, LETTER)
    assert "The record of organisation E0STAR." in ada.sees
    letter = ada.fields["Text of the e-mail"]["value"]
    assert "Organisation name: Starship\n" in letter
    assert "Organisation URL: https://acme.enterprise.slack.com\nOrganisation ID: E0STAR\n" in letter
    ada.closes()
    prepares_and_sends(ada)
    assert (acts(wired, STAR), acts(wired, ACME)) == ([Action.SENT], [])
    opens(ada, "See the record")
    assert "The record of organisation E0STAR." in ada.sees
    assert "by an organisation owner" in ada.sees


def test_a_workspace_owner_files_for_the_workspace_and_the_letter_says_so(wired: Wired, grace: Person):
    opens(grace, LETTER)
    assert "The record of workspace T0ACME." in grace.sees
    letter = grace.fields["Text of the e-mail"]["value"]
    assert "Workspace name: Acme\n" in letter
    assert "Workspace URL: https://acme.slack.com\nWorkspace ID: T0ACME\n" in letter
    grace.closes()
    files_for_the_workspace(grace)
    assert (acts(wired, STAR), acts(wired, ACME)) == ([], [Action.SENT])
    [sent] = record_of(wired, ACME)
    assert sent.statement.organisation == "E0STAR"
    assert sent.statement.ticked == MAY_DECIDE_FOR_WORKSPACE
    opens(grace, "See the workspace’s record")
    assert "The record of workspace T0ACME." in grace.sees
    assert "by a workspace owner" in grace.sees


def test_both_records_are_shown_to_members_and_that_they_differ(ada: Person, grace: Person, sam: Person):
    declines(ada, "We learn from it.")
    confirmed_for_the_workspace(grace)
    for look in (sam.opens_home, lambda: sam.types("/datapolicy"), lambda: sam.types("/datapolicy status")):
        look()
        assert "Our organisation’s opt-out: Decided not to opt out" in sam.sees
        assert "This workspace’s own opt-out: Confirmation recorded" in sam.sees
        assert "An owner reports that Slack confirmed" in sam.sees
        assert "We learn from it" in sam.sees
    sam.opens_home()
    assert "The two records differ." in sam.sees
    assert "and those added later, is not stated." in sam.sees


def test_the_record_of_each_is_its_own_and_the_correction_stays_in_it(
    wired: Wired, ada: Person, grace: Person
):
    declines(ada)
    confirmed_for_the_workspace(grace)
    opens(grace, "See the workspace’s record")
    grace.presses("Correct the record")
    assert "The record of workspace T0ACME." in grace.sees
    grace.chooses("The entry that was wrong", "1")
    grace.fills("What was wrong", "It was about another workspace.")
    grace.submits()
    assert (acts(wired, STAR), acts(wired, ACME)) == ([Action.DECLINE], [Action.DONE, Action.CORRECT])


def test_a_workspace_owner_reads_the_organisation_s_record_and_corrects_nothing_in_it(
    ada: Person, grace: Person
):
    declines(ada)
    opens(grace, "See the record")
    assert "The record of organisation E0STAR." in grace.sees
    assert "Correct the record" not in grace.sees
    assert f"({ada.user_id})" not in grace.sees


def test_an_organisation_owner_who_owns_no_workspace_is_offered_nothing_for_it(ada: Person):
    ada.opens_home()
    assert OF_ORGANISATION in ada.sees
    assert OF_WORKSPACE not in ada.sees


def test_who_owns_both_acts_for_each_apart(wired: Wired, ada: Person):
    wired.slack.change("ada", role=Standing.OWNER)
    ada.opens_home()
    assert OF_ORGANISATION in ada.sees
    assert OF_WORKSPACE in ada.sees
    for which, scope in (("this workspace", ACME), ("the organisation", STAR)):
        ada.opens_home()
        ada.presses(f"We decide not to: {which}")
        ada.fills("Reason", f"Decided for {which}.")
        wording = ada.sees.splitlines()
        ada.chooses("Your statement", next(line for line in wording if line.startswith("I am an owner")))
        saves(ada)
        assert [entry.statement.reason for entry in record_of(wired, scope)] == [f"Decided for {which}."]


def test_an_owner_of_one_workspace_is_a_member_in_the_other(wired: Wired, grace: Person):
    grace.goes_to(LABS)
    grace.opens_home()
    assert OF_WORKSPACE not in grace.sees
    assert "This workspace’s own opt-out: None recorded here" in grace.sees
    grace.goes_to("T0ACME")
    grace.opens_home()
    assert OF_WORKSPACE in grace.sees
    assert acts(wired, Scope(LABS)) == []


def test_a_person_of_two_workspaces_reads_the_record_of_the_one_they_are_in(wired: Wired, sam: Person):
    confirmed_for_the_workspace(wired.slack.person("mei"))
    sam.opens_home()
    assert "This workspace’s own opt-out: None recorded here" in sam.sees
    sam.goes_to(LABS)
    sam.opens_home()
    assert "This workspace’s own opt-out: Confirmation recorded" in sam.sees
    sam.types("/datapolicy status")
    assert "This workspace’s own opt-out: Confirmation recorded" in sam.sees
    opens(sam, "See the workspace’s record")
    assert f"The record of workspace {LABS}." in sam.sees


def test_a_member_s_entries_in_both_records_are_among_my_data(ada: Person, grace: Person):
    declines(ada)
    confirmed_for_the_workspace(grace)
    opens(grace, "My data")
    assert "(No. 1 of this workspace’s own record)" in grace.sees
    assert "Decision not to opt out" not in grace.sees


@pytest.mark.parametrize("key", ["sam", "lin", "camille", "noor"])
def test_who_owns_nothing_is_offered_nothing(wired: Wired, key: str):
    person = wired.slack.person(key)
    person.opens_home()
    assert not {"Your part", "Votre rôle"} & set(person.sees.split(" as ")[0].splitlines())
    assert OF_ORGANISATION not in person.sees
    assert OF_WORKSPACE not in person.sees


def test_a_guest_reads_both_states_without_reasons(ada: Person, grace: Person, noor: Person):
    declines(ada, "We learn from it.")
    opens(grace, "We decide not to")
    grace.fills("Reason", "Our workspace learns too.")
    grace.chooses("Your statement", MAY_DECIDE_FOR_WORKSPACE)
    saves(grace)
    noor.opens_home()
    assert noor.sees.count("Decided not to opt out") == 2
    assert "learn" not in noor.sees.split("Your questions")[0].split("opt-out: ")[1]
    opens(noor, "See the workspace’s record")
    assert "Guests read the status and its date." in noor.sees


def test_looking_again_within_minutes_asks_slack_nothing_about_the_person(wired: Wired, grace: Person):
    grace.opens_home()
    grace.opens_home()
    grace.types("/datapolicy")
    assert len(calls_of(wired, "users.info")) == 1


def test_the_second_letter_asks_what_is_not_known_and_names_what_it_is_about(
    wired: Wired, ada: Person, grace: Person
):
    prepares_and_sends(ada)
    files_for_the_workspace(grace)
    for owner, named in ((ada, "Organisation ID: E0STAR"), (grace, "Workspace ID: T0ACME")):
        opens(owner, "Ask Slack what is not known")
        assert "Does the opt-out of an organisation cover all its workspaces" in owner.sees
        assert named in owner.sees
    assert (acts(wired, STAR), acts(wired, ACME)) == ([Action.SENT], [Action.SENT])


def test_an_outsider_learns_nothing_of_either_record(wired: Wired, ada: Person, grace: Person, otto: Person):
    declines(ada, "We learn from it.")
    confirmed_for_the_workspace(grace)
    otto.opens_home()
    assert "for its own members" in otto.sees
    for button in ("record", "my_data", "workspaces", "letter.questions"):
        press = {
            "type": "button",
            "action_id": button,
            "block_id": "b",
            "value": "workspace",
            "action_ts": "1.0",
        }
        trigger = wired.slack.exchange.trigger(otto.user_id)
        body = payloads.action_in_view(
            otto.here, otto.persona, press, {"id": "V1", "type": "home", "private_metadata": ""}, trigger
        )
        assert wired.slack.delivery.interaction(body).status == 200
        assert "for its own members" in otto.sees
        otto.closes()


def presses_record(wired: Wired, person: Person, user_team: str | None, metadata: str | None) -> None:
    """Presses the button of the workspace's record, as a payload says it that names no `team`.

    Args:
        user_team: what stands as `team_id` of the user; None for nothing.
        metadata: what the Home tab carries; None: it is pressed in a message.
    """
    press = {"type": "button", "action_id": "record", "block_id": "b", "value": "workspace"}
    trigger = wired.slack.exchange.trigger(person.user_id)
    view = {"id": "V1", "type": "home", "private_metadata": metadata}
    body = payloads.action_in_view(person.here, person.persona, press, view, trigger)
    body["user"]["team_id"] = user_team
    if metadata is None:
        del body["view"]
    assert wired.slack.delivery.interaction(body).status == 200


@pytest.mark.parametrize("user_team", ["E0STAR", "T0ACME", None])
def test_whatever_slack_says_of_the_person_a_button_is_about_the_workspace_whose_home_it_is_on(
    wired: Wired, sam: Person, user_team: str | None
):
    sam.goes_to(LABS)
    sam.opens_home()
    assert sam.home
    presses_record(wired, sam, user_team, sam.home.content["private_metadata"])
    assert f"The record of workspace {LABS}." in sam.sees


@pytest.mark.parametrize("user_team", ["E0STAR", "T0ACME", None])
def test_a_button_in_a_message_is_about_the_person_s_own_workspace(
    wired: Wired, grace: Person, user_team: str | None
):
    presses_record(wired, grace, user_team, None)
    assert "The record of workspace T0ACME." in grace.sees


@pytest.mark.parametrize("team", [LABS, "T0FOREIGN"])
def test_a_home_changed_on_its_way_opens_no_workspace_the_person_is_not_in(wired: Wired, team: str):
    camille = wired.slack.person("camille")
    presses_record(wired, camille, "E0STAR", Seen(team=team).packed())
    assert "est destiné à ses propres membres" in camille.sees
    assert "Le registre" not in camille.sees


def test_a_person_of_the_organisation_who_is_not_in_the_workspace_sees_the_organisation_s_record_alone(
    wired: Wired,
):
    wired.slack.change("sam", also_in=(), team_id="T0ELSEWHERE")
    sam = wired.slack.person("sam")
    sam.opens_home()
    assert "Our organisation’s opt-out: None recorded here" in sam.sees
    assert "This workspace’s own record" not in sam.sees
