"""What listeners share about an organisation: which record a click is about, both records, the workspaces."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import LABS, Sibling, Standing, organisation
from bolt_app.installation import Installation
from bolt_app.letter import Place
from bolt_app.optout.model import Action, Statement, Status
from bolt_app.people import Role, Scope, Viewer
from bolt_app.views.metadata import About
from listeners.viewer import REMEMBERED_FOR, ROLE_WITHIN, Viewers
from tests.unit.listeners.test_viewers import Clock
from tests.unit.optout.acts import ACME, GRACE_WITHIN, NOW, ORG_ADA, STAR

STARSHIP = Installation(
    "", "E0STAR", is_enterprise_install=True, bot_user_id="W0BOT", bot_id="B0", name="Starship",
    url="https://star.enterprise.slack.com/",
)  # fmt: skip
BOTH = Viewer(STAR, "W0GRACE", Role.MEMBER, enterprise="E0STAR", workspace=GRACE_WITHIN)


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(organisation(), NOW.timestamp) as pretended:
        yield pretended


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def viewers(clock: Clock) -> Viewers:
    return Viewers(clock)


def test_a_click_is_about_the_organisation_or_about_one_s_own_workspace(services):
    assert services.person(BOTH, About.SCOPE) is BOTH
    assert services.person(BOTH, About.WORKSPACE) is GRACE_WITHIN


@pytest.mark.parametrize("role", Role)
def test_whose_workspace_is_not_known_is_an_outsider_to_it_whatever_they_are_elsewhere(services, role: Role):
    for scope in (STAR, ACME):
        person = services.person(Viewer(scope, "W0ADA", role), About.WORKSPACE)
        assert (person.role, person.workspace) == (Role.OUTSIDER, None)


def test_facts_hold_both_records_and_only_one_outside_an_organisation(services):
    services.desk.act(GRACE_WITHIN, Action.DONE, Statement(), after=0)
    both = services.facts_for(BOTH, team="T0ACME", app_id="A0APP")
    assert (both.opt_out.scope, both.opt_out.status) == (STAR, Status.NOT_FILED)
    assert both.own is not None
    assert (both.own.scope, both.own.status) == (ACME, Status.CONFIRMED)
    assert services.facts_for(ORG_ADA, team="T0ACME", app_id="A0APP").own is None


def test_a_look_at_a_workspace_that_moved_makes_its_confirmation_uncertain(services):
    alone = Viewer(ACME, "U0ADA", Role.OWNER)
    services.desk.act(alone, Action.DONE, Statement(), after=0)
    facts = services.facts_for(BOTH, team="T0ACME", app_id="A0APP")
    assert facts.own is not None
    assert facts.own.status is Status.UNCERTAIN


def test_a_workspace_s_letter_names_the_workspace_and_not_the_organisation(services, client):
    place = services.place(Scope(LABS), STARSHIP, client)
    assert place == Place(Scope(LABS), "Acme Labs", "https://acme-labs.slack.com")


def test_a_workspace_slack_says_nothing_of_is_called_by_its_id(services, slack, client):
    slack.fail_next("team.info")
    assert services.place(Scope(LABS), STARSHIP, client) == Place(Scope(LABS), LABS, "", beside=STARSHIP.url)


def test_a_workspace_slack_says_nothing_of_is_the_government_s_where_its_organisation_is(
    services, slack, client
):
    slack.fail_next("team.info")
    of_government = replace(STARSHIP, url="https://star.enterprise.slack-gov.com/")
    place = services.place(Scope(LABS), of_government, client)
    assert (place.url, place.of_government) == ("", True)


def test_the_workspaces_are_those_the_token_is_good_for_with_their_names(services, slack, client):
    found = services.workspaces(STAR, client, after="", size=10)
    assert [(one.team_id, one.name) for one in found] == [("T0ACME", "Acme"), (LABS, "Acme Labs")]
    assert services.workspaces(STAR, client, after="T0ACME", size=10) == found[1:]
    assert [call.method for call in slack.calls] == ["auth.teams.list"]


def test_a_workspace_that_came_without_a_name_is_asked_about_with_all_others(services, slack, client):
    services.workspaces(STAR, client, after="", size=10)
    services.grants.granted("E0STAR", {"T0NEW": ""}, NOW)
    assert [one.name for one in services.workspaces(STAR, client, after="", size=2)] == ["Acme", "Acme Labs"]
    assert services.workspaces(STAR, client, after="", size=3)[2].name == ""
    assert len(slack.calls) == 2


def test_every_page_of_names_is_read(services, slack, client):
    many = tuple(Sibling(f"T1{number:04}", f"Many {number}", f"many-{number}") for number in range(1500))
    slack.workspace = replace(organisation(), siblings=many)
    assert len(services.workspaces(STAR, client, after="", size=2000)) == 1501
    assert [call.arguments.get("cursor") for call in slack.calls] == [None, "after:1000"]


def test_a_workspace_slack_still_names_has_not_left_whatever_an_older_event_said(services, client):
    departures = services.leaving.departures
    services.leaving.shut_out("E0STAR", [LABS, "T0GONE"], NOW - timedelta(days=1))
    assert (departures.away(LABS), departures.away("T0GONE")) == (True, True)
    services.workspaces(STAR, client, after="", size=10)
    assert (departures.away(LABS), departures.away("T0GONE")) == (False, True)


@pytest.mark.parametrize("error", ["internal_error", "ratelimited", "access_denied"])
def test_what_is_known_serves_while_slack_does_not_tell_names(services, slack, client, error: str):
    services.grants.granted("E0STAR", {"T0NEW": ""}, NOW)
    slack.fail_next("auth.teams.list", error)
    assert [one.team_id for one in services.workspaces(STAR, client, after="", size=9)] == ["T0NEW"]
    nowhere = WebClient("xoxb-1", base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    assert [one.team_id for one in services.workspaces(STAR, nowhere, after="", size=9)] == ["T0NEW"]


def test_no_workspace_known_is_asked_for_once_a_look_and_past_the_last_page_never(services, slack, client):
    slack.fail_next("auth.teams.list")
    assert services.workspaces(STAR, client, after="", size=9) == []
    assert services.workspaces(STAR, client, after="T9", size=9) == []
    assert len(slack.calls) == 1


def test_a_role_that_buttons_depend_on_is_minutes_old_at_most(viewers, slack, client, clock):
    def shown() -> Role:
        found: Viewer = viewers.shown(STARSHIP, "W0GRACE", client, team="T0ACME", role_within=ROLE_WITHIN)
        assert found.workspace is not None
        return found.workspace.role

    assert shown() is Role.OWNER
    slack.change("grace", role=Standing.MEMBER)
    clock.now += ROLE_WITHIN
    assert shown() is Role.OWNER
    clock.now += timedelta(seconds=1)
    assert shown() is Role.MEMBER
    assert len(slack.calls) == 2


def test_what_was_read_for_buttons_serves_for_hours_where_none_depend_on_it(viewers, slack, client, clock):
    viewers.shown(STARSHIP, "W0GRACE", client, team="T0ACME", role_within=ROLE_WITHIN)
    clock.now += REMEMBERED_FOR - timedelta(seconds=1)
    viewers.shown(STARSHIP, "W0GRACE", client, team="T0ACME")
    assert len(slack.calls) == 1


def test_one_person_is_remembered_apart_for_each_workspace_they_are_in(viewers, slack, client):
    for team, role in (("T0ACME", Role.OWNER), (LABS, Role.MEMBER), ("T0ACME", Role.OWNER)):
        found = viewers.shown(STARSHIP, "W0GRACE", client, team=team)
        assert found.workspace is not None
        assert (found.workspace.scope, found.workspace.role) == (Scope(team), role)
    assert len(slack.calls) == 2
    assert viewers.locale(STARSHIP, "W0GRACE") == "en-US"
    viewers.forget(STAR)
    viewers.shown(STARSHIP, "W0GRACE", client, team=LABS)
    assert len(slack.calls) == 3
