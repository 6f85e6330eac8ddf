"""Slack's date tokens, in English and French."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bolt_app.demo.dates import locale_of, worded

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
# The moment of Slack's own examples: 18 February 2014, 14:39:42 UTC.
THEN = 1392734382


def spaces_plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("token", "english", "french"),
    [
        ("{date_num}", "2014-02-18", "2014-02-18"),
        ("{date}", "February 18th, 2014", "18 février 2014"),
        ("{date_short}", "Feb 18, 2014", "18 févr. 2014"),
        ("{date_long}", "Tuesday, February 18th, 2014", "mardi 18 février 2014"),
        ("{date_pretty}", "February 18th, 2014", "18 février 2014"),
        ("{date_short_pretty}", "Feb 18, 2014", "18 févr. 2014"),
        ("{date_long_pretty}", "Tuesday, February 18th, 2014", "mardi 18 février 2014"),
        ("{time}", "2:39 PM", "14:39"),
        ("{time_secs}", "2:39:42 PM", "14:39:42"),
        ("{ago}", "13 years ago", "il y a 13 ans"),
    ],
)
def test_each_token_in_both_languages(token: str, english: str, french: str):
    assert spaces_plain(worded(THEN, token, locale="en-US", now=NOW)) == english
    assert spaces_plain(worded(THEN, token, locale="fr-FR", now=NOW)) == french


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [(-1, "yesterday", "hier"), (0, "today", "aujourd’hui"), (1, "tomorrow", "demain")],
)
def test_pretty_tokens_name_the_days_nearby(days: int, english: str, french: str):
    moment = int((NOW + timedelta(days=days)).timestamp())
    for token in ("{date_pretty}", "{date_short_pretty}", "{date_long_pretty}"):
        assert worded(moment, token, locale="en-US", now=NOW) == english
        assert worded(moment, token, locale="fr-CA", now=NOW) == french


def test_pretty_tokens_in_a_language_without_such_words_give_the_date():
    assert worded(int(NOW.timestamp()), "{date_short_pretty}", locale="de-DE", now=NOW) == "21.11.2026"


def test_the_readers_day_is_counted_in_utc_whatever_zone_now_is_in():
    late = datetime(2026, 11, 20, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert worded(int(NOW.timestamp()), "{date_pretty}", locale="en-US", now=late) == "today"


@pytest.mark.parametrize(
    ("day", "shown"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (22, "22nd")],
)
def test_english_days_are_ordinals(day: int, shown: str):
    moment = int(datetime(2026, 5, day, tzinfo=UTC).timestamp())
    assert worded(moment, "{date}", locale="en-GB", now=NOW) == f"May {shown}, 2026"


def test_text_around_tokens_and_tokens_unknown_to_slack_stay():
    assert worded(THEN, "on {date_num} at {noon}", locale="en-US", now=NOW) == "on 2014-02-18 at {noon}"


@pytest.mark.parametrize("locale", ["", "xx-YY", "not a locale", "-", "en_US"])
def test_an_unknown_locale_reads_english(locale: str):
    assert locale_of(locale).language == "en"


@pytest.mark.parametrize("timestamp", [10**15, -(10**15), 10**30])
def test_a_moment_outside_the_calendar_is_refused(timestamp: int):
    with pytest.raises(ValueError, match="9999"):
        worded(timestamp, "{date}", locale="en-US", now=NOW)
