"""What Slack sends to an app, in Slack's shapes; knows nothing of how it is delivered or answered.

Sources: docs.slack.dev/reference/interaction-payloads, docs.slack.dev/apis/events-api, and for
organisation-wide installations docs.slack.dev/enterprise.
"""

from collections.abc import Mapping
from typing import Any

from bolt_app.demo.workspace import Persona, Workspace

Payload = dict[str, Any]


def slash_command(
    workspace: Workspace,
    persona: Persona,
    command: str,
    text: str,
    *,
    channel: str,
    trigger_id: str,
    response_url: str,
) -> dict[str, str]:
    """The form of a slash command. It names the workspace, also for an organisation-wide installation."""
    form = {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel,
        "channel_name": workspace.channels.get(channel, "directmessage"),
        "user_id": persona.user_id,
        "user_name": persona.username,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "true" if workspace.org_wide else "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }
    if workspace.enterprise_id and workspace.enterprise_name:
        form |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": workspace.enterprise_name}
    return form


def _interaction(kind: str, workspace: Workspace, persona: Persona) -> Payload:
    """What every interaction says: who and where. `team` is null for an organisation-wide installation."""
    enterprise = (
        {"id": workspace.enterprise_id, "name": workspace.enterprise_name}
        if workspace.enterprise_id
        else None
    )
    team: Payload | None = {"id": workspace.team_id, "domain": workspace.domain}
    if workspace.org_wide:
        team = None
    elif team is not None and workspace.enterprise_id:
        team |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": workspace.enterprise_name}
    return {
        "type": kind,
        "team": team,
        "user": {
            "id": persona.user_id,
            "username": persona.username,
            "name": persona.username,
            # "Will report an enterprise organization ID": docs.slack.dev/reference/interaction-payloads.
            "team_id": workspace.enterprise_id if workspace.org_wide else persona.team_id,
        },
        "api_app_id": workspace.app_id,
        "token": workspace.verification_token,
        "enterprise": enterprise,
        "is_enterprise_install": workspace.org_wide,
    }


def action_in_view(
    workspace: Workspace, persona: Persona, action: Payload, view: Payload, trigger_id: str
) -> Payload:
    """block_actions in a modal or Home tab: no channel and no response_url."""
    return _interaction("block_actions", workspace, persona) | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id,
        "view": view,
        "actions": [action],
    }


def action_in_message(
    workspace: Workspace,
    persona: Persona,
    action: Payload,
    *,
    message: Payload,
    state: Payload,
    channel: str,
    trigger_id: str,
    response_url: str,
    ephemeral: bool,
) -> Payload:
    """block_actions in a message. Of an ephemeral one Slack sends no `message`: it does not keep it."""
    payload = _interaction("block_actions", workspace, persona) | {
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
            "is_ephemeral": ephemeral,
        },
        "trigger_id": trigger_id,
        "channel": {"id": channel, "name": workspace.channels.get(channel, "directmessage")},
        "state": {"values": state},
        "response_url": response_url,
        "actions": [action],
    }
    return payload if ephemeral else payload | {"message": message}


def view_submission(workspace: Workspace, persona: Persona, view: Payload, trigger_id: str) -> Payload:
    """A modal submitted, its entries in `view.state.values`."""
    own = {"trigger_id": trigger_id, "view": view, "response_urls": []}
    return _interaction("view_submission", workspace, persona) | own


def view_closed(workspace: Workspace, persona: Persona, view: Payload, *, cleared: bool) -> Payload:
    """A modal closed by the person; `cleared` when the whole stack went."""
    return _interaction("view_closed", workspace, persona) | {"view": view, "is_cleared": cleared}


def app_home_opened(persona: Persona, tab: str, at: float, view: Payload | None) -> Payload:
    """A person entered the app's home or messages tab; `view` only with a Home tab published before."""
    event: Payload = {
        "type": "app_home_opened",
        "user": persona.user_id,
        "channel": persona.direct_channel,
        "tab": tab,
        "event_ts": f"{at:.6f}",
    }
    return event | ({"view": view} if view and tab == "home" else {})


def event(workspace: Workspace, inner: Mapping[str, Any], event_id: str, at: float) -> Payload:
    """The envelope of an event, with the one authorization Slack sends."""
    envelope: Payload = {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": dict(inner),
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at),
        "authorizations": [
            {
                "enterprise_id": workspace.enterprise_id,
                "team_id": None if workspace.org_wide else workspace.team_id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": workspace.org_wide,
            }
        ],
        "is_ext_shared_channel": False,
    }
    if workspace.enterprise_id:
        envelope["enterprise_id"] = workspace.enterprise_id
    return envelope


def bare_event(workspace: Workspace, inner: Mapping[str, Any], event_id: str, at: float) -> Payload:
    """The envelope of an event about the installation itself: the token may be dead, nobody is authorised.

    One about access to workspaces (`team_access_…`) or an organisation-wide installation names no team.
    """
    envelope = event(workspace, inner, event_id, at)
    del envelope["authorizations"], envelope["is_ext_shared_channel"]
    if workspace.org_wide or str(inner["type"]).startswith("team_access_"):
        envelope["team_id"] = None
    return envelope
