"""The methods by which an app says something: messages, seen by all or by one, and answers given later.

Sources: docs.slack.dev/reference/methods/chat.postMessage and chat.postEphemeral.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bolt_app.demo.arguments import Arguments, owed, somebody, team_for_organisation
from bolt_app.demo.composition_rules import Problem
from bolt_app.demo.rules import check_message
from bolt_app.demo.surfaces import SlackRefusal
from bolt_app.demo.workspace import Standing

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

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


def post_message(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    """chat.postMessage, to a person or a channel.

    Raises:
        SlackRefusal: nobody and no channel has this id, the app may not write there, the message is refused.
    """
    (channel,) = owed(arguments, "channel")
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
    team_for_organisation(slack, arguments)
    posted = slack.messages.send(persona, content)
    return {"channel": persona.direct_channel, "ts": posted.ts, "message": posted.content}


def post_ephemeral(slack: "PretendedSlack", arguments: Arguments) -> dict[str, Any]:
    """chat.postEphemeral: a message in a channel that one person sees.

    Raises:
        SlackRefusal: nobody has this id, the bot is not in the channel, the message is refused.
    """
    channel, user_id = owed(arguments, "channel", "user")
    content = _content(arguments)
    _joined_channel(slack, channel)
    persona = slack.by_id(user_id)
    if persona is None:
        raise SlackRefusal("user_not_in_channel")
    return {"message_ts": slack.messages.show(persona, channel, content).ts}


def _joined_channel(slack: "PretendedSlack", channel: str) -> None:
    workspace = slack.workspace
    absent = channel not in workspace.joined
    if channel not in workspace.channels or (absent and channel in workspace.private):
        raise SlackRefusal("channel_not_found")
    if absent:
        raise SlackRefusal("not_in_channel")
    if channel in workspace.archived:
        raise SlackRefusal("is_archived")
    if channel in workspace.restricted:
        raise SlackRefusal("restricted_action")


def _content(arguments: Arguments) -> dict[str, Any]:
    content = {name: value for name, value in arguments.items() if name not in _ADDRESS}
    _acceptable_message(check_message(content))
    return content


def _acceptable_message(problems: Sequence[Problem]) -> None:
    if named := [problem for problem in problems if problem.error]:
        raise SlackRefusal(named[0].error)
    if problems:
        raise SlackRefusal("invalid_blocks", *map(str, problems))


def answer_later(slack: "PretendedSlack", response_id: str, message: Any) -> None:
    """An answer to a response URL: a new message, another content for the one used, or its end.

    Raises:
        SlackRefusal: the URL is unknown, used up or expired, or the message is refused.
    """
    _acceptable_message(check_message(message))
    url = slack.exchange.answered(response_id)
    persona = somebody(slack, url.user_id)
    if url.original and message.get("delete_original"):
        slack.messages.remove(persona, url.original)
    elif url.original and message.get("replace_original"):
        slack.messages.replace(persona, url.original, message)
    elif message.get("response_type") == "in_channel":
        slack.messages.post(url.channel, message)
    else:
        slack.messages.show(persona, url.channel, message)
