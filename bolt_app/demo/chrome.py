"""The words round the pretended Slack, and in which language they are; knows no workspace and no app.

They follow the browser, or what was chosen on the page. What the app and Slack's client say follows the
person one acts as instead, as in Slack.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from babel.dates import format_datetime

from bolt_app.i18n import LANGUAGES, mark, preferred

COOKIE = "tryout_language"
"""Holds a language that was chosen on the page, until the browser is closed."""

NAMES: Mapping[str, str] = MappingProxyType({"en": "English", "fr": "Français"})
"""Each language in its own words, for the buttons that choose it."""

TITLES: Mapping[str, str] = MappingProxyType(
    {"home": mark("Home"), "messages": mark("Messages"), "channel": mark("Channel")}
)
"""What the places are called."""


@dataclass(frozen=True, slots=True)
class Move:
    """By how much a button moves the clock, what stands on it, and what is heard of it."""

    step: timedelta
    shown: str
    heard: str


MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "day": Move(timedelta(days=1), mark("+ a day"), mark("Move the clock by a day")),
        "week": Move(timedelta(weeks=1), mark("+ a week"), mark("Move the clock by a week")),
        "month": Move(timedelta(days=30), mark("+ a month"), mark("Move the clock by a month")),
    }
)

_CLOCKS = {"en": "en_GB", "fr": "fr"}


def spoken(chosen: str, accept_language: str) -> str:
    """Return the page's language.

    Args:
        chosen: what the cookie holds; anything but one of our languages counts as nothing chosen.
        accept_language: the browser's header.
    """
    return chosen if chosen in LANGUAGES else preferred(accept_language)


def others(language: str) -> dict[str, str]:
    """Return the languages one can change to, each with its own name."""
    return {other: NAMES[other] for other in LANGUAGES if other != language}


def clock_face(now: datetime, language: str) -> str:
    """Return day and time of an aware UTC time as the clock shows them."""
    return format_datetime(now, "EEE d MMM y, HH:mm 'UTC'", locale=_CLOCKS[language])
