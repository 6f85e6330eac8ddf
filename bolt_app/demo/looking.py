"""What a person sees in the pretended Slack, as HTML; knows no HTTP, and changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_datetime
from markupsafe import Markup

from bolt_app.demo.dates import locale_of
from bolt_app.demo.form import conversations
from bolt_app.demo.messages import Posted
from bolt_app.demo.mrkdwn import Reader, plain
from bolt_app.demo.render import Surface, render_blocks
from bolt_app.demo.rules import check_message, check_view
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.web_api import Call
from bolt_app.demo.workspace import Persona, Standing, Workspace

APP_NAME = "Data Policy"

_STANDINGS = {
    Standing.PRIMARY_OWNER: "Primary Owner",
    Standing.OWNER: "Workspace Owner",
    Standing.ADMIN: "Workspace Admin",
    Standing.MEMBER: "Member",
    Standing.GUEST: "Guest",
    Standing.OUTSIDER: "From another organisation",
    Standing.DEACTIVATED: "Deactivated",
}
_ORGANISATION_STANDINGS = {Standing.PRIMARY_OWNER: "Org Primary Owner", Standing.OWNER: "Org Owner"}


@dataclass(frozen=True, slots=True)
class Card:
    """A person in the list of those one may act as."""

    key: str
    name: str
    standing: str
    initials: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message as it is drawn.

    Attributes:
        by: who said it: a person, or the app.
        at: day and time, UTC, in the reader's language.
        surface: what its form names, `message:` and Slack's `ts`; None for what people said.
        only_you: what Slack's client writes above it when the reader sees it alone, else "".
        face: the person's number in the list, for the colour.
    """

    by: str
    at: str
    html: Markup
    surface: str | None = None
    only_you: str = ""
    face: int = 0
    initials: str = "DP"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said to a channel, and when: seconds since 1970."""

    key: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class OpenModal:
    """The modal on top. `submit` is None when it has no such button; `beneath` counts the modals under it."""

    title: str
    close: str
    submit: str | None
    html: Markup
    beneath: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a developer has to see: a title with Slack's name of the error, and what was wrong."""

    title: str
    details: str = ""


def cast(slack: PretendedSlack) -> list[Persona]:
    """The people one may act as: those who belong to the workspace and can sign in."""
    out = (Standing.OUTSIDER, Standing.DEACTIVATED)
    return [one for one in slack.personas.values() if one.role not in out]


def card(persona: Persona, workspace: Workspace) -> Card:
    """The person's card; the language is named when it is not English."""
    locale = locale_of(persona.locale)
    language = "" if locale.language == "en" else f" · {locale.get_language_name('en')}"
    return Card(persona.key, persona.name, _standing(persona, workspace) + language, _initials(persona))


def _standing(persona: Persona, workspace: Workspace) -> str:
    """What the person is, and of what where there are several workspaces."""
    if not workspace.siblings or persona.role is Standing.GUEST:
        return _STANDINGS[persona.role]
    if persona.organisation_role in _ORGANISATION_STANDINGS:
        return _ORGANISATION_STANDINGS[persona.organisation_role]
    return f"{_STANDINGS[persona.role]} · {workspace.teams[persona.team_id]}"


def home(slack: PretendedSlack, persona: Persona) -> Markup | None:
    """The Home tab the app published for the person, or None."""
    view = slack.surfaces.homes.get(persona.user_id)
    surface = _surface(slack, persona, "home", view.entered if view else {})
    return render_blocks(view.blocks, surface) if view else None


def modal(slack: PretendedSlack, persona: Persona) -> OpenModal | None:
    """The modal on top of the person's stack, or None."""
    view = slack.surfaces.top(persona.user_id)
    if view is None:
        return None
    submit = view.content.get("submit", {}).get("text")
    beneath = len(slack.surfaces.stacks[persona.user_id]) - 1
    # Slack's own words for a modal that names no close button.
    usual = "Cancel" if submit else "Close"
    return OpenModal(
        title=view.content["title"]["text"],
        close=view.content.get("close", {}).get("text", usual),
        submit=submit,
        html=render_blocks(view.blocks, _surface(slack, persona, "modal", view.entered, view.errors)),
        beneath=beneath,
    )


def first_error(slack: PretendedSlack, persona: Persona) -> str | None:
    """The HTML id of the label over the first field error in the modal on top, or None without one."""
    view = slack.surfaces.top(persona.user_id)
    for block in view.blocks if view else ():
        if view and block["block_id"] in view.errors:
            return f"{_surface(slack, persona, 'modal', {}).id(block, block['element'])}-label"
    return None


def direct_messages(slack: PretendedSlack, persona: Persona) -> list[Bubble]:
    """What the app sent to the person, oldest first."""
    return [_bubble(slack, persona, posted) for posted in slack.messages.direct.get(persona.user_id, ())]


def channel_messages(
    slack: PretendedSlack, persona: Persona, channel: str, said: Sequence[Said]
) -> list[Bubble]:
    """What was said in a channel, by people or by the app, to all or to this person alone, oldest first."""
    messages = slack.messages
    by_app = [*messages.ephemeral.get(persona.user_id, ()), *messages.in_channels]
    timed = [(float(one.ts), _bubble(slack, persona, one)) for one in by_app if one.channel == channel]
    timed += [(one.at, _said(slack, persona, one)) for one in said]
    return [bubble for _, bubble in sorted(timed, key=lambda one: one[0])]


def refused(calls: Sequence[Call]) -> list[Trouble]:
    """The calls Slack refused, each with what the rules say about the view or message in it."""
    return [
        Trouble(f"Slack refused {call.method}: {call.error}", "\n".join(map(str, _problems(call.arguments))))
        for call in calls
        if call.error
    ]


def _problems(arguments: Mapping[str, Any]) -> Sequence[object]:
    if "view" in arguments:
        return check_view(arguments["view"])
    content = {name: arguments[name] for name in ("text", "blocks") if name in arguments}
    return check_message(content) if content else ()


def _bubble(slack: PretendedSlack, persona: Persona, posted: Posted) -> Bubble:
    surface = _surface(slack, persona, f"m{posted.ts}", posted.entered)
    return Bubble(
        by=APP_NAME,
        at=_moment(float(posted.ts), persona),
        html=render_blocks(_blocks(posted.content), surface),
        surface=f"message:{posted.ts}",
        only_you=_only_you(persona) if posted.ephemeral else "",
    )


def _only_you(persona: Persona) -> str:
    french = locale_of(persona.locale).language == "fr"
    return "Visible par vous uniquement" if french else "Only visible to you"


def _said(slack: PretendedSlack, persona: Persona, said: Said) -> Bubble:
    speaker = slack.personas[said.key]
    face = [one.key for one in cast(slack)].index(said.key)
    at = _moment(said.at, persona)
    return Bubble(speaker.name, at, plain(said.text), face=face, initials=_initials(speaker))


def _moment(seconds: float, persona: Persona) -> str:
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return format_datetime(moment, "d MMM, HH:mm", locale=locale_of(persona.locale))


def _initials(persona: Persona) -> str:
    return "".join(word[0] for word in persona.name.split()[:2])


def _blocks(content: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """A message's blocks; one that has only text is a section of it."""
    text = {"type": "section", "text": {"type": "mrkdwn", "text": content.get("text", "")}}
    return content.get("blocks") or [text]


def _surface(
    slack: PretendedSlack,
    persona: Persona,
    key: str,
    entered: Mapping[tuple[str, str], Mapping[str, Any]],
    errors: Mapping[str, str] | None = None,
) -> Surface:
    names = {one.user_id: one.name for one in slack.personas.values()} | dict(slack.workspace.channels)
    names[slack.workspace.bot_user_id] = APP_NAME
    active = [one for one in slack.personas.values() if one.role is not Standing.DEACTIVATED]
    return Surface(
        reader=Reader(datetime.fromtimestamp(slack.now(), UTC), persona.locale, names),
        key=key,
        people=[(one.user_id, one.name) for one in active],
        conversations=lambda element: conversations(element, slack.workspace),
        errors=errors or {},
        filled={place: shown(entry) for place, entry in entered.items()},
    )


def shown(entry: Mapping[str, Any]) -> str | list[str]:
    """What a field shows of an entry of `state.values`: a text, an option's value, or several values."""
    match entry:
        case {"selected_options": options}:
            return [option["value"] for option in options or ()]
        case {"selected_option": option}:
            return str(option["value"]) if option else ""
    for name in ("value", "selected_date", "selected_user", "selected_conversation"):
        if name in entry:
            return str(entry[name] or "")
    return ""
