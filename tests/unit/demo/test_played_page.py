"""The page that plays Slack's: its quotes are there, what is invented says so; it answers as servers do."""

from html import unescape
from http import HTTPStatus

import httpx
import pytest

from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.played_page import (
    BLOCKED,
    HEADING,
    OPENING,
    PATH,
    Played,
    PlayedPage,
    as_quoted,
    rearranged,
    reworded,
)
from bolt_app.demo.stage import PLAYED, Stage, quoted
from bolt_app.watch import Failure, FailureKind, Validators
from bolt_app.watch.answer import Fetched, Unchanged
from bolt_app.watch.declarations import load
from bolt_app.watch.quotes import Text
from tests.record_builders import shipped

CLAIMS = quoted(shipped())
AS_IT_IS = as_quoted(shipped(), CLAIMS)


def standing_on(played: Played) -> set[str]:
    """The claims whose quotes a reader finds on the page."""
    text = Text(unescape(played.body.replace("<p>", "\n\n").replace("</p>", "")))
    return {key for key in CLAIMS if text.find(shipped().claims[key].quote or "")}


def test_the_claims_whose_passages_change_quote_the_page():
    assert {OPENING, HEADING} <= set(CLAIMS)


def test_every_quote_is_on_the_page_and_the_page_says_that_it_is_invented():
    assert standing_on(AS_IT_IS) == set(CLAIMS)
    for played in (AS_IT_IS, reworded(shipped(), CLAIMS), rearranged(shipped(), CLAIMS)):
        assert "This page is invented for the try-out. It is not Slack’s page" in played.body
        assert "(invented)</title>" in played.body


def test_reworded_it_lacks_two_quotes_and_rearranged_none():
    assert set(CLAIMS) - standing_on(reworded(shipped(), CLAIMS)) == {OPENING, HEADING}
    again = rearranged(shipped(), CLAIMS)
    assert again.body != AS_IT_IS.body
    assert standing_on(again) == set(CLAIMS)


def test_what_is_played_is_escaped():
    body = as_quoted(shipped(), CLAIMS).body
    assert body.count("<script") == 0
    assert body.count("<p>") == body.count("</p>")


def test_who_has_the_page_already_is_told_so():
    slack_page = PlayedPage(AS_IT_IS)
    with LocalServer(slack_page) as server:
        first = httpx.get(server.url + PATH)
        again = httpx.get(server.url + PATH, headers={"If-None-Match": first.headers["ETag"]})
        slack_page.plays(BLOCKED)
        other = httpx.get(server.url + PATH, headers={"If-None-Match": first.headers["ETag"]})
        assert httpx.get(server.url + "/robots.txt").text == "User-agent: *\nAllow: /\n"
        assert httpx.get(server.url + "/other").status_code == HTTPStatus.NOT_FOUND
    assert (first.status_code, again.status_code, again.content) == (HTTPStatus.OK, 304, b"")
    assert (other.status_code, other.text) == (HTTPStatus.OK, BLOCKED.body)
    assert slack_page.asked == 3


def test_the_stage_declares_its_own_address_and_leaves_the_other_pages_to_slack():
    with Stage(PlayedPage(AS_IT_IS)) as stage:
        declared = {one.terms: one.url for one in stage.declarations}
        [asked] = stage.asked
    shipped_pages = {one.terms: one.url for one in load()}
    assert asked.url.startswith("http://127.0.0.1:")
    assert asked.url.endswith(PATH)
    assert declared == {**shipped_pages, PLAYED: asked.url}


def test_the_stage_asks_its_own_server_and_no_other():
    slack_page = PlayedPage(AS_IT_IS)
    with Stage(slack_page) as stage, LocalServer(slack_page) as other:
        [asked] = stage.asked
        got = stage.fetcher()(asked.url, Validators())
        assert isinstance(got, Fetched)
        assert isinstance(stage.fetcher()(asked.url, got.validators), Unchanged)
        for elsewhere in (other.url + PATH, "https://slack.com" + PATH):
            refused = stage.fetcher()(elsewhere, Validators())
            assert isinstance(refused, Failure)
            assert refused.kind in (FailureKind.NOT_PUBLIC, FailureKind.ROBOTS)
    assert slack_page.asked == 2


@pytest.mark.parametrize("location", ["https://slack.com/", "http://localhost:1/"])
def test_a_redirect_leads_nowhere_else(location: str):
    with Stage(PlayedPage(Played("", HTTPStatus.FOUND, location=location))) as stage:
        [asked] = stage.asked
        refused = stage.fetcher()(asked.url, Validators())
    assert refused == Failure(FailureKind.NOT_PUBLIC, "leads away from the try-out")
