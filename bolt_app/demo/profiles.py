"""What Slack answers when asked about people and workspaces (users.info, team.info, auth.test); pure."""

from typing import Any

from bolt_app.demo.workspace import Persona, Standing, Workspace

_OWNERS = (Standing.PRIMARY_OWNER, Standing.OWNER)


def user_info(persona: Persona, workspace: Workspace, *, include_locale: bool) -> dict[str, Any]:
    """The `user` of users.info.

    Sources: docs.slack.dev/reference/objects/user-object; for outsiders docs.slack.dev/apis/slack-connect.
    """
    if persona.role is Standing.OUTSIDER:
        return _stranger(persona)
    user: dict[str, Any] = {
        "id": persona.user_id,
        "team_id": persona.team_id,
        "name": persona.username,
        "deleted": persona.role is Standing.DEACTIVATED,
        "real_name": persona.name,
        "tz": "Europe/London",
        "tz_offset": 0,
        "profile": {"real_name": persona.name, "display_name": persona.key, "team": persona.team_id},
        "is_bot": False,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
    if persona.role is Standing.DEACTIVATED:
        # Slack drops the roles of somebody who was deactivated.
        return user
    user |= {
        # Slack marks owners as admins too: is_admin alone never means "only an admin".
        "is_admin": persona.role in (*_OWNERS, Standing.ADMIN),
        "is_owner": persona.role in _OWNERS,
        "is_primary_owner": persona.role is Standing.PRIMARY_OWNER,
        "is_restricted": persona.role is Standing.GUEST,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
    }
    if include_locale:
        user["locale"] = persona.locale
    if workspace.enterprise_id:
        user["enterprise_user"] = _enterprise_user(persona, workspace)
    return user


def _stranger(persona: Persona) -> dict[str, Any]:
    """Somebody of another organisation: no roles, and no locale even when it is asked for."""
    return {
        "id": persona.user_id,
        "team_id": persona.team_id,
        "name": persona.username,
        "real_name": persona.name,
        "profile": {"display_name": persona.key, "team": persona.team_id},
        "is_stranger": True,
    }


def _enterprise_user(persona: Persona, workspace: Workspace) -> dict[str, Any]:
    return {
        "id": persona.user_id,
        "enterprise_id": workspace.enterprise_id,
        "enterprise_name": workspace.enterprise_name,
        "is_admin": persona.organisation_role in (*_OWNERS, Standing.ADMIN),
        "is_owner": persona.organisation_role in _OWNERS,
        "is_primary_owner": persona.organisation_role is Standing.PRIMARY_OWNER,
        "teams": [team for team in persona.teams if team in workspace.teams],
    }


def bot_info(workspace: Workspace) -> dict[str, Any]:
    """The `user` of users.info for the app's own bot user."""
    return {
        "id": workspace.bot_user_id,
        "team_id": workspace.team_id,
        "name": "datapolicy",
        "deleted": False,
        "real_name": "Data Policy",
        "profile": {"real_name": "Data Policy", "api_app_id": workspace.app_id, "team": workspace.team_id},
        "is_bot": True,
        "is_app_user": False,
    }


def team_info(workspace: Workspace) -> dict[str, Any]:
    """The `team` of team.info."""
    team: dict[str, Any] = {
        "id": workspace.team_id,
        "name": workspace.name,
        "url": workspace.url,
        "domain": workspace.domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    if workspace.enterprise_id:
        team |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": workspace.enterprise_name}
    return team


def auth_test(workspace: Workspace) -> dict[str, Any]:
    """The answer of auth.test. An organisation-wide token names the organisation where a team would stand."""
    organisation = workspace.enterprise_id if workspace.org_wide else None
    answer: dict[str, Any] = {
        "url": f"https://{workspace.domain}.enterprise.{workspace.site}/" if organisation else workspace.url,
        "team": workspace.enterprise_name if organisation else workspace.name,
        "user": "datapolicy",
        "team_id": organisation or workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": workspace.org_wide,
    }
    if workspace.enterprise_id:
        answer["enterprise_id"] = workspace.enterprise_id
    return answer


def auth_teams_list(workspace: Workspace, limit: Any, cursor: Any) -> dict[str, Any] | str:
    """A page of auth.teams.list, or Slack's name of what is wrong with the arguments.

    The cursor is opaque, as Slack's is. Source: docs.slack.dev/reference/methods/auth.teams.list.
    """
    told = str(limit or 100)
    if not told.isdecimal() or not 1 <= int(told) <= 1000:
        return "invalid_limit"
    mark, _, number = str(cursor or "after:0").partition(":")
    if mark != "after" or not number.isdecimal():
        return "invalid_cursor"
    start, end = int(number), int(number) + int(told)
    teams = [{"id": team, "name": name} for team, name in sorted(workspace.teams.items())]
    following = f"after:{end}" if end < len(teams) else ""
    return {"teams": teams[start:end], "response_metadata": {"next_cursor": following}}
