"""What Slack sends for its three kinds of installation, as Bolt reads it; knows no view of the app."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt.request.internals import (
    extract_enterprise_id,
    extract_is_enterprise_install,
    extract_team_id,
    extract_user_id,
)

from bolt_app.demo import payloads
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from tests.unit.demo.tiny_app import Clock, TinyApp, actions, button, home, listening, modal, section

KINDS = {"workspace": acme, "in an organisation": in_organisation, "organisation-wide": organisation}


def journey(workspace: Workspace) -> list[dict[str, Any]]:
    """Every payload of a command, a click in an answer, Home, a click there, a modal submitted and closed."""
    with PretendedSlack(workspace, Clock()) as slack:
        app = TinyApp(slack)
        form = modal(section("x"), notify_on_close=True)

        def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=form)

        def publishes(event: dict[str, Any], client: Any) -> None:
            client.views_publish(user_id=event["user"], view=home(actions(button("Begin", "begin"))))

        app.on_command(lambda ack: ack(text="x", blocks=[actions(button("Begin", "begin"))]))
        app.on_action("begin", opens)
        app.on_event("app_home_opened", publishes)
        app.on_submit("form", lambda ack: ack())
        app.on_close("form", lambda ack: ack())
        with listening(app):
            ada = slack.person("ada")
            ada.types("/datapolicy help")
            ada.presses("Begin")
            ada.submits()
            ada.opens_home()
            ada.presses("Begin")
            ada.closes()
        return app.received


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_bolt_finds_team_organisation_and_person_in_every_payload(make: Callable[[], Workspace]):
    workspace = make()
    received = journey(workspace)
    kinds = [body.get("command") or body["type"] for body in received]
    assert kinds == [
        "/datapolicy",
        "block_actions",
        "view_submission",
        "event_callback",
        "block_actions",
        "view_closed",
    ]
    for body in received:
        assert extract_is_enterprise_install(body) is workspace.org_wide
        assert extract_enterprise_id(body) == workspace.enterprise_id
        assert extract_user_id(body) == workspace.personas["ada"].user_id
        if not workspace.org_wide:
            assert extract_team_id(body) == workspace.team_id


def test_organisation_wide_interactions_name_no_team_but_the_organisation():
    command, in_message, submission, opened, in_view, closed = journey(organisation())
    assert command["team_id"] == "T0ACME"
    assert command["is_enterprise_install"] == "true"
    for body in (in_message, submission, in_view, closed):
        assert body["team"] is None
        assert body["enterprise"] == {"id": "E0STAR", "name": "Starship"}
        assert body["is_enterprise_install"] is True
        assert body["user"]["team_id"] == "E0STAR"
    assert submission["view"]["app_installed_team_id"] == "E0STAR"
    assert opened["authorizations"] == [
        {
            "enterprise_id": "E0STAR",
            "team_id": None,
            "user_id": "W0DATAPOLICY",
            "is_bot": True,
            "is_enterprise_install": True,
        }
    ]
    assert opened["enterprise_id"] == "E0STAR"


def test_a_workspace_of_an_organisation_names_both():
    command, in_message, *_ = journey(in_organisation())
    assert (command["enterprise_id"], command["enterprise_name"]) == ("E0STAR", "Starship")
    assert command["is_enterprise_install"] == "false"
    assert in_message["team"] == {
        "id": "T0ACME",
        "domain": "acme",
        "enterprise_id": "E0STAR",
        "enterprise_name": "Starship",
    }
    assert in_message["is_enterprise_install"] is False


def test_a_lone_workspace_names_no_organisation():
    command, in_message, _, opened, *_ = journey(acme())
    assert "enterprise_id" not in command
    assert in_message["enterprise"] is None
    assert "enterprise_id" not in opened
    assert opened["authorizations"][0]["team_id"] == "T0ACME"


def test_an_uninstall_of_a_workspace_names_its_team_and_of_an_organisation_none():
    alone = payloads.bare_event(acme(), {"type": "app_uninstalled"}, "Ev1", 1.0)
    wide = payloads.bare_event(organisation(), {"type": "app_uninstalled"}, "Ev1", 1.0)
    assert alone == {
        "token": "pretended-verification-token",
        "team_id": "T0ACME",
        "api_app_id": "A0DATAPOLICY",
        "event": {"type": "app_uninstalled"},
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": 1,
    }
    assert (wide["team_id"], wide["enterprise_id"]) == (None, "E0STAR")


def test_access_to_workspaces_is_granted_to_the_organisation():
    event = {"type": "team_access_granted", "team_ids": ["T0ACME"]}
    body = payloads.bare_event(organisation(), event, "Ev1", 1.0)
    assert body["team_id"] is None
    assert body["event"]["team_ids"] == ["T0ACME"]
    assert "authorizations" not in body
