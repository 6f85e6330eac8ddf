"""Time on the try-out page, and what may happen to the page the app watches; knows no other page."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.page import build_page
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.page.browser import NOON, TRANSLATORS, Browser, publishes
from tests.unit.demo.tiny_app import TinyApp, listening


def test_the_clock_moves_for_the_page_and_for_slack(
    browser: Browser, app: TinyApp, slack: PretendedSlack, moved: MovableClock
):
    publishes(app)
    browser.goes("/as/sam/home")
    assert browser.sees.one("time").text == "Sat 21 Nov 2026, 12:00 UTC"
    for name, days in (("day", 1), ("week", 8), ("month", 38)):
        browser.presses(f"Move the clock by a {name}")
        assert moved.now() == NOON + timedelta(days=days)
        assert slack.now() == moved.timestamp()
    assert browser.sees.one("time").text == "Tue 29 Dec 2026, 12:00 UTC"
    assert len([body for body in app.received if body.get("event", {}).get("tab") == "home"]) == 4


def test_what_falls_due_happens_day_by_day_while_the_clock_moves(
    slack: PretendedSlack, app: TinyApp, moved: MovableClock
):
    publishes(app)
    days: list[int] = []
    page = build_page(slack, moved, TRANSLATORS, lambda: days.append((moved.now() - NOON).days))
    with listening(app), page.test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/home")
        browser.presses("Move the clock by a week")
        browser.presses("Move the clock by a day")
    assert days == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.fixture
def played(slack: PretendedSlack, app: TinyApp, moved: MovableClock) -> Iterator[tuple[Browser, list[str]]]:
    """A page with two things that may happen to what the app watches, and what happened, in order."""
    happened: list[str] = []
    page = build_page(
        slack,
        moved,
        TRANSLATORS,
        lambda: happened.append(f"{moved.now():%d %b %H:%M}"),
        {name: partial(happened.append, name) for name in ("It is reworded", "It cannot be read")},
    )
    page.testing = True
    with listening(app), page.test_client() as client:
        yield Browser(client), happened


def test_what_happens_to_the_watched_page_happens_and_half_a_day_passes(played, app: TinyApp):
    browser, happened = played
    publishes(app)
    browser.goes("/as/sam/home")
    assert "The page the app watches" in browser.sees.text
    browser.presses("It is reworded")
    browser.presses("It cannot be read")
    assert happened == ["It is reworded", "22 Nov 00:00", "It cannot be read", "22 Nov 12:00"]
    assert browser.address == "/as/sam/home"


def test_a_day_is_still_a_day_where_a_page_is_watched(played):
    browser, happened = played
    browser.goes("/as/sam/channel")
    browser.presses("Move the clock by a day")
    assert happened == ["22 Nov 12:00"]


def test_nothing_else_can_happen_to_the_page(played):
    browser, happened = played
    assert browser.posts("/as/sam/home/move", {"plays": "Something else"}).status_code == 400
    assert happened == []


def test_where_no_page_is_watched_none_is_spoken_of(browser: Browser):
    browser.goes("/as/sam/channel")
    assert "The page the app watches" not in browser.sees.text
