"""Every listener fed with what Slack sends: a workspace, one of an organisation, an organisation as a whole.

The payloads are written here in the shapes Slack publishes, missing fields included. What fails a test is an
exception in the log or an answer other than 200.
"""

from typing import Any

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing, Workspace
from bolt_app.optout.model import Action
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from tests.scenarios.conftest import in_every_kind_of_workspace
from tests.scenarios.steps import entries, keeps_a_draft

pytestmark = [in_every_kind_of_workspace, pytest.mark.usefixtures("nothing_breaks")]


def team(workspace: Workspace) -> dict[str, str] | None:
    return None if workspace.org_wide else {"id": workspace.team_id, "domain": workspace.domain}


def who(workspace: Workspace, kind: str, key: str = "ada") -> dict[str, Any]:
    """What interactions carried before organisations: neither `enterprise` nor `is_enterprise_install`."""
    user_id = workspace.personas[key].user_id
    return {
        "type": kind,
        "team": team(workspace),
        "user": {"id": user_id, "username": key, "name": key, "team_id": workspace.team_id},
        "api_app_id": workspace.app_id,
        "token": workspace.verification_token,
    }


def pressed(wired: Wired, action_id: str, value: str = "") -> dict[str, Any]:
    """A button in an ephemeral message, without `message` and `state`."""
    workspace = wired.slack.workspace
    return who(workspace, "block_actions") | {
        "container": {
            "type": "message",
            "message_ts": "111.222",
            "channel_id": "C111",
            "is_ephemeral": True,
        },
        "trigger_id": wired.slack.exchange.trigger(workspace.personas["ada"].user_id),
        "channel": {"id": "C111", "name": "test-channel"},
        "response_url": "https://hooks.slack.com/actions/T111/111/random-value",
        "actions": [
            {
                "action_id": action_id,
                "block_id": "b",
                "text": {"type": "plain_text", "text": "Button", "emoji": True},
                "value": value,
                "type": "button",
                "action_ts": "1596530385.194939",
            }
        ],
    }


TURNING = (
    Press.OLDER,
    Press.NEWER,
    Press.WORKSPACES_PAGE,
    Press.WORKSPACES_FIRST,
    Press.CHANGES_OLDER,
    Press.CHANGES_NEWER,
    Press.STATEMENTS_NEXT,
    Press.STATEMENTS_BACK,
    Press.COMPARE,
    Press.VERSIONS_BACK,
    Press.MAILS_OLDER,
    Press.MAILS_NEWER,
    Press.REDUCE,
)
"""They turn the page of the modal they stand in."""

ONLY_ELSEWHERE = (Press.OPEN, Press.DO, Press.LETTER, Press.ADD_MAIL, Press.TELL_ME, *TURNING)
LINKS = (Press.OPEN_HOME, Press.UPLOAD_PAGE, Press.DOWNLOAD_PAGE)
"""Slack opens them by itself."""
BUTTONS = [press.value for press in Press if press not in ONLY_ELSEWHERE]


def test_every_button_in_a_message(wired: Wired):
    ada = wired.slack.person("ada")
    for action_id in (*BUTTONS, *(f"{Press.OPEN}.{form}" for form in Form)):
        assert wired.slack.delivery.interaction(pressed(wired, action_id)).status == 200
        assert (ada.title is None) is (action_id in LINKS), action_id
        if ada.modals:
            ada.closes()


@pytest.mark.parametrize("action", [Action.DISCARD, Action.REMOVE_CONTACT, Action.REQUIRE_SECOND])
def test_an_act_without_a_form_in_a_message(wired: Wired, action: Action):
    keeps_a_draft(wired.slack.person("ada"))
    press = pressed(wired, f"{Press.DO}.{action}", "1")
    assert wired.slack.delivery.interaction(press).status == 200
    assert [entry.action for entry in entries(wired)] == [Action.DRAFT, action]


def submission(wired: Wired, callback: str, values: dict[str, Any], metadata: str) -> dict[str, Any]:
    """A modal submitted, without blocks, hash and response URLs."""
    workspace = wired.slack.workspace
    return who(workspace, "view_submission") | {
        "trigger_id": "111.222.xxx",
        "view": {
            "id": "V111",
            "team_id": workspace.team_id,
            "type": "modal",
            "blocks": [],
            "callback_id": callback,
            "private_metadata": metadata,
            "state": {"values": values} if values else {},
            "title": {"type": "plain_text", "text": "My App"},
            "previous_view_id": None,
            "root_view_id": "V111",
            "app_id": workspace.app_id,
            "external_id": "",
            "app_installed_team_id": workspace.scope_id,
            "bot_id": workspace.bot_id,
        },
    }


def test_a_form_submitted_with_a_state(wired: Wired):
    values = {"named": {"value": {"type": "users_select", "selected_user": "U0SAM"}}}
    sent = submission(wired, "form", values, '{"form": "contact"}')
    assert wired.slack.delivery.interaction(sent).status == 200
    assert [entry.action for entry in entries(wired)] == [Action.NAME_CONTACT]


@pytest.mark.parametrize(
    ("callback", "metadata", "answered"),
    [("form", '{"form": "contact"}', "push"), ("letter", "", "update")],
    ids=["form", "letter"],
)
def test_a_form_submitted_without_a_state(wired: Wired, callback: str, metadata: str, answered: str):
    answer = wired.slack.delivery.interaction(submission(wired, callback, {}, metadata))
    assert answer.status == 200
    assert f'"response_action": "{answered}"' in answer.body


def event(workspace: Workspace, inner: dict[str, Any]) -> dict[str, Any]:
    """An event's envelope with no more than Slack's oldest examples have."""
    return {
        "token": workspace.verification_token,
        "api_app_id": workspace.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": "Ev111",
        "event_time": 1606805974,
    }


def named(workspace: Workspace, **whom: str | None) -> dict[str, str | None]:
    return {"team_id": workspace.team_id, "enterprise_id": workspace.enterprise_id} | whom


def home_opened(workspace: Workspace, tab: str) -> dict[str, Any]:
    inner = {
        "type": "app_home_opened",
        "user": workspace.personas["sam"].user_id,
        "channel": "D111",
        "tab": tab,
        "event_ts": "1606810927.510671",
    }
    authorization = {
        "enterprise_id": workspace.enterprise_id,
        "team_id": None if workspace.org_wide else workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": workspace.org_wide,
    }
    return event(workspace, inner) | named(workspace) | {"authorizations": [authorization]}


@pytest.mark.parametrize("tab", ["home", "messages"])
def test_a_tab_opened(wired: Wired, workspace: Workspace, tab: str):
    assert wired.slack.delivery.event(home_opened(workspace, tab)).status == 200
    assert (wired.slack.person("sam").home is None) is (tab == "messages")


def test_a_tab_opened_without_an_authorization(wired: Wired, workspace: Workspace):
    body = home_opened(workspace, "home")
    del body["authorizations"]
    assert wired.slack.delivery.event(body).status == 200
    assert wired.slack.person("sam").home


REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": ["W111"], "bot": ["W222"]}}
ACCESS = {"team_ids": ["T111", "T222"], "event_ts": "111.222"}


@pytest.mark.parametrize("inner", [{"type": "app_uninstalled"}, REVOKED], ids=["uninstalled", "revoked"])
def test_an_installation_that_ends(wired: Wired, workspace: Workspace, inner: dict[str, Any]):
    both = named(workspace)
    for ids in (both, {"team_id": both["team_id"]}, {"enterprise_id": both["enterprise_id"]}, {}):
        assert wired.slack.delivery.event(event(workspace, inner) | ids).status == 200


@pytest.mark.parametrize("kind", ["team_access_granted", "team_access_revoked"])
def test_an_organisation_gives_or_takes_access(wired: Wired, workspace: Workspace, kind: str):
    body = event(workspace, {"type": kind} | ACCESS) | {"enterprise_id": "E0STAR"}
    for ids in ({}, {"team_id": None}):
        assert wired.slack.delivery.event(body | ids).status == 200


def test_a_command_with_no_more_fields_than_slacks_oldest_example(wired: Wired, workspace: Workspace):
    form = {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": "C111",
        "channel_name": "test-channel",
        "user_id": workspace.personas["sam"].user_id,
        "user_name": "sam",
        "command": "/datapolicy",
        "text": "",
        "response_url": "https://hooks.slack.com/commands/T111/111/xxx",
        "trigger_id": "111.222.xxx",
    }
    answer = wired.slack.delivery.command(form)
    assert answer.status == 200
    assert "May Slack use our data to train models?" in answer.body


def test_somebody_slack_says_nothing_about_but_that_they_are_a_stranger(wired: Wired, workspace: Workspace):
    wired.slack.change("sam", role=Standing.OUTSIDER)
    sam = wired.slack.person("sam")
    wired.slack.events.send(payloads.app_home_opened(sam.persona, "home", wired.slack.now(), None))
    assert "What is recorded there is for its own members." in str(sam.home and sam.home.content)
    assert workspace.personas["sam"].role is Standing.MEMBER
