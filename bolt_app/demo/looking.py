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
from bolt_app.demo.render import Surface, element_id, render_blocks
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Persona, Standing, Workspace
from bolt_app.i18n import Translator, mark

APP_NAME = "Data Policy"

_STANDINGS = {
    Standing.PRIMARY_OWNER: mark("Primary Owner"),
    Standing.OWNER: mark("Workspace Owner"),
    Standing.ADMIN: mark("Workspace Admin"),
    Standing.MEMBER: mark("Member"),
    Standing.GUEST: mark("Guest"),
    Standing.OUTSIDER: mark("From another organisation"),
    Standing.DEACTIVATED: mark("Deactivated"),
}
_ORGANISATION_STANDINGS = {
    Standing.PRIMARY_OWNER: mark("Org Primary Owner"),
    Standing.OWNER: mark("Org Owner"),
}


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


def cast(slack: PretendedSlack) -> list[Persona]:
    """The people one may act as: those who belong to the workspace and can sign in."""
    out = (Standing.OUTSIDER, Standing.DEACTIVATED)
    return [one for one in slack.personas.values() if one.role not in out]


def card(persona: Persona, workspace: Workspace, t: Translator) -> Card:
    """The person's card in the page's language; the person's own is named when it is not English."""
    locale = locale_of(persona.locale)
    language = "" if locale.language == "en" else f" · {locale.get_language_name(t.language)}"
    return Card(persona.key, persona.name, _standing(persona, workspace, t) + language, _initials(persona))


def _standing(persona: Persona, workspace: Workspace, t: Translator) -> str:
    """What the person is, and of what where there are several workspaces."""
    standing = t(_STANDINGS[persona.role])
    if not workspace.siblings or persona.role is Standing.GUEST:
        return standing
    if persona.organisation_role in _ORGANISATION_STANDINGS:
        return t(_ORGANISATION_STANDINGS[persona.organisation_role])
    return f"{standing} · {workspace.teams[persona.team_id]}"


def home(slack: PretendedSlack, persona: Persona, t: Translator) -> Markup | None:
    """The Home tab the app published for the person, or None; `t`, here and below, is their language."""
    view = slack.surfaces.homes.get(persona.user_id)
    surface = _surface(slack, persona, "home", view.entered if view else {}, t)
    return render_blocks(view.blocks, surface) if view else None


def modal(slack: PretendedSlack, persona: Persona, t: Translator) -> OpenModal | None:
    """The modal on top of the person's stack, or None."""
    view = slack.surfaces.top(persona.user_id)
    if view is None:
        return None
    submit = view.content.get("submit", {}).get("text")
    beneath = len(slack.surfaces.stacks[persona.user_id]) - 1
    # Slack's own words for a modal that names no close button.
    usual = t("Cancel") if submit else t("Close")
    return OpenModal(
        title=view.content["title"]["text"],
        close=view.content.get("close", {}).get("text", usual),
        submit=submit,
        html=render_blocks(
            view.blocks, _surface(slack, persona, "modal", view.entered, t, errors=view.errors)
        ),
        beneath=beneath,
    )


def first_error(slack: PretendedSlack, persona: Persona) -> str | None:
    """The HTML id of the label over the first field error in the modal on top, or None without one."""
    view = slack.surfaces.top(persona.user_id)
    for block in view.blocks if view else ():
        if view and block["block_id"] in view.errors:
            return f"{element_id('modal', block, block['element'])}-label"
    return None


def direct_messages(slack: PretendedSlack, persona: Persona, t: Translator) -> list[Bubble]:
    """What the app sent to the person, oldest first."""
    return [_bubble(slack, persona, posted, t) for posted in slack.messages.direct.get(persona.user_id, ())]


def channel_messages(
    slack: PretendedSlack, persona: Persona, channel: str, said: Sequence[Said], t: Translator
) -> list[Bubble]:
    """What was said in a channel, by people or by the app, to all or to this person alone, oldest first."""
    messages = slack.messages
    by_app = [*messages.ephemeral.get(persona.user_id, ()), *messages.in_channels]
    timed = [(float(one.ts), _bubble(slack, persona, one, t)) for one in by_app if one.channel == channel]
    timed += [(one.at, _said(slack, persona, one)) for one in said]
    return [bubble for _, bubble in sorted(timed, key=lambda one: one[0])]


def _bubble(slack: PretendedSlack, persona: Persona, posted: Posted, t: Translator) -> Bubble:
    surface = _surface(slack, persona, f"m{posted.ts}", posted.entered, t)
    return Bubble(
        by=APP_NAME,
        at=_moment(float(posted.ts), persona),
        html=render_blocks(_blocks(posted.content), surface),
        surface=f"message:{posted.ts}",
        only_you=t("Only visible to you") if posted.ephemeral else "",
    )


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
    t: Translator,
    *,
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
        t=t,
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
