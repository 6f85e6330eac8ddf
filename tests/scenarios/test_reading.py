"""Members read the policy in Slack: all in two clicks, pages turned in place, versions side by side."""

import re
from typing import Any, cast

import pytest

from bolt_app.demo.form import Control
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.register import load
from bolt_app.register.comparison import steps
from tests.scenarios.steps import calls

TITLES = {
    "Show the practices": "One by one",
    "All changes": "What changed",
    "Show both sides": "Where texts differ",
    "What we searched": "Not known",
    "Show the versions": "Versions of the page",
    "Show the questions": "For your DPO",
    "Show the settings": "Generative AI settings",
    "Show all sources": "Sources",
}
WORDS = {
    "changes": "All changes",
    "changements": "All changes",
    "versions": "Show the versions",
    "questions": "What we searched",
    "differences": "Show both sides",
    "divergences": "Show both sides",
    "practices": "Show the practices",
    "usages": "Show the practices",
    "dpo": "Show the questions",
    "settings": "Show the settings",
    "réglages": "Show the settings",
}


def pressing(person: Person, action: str) -> Control:
    """The first button with that action."""
    return next(one for one in person.controls if one.element["action_id"] == action)


def assert_nothing_was_refused(wired: Wired) -> None:
    assert [call.error for call in wired.slack.calls if call.error] == []


@pytest.mark.parametrize("button", TITLES)
def test_from_the_command_everything_is_read_in_two_clicks(wired: Wired, sam: Person, button: str):
    sam.types("/datapolicy")
    sam.presses("More to read")
    sam.presses(button)
    assert sam.title == TITLES[button]
    assert_nothing_was_refused(wired)


def test_from_home_everything_but_the_practices_which_stand_there_is_one_click(wired: Wired, sam: Person):
    for button in TITLES.keys() - {"Show the practices"}:
        sam.opens_home()
        sam.presses(button)
        assert sam.title == TITLES[button]
        sam.closes(everything=True)
    assert_nothing_was_refused(wired)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_after_the_command_leads_there_in_one(sam: Person, word: str):
    sam.types(f"/datapolicy {word}")
    sam.presses(WORDS[word])
    assert sam.title == TITLES[WORDS[word]]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("chanegs", "changes"), ("dpoo", "dpo"), ("setings", "settings"), ("vershions", "versions")],
)
def test_a_near_miss_is_answered_with_the_word_meant(sam: Person, typed: str, nearest: str):
    sam.types(f"/datapolicy {typed}")
    assert f"The nearest is /datapolicy {nearest};" in sam.sees


def test_a_near_miss_in_french_is_answered_with_the_french_word(camille: Person):
    camille.types("/datapolicy changment")
    assert "/datapolicy changements" in camille.sees


@pytest.mark.parametrize(
    ("begin", "onwards", "back"),
    [("All changes", "Older changes", "Newer changes"), ("Show all sources", "Next", "Previous")],
)
def test_pages_are_turned_in_place_to_the_last_and_back(
    wired: Wired, sam: Person, begin: str, onwards: str, back: str
):
    sam.opens_home()
    sam.presses(begin)
    first, pages = sam.sees, 1
    while onwards in sam.buttons:
        sam.presses(onwards)
        pages += 1
    assert re.search(r"to (\d+) of \1\.", sam.sees)
    assert pages > 2
    for _ in range(pages - 1):
        sam.presses(back)
    assert sam.sees == first
    assert calls(wired).count("views.open") == 1
    sam.closes()
    assert sam.title is None


def test_the_sources_of_the_changes_stand_on_top_and_closing_comes_back(wired: Wired, sam: Person):
    sam.types("/datapolicy")
    sam.presses("More to read")
    sam.presses("All changes")
    sam.presses("Older changes")
    page = sam.sees
    sam.presses("Sources of these changes")
    assert sam.title == "Sources"
    sam.closes()
    assert sam.sees == page
    assert_nothing_was_refused(wired)


def test_each_version_is_compared_with_the_one_before_in_place_and_its_sources_fit_on_top(
    wired: Wired, sam: Person
):
    sam.types("/datapolicy")
    sam.presses("More to read")
    sam.presses("Show the versions")
    for before, after in steps(load()):
        compare = next(one for one in sam.controls if one.element.get("value") == after.key)
        sam.presses(compare)
        assert sam.sees.splitlines()[1] == after.label
        assert f"against the one before: {before.label}" in sam.sees
        sam.presses("Sources")  # the third modal: Slack takes no fourth
        sam.closes()
        sam.presses("All versions")
        assert sam.title == "Versions of the page"
    assert_nothing_was_refused(wired)


def test_removed_and_added_are_read_in_words_in_both_languages(sam: Person, camille: Person):
    for person, words in ((sam, ["added: non-generative"]), (camille, ["ajouté\u00a0: non-generative"])):
        person.opens_home()
        person.presses(pressing(person, "versions"))
        person.presses(next(one for one in person.controls if one.element.get("value") == "c"))
        for word in words:
            assert word in person.sees


def test_from_the_changes_one_comes_to_the_versions(sam: Person):
    sam.types("/datapolicy")
    sam.presses("What changed")
    sam.presses("Versions of the page")
    assert sam.title == "Versions of the page"


def test_one_button_has_the_sources_of_all_answers(sam: Person):
    sam.opens_home()
    sam.presses("Sources of these answers")
    for question in load().member_questions:
        assert load().claim(question.claim).text in sam.sees


def test_a_button_of_a_view_from_before_the_register_changed_opens_something_true(wired: Wired, sam: Person):
    for begin, action, title in (
        ("All changes", "changes_older", "What changed"),
        ("All changes", "changes_sources", "Sources"),
        ("Show all sources", "statements_next", "Sources"),
        ("Show the versions", "compare", "Versions of the page"),
    ):
        for value in ("gone", "-1", "99999999", "٣"):
            sam.opens_home()
            sam.presses(begin)
            button = pressing(sam, action)
            cast("dict[str, Any]", button.element)["value"] = value
            sam.presses(button)
            assert sam.title == title
            sam.closes(everything=True)
    assert_nothing_was_refused(wired)
