"""What several methods of the Web API ask of their arguments; knows no method."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bolt_app.demo.surfaces import SlackRefusal
from bolt_app.demo.workspace import Persona

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

Arguments = Mapping[str, Any]


def owed(arguments: Arguments, *names: str) -> list[Any]:
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


def somebody(slack: "PretendedSlack", user_id: str) -> Persona:
    """The person with this id.

    Raises:
        SlackRefusal: user_not_found.
    """
    persona = slack.by_id(user_id)
    if persona is None:
        raise SlackRefusal("user_not_found")
    return persona


def team_for_organisation(slack: "PretendedSlack", arguments: Arguments) -> str:
    """The team an organisation-wide token has to name; a workspace's token may leave it out."""
    if not slack.workspace.org_wide:
        return slack.workspace.team_id
    team = str(arguments.get("team_id") or "")
    if not team:
        raise SlackRefusal("missing_argument", needed="team_id")
    if team not in slack.workspace.teams:
        raise SlackRefusal("team_not_found")
    return team
