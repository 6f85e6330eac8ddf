"""Slack's date tokens in words; knows nothing of messages, or of any zone but UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta

_TOKEN = re.compile(r"\{([a-z_]+)\}")
_NEAR = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
}
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@cache
def locale_of(slack_locale: str) -> Locale:
    """Babel's locale for Slack's (`fr-FR`); English for one that is missing or unknown."""
    try:
        return Locale.parse(slack_locale or "en-US", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")


def worded(timestamp: int, template: str, *, locale: str, now: datetime) -> str:
    """A moment in the reader's language.

    Args:
        timestamp: seconds since 1970 (UTC).
        template: text with Slack's tokens, e.g. `{date_long} at {time}`; an unknown one stays as it is.
        locale: Slack's locale of the reader (`en-US`).
        now: the reader's present, aware; it decides about *yesterday* and about how long ago.

    Raises:
        ValueError: the timestamp lies outside the years 1 to 9999. Slack shows the fallback then.
    """
    try:
        moment = datetime.fromtimestamp(timestamp, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{timestamp} is not a moment between the years 1 and 9999.") from error
    words = locale_of(locale)

    def replaced(token: re.Match[str]) -> str:
        wording = _WORDINGS.get(token[1])
        return wording(moment, words, now) if wording else token[0]

    return _TOKEN.sub(replaced, template)


def _ordinal(day: int) -> str:
    ending = "th" if day in {11, 12, 13} else _ORDINAL_ENDINGS.get(day % 10, "th")
    return f"{day}{ending}"


def _full(moment: datetime, locale: Locale, _now: datetime) -> str:
    # Slack writes English days as ordinals ("February 18th, 2014"), which CLDR has no pattern for.
    if locale.language == "en":
        return f"{format_date(moment, 'MMMM', locale)} {_ordinal(moment.day)}, {moment.year}"
    return format_date(moment, "long", locale)


def _long(moment: datetime, locale: Locale, now: datetime) -> str:
    if locale.language == "en":
        return f"{format_date(moment, 'EEEE', locale)}, {_full(moment, locale, now)}"
    return format_date(moment, "full", locale)


def _short(moment: datetime, locale: Locale, _now: datetime) -> str:
    return format_date(moment, "medium", locale)


_Wording = Callable[[datetime, Locale, datetime], str]


def _pretty(far: _Wording) -> _Wording:
    def wording(moment: datetime, locale: Locale, now: datetime) -> str:
        days = (moment.date() - now.astimezone(UTC).date()).days
        near = _NEAR.get(locale.language, {}).get(days)
        return near or far(moment, locale, now)

    return wording


def _ago(moment: datetime, locale: Locale, now: datetime) -> str:
    return format_timedelta(moment - now, add_direction=True, locale=locale)


# https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
_WORDINGS: dict[str, _Wording] = {
    "date_num": lambda moment, _locale, _now: moment.date().isoformat(),
    "date": _full,
    "date_short": _short,
    "date_long": _long,
    "date_pretty": _pretty(_full),
    "date_short_pretty": _pretty(_short),
    "date_long_pretty": _pretty(_long),
    "time": lambda moment, locale, _now: format_time(moment, "short", locale=locale),
    "time_secs": lambda moment, locale, _now: format_time(moment, "medium", locale=locale),
    "ago": _ago,
}
