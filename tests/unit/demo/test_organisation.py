"""The pretended organisation: two workspaces, who is what in which, and what an app is told of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo import looking, profiles
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import LABS, Sibling, Standing, acme, in_organisation, organisation
from tests.record_builders import translator
from tests.unit.demo.tiny_app import TinyApp, listening

NEW = Sibling("T0NEW", "Newcomers", "newcomers")


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(organisation(), lambda: 1_700_000_000.0) as running:
        yield running


@pytest.fixture
def app(slack: PretendedSlack) -> Iterator[TinyApp]:
    running = TinyApp(slack)
    with listening(running):
        yield running


@pytest.fixture
def client(slack: PretendedSlack) -> WebClient:
    return WebClient(slack.workspace.bot_token, base_url=slack.api_url, retry_handlers=[])


def info(key: str) -> dict[str, object]:
    workspace = organisation()
    return profiles.user_info(workspace.personas[key], workspace, include_locale=True)


@pytest.mark.parametrize(
    ("key", "teams", "owns"),
    [
        ("ada", ["T0ACME", LABS], {"organisation"}),
        ("grace", ["T0ACME", LABS], {"workspace"}),
        ("mei", [LABS], {"workspace"}),
        ("sam", ["T0ACME", LABS], set()),
        ("lin", ["T0ACME"], set()),
    ],
)
def test_slack_says_of_a_person_which_workspaces_they_are_in_and_what_they_own(
    key: str, teams: list[str], owns: set[str]
):
    user = info(key)
    grid = user["enterprise_user"]
    assert isinstance(grid, dict)
    assert (user["team_id"], grid["teams"]) == (teams[0], teams)
    assert user["is_owner"] is ("workspace" in owns)
    assert grid["is_owner"] is ("organisation" in owns)


def test_a_workspace_the_app_is_not_in_is_not_among_a_person_s():
    workspace = replace(organisation(), siblings=())
    user = profiles.user_info(workspace.personas["grace"], workspace, include_locale=True)
    assert user["enterprise_user"]["teams"] == ["T0ACME"]


def test_the_same_installation_is_seen_from_each_workspace():
    labs = organisation().seen_from(LABS)
    assert (labs.team_id, labs.name, labs.url) == (LABS, "Acme Labs", "https://acme-labs.slack.com/")
    assert (labs.scope_id, labs.bot_token) == ("E0STAR", organisation().bot_token)
    assert organisation().seen_from("T0ACME") == organisation()
    with pytest.raises(KeyError, match="only in T0ACME, T0LABS"):
        organisation().seen_from("T0OTHER")


def test_team_info_is_told_of_every_workspace_the_app_is_in_and_of_no_other(client: WebClient):
    assert client.team_info(team=LABS)["team"]["name"] == "Acme Labs"
    assert client.team_info(team_id=LABS)["team"]["url"] == "https://acme-labs.slack.com/"
    with pytest.raises(SlackApiError, match="team_not_found"):
        client.team_info(team="T0OTHER")


def test_auth_teams_list_is_paged(client: WebClient):
    first = client.auth_teams_list(limit=1)
    assert first["teams"] == [{"id": "T0ACME", "name": "Acme"}]
    cursor = first["response_metadata"]["next_cursor"]
    second = client.auth_teams_list(limit=1, cursor=cursor)
    assert second["teams"] == [{"id": LABS, "name": "Acme Labs"}]
    assert second["response_metadata"]["next_cursor"] == ""
    assert len(client.auth_teams_list()["teams"]) == 2


@pytest.mark.parametrize(
    ("limit", "cursor", "error"),
    [
        (1001, "", "invalid_limit"),
        ("many", "", "invalid_limit"),
        (-1, "", "invalid_limit"),
        (1, "x", "invalid_cursor"),
        (1, "after:x", "invalid_cursor"),
    ],
)
def test_auth_teams_list_refuses_what_slack_refuses(
    limit: object, cursor: str, error: str, client: WebClient
):
    with pytest.raises(SlackApiError, match=error):
        client.api_call("auth.teams.list", params={"limit": limit, "cursor": cursor})


def test_a_workspace_s_token_is_good_for_one_workspace():
    for workspace in (acme(), in_organisation()):
        assert profiles.auth_teams_list(workspace, None, None) == {
            "teams": [{"id": "T0ACME", "name": "Acme"}],
            "response_metadata": {"next_cursor": ""},
        }


def test_what_a_person_does_comes_from_the_workspace_they_went_to(slack: PretendedSlack, app: TinyApp):
    app.on_event("app_home_opened", lambda: None)
    sam = slack.person("sam")
    sam.opens_home()
    sam.goes_to(LABS)
    sam.opens_home()
    assert [body["team_id"] for body in app.received] == ["T0ACME", LABS]


def test_who_is_of_another_workspace_begins_there(slack: PretendedSlack):
    assert slack.person("mei").here.team_id == LABS
    assert slack.person("otto").here.team_id == "T0ACME"


@pytest.mark.parametrize(("key", "team"), [("lin", LABS), ("sam", "T0OTHER"), ("mei", "T0ACME")])
def test_nobody_goes_where_they_are_not(slack: PretendedSlack, key: str, team: str):
    with pytest.raises(NotPossible, match="does not find the app in"):
        slack.person(key).goes_to(team)


def test_nobody_goes_where_the_app_is_not_any_more(slack: PretendedSlack, app: TinyApp):
    app.on_event("team_access_revoked", lambda: None)
    slack.shuts_out(LABS)
    with pytest.raises(NotPossible):
        slack.person("sam").goes_to(LABS)
    assert app.received[0]["event"] == {"type": "team_access_revoked", "team_ids": [LABS]}
    assert (app.received[0]["team_id"], app.received[0]["enterprise_id"]) == (None, "E0STAR")


def test_an_app_is_told_ids_of_workspaces_it_is_let_into_and_no_names(
    slack: PretendedSlack, app: TinyApp, client: WebClient
):
    app.on_event("team_access_granted", lambda: None)
    slack.lets_in(NEW)
    assert app.received[0]["event"] == {"type": "team_access_granted", "team_ids": ["T0NEW"]}
    assert {"id": "T0NEW", "name": "Newcomers"} in client.auth_teams_list()["teams"]


def test_a_workspace_joins_an_organisation_without_an_event_and_keeps_its_ids():
    with PretendedSlack(acme(), lambda: 1_700_000_000.0) as slack, listening(app := TinyApp(slack)):
        slack.joins("E0STAR", "Starship")
        client = WebClient(slack.workspace.bot_token, base_url=slack.api_url, retry_handlers=[])
        user = client.users_info(user="U0ADA")["user"]
        assert (user["team_id"], user["enterprise_user"]["enterprise_id"]) == ("T0ACME", "E0STAR")
        assert client.auth_test()["enterprise_id"] == "E0STAR"
        assert app.received == []


def test_the_people_of_an_organisation_are_told_apart_by_what_they_own():
    workspace = organisation()
    people = {key: one for key, one in workspace.personas.items() if one.role is not Standing.OUTSIDER}
    cards = {key: looking.card(one, workspace, translator("en")).standing for key, one in people.items()}
    assert cards["ada"] == "Org Primary Owner"
    assert cards["grace"] == "Workspace Owner · Acme"
    assert cards["mei"] == "Workspace Owner · Acme Labs"
    assert cards["noor"] == "Guest"
    assert looking.card(acme().personas["grace"], acme(), translator("en")).standing == "Workspace Owner"
    assert workspace.personas["ada"].role is Standing.MEMBER
