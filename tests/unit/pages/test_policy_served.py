"""The register's page at its address: languages, tags, links, and what a browser may do there: read."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from bolt_app.i18n import LANGUAGES
from tests.record_builders import shipped
from tests.unit.pages.policy import SERVED, in_both
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import NOW, browser


@in_both
def test_the_address_answers_in_the_language_asked_for_else_in_the_browser_s(language: str) -> None:
    other = next(one for one in LANGUAGES if one != language)
    asked = SERVED.get(f"/policy?lang={language}", headers={"Accept-Language": other})
    preferred = SERVED.get("/policy?lang=xx", headers={"Accept-Language": language})
    for answer in (asked, preferred):
        assert answer.headers["Content-Language"] == language
        assert answer.headers["Vary"] == "Accept-Language"
        assert Read(answer.text).one("html").attributes["lang"] == language
    assert asked.data == preferred.data


@pytest.mark.parametrize("path", ["/policy", "/policy/changes.atom"])
@in_both
def test_who_has_it_already_is_told_so_and_sent_nothing(path: str, language: str) -> None:
    whole = SERVED.get(f"{path}?lang={language}")
    assert whole.headers["Cache-Control"] == "public, max-age=3600"
    modified = whole.headers["Last-Modified"]
    for known in ({"If-None-Match": whole.headers["ETag"]}, {"If-Modified-Since": modified}):
        again = SERVED.get(f"{path}?lang={language}", headers=known)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == whole.headers["ETag"]
    other = SERVED.get(f"{path}?lang={language}", headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.data) == (200, whole.data)


@pytest.mark.parametrize("path", ["/policy", "/policy/changes.atom"])
def test_the_languages_and_the_versions_are_told_apart_by_their_tags(path: str) -> None:
    older = browser(known=lambda: replace(shipped(), version="2026-11-20.2"))
    tags = {client.get(f"{path}?lang={language}").headers["ETag"]
            for client in (SERVED, older) for language in LANGUAGES}  # fmt: skip
    assert len(tags) == 2 * len(LANGUAGES)
    told = older.get(path).headers["Last-Modified"]
    assert told == format_datetime(datetime(2026, 11, 20, 0, 0, 2, tzinfo=UTC), usegmt=True)


@in_both
def test_the_page_runs_loads_and_submits_nothing(language: str) -> None:
    answer = SERVED.get(f"/policy?lang={language}")
    assert answer.headers["Content-Security-Policy"] == browser().get("/").headers["Content-Security-Policy"]
    page = Read(answer.text)
    assert page.all("script", "img", "iframe", "form", "input", "object", "video") == []
    assert {one.attributes["rel"] for one in page.all("link")} == {"alternate"}  # it loads nothing
    assert not any("style" in one.attributes for one in page.elements)
    outside = {link for link in page.links if link[0] not in "#/"}
    cited = {source.url for source in shipped().sources.values() if source.url}
    assert outside - {"mailto:privacy@datapolicy.example"} == cited


@pytest.mark.parametrize("path", ["/policy", "/policy/changes.atom"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(path: str, method: str) -> None:
    assert SERVED.open(path, method=method).status_code == 405


@pytest.mark.parametrize("path", ["/policy", "/policy/changes.atom"])
def test_a_head_request_gets_the_headers_alone(path: str) -> None:
    answer = SERVED.head(path)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"] == SERVED.get(path).headers["ETag"]


@in_both
def test_the_page_leads_to_its_other_language_and_to_the_feed(language: str) -> None:
    below = browser(base_url="https://example.org/dp")
    page = Read(below.get(f"/policy?lang={language}").text)
    alternates = {one.attributes.get("hreflang") or one.attributes["type"]: one.attributes["href"]
                  for one in page.all("link")}  # fmt: skip
    assert alternates == {
        "en": "/dp/policy?lang=en",
        "fr": "/dp/policy?lang=fr",
        "application/atom+xml": f"/dp/policy/changes.atom?lang={language}",
    }
    assert set(alternates.values()) - {f"/dp/policy?lang={language}"} <= set(page.links)


@pytest.mark.parametrize("many", [True, False], ids=["many", "one"])
def test_the_front_page_and_the_navigation_lead_to_it(many: bool) -> None:  # noqa: FBT001 # a way of running
    client = browser(many=many)
    assert Read(client.get("/").text).links.count("/policy") == 2
    assert Read(client.get("/privacy").text).links.count("/policy") == 1


def test_it_is_the_register_s_alone_whoever_asks_and_whenever() -> None:
    later = browser(clock=lambda: NOW.replace(year=2031))
    cookies = {"Cookie": "__Host-install=x; anything=y"}
    assert later.get("/policy", headers=cookies).data == SERVED.get("/policy").data
    assert "Set-Cookie" not in SERVED.get("/policy", headers=cookies).headers
