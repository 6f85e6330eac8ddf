"""The Web API's methods this app may call, each as Slack answers it; knows nothing of HTTP.

Sources: docs.slack.dev/reference/methods and the page of each method.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bolt_app.demo import profiles
from bolt_app.demo.composition_rules import Problem
from bolt_app.demo.form import state_values
from bolt_app.demo.rules import check_message, check_view
from bolt_app.demo.surfaces import ShownView, SlackRefusal
from bolt_app.demo.workspace import Persona, Standing

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

Arguments = Mapping[str, Any]
_ADDRESS = (
    "channel",
    "user",
    "team_id",
    "as_user",
    "link_names",
    "parse",
    "username",
    "icon_emoji",
    "icon_url",
)


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


def _owed(arguments: Arguments, *names: str) -> list[Any]:
    """The arguments by these names.

    Raises:
        SlackRefusal: invalid_arguments, naming those that are absent.
    """
    absent = [name for name in names if arguments.get(name) in (None, "")]
    if absent:
        raise SlackRefusal(
            "invalid_arguments",
            *(f"missing required field: {name} [json-pointer:/{name}]" for name in absent),
        )
    return [arguments[name] for name in names]


def _truthy(value: Any) -> bool:
    return str(value).lower() in ("1", "true")


def _auth_test(slack: "PretendedSlack", _: Arguments) -> dict[str, Any]:
    return profiles.auth_test(slack.workspace)


def _users_info(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    (user_id,) = _owed(arguments, "user")
    if user_id == slack.workspace.bot_user_id:
        return {"user": profiles.bot_info(slack.workspace)}
    persona = _somebody(slack, user_id)
    locale = _truthy(arguments.get("include_locale"))
    return {"user": profiles.user_info(persona, slack.workspace, include_locale=locale)}


def _team_info(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    team: str = arguments.get("team") or _team_for_organisation(slack, arguments)
    if team not in slack.workspace.teams:
        raise SlackRefusal("team_not_found")
    return {"team": profiles.team_info(slack.workspace.seen_from(team))}


def _auth_teams_list(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    answer = profiles.auth_teams_list(slack.workspace, arguments.get("limit"), arguments.get("cursor"))
    if isinstance(answer, str):
        raise SlackRefusal(answer)
    return answer


def _team_for_organisation(slack: "PretendedSlack", arguments: Arguments) -> str:
    """The team an organisation-wide token has to name; a workspace's token may leave it out."""
    if not slack.workspace.org_wide:
        return slack.workspace.team_id
    team = str(arguments.get("team_id") or "")
    if not team:
        raise SlackRefusal("missing_argument", needed="team_id")
    if team not in slack.workspace.teams:
        raise SlackRefusal("team_not_found")
    return team


def _somebody(slack: "PretendedSlack", user_id: str) -> Persona:
    persona = slack.by_id(user_id)
    if persona is None:
        raise SlackRefusal("user_not_found")
    return persona


def _views_publish(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    user_id, view = _owed(arguments, "user_id", "view")
    if not slack.workspace.home_tab:
        raise SlackRefusal("not_enabled")
    persona = _somebody(slack, user_id)
    if persona.role is Standing.DEACTIVATED:
        # Slack documents no error for them; nobody is there to see a Home tab.
        raise SlackRefusal("user_not_found")
    _acceptable(view, "home")
    return _shown(slack, slack.surfaces.publish(user_id, view, arguments.get("hash")))


def _views_open(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    trigger_id, view = _owed(arguments, "trigger_id", "view")
    _acceptable(view, "modal")
    trigger = slack.exchange.exchanged(trigger_id)
    return _shown(slack, slack.surfaces.open(trigger.user_id, view))


def _views_push(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    trigger_id, view = _owed(arguments, "trigger_id", "view")
    _acceptable(view, "modal")
    trigger = slack.exchange.exchanged(trigger_id)
    if not trigger.in_modal:
        raise SlackRefusal("not_found")
    return _shown(slack, slack.surfaces.push(trigger.user_id, view))


def _views_update(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    (view,) = _owed(arguments, "view")
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


def _post_message(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    (channel,) = _owed(arguments, "channel")
    content = _content(arguments)
    persona = slack.by_id(channel) or slack.by_direct_channel(channel)
    if persona is None:
        _joined_channel(slack, channel)
        posted = slack.messages.post(channel, content)
        return {"channel": channel, "ts": posted.ts, "message": posted.content}
    if persona.role is Standing.DEACTIVATED:
        raise SlackRefusal("channel_not_found")
    if not slack.workspace.messages_tab:
        raise SlackRefusal("messages_tab_disabled")
    _team_for_organisation(slack, arguments)
    posted = slack.messages.send(persona, content)
    return {"channel": persona.direct_channel, "ts": posted.ts, "message": posted.content}


def _post_ephemeral(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    channel, user_id = _owed(arguments, "channel", "user")
    content = _content(arguments)
    _joined_channel(slack, channel)
    persona = slack.by_id(user_id)
    if persona is None:
        raise SlackRefusal("user_not_in_channel")
    return {"message_ts": slack.messages.show(persona, channel, content).ts}


def _joined_channel(slack: "PretendedSlack", channel: str) -> None:
    if channel not in slack.workspace.channels:
        raise SlackRefusal("channel_not_found")
    if channel not in slack.workspace.joined:
        raise SlackRefusal("not_in_channel")


def _content(arguments: Arguments) -> dict[str, Any]:
    content = {name: value for name, value in arguments.items() if name not in _ADDRESS}
    _acceptable_message(check_message(content))
    return content


def _acceptable_message(problems: Sequence[Problem]) -> None:
    if named := [problem for problem in problems if problem.error]:
        raise SlackRefusal(named[0].error)
    if problems:
        raise SlackRefusal("invalid_blocks", *map(str, problems))


def _connections_open(slack: "PretendedSlack", _: Arguments) -> dict[str, Any]:
    if slack.socket_mode_url is None:
        # Slack names no error for an app without Socket Mode; any refusal will do.
        raise SlackRefusal("forbidden_team")
    return {"url": slack.socket_mode_url}


def _oauth_access(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    return slack.oauth.access(arguments)


def answer_later(slack: "PretendedSlack", response_id: str, message: Any) -> None:
    """An answer to a response URL: a new message, another content for the one used, or its end.

    Raises:
        SlackRefusal: the URL is unknown, used up or expired, or the message is refused.
    """
    _acceptable_message(check_message(message))
    url = slack.exchange.answered(response_id)
    persona = _somebody(slack, url.user_id)
    if url.original and message.get("delete_original"):
        slack.messages.remove(persona, url.original)
    elif url.original and message.get("replace_original"):
        slack.messages.replace(persona, url.original, message)
    elif message.get("response_type") == "in_channel":
        slack.messages.post(url.channel, message)
    else:
        slack.messages.show(persona, url.channel, message)


METHODS: Mapping[str, Method] = {
    "auth.test": Method(_auth_test),
    "auth.teams.list": Method(_auth_teams_list),
    "users.info": Method(_users_info, "users:read"),
    "team.info": Method(_team_info, "team:read"),
    "views.publish": Method(_views_publish),
    "views.open": Method(_views_open),
    "views.push": Method(_views_push),
    "views.update": Method(_views_update),
    "chat.postMessage": Method(_post_message, "chat:write"),
    "chat.postEphemeral": Method(_post_ephemeral, "chat:write"),
    "apps.connections.open": Method(_connections_open, app_token=True),
    "oauth.v2.access": Method(_oauth_access, client=True),
}
