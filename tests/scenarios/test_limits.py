"""A register of 200 rows in each table and a record of 500 entries: every view is one Slack takes.

The pretended Slack holds each view against Slack's limits when the app sends it; here everything is pressed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bolt_app.demo.form import Control
from bolt_app.demo.person import Person
from bolt_app.demo.rules import check_message, check_view
from bolt_app.demo.tryout import Wired
from bolt_app.register import load
from bolt_app.register.model import Register
from bolt_app.views.history import PAGE
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls_of, declines, fills_the_record, opens, opens_correction

Row = TypeVar("Row")

TURNED_IN_PLACE = (
    "older",
    "newer",
    "changes_older",
    "statements_next",
    "versions_back",
    "compare",
    "tell_me",
    "no_notices",
    "stop",
)
"""They open nothing that could be closed again."""
NUMBER = 200
ENTRIES = 500


def grown() -> Register:
    """The shipped register, its rows repeated until there are 200 of each, practices with every claim."""
    shipped = load()

    def times(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(rows[number % len(rows)] for number in range(NUMBER))

    every = tuple(shipped.claims)
    practices = [replace(one, key=f"p{n}", claims=every) for n, one in enumerate(times(shipped.practices))]
    return replace(
        shipped,
        practices=tuple(practices),
        timeline=times(shipped.timeline),
        open_questions=times(shipped.open_questions),
        member_questions=times(shipped.member_questions),
        differences=times(shipped.differences),
        versions=tuple(replace(one, key=f"v{n}") for n, one in enumerate(times(shipped.versions))),
        officer_questions=times(shipped.officer_questions),
        ai_settings=times(shipped.ai_settings),
    )


@pytest.fixture(scope="module")
def huge() -> Register:
    return grown()


@pytest.fixture
def wired(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], huge: Register
) -> Iterator[Wired]:
    with wire(tmp_path, clock, **{**read_once, "register": huge}) as running:
        yield running


def first_of_each(person: Person) -> list[Control]:
    """A button for each view, the last one of those that are alike; none that records or turns a page."""
    buttons = {str(one.element["action_id"]): one for one in person.controls if one.is_button}
    return [one for name, one in buttons.items() if not name.startswith(("do.", *TURNED_IN_PLACE))]


@pytest.mark.parametrize("key", ["ada", "sam", "camille", "noor"])
def test_home_and_whatever_it_opens_are_taken_by_slack(wired: Wired, ada: Person, key: str):
    fills_the_record(wired, ENTRIES)
    declines(ada, reason="&" * 500)
    person = wired.slack.person(key)
    person.opens_home()
    assert person.home
    assert check_view(person.home.content) == []
    for outer in first_of_each(person):
        person.presses(outer)
        for inner in first_of_each(person):
            person.presses(inner)
            person.closes()
        if person.modals:  # a button may have turned the modal it stood in into its answer
            person.closes(everything=True)
    assert [(call.method, call.error) for call in wired.slack.calls if call.error] == []
    assert len(calls_of(wired, "views.open")) > 4


def test_home_says_how_much_more_there_is(wired: Wired, sam: Person):
    sam.opens_home()
    assert f"And {NUMBER - 14} more practices." in sam.sees
    assert sam.sees.count(" more questions.") == 2
    assert f"{NUMBER} places, both sides side by side." in sam.sees
    assert calls_of(wired, "views.publish")[0].error is None


@pytest.mark.parametrize(
    ("button", "more"),
    [
        ("Show all", " more practices."),
        ("What we searched", " more questions."),
        ("Show both sides", " more places."),
    ],
)
def test_each_modal_says_how_much_more_there_is(sam: Person, button: str, more: str):
    opens(sam, button)
    last = sam.sees.splitlines()[-2]
    assert last.startswith("And ")
    assert last.endswith(more)


@pytest.mark.parametrize(
    ("button", "more"),
    [
        ("Show the versions", " more versions."),
        ("Show the questions", " more questions."),
        ("Show the settings", " more settings."),
    ],
)
def test_the_lists_beside_say_it_too(sam: Person, button: str, more: str):
    opens(sam, button)
    assert any(line.startswith("And ") and line.endswith(more) for line in sam.sees.splitlines())


def test_every_page_of_the_timeline_and_each_comparison_are_taken_by_slack(wired: Wired, sam: Person):
    opens(sam, "All changes")
    while "Older changes" in sam.buttons:
        sam.presses("Older changes")
    assert f"of {NUMBER}." in sam.sees
    sam.presses("Versions of the page")
    sam.presses(next(one for one in sam.controls if one.element["action_id"] == "compare"))
    assert "against the one before" in sam.sees
    assert [call.error for call in wired.slack.calls if call.error] == []


def test_sources_of_a_practice_with_every_claim_say_how_many_more_there_are(sam: Person):
    sam.opens_home()
    sam.presses([one for one in sam.controls if one.element["action_id"] == "practice"][-1])
    assert " more statements." in sam.sees


def test_the_answer_to_the_command_is_taken_too(wired: Wired, ada: Person, sam: Person):
    declines(ada, reason="&" * 500)
    sam.types("/datapolicy")
    content = {name: sam.answers[-1].content[name] for name in ("text", "blocks")}
    assert check_message(content) == []
    sam.presses("Sources")
    sam.closes()
    sam.presses("What changed")
    assert [call.error for call in wired.slack.calls if call.error] == []


def test_500_entries_with_the_longest_reasons_are_turned_page_by_page(wired: Wired, ada: Person):
    fills_the_record(wired, ENTRIES, reason="&" * 500)
    opens(ada, "See the record")
    turned = 1
    while "Older" in ada.buttons:
        ada.presses("Older")
        turned += 1
    assert turned == ENTRIES // PAGE
    assert "No. 1 of 500" in ada.sees
    assert calls_of(wired, "views.update")[-1].error is None


def test_of_500_entries_the_newest_100_can_be_corrected_and_the_form_says_so(wired: Wired, ada: Person):
    fills_the_record(wired, ENTRIES)
    opens_correction(ada)
    (choice,) = [one for one in ada.controls if one.label == "The entry that was wrong"]
    offered = [int(option["value"]) for option in choice.element["options"]]
    assert offered == list(range(500, 400, -1))
    assert "The 100 newest entries are offered." in ada.sees


def test_my_data_of_somebody_in_500_entries_says_how_many_more_there_are(wired: Wired, ada: Person):
    fills_the_record(wired, ENTRIES)
    opens(ada, "My data")
    assert f"And {ENTRIES - 40} more entries." in ada.sees
