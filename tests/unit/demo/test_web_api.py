"""The Web API over real HTTP, asked as the SDK asks; each of Slack's refusals once."""

import http.client
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing, Workspace, acme, organisation
from tests.unit.demo.asking import FORM, HOME, client_of, refused, running
from tests.unit.demo.tiny_app import Clock, home, section


def test_auth_test_tells_who_and_which_scopes(slack: PretendedSlack, client: WebClient):
    told = client.auth_test()
    assert (told["team_id"], told["user_id"], told["bot_id"]) == ("T0ACME", "U0DATAPOLICY", "B0DATAPOLICY")
    assert told.headers["x-oauth-scopes"] == "commands,chat:write,users:read,team:read"
    assert [(call.method, call.error) for call in slack.calls] == [("auth.test", None)]


def test_users_info_is_asked_by_query_and_team_info_too(client: WebClient):
    assert client.users_info(user="U0CAMILLE", include_locale=True)["user"]["locale"] == "fr-FR"
    assert "locale" not in client.users_info(user="U0CAMILLE")["user"]
    assert client.users_info(user="U0DATAPOLICY")["user"]["is_bot"]
    assert client.team_info()["team"]["domain"] == "acme"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.info", {}, "invalid_arguments"),
        ("users.list", {}, "unknown_method"),
        ("team.info", {"team": "T0OTHER"}, "team_not_found"),
        ("views.publish", {"user_id": "U0NOBODY", "view": HOME}, "user_not_found"),
        ("views.publish", {"user_id": "U0DANA", "view": HOME}, "user_not_found"),
        ("views.publish", {"user_id": "U0ADA"}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0ADA", "view": "no json"}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0ADA", "view": FORM}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0ADA", "view": home({"type": "sektion"})}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0ADA", "view": home(*[section("é" * 3000)] * 50)}, "view_too_large"),
        ("views.publish", {"user_id": "U0ADA", "view": HOME, "hash": "1.old"}, "hash_conflict"),
        ("views.open", {"trigger_id": "1.2.3", "view": FORM}, "invalid_trigger_id"),
        ("views.push", {"trigger_id": "1.2.3", "view": FORM}, "invalid_trigger_id"),
        ("views.open", {"view": FORM}, "invalid_arguments"),
        ("views.update", {"view_id": "V1", "view": FORM}, "not_found"),
        ("views.update", {"view": FORM}, "invalid_arguments"),
        ("views.update", {"view_id": "V1", "external_id": "x", "view": FORM}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0GENERAL", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "U0DANA", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0ADA"}, "no_text"),
        ("chat.postMessage", {"channel": "U0ADA", "text": "x", "blocks": [{"type": "x"}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": "U0ADA", "text": "x", "blocks": "[{"}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": "U0ADA", "text": "x", "blocks": [section("x" * 3000)] * 5},
            "msg_blocks_too_long",
        ),
        ("chat.postEphemeral", {"channel": "C0GENERAL", "user": "U0ADA", "text": "x"}, "not_in_channel"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
    ],
)
def test_a_call_slack_refuses_is_refused_by_its_name(
    slack: PretendedSlack, client: WebClient, method: str, arguments: dict[str, Any], error: str
):
    with pytest.raises(SlackApiError) as refusal:
        client.api_call(method, json=arguments)
    assert refused(refusal) == error
    assert [(call.method, call.error) for call in slack.calls] == [(method, error)]


def test_a_refused_view_says_what_is_wrong_and_where(client: WebClient):
    with pytest.raises(SlackApiError) as refusal:
        client.views_publish(user_id="U0ADA", view=home(section("")))
    messages = refusal.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"]


def test_a_view_may_come_as_json_within_a_form(slack: PretendedSlack, client: WebClient):
    client.api_call("views.publish", data={"user_id": "U0ADA", "view": json.dumps(HOME)})
    assert slack.surfaces.homes["U0ADA"].content["blocks"][0]["text"]["text"] == "Hello"


def test_a_body_that_is_no_json_is_refused(slack: PretendedSlack):
    url = urlsplit(slack.api_url)
    connection = http.client.HTTPConnection(url.hostname or "", url.port)
    connection.request("POST", "/api/auth.test", b"{", {"content-type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    assert answer == {"ok": False, "error": "invalid_json"}


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("xapp-pretended-app-token", None)],
)
def test_a_wrong_token_is_refused(slack: PretendedSlack, token: str, error: str | None):
    with pytest.raises(SlackApiError) as refusal:
        client_of(slack, token).auth_test()
    assert refused(refusal) == (error or "not_allowed_token_type")


def test_a_token_is_never_kept_among_the_arguments(slack: PretendedSlack, client: WebClient):
    client.api_call("auth.test", data={"token": slack.workspace.bot_token})
    assert slack.calls[0].arguments == {}


def test_after_an_uninstall_the_account_is_inactive(slack: PretendedSlack, client: WebClient):
    slack.uninstalls(announce=False)
    with pytest.raises(SlackApiError) as refusal:
        client.auth_test()
    assert refused(refusal) == "account_inactive"
    slack.reinstalls()
    assert client.auth_test()["ok"]


def test_a_missing_scope_is_named(clock: Clock):
    workspace = replace(acme(), scopes=("commands",))
    with running(workspace, clock) as (_, client), pytest.raises(SlackApiError) as refusal:
        client.users_info(user="U0ADA")
    answer = refusal.value.response
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "users:read",
        "commands",
    )


def test_a_disabled_tab_refuses(clock: Clock):
    with running(replace(acme(), home_tab=False, messages_tab=False), clock) as (_, client):
        with pytest.raises(SlackApiError) as no_home:
            client.views_publish(user_id="U0ADA", view=HOME)
        with pytest.raises(SlackApiError) as no_messages:
            client.chat_postMessage(channel="U0ADA", text="x")
    assert (refused(no_home), refused(no_messages)) == ("not_enabled", "messages_tab_disabled")


def test_an_organisation_wide_token_has_to_name_the_team(clock: Clock):
    with running(organisation(), clock) as (slack, client):
        with pytest.raises(SlackApiError) as asked:
            client.team_info()
        with pytest.raises(SlackApiError) as sent:
            client.chat_postMessage(channel="W0ADA", text="x")
        assert (refused(asked), refused(sent)) == ("missing_argument", "missing_argument")
        with pytest.raises(SlackApiError) as other:
            client.team_info(team_id="T0OTHER")
        assert refused(other) == "team_not_found"
        assert client.team_info(team_id="T0ACME")["team"]["enterprise_id"] == "E0STAR"
        client.chat_postMessage(channel="W0ADA", text="x", team_id="T0ACME")
        assert slack.person("ada").messages == ["x"]


def test_direct_messages_arrive_by_user_and_by_their_channel(slack: PretendedSlack, client: WebClient):
    sent = client.chat_postMessage(channel="U0ADA", text="First")
    client.chat_postMessage(channel=sent["channel"], text="Second", blocks=[section("*Second*")])
    ada = slack.person("ada")
    assert ada.messages == ["First", "Second"]
    assert ada.inbox[0].ts == sent["ts"]
    assert not ada.inbox[0].ephemeral


IN_GENERAL = frozenset({"C0GENERAL"})


@pytest.mark.parametrize(
    ("workspace", "channel", "error"),
    [
        (acme(), "C0GENERAL", "not_in_channel"),
        (acme(), "C0PRIVACY", "channel_not_found"),
        (replace(acme(), joined=IN_GENERAL, archived=IN_GENERAL), "C0GENERAL", "is_archived"),
        (replace(acme(), joined=IN_GENERAL, restricted=IN_GENERAL), "C0GENERAL", "restricted_action"),
    ],
    ids=["not a member", "private and not a member", "archived", "restricted"],
)
def test_a_channel_that_does_not_take_the_app_says_why_in_slack_s_words(
    clock: Clock, workspace: Workspace, channel: str, error: str
):
    with running(workspace, clock) as (slack, client):
        with pytest.raises(SlackApiError) as refusal:
            client.chat_postMessage(channel=channel, text="All")
        assert refused(refusal) == error
        assert slack.channel_posts == []


def test_who_invites_the_app_lets_it_write_there(clock: Clock):
    with running(acme(), clock) as (slack, client):
        slack.person("sam").types("/invite @Data Policy", channel="C0PRIVACY")
        client.chat_postMessage(channel="C0PRIVACY", text="All")
        assert [one.channel for one in slack.channel_posts] == ["C0PRIVACY"]


def test_a_channel_the_bot_joined_takes_messages_for_all_and_for_one(clock: Clock):
    with running(replace(acme(), joined=frozenset({"C0GENERAL"})), clock) as (slack, client):
        client.chat_postMessage(channel="C0GENERAL", text="All")
        client.chat_postEphemeral(channel="C0GENERAL", user="U0ADA", text="One")
        with pytest.raises(SlackApiError) as refusal:
            client.chat_postEphemeral(channel="C0GENERAL", user="U0NOBODY", text="x")
    assert refused(refusal) == "user_not_in_channel"
    assert [posted.content["text"] for posted in slack.channel_posts] == ["All"]
    assert [posted.content["text"] for posted in slack.answers["U0ADA"]] == ["One"]


def test_told_failures_come_once_and_in_order(slack: PretendedSlack, client: WebClient):
    slack.fail_next("auth.test", "fatal_error")
    slack.fail_next("auth.test", "ratelimited", retry_after=7)
    slack.fail_next("auth.test", status=503)
    with pytest.raises(SlackApiError) as by_name:
        client.auth_test()
    with pytest.raises(SlackApiError) as by_rate:
        client.auth_test()
    with pytest.raises(SlackApiError) as by_status:
        client.auth_test()
    assert refused(by_name) == "fatal_error"
    assert (by_rate.value.response.status_code, by_rate.value.response.headers["Retry-After"]) == (429, "7")
    assert by_status.value.response.status_code == 503
    assert client.auth_test()["ok"]


def test_a_failure_can_be_told_several_times(slack: PretendedSlack, client: WebClient):
    slack.fail_next("auth.test", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            client.auth_test()
    assert client.auth_test()["ok"]


def test_socket_mode_is_opened_with_the_app_token_where_there_is_one(slack: PretendedSlack):
    client = client_of(slack)
    token = slack.workspace.app_token
    with pytest.raises(SlackApiError):
        client.apps_connections_open(app_token=token)
    slack.socket_mode_url = "ws://127.0.0.1:1/"
    assert client.apps_connections_open(app_token=token)["url"] == "ws://127.0.0.1:1/"


def test_a_role_can_change_under_the_apps_feet(slack: PretendedSlack, client: WebClient):
    slack.change("grace", role=Standing.MEMBER)
    assert client.users_info(user="U0GRACE")["user"]["is_owner"] is False
    assert slack.workspace.personas["grace"].role is Standing.OWNER
