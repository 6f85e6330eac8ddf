"""The README's pictures: taken from the app in both languages, small, the same whenever taken."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from tests.browser.pictures import FOLDER, LANGUAGES, LARGEST, page_pictures, pictures

NAMES = ["answer", "home-member", "home-owner", "letter", "page-install", "page-privacy", "record"]
_PNG = b"\x89PNG\r\n\x1a\n"


def every(browser: Browser, language: str) -> dict[str, bytes]:
    return pictures(browser, language) | page_pictures(browser, language)


@pytest.fixture(scope="module")
def taken(chromium: Browser) -> Mapping[str, Mapping[str, bytes]]:
    return {language: every(chromium, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_taken_and_small(taken: Mapping[str, Mapping[str, bytes]], language: str):
    assert sorted(taken[language]) == NAMES
    assert [name for name, png in taken[language].items() if not png.startswith(_PNG)] == []
    assert {name: len(png) for name, png in taken[language].items() if len(png) > LARGEST} == {}


def test_the_two_languages_give_different_pictures(taken: Mapping[str, Mapping[str, bytes]]):
    assert [name for name in NAMES if taken["en"][name] == taken["fr"][name]] == []


def test_a_picture_taken_twice_is_the_same(chromium: Browser, taken: Mapping[str, Mapping[str, bytes]]):
    again = every(chromium, "en")
    assert [name for name in NAMES if again[name] != taken["en"][name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_kept_for_the_readme_are_these(language: str):
    kept = {path.name: path.stat().st_size for path in FOLDER.glob(f"*-{language}.png")}
    kept_of_app = sorted(name for name in kept if not name.startswith(("journey-", "change-")))
    assert kept_of_app == [f"{name}-{language}.png" for name in NAMES]
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}
