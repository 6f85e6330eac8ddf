"""Slack's payloads parsed once, into small frozen values; knows no rule and makes no call.

Shapes: https://docs.slack.dev/interactivity, https://docs.slack.dev/apis/events-api. For an org-wide
installation `team` is null in interactions, and a slash command still names the workspace.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bolt_app.views.ids import VALUE, Press
from bolt_app.views.metadata import About, Seen, unpack

_NEVER_KEPT = frozenset({"Cc", "Cs"})
_NEVER_SEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command.

    Attributes:
        text: what was typed after the command.
    """

    user: str
    team: str
    app_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, in a message, a modal or the Home tab.

    Attributes:
        name: what follows the dot in the action's id, such as `decline` in `open.decline`; else "".
        value: the button's value, without what it says of `about`.
        about: which record it is about: the button says so, or the modal it stands in.
        seen: what the view round it carried; an empty one for a message.
        modal: id of the modal it was pressed in, "" elsewhere.
    """

    user: str
    team: str
    app_id: str
    trigger: str
    name: str
    value: str
    about: About
    seen: Seen
    modal: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal sent off.

    Attributes:
        values: block id to text; a date is ISO 8601, a tick is the option's value, what is empty is absent.
        asked: ids of the input blocks the modal had, filled in or not.
        beneath: id of the modal it was pushed over, "" for none.
    """

    user: str
    team: str
    app_id: str
    seen: Seen
    values: Mapping[str, str]
    asked: frozenset[str]
    beneath: str


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody opened the Home tab.

    Attributes:
        seen: what the Home view published last carried.
        hash: that view's hash, "" when none was published.
    """

    user: str
    team: str
    app_id: str
    seen: Seen
    hash: str


def ids_of(press: Press, names: Iterable[str]) -> re.Pattern[str]:
    """Return what matches the action ids of a button for each of these names, such as `open.decline`.

    Bolt looks for it anywhere in an id, so it is anchored; a name of another version matches nothing.
    """
    return re.compile(rf"\A{re.escape(press)}\.(?:{'|'.join(map(re.escape, names))})\Z")


def asked(body: Body) -> Asked:
    """Parse a slash command."""
    return Asked(
        user=body["user_id"],
        team=_workspace(body.get("team_id")),
        app_id=body.get("api_app_id") or "",
        text=_clean(body.get("text") or ""),
    )


def pressed(body: Body) -> Pressed:
    """Parse a `block_actions` payload; Slack sends one action at a time."""
    action, view = body["actions"][0], body.get("view") or {}
    _, _, name = str(action.get("action_id") or "").partition(".")
    seen, value = unpack(view.get("private_metadata")), str(action.get("value") or "")
    said, _, rest = value.partition(":")
    about = next((about for about in About if about == said), None)
    return Pressed(
        user=body["user"]["id"],
        team=_team(body, seen),
        app_id=body.get("api_app_id") or "",
        trigger=body.get("trigger_id") or "",
        name=name,
        value=value if about is None else rest,
        about=seen.about if about is None else about,
        seen=seen,
        modal=view.get("id", "") if view.get("type") == "modal" else "",
    )


def submitted(body: Body) -> Submitted:
    """Parse a `view_submission` payload."""
    view = body["view"]
    state = (view.get("state") or {}).get("values") or {}
    seen = unpack(view.get("private_metadata"))
    values = {block: _clean(_typed(elements.get(VALUE) or {})) for block, elements in state.items()}
    return Submitted(
        user=body["user"]["id"],
        team=_team(body, seen),
        app_id=body.get("api_app_id") or "",
        seen=seen,
        values={block: value for block, value in values.items() if value},
        asked=frozenset(state),
        beneath=view.get("previous_view_id") or "",
    )


def home_opened(body: Body) -> HomeOpened | None:
    """Parse `app_home_opened`, or None when it is the messages tab."""
    event = body["event"]
    if event.get("tab") != "home":
        return None
    view = event.get("view") or {}
    return HomeOpened(
        user=event["user"],
        team=_workspace(body.get("team_id")),
        app_id=body.get("api_app_id") or "",
        seen=unpack(view.get("private_metadata")),
        hash=view.get("hash") or "",
    )


def user_of(body: Body) -> str:
    """Return the id of the person any payload is about, or ""."""
    user = body.get("user_id") or body.get("user") or (body.get("event") or {}).get("user") or ""
    return user.get("id", "") if isinstance(user, dict) else str(user)


def _team(body: Body, seen: Seen) -> str:
    """Return the workspace an interaction came from, as far as anything says, else "".

    For an org-wide installation `team` is null, and the `team_id` of `user` is the organisation's
    (https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload) or the person's own
    workspace wherever they are (https://github.com/slackapi/bolt-js/issues/1875): the view knows better.
    """
    team, user = body.get("team") or {}, body.get("user") or {}
    said = (team.get("id"), seen.team, user.get("team_id"))
    return next((one for one in map(_workspace, said) if one), "")


def _workspace(team: str | None) -> str:
    """Return the id of a workspace, "" for none and for an organisation's, which may stand in its place."""
    return team if team and team.startswith("T") else ""


def _typed(element: Mapping[str, Any]) -> str:
    """Return what one input holds, whatever its kind."""
    chosen = element.get("selected_option") or {}
    ticked = element.get("selected_options") or ()
    return str(
        element.get("value")
        or element.get("selected_date")
        or element.get("selected_user")
        or element.get("selected_conversation")
        or chosen.get("value")
        or ",".join(option["value"] for option in ticked)
        or ""
    )


def _clean(text: str) -> str:
    """Return text without control characters but line breaks and tabs, and without halves of characters.

    PostgreSQL refuses NUL, and half of a surrogate pair cannot be written as UTF-8. A text of which nothing
    can be seen, such as zero-width spaces alone, is empty: it would pass for a reason that is not there.
    """
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _NEVER_KEPT).strip()
    return kept if any(unicodedata.category(c) not in _NEVER_SEEN for c in kept) else ""
