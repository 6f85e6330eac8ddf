"""Slack's page changes, or cannot be read: what members, owners and the record of changes then say."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.played_page import BLOCKED, Played, PlayedPage, as_quoted, rearranged, reworded
from bolt_app.demo.stage import quoted
from bolt_app.demo.tryout import Wired
from bolt_app.register import Register
from bolt_app.views.practices import SHOWN
from bolt_app.watch import FailureKind, FindingKind
from tests.scenarios.conftest import MORNING, StandingClock, wire
from tests.scenarios.steps import opted_out_before
from tests.scenarios.test_channel import chooses_channel
from tests.scenarios.test_notices import asks, inbox
from tests.slack_pages import FILLER, page

MARK = "Slack changed this passage on 23 November 2026; it is being re-read."
GROUND = "It rests on a passage that Slack changed, found on 23 November 2026; the passage is being re-read."
CAME_BACK = (
    "Slack’s page did not have this passage on 23 November 2026, and had it on 24 November 2026; "
    "it is being re-read."
)
FRENCH = "Slack a modifié ce passage le 23 novembre 2026"
BEING_RE_READ = "being re-read"
NOT_YET = "not checked against Slack’s live page yet"


@pytest.fixture
def register(read_once: Mapping[str, Any]) -> Register:
    found: Register = read_once["register"]
    return found


@pytest.fixture
def slack_page(register: Register) -> PlayedPage:
    return PlayedPage(as_quoted(register, quoted(register)))


@pytest.fixture
def wired(
    tmp_path: Path, clock: StandingClock, slack_page: PlayedPage, read_once: Mapping[str, Any]
) -> Iterator[Wired]:
    """The app, which looked at the page once, this morning; half a day later it looks again."""
    with wire(tmp_path, clock, played=slack_page, **read_once) as running:
        running.lives()
        yield running


@pytest.fixture
def play(wired: Wired, clock: StandingClock, slack_page: PlayedPage) -> Callable[[Played], None]:
    """Have the page answer with something else, and half a day pass."""

    def plays(played: Played) -> None:
        slack_page.plays(played)
        clock.passes(hours=12)
        wired.lives()

    return plays


def answer(person: Person) -> str:
    person.types("/datapolicy")
    return person.sees


def calls(wired: Wired, method: str) -> int:
    return sum(1 for call in wired.slack.calls if call.method == method)


def sources(person: Person) -> str:
    """What stands behind the statements of the answer."""
    answer(person)
    person.presses("Sources", nth=0)
    seen = person.sees
    person.closes(everything=True)
    return seen


def test_before_anybody_looked_nothing_is_called_checked(tmp_path, clock, slack_page, read_once):
    with wire(tmp_path, clock, played=slack_page, **read_once) as running:
        seen = sources(running.slack.person("sam"))
    assert NOT_YET in seen
    assert "when it was last checked" not in seen


def test_what_is_on_the_page_says_when_that_was_checked_and_is_not_marked(sam: Person):
    seen = sources(sam)
    assert "on Slack’s page when it was last checked, 23 November 2026" in seen
    assert NOT_YET in seen  # the other pages are not played, and nobody looked at them
    assert BEING_RE_READ not in seen + answer(sam)


def test_a_changed_passage_is_marked_at_once_wherever_it_is_shown(sam, ada, camille, play, register):
    play(reworded(register, quoted(register)))
    for person in (sam, ada):
        seen = answer(person)
        assert MARK in seen
        assert GROUND in seen
        person.opens_home()
        assert MARK in person.sees
        assert GROUND in person.sees
        assert MARK in sources(person)
    assert FRENCH in answer(camille)
    camille.opens_home()
    assert FRENCH in camille.sees


def test_home_is_published_anew_only_when_something_changed(wired, sam, play, clock, register):
    sam.opens_home()
    wired.slack.calls.clear()
    clock.passes(hours=12)
    wired.lives()
    sam.opens_home()
    assert calls(wired, "views.publish") == 0
    play(reworded(register, quoted(register)))
    sam.opens_home()
    assert calls(wired, "views.publish") == 1


def test_what_does_not_stand_on_the_changed_passage_is_not_marked(sam, play, register):
    play(reworded(register, quoted(register)))
    lines = [line for line in answer(sam).splitlines() if line.startswith("Generative AI")]
    assert lines
    assert BEING_RE_READ not in lines[0]


def test_a_practice_that_stands_on_a_changed_passage_is_marked(sam, play, register):
    cited = next(one for one in register.practices[:SHOWN] if {"channel-recommendations"} & set(one.claims))
    others = [key for key in quoted(register) if key != "channel-recommendations"]
    play(as_quoted(register, others))
    sam.opens_home()
    [shown] = [line for line in sam.sees.splitlines() if line.startswith(cited.purpose[:40])]
    assert shown.endswith(GROUND)


def test_the_words_that_changed_are_shown_with_the_words_removed_and_added(sam, camille, play, register):
    play(reworded(register, quoted(register)))
    sam.opens_home()
    assert "Slack’s page “Privacy Principles” was found changed." in sam.sees
    sam.presses("Show the words")
    assert sam.title == "What changed"
    assert "[removed: non-generative AI/ML] [added: predictive] models for features" in sam.sees
    assert "Nobody has reviewed the change yet." in sam.sees
    assert MARK in sam.sees
    camille.opens_home()
    camille.presses("Montrer les mots")
    assert "supprimé\u00a0:" in camille.sees
    assert "ajouté\u00a0:" in camille.sees


def test_the_list_of_what_changed_begins_with_what_nobody_reviewed(sam, play, register):
    play(reworded(register, quoted(register)))
    answer(sam)
    sam.presses("What changed", nth=0)
    assert sam.sees.splitlines()[1].startswith("23 November 2026: Slack’s page “Privacy Principles”")
    sam.presses("Show the words")
    assert "Statements it touches:" in sam.sees


def test_typography_white_space_and_menus_raise_no_alarm(wired, sam, play, register):
    before = answer(sam)
    play(rearranged(register, quoted(register)))
    assert answer(sam) == before
    assert wired.storage.pages.changes() == []
    assert "on Slack’s page when it was last checked, 23 November 2026" in sources(sam)


def html(body: str) -> Played:
    return Played(f"<!doctype html><html lang=en><title>x</title><main id=main>{body}</main></html>")


FAILURES: Mapping[FailureKind, Played] = {
    FailureKind.BLOCKED: BLOCKED,
    FailureKind.HTTP_STATUS: Played("", HTTPStatus.SERVICE_UNAVAILABLE),
    FailureKind.ERROR_PAGE: html(
        "<h1>500 Internal Server Error</h1><p>Something went wrong on our side.</p>"
    ),
    FailureKind.EMPTY: html("<div id=root></div>"),
    FailureKind.WRONG_LANGUAGE: Played(page(*FILLER, *FILLER, lang="de-DE").decode()),
    FailureKind.NOT_A_PAGE: Played("%PDF-1.7", content_type="application/pdf"),
    FailureKind.TOO_LARGE: html("<p>" + "word " * 1_100_000),
    FailureKind.NOT_PUBLIC: Played("", HTTPStatus.FOUND, location="http://169.254.169.254/latest/meta-data"),
    FailureKind.TOO_MANY_REDIRECTS: Played(
        "", HTTPStatus.FOUND, location="/trust/data-management/privacy-principles"
    ),
}


@pytest.mark.parametrize("kind", FAILURES, ids=str)
def test_a_page_that_cannot_be_read_marks_nothing_and_is_never_called_unchanged(wired, sam, play, kind):
    before = answer(sam)
    play(FAILURES[kind])
    failure = wired.storage.pages.standing("Privacy Principles").failure
    assert failure is not None
    assert failure.kind is kind
    assert answer(sam) == before
    seen = sources(sam)
    assert "last checked 23 November 2026; Slack’s page could not be read on 23 November 2026" in seen
    assert "on Slack’s page when it was last checked" not in seen
    assert "unchanged" not in seen
    assert wired.storage.pages.changes() == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://localhost:1/", "https://10.0.0.1/", "//[::1]/"]
)
def test_a_redirect_into_the_private_network_is_refused(wired, play, location):
    play(Played("", HTTPStatus.FOUND, location=location))
    failure = wired.storage.pages.standing("Privacy Principles").failure
    assert failure is not None
    assert failure.kind in (FailureKind.NOT_PUBLIC, FailureKind.OTHER_HOST)


def test_a_robots_txt_that_forbids_is_obeyed(tmp_path, clock, register, read_once):
    page = PlayedPage(as_quoted(register, quoted(register)), robots="User-agent: *\nDisallow: /trust/\n")
    with wire(tmp_path, clock, played=page, **read_once) as running:
        running.lives()
        assert page.asked == 0
        assert (
            "not checked against Slack’s live page yet: it could not be read on 23 November 2026"
            in sources(running.slack.person("sam"))
        )


def test_a_mark_stays_when_the_page_cannot_be_read_or_says_it_again(sam, play, register):
    play(reworded(register, quoted(register)))
    play(BLOCKED)
    assert MARK in answer(sam)
    play(as_quoted(register, quoted(register)))
    assert CAME_BACK in answer(sam)
    assert "last checked 24 November 2026" in sources(sam)


def reviewed(register: Register, days: int) -> Register:
    """The register after somebody read the page again, so many days after the first look."""
    seen = (MORNING + timedelta(days=days)).date()
    source = replace(register.sources["principles-2024"], seen=seen)
    return replace(register, sources={**register.sources, source.key: source})


@pytest.fixture
def another(tmp_path, clock, slack_page, read_once) -> Callable[..., AbstractContextManager[Wired]]:
    """One more process on the same record, perhaps with another register; to be entered."""
    return lambda **parts: wire(tmp_path, clock, played=slack_page, **{**read_once, **parts})


def test_another_version_of_the_register_takes_no_mark_away(another, play, register):
    play(reworded(register, quoted(register)))
    with another(register=replace(register, version="2026-12-24.1")) as updated:
        assert MARK in answer(updated.slack.person("sam"))


def test_a_review_of_the_page_takes_the_mark_away_until_it_is_read_again(another, play, register, clock):
    play(reworded(register, quoted(register)))
    with another(register=reviewed(register, 3)) as updated:
        sam = updated.slack.person("sam")
        assert BEING_RE_READ not in answer(sam)
        assert NOT_YET in sources(sam)
        sam.opens_home()
        assert "was found changed" not in sam.sees
        clock.passes(days=3)
        updated.lives()  # the page is still the reworded one: the review kept a quote that is not there
        assert "Slack’s page did not have this passage when it was first read, on 26 November" in answer(sam)


def test_what_one_process_finds_another_shows_within_a_minute(another, wired, slack_page, register, clock):
    with another() as other:
        sam = other.slack.person("sam")
        clock.passes(hours=12)
        assert BEING_RE_READ not in answer(sam)
        slack_page.plays(reworded(register, quoted(register)))
        clock.passes(seconds=10)
        wired.lives()
        clock.passes(seconds=49)
        assert BEING_RE_READ not in answer(sam)
        clock.passes(seconds=1)
        assert MARK in answer(sam)


def test_what_is_kept_of_a_change_is_what_it_touched_and_its_words(wired, play, register):
    play(reworded(register, quoted(register)))
    [change] = wired.storage.pages.changes()
    assert wired.storage.pages.change(change.id) == change
    assert wired.storage.pages.change("no-such-change") is None
    kinds = {finding.claim: finding.kind for finding in wired.storage.pages.findings()}
    assert {claim for claim, kind in kinds.items() if kind is FindingKind.GONE} == set(change.claims)


def test_a_channel_is_not_told_what_is_being_re_read_without_being_told_that(wired, ada, play, register):
    """What is posted of our opt-out says what an opt-out changes, on Slack's word: the mark goes with it."""
    chooses_channel(ada)
    ada.types("/invite @Data Policy")
    others = [key for key in quoted(register) if key != "after-opt-out"]
    play(as_quoted(register, others))
    opted_out_before(ada)
    wired.lives()
    [posted] = [one for one in wired.slack.calls if one.method == "chat.postMessage"]
    assert MARK in str(posted.arguments["blocks"])


def test_who_is_told_of_a_page_that_goes_back_and_forth_is_told_once_each_way(wired, sam, play, register):
    asks(sam)
    for _ in range(3):
        play(reworded(register, quoted(register)))
        play(as_quoted(register, quoted(register)))
    assert len(wired.storage.pages.changes()) == 6
    assert inbox(wired, "sam") == [
        "Slack’s page “Privacy Principles” was found changed on 23 November 2026.",
        "Slack’s page “Privacy Principles” was found changed on 24 November 2026.",
    ]
