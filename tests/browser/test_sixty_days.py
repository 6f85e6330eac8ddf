"""The whole journey over sixty simulated days, in the browser, in English and French."""

import tempfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bolt_app.people import Scope
from bolt_app.verifying import Finding, check
from tests.browser.pictures import FOLDER, LANGUAGES, LARGEST
from tests.browser.sixty_days import CONTACT, HAPPENS, MEMBER, OWNER, Story, told


@pytest.fixture(scope="module")
def stories(chromium: Browser) -> Mapping[str, tuple[Story, Finding]]:
    found = {}
    for language, words in LANGUAGES.items():
        with (
            tempfile.TemporaryDirectory(prefix="datapolicy-sixty-") as folder,
            told(chromium, Path(folder), words.locale) as story,
        ):
            scope = Scope(story.tryout.slack.workspace.team_id)
            found[language] = story, check(scope, story.tryout.storage.ledger.links)
    return found


MEMBERS_READ = {
    "en": {
        0: "An owner prepared the request; nothing says it was sent.",
        1: "An owner says the request was sent on 22 November 2026. No answer is recorded here yet.",
        5: "No answer is recorded here after 4 days.",
        8: "An owner says the request was sent on 29 November 2026. No answer is recorded here yet.",
        11: "An owner reports that Slack asked a question",
        12: "An owner says the request was sent on 29 November 2026.",
        20: "An owner reports that Slack received the request",
        30: "An owner reports that Slack confirmed on 21 December 2026 and pasted the reply; no e-mail file",
        45: "whether it still holds is not known",
        46: "An owner says the request was sent on 6 January 2027. No answer is recorded here yet.",
        60: "An owner reports that Slack confirmed on 14 January 2027 and pasted the reply; no e-mail file",
    },
    "fr": {
        0: "Un propriétaire a préparé la demande",
        30: "21 décembre 2026",
        60: "14 janvier 2027",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_reads_on_each_day_what_is_known_and_no_more(stories, language: str):
    story, _ = stories[language]
    for day, sentence in MEMBERS_READ[language].items():
        assert sentence in story.read[day, MEMBER], (day, story.read[day, MEMBER][:600])


@pytest.mark.parametrize("language", LANGUAGES)
def test_reminders_come_to_the_owner_and_the_contact_at_most_one_a_day_and_to_nobody_else(
    stories, language: str
):
    story, _ = stories[language]
    days = list(HAPPENS)
    for who in (OWNER, CONTACT):
        counts = [len(story.heard[day, who]) for day in days]
        assert counts == sorted(counts)
        new = [later - before for before, later in pairwise(counts)]
        passed = [later - before for before, later in pairwise(days)]
        assert all(messages <= days for messages, days in zip(new, passed, strict=True)), new
    assert [len(story.heard[day, MEMBER]) for day in days] == [0] * len(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_owner_is_reminded_when_it_is_time_and_not_after_it_is_done(stories, language: str):
    story, _ = stories[language]
    assert [len(story.heard[day, OWNER]) for day in (0, 1, 5, 8)] == [0, 1, 1, 2]
    for done in ((30, 37, 45), (54, 60)):
        assert len({len(story.heard[day, OWNER]) for day in done}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_of_sixty_days_is_unbroken(stories, language: str):
    _, finding = stories[language]
    assert finding.holds, finding.sentence


def test_the_two_languages_tell_the_same_story_in_other_words(stories):
    english, french = (stories[language][0] for language in ("en", "fr"))
    assert {key: len(told) for key, told in english.heard.items()} == {
        key: len(told) for key, told in french.heard.items()
    }
    assert [key for key, page in english.read.items() if page == french.read[key]] == []
    assert sorted(english.pictures) == sorted(french.pictures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_kept_of_the_journey_are_these_and_small(stories, language: str):
    story, _ = stories[language]
    kept = {path.name: path.stat().st_size for path in FOLDER.glob(f"journey-*-{language}.png")}
    assert sorted(kept) == sorted(f"{name}-{language}.png" for name in story.pictures)
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}
