"""Each payload in full, held against the shapes Slack publishes; a field lost or added shows here first."""

from typing import Any

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.workspace import acme, in_organisation, organisation

ACME = acme()
ADA = ACME.personas["ada"]
WIDE = organisation()
WIDE_ADA = WIDE.personas["ada"]
PRESSED = {"type": "button", "action_id": "a", "block_id": "b", "value": "1", "action_ts": "1.0"}
VIEW = {"id": "V1", "type": "modal"}


def test_a_slash_command():
    assert payloads.slash_command(
        ACME, ADA, "/datapolicy", "help", channel="C0GENERAL", trigger_id="1.2.3", response_url="http://x/r"
    ) == {
        "token": "pretended-verification-token",
        "team_id": "T0ACME",
        "team_domain": "acme",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": "U0ADA",
        "user_name": "ada.byron",
        "command": "/datapolicy",
        "text": "help",
        "api_app_id": "A0DATAPOLICY",
        "is_enterprise_install": "false",
        "response_url": "http://x/r",
        "trigger_id": "1.2.3",
    }


def test_a_slash_command_in_a_direct_message_names_it_so():
    form = payloads.slash_command(
        ACME, ADA, "/datapolicy", "", channel="D0SAM", trigger_id="1.2.3", response_url="http://x/r"
    )
    assert form["channel_name"] == "directmessage"


def who(kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": "T0ACME", "domain": "acme"},
        "user": {"id": "U0ADA", "username": "ada.byron", "name": "ada.byron", "team_id": "T0ACME"},
        "api_app_id": "A0DATAPOLICY",
        "token": "pretended-verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def test_a_button_in_an_answer_only_one_person_sees():
    payload = payloads.action_in_message(
        ACME,
        ADA,
        PRESSED,
        message={"ts": "5.000001", "text": "x"},
        state={},
        channel="C0GENERAL",
        trigger_id="1.2.3",
        response_url="http://x/r",
        ephemeral=True,
    )
    assert payload == who("block_actions") | {
        "container": {
            "type": "message",
            "message_ts": "5.000001",
            "channel_id": "C0GENERAL",
            "is_ephemeral": True,
        },
        "trigger_id": "1.2.3",
        "channel": {"id": "C0GENERAL", "name": "general"},
        "state": {"values": {}},
        "response_url": "http://x/r",
        "actions": [PRESSED],
    }


def test_a_button_in_a_view():
    assert payloads.action_in_view(ACME, ADA, PRESSED, VIEW, "1.2.3") == who("block_actions") | {
        "container": {"type": "view", "view_id": "V1"},
        "trigger_id": "1.2.3",
        "view": VIEW,
        "actions": [PRESSED],
    }


def test_a_modal_submitted_and_one_closed():
    assert payloads.view_submission(ACME, ADA, VIEW, "1.2.3") == who("view_submission") | {
        "trigger_id": "1.2.3",
        "view": VIEW,
        "response_urls": [],
    }
    assert payloads.view_closed(ACME, ADA, VIEW, cleared=False) == who("view_closed") | {
        "view": VIEW,
        "is_cleared": False,
    }


def test_an_organisation_wide_click_has_a_team_of_null():
    payload = payloads.view_submission(WIDE, WIDE_ADA, VIEW, "1.2.3")
    assert payload["team"] is None
    assert payload["user"]["id"] == "W0ADA"
    assert payload["enterprise"] == {"id": "E0STAR", "name": "Starship"}
    assert payload["is_enterprise_install"] is True


def test_a_click_of_an_outsider_names_the_outsiders_own_team():
    payload = payloads.view_submission(ACME, ACME.personas["otto"], VIEW, "1.2.3")
    assert payload["user"]["team_id"] == "T0GLOBEX"
    assert payload["team"]["id"] == "T0ACME"


@pytest.mark.parametrize(
    ("tab", "view", "carried"), [("home", None, False), ("home", VIEW, True), ("messages", VIEW, False)]
)
def test_an_opening_carries_the_view_on_the_home_tab_only(tab: str, view: Any, carried: bool):  # noqa: FBT001
    inner = payloads.app_home_opened(ADA, tab, 5.25, view)
    assert inner["channel"] == "D0ADA"
    assert inner["event_ts"] == "5.250000"
    assert ("view" in inner) is carried


def test_an_event_in_a_workspace():
    assert payloads.event(ACME, {"type": "app_home_opened"}, "Ev1", 7.9) == {
        "token": "pretended-verification-token",
        "team_id": "T0ACME",
        "api_app_id": "A0DATAPOLICY",
        "event": {"type": "app_home_opened"},
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": 7,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T0ACME",
                "user_id": "U0DATAPOLICY",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def test_an_event_in_a_workspace_of_an_organisation_names_it_in_both_places():
    body = payloads.event(in_organisation(), {"type": "app_home_opened"}, "Ev1", 7.9)
    assert body["enterprise_id"] == "E0STAR"
    assert body["authorizations"][0]["enterprise_id"] == "E0STAR"
    assert body["authorizations"][0]["team_id"] == "T0ACME"
