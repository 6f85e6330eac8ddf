"""The page's own language: from the browser or from what was chosen, and every word of it in each."""

from datetime import UTC, datetime

import pytest

from bolt_app.demo import chrome
from bolt_app.demo.tryout import played
from bolt_app.i18n import LANGUAGES
from tests.record_builders import shipped, translator

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("", "de,ja;q=0.5", "en"),
        ("en", "fr", "en"),
        ("fr", "en-GB", "fr"),
        ("de", "fr", "fr"),
        ("<script>", "en", "en"),
    ],
)
def test_what_was_chosen_counts_before_what_the_browser_asks_for(chosen: str, accepted: str, language: str):
    assert chrome.spoken(chosen, accepted) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_can_change_to_every_other_language_by_its_own_name(language: str):
    assert language not in chrome.others(language)
    assert {language, *chrome.others(language)} == set(LANGUAGES)
    assert set(chrome.NAMES) == set(LANGUAGES)


def test_the_clock_is_read_in_the_language_of_the_page():
    assert chrome.clock_face(NOON, "en") == "Sat 21 Nov 2026, 12:00 UTC"
    assert chrome.clock_face(NOON, "fr") == "sam. 21 nov. 2026, 12:00 UTC"


def test_every_button_s_words_are_in_the_french_catalogue():
    _, plays = played(shipped())
    moves = [text for move in chrome.MOVES.values() for text in (move.shown, move.heard)]
    words = [*chrome.TITLES.values(), *moves, *plays]
    assert len(words) == 3 + 6 + 4
    assert [text for text in words if not translator("fr").knows(text)] == []
    assert len({translator("fr")(text) for text in words}) == len(words)
