"""The Web API's methods this app may call, each as Slack answers it; knows nothing of HTTP.

Sources: docs.slack.dev/reference/methods and the page of each method.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bolt_app.demo import profiles
from bolt_app.demo.arguments import Arguments, owed, somebody, team_for_organisation
from bolt_app.demo.form import state_values
from bolt_app.demo.rules import check_view
from bolt_app.demo.speaking import post_ephemeral, post_message
from bolt_app.demo.surfaces import ShownView, SlackRefusal
from bolt_app.demo.workspace import Standing

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack


@dataclass(frozen=True, slots=True)
class Method:
    """A method: what it does, the scope it needs ("" for none), and whether it wants the app-level token.

    Attributes:
        client: it wants the app's client id and secret instead of a token.
    """

    run: Callable[["PretendedSlack", Arguments], dict[str, Any]]
    scope: str = ""
    app_token: bool = False
    client: bool = False


def _truthy(value: Any) -> bool:
    return str(value).lower() in ("1", "true")


def _auth_test(slack: "PretendedSlack", _: Arguments) -> dict[str, Any]:
    return profiles.auth_test(slack.workspace)


def _users_info(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    (user_id,) = owed(arguments, "user")
    if user_id == slack.workspace.bot_user_id:
        return {"user": profiles.bot_info(slack.workspace)}
    persona = somebody(slack, user_id)
    locale = _truthy(arguments.get("include_locale"))
    return {"user": profiles.user_info(persona, slack.workspace, include_locale=locale)}


def _team_info(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    team: str = arguments.get("team") or team_for_organisation(slack, arguments)
    if team not in slack.workspace.teams:
        raise SlackRefusal("team_not_found")
    return {"team": profiles.team_info(slack.workspace.seen_from(team))}


def _auth_teams_list(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    answer = profiles.auth_teams_list(slack.workspace, arguments.get("limit"), arguments.get("cursor"))
    if isinstance(answer, str):
        raise SlackRefusal(answer)
    return answer


def _views_publish(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    user_id, view = owed(arguments, "user_id", "view")
    if not slack.workspace.home_tab:
        raise SlackRefusal("not_enabled")
    persona = somebody(slack, user_id)
    if persona.role is Standing.DEACTIVATED:
        # Slack documents no error for them; nobody is there to see a Home tab.
        raise SlackRefusal("user_not_found")
    _acceptable(view, "home")
    return _shown(slack, slack.surfaces.publish(user_id, view, arguments.get("hash")))


def _views_open(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    trigger_id, view = owed(arguments, "trigger_id", "view")
    _acceptable(view, "modal")
    trigger = slack.exchange.exchanged(trigger_id)
    return _shown(slack, slack.surfaces.open(trigger.user_id, view))


def _views_push(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    trigger_id, view = owed(arguments, "trigger_id", "view")
    _acceptable(view, "modal")
    trigger = slack.exchange.exchanged(trigger_id)
    if not trigger.in_modal:
        raise SlackRefusal("not_found")
    return _shown(slack, slack.surfaces.push(trigger.user_id, view))


def _views_update(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    (view,) = owed(arguments, "view")
    if bool(arguments.get("view_id")) == bool(arguments.get("external_id")):
        raise SlackRefusal("invalid_arguments", "exactly one of view_id and external_id is owed")
    _acceptable(view, "modal", "home")
    shown = slack.surfaces.update(
        view, arguments.get("view_id"), arguments.get("external_id"), arguments.get("hash")
    )
    return _shown(slack, shown)


def _acceptable(view: Any, *kinds: str) -> None:
    problems = check_view(view)
    if too_large := [problem for problem in problems if problem.error]:
        raise SlackRefusal(too_large[0].error)
    if problems:
        raise SlackRefusal("invalid_arguments", *map(str, problems))
    if view["type"] not in kinds:
        raise SlackRefusal(
            "invalid_arguments", f"type must be {' or '.join(kinds)} [json-pointer:/view/type]"
        )


def _shown(slack: "PretendedSlack", shown: ShownView) -> dict[str, Any]:
    return {"view": shown.payload(slack.workspace, state_values(shown.blocks, shown.entered))}


def _connections_open(slack: "PretendedSlack", _: Arguments) -> dict[str, Any]:
    if slack.socket_mode_url is None:
        # Slack names no error for an app without Socket Mode; any refusal will do.
        raise SlackRefusal("forbidden_team")
    return {"url": slack.socket_mode_url}


def _oauth_access(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    return slack.oauth.access(arguments)


METHODS: Mapping[str, Method] = {
    "auth.test": Method(_auth_test),
    "auth.teams.list": Method(_auth_teams_list),
    "users.info": Method(_users_info, "users:read"),
    "team.info": Method(_team_info, "team:read"),
    "views.publish": Method(_views_publish),
    "views.open": Method(_views_open),
    "views.push": Method(_views_push),
    "views.update": Method(_views_update),
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "apps.connections.open": Method(_connections_open, app_token=True),
    "oauth.v2.access": Method(_oauth_access, client=True),
}
