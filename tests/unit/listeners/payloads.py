"""Payloads in Slack's shapes for three kinds of installation; what they hold is invented.

Shapes: https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/apis/events-api.
"""

from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where somebody is: `team` is null in interactions when the app is installed for an organisation."""

    user: str
    team: str | None
    enterprise: str | None = None

    @property
    def org_wide(self) -> bool:
        return self.team is None


WORKSPACE = Place("U0ADA", "T0ACME")
GRID = Place("W0ADA", "T0ACME", "E0STAR")
ORG_WIDE = Place("W0ADA", None, "E0STAR")
PLACES = (WORKSPACE, GRID, ORG_WIDE)
HOME_TEAM = "T0ACME"
"""Where the person is at home, also in an organisation."""


def command(place: Place, text: str = "") -> dict[str, str]:
    form = {
        "token": "invented",
        "command": "/datapolicy",
        "text": text,
        "user_id": place.user,
        "user_name": "ada",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "team_id": HOME_TEAM,
        "team_domain": "acme",
        "api_app_id": "A0APP",
        "is_enterprise_install": "true" if place.org_wide else "false",
        "response_url": "https://hooks.slack.example/commands/1",
        "trigger_id": "1.2.abc",
    }
    return form | ({"enterprise_id": place.enterprise, "enterprise_name": "Star"} if place.enterprise else {})


def _interaction(kind: str, place: Place) -> Payload:
    enterprise = {"id": place.enterprise, "name": "Star"} if place.enterprise else None
    team: Payload | None = {"id": place.team, "domain": "acme"} if place.team else None
    if team and place.enterprise:
        team |= {"enterprise_id": place.enterprise, "enterprise_name": "Star"}
    return {
        "type": kind,
        "team": team,
        "enterprise": enterprise,
        "is_enterprise_install": place.org_wide,
        "user": {"id": place.user, "username": "ada", "name": "ada", "team_id": HOME_TEAM},
        "api_app_id": "A0APP",
        "token": "invented",
        "trigger_id": "1.2.abc",
    }


def view(place: Place, kind: str = "modal", **more: Any) -> Payload:
    return {
        "id": "V0VIEW",
        "team_id": place.team or place.enterprise,
        "type": kind,
        "blocks": [],
        "private_metadata": "",
        "callback_id": "form",
        "state": {"values": {}},
        "hash": "1700000000.abc",
        "title": {"type": "plain_text", "text": "Slack’s answer"},
        "previous_view_id": None,
        "root_view_id": "V0VIEW",
        "app_id": "A0APP",
        "external_id": "",
        "app_installed_team_id": place.team or place.enterprise,
        "bot_id": "B0APP",
    } | more


def click(place: Place, action: Payload, inside: Payload | None = None) -> Payload:
    """A button in a message, or in a view when there is one."""
    where: Payload
    if inside is None:
        where = {
            "container": {
                "type": "message", "message_ts": "1.2", "channel_id": "C0GENERAL", "is_ephemeral": True
            },
            "channel": {"id": "C0GENERAL", "name": "general"},
            "response_url": "https://hooks.slack.example/actions/1",
        }  # fmt: skip
    else:
        where = {"container": {"type": "view", "view_id": inside["id"]}, "view": inside}
    pressed = {"type": "button", "block_id": "b", "text": {"type": "plain_text", "text": "…"}} | action
    return _interaction("block_actions", place) | where | {"actions": [pressed | {"action_ts": "1.2"}]}


def submission(place: Place, values: Payload, metadata: str = "") -> Payload:
    """A modal sent off; `values` is block id to the state of its one element."""
    state = {"values": {block: {"value": element} for block, element in values.items()}}
    return _interaction("view_submission", place) | {
        "view": view(place, private_metadata=metadata, state=state),
        "response_urls": [],
    }


def event(place: Place, kind: str, **more: Any) -> Payload:
    """An event: `authorizations` carries a null team when the app is installed for an organisation."""
    return {
        "token": "invented",
        "team_id": HOME_TEAM,
        "enterprise_id": place.enterprise,
        "api_app_id": "A0APP",
        "event": {"type": kind, "event_ts": "1.2"} | more,
        "type": "event_callback",
        "event_id": "Ev0",
        "event_time": 1_700_000_000,
        "authorizations": [
            {
                "enterprise_id": place.enterprise,
                "team_id": place.team,
                "user_id": "U0BOT",
                "is_bot": True,
                "is_enterprise_install": place.org_wide,
            }
        ],
        "is_ext_shared_channel": False,
    }


def home_opened(place: Place, tab: str = "home", shown: Payload | None = None) -> Payload:
    opened = {"user": place.user, "channel": "D0ADA", "tab": tab}
    return event(place, "app_home_opened", **opened, **({"view": shown} if shown else {}))


def text_input(value: str | None) -> Payload:
    return {"type": "plain_text_input", "value": value}


def date_picker(value: str | None) -> Payload:
    return {"type": "datepicker", "selected_date": value}


def radio(value: str | None) -> Payload:
    chosen = {"text": {"type": "plain_text", "text": "…"}, "value": value} if value else None
    return {"type": "radio_buttons", "selected_option": chosen}


def select(value: str | None) -> Payload:
    return radio(value) | {"type": "static_select"}


def checkboxes(*values: str) -> Payload:
    ticked = [{"text": {"type": "mrkdwn", "text": "…"}, "value": value} for value in values]
    return {"type": "checkboxes", "selected_options": ticked}


def person(value: str | None) -> Payload:
    return {"type": "users_select", "selected_user": value}
