"""Slack rewords its page, in the browser, in English and French: a member is told, and reads which words."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.changed_page import Change, changed
from tests.browser.pictures import FOLDER, LANGUAGES, LARGEST


@pytest.fixture(scope="module")
def changes(chromium: Browser) -> Mapping[str, Change]:
    found = {}
    for language, words in LANGUAGES.items():
        with (
            tempfile.TemporaryDirectory(prefix="datapolicy-change-") as folder,
            changed(chromium, Path(folder), words.locale) as change,
        ):
            found[language] = change
    return found


REREAD = {
    "en": "Slack changed this passage on 22 November 2026; it is being re-read.",
    "fr": "22 novembre 2026",
}
MARKS = {"en": ("[removed: non-generative AI/ML]", "[added: predictive]"), "fr": ("[supprimé", "[ajouté")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asked_is_told_with_the_words_and_the_statements_they_touch(
    changes: Mapping[str, Change], language: str
):
    told = changes[language].read["change-notice"]
    assert REREAD[language] in told
    for mark in MARKS[language]:
        assert mark in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_that_a_page_changed_and_its_words_are_one_press_away(
    changes: Mapping[str, Change], language: str
):
    read = changes[language].read
    assert "Privacy Principles" in read["change-home"]
    assert REREAD[language] in read["change-words"]
    for mark in MARKS[language]:
        assert mark in read["change-words"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_kept_of_a_change_are_these_and_small(changes: Mapping[str, Change], language: str):
    kept = {path.name: path.stat().st_size for path in FOLDER.glob(f"change-*-{language}.png")}
    assert sorted(kept) == sorted(f"{name}-{language}.png" for name in changes[language].pictures)
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}
