"""The Atom feed, read back by feedparser and by an XML parser: RFC 4287's musts, escaping, ids that stay."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped] # it has none, and none are published
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.i18n import LANGUAGES
from bolt_app.pages.feed import NO_AUTHORITY, as_of, feed, tag_uri
from bolt_app.pages.policy import policy_of
from bolt_app.register.model import Register
from bolt_app.views.changes import day_of
from tests.record_builders import shipped, translator
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import browser
from tests.unit.views.registers import grown

BASE = "https://dp.example"
ATOM = "{http://www.w3.org/2005/Atom}"
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[A-Za-z0-9/._~%-]+")
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
EN = translator("en")
in_both = pytest.mark.parametrize("language", LANGUAGES)


def parsed(register: Register, language: str = "en", base_url: str = BASE) -> Any:
    read = feedparser.parse(feed(register, translator(language), base_url), sanitize_html=False)
    assert read.bozo is False, read.get("bozo_exception")
    return read


def with_text(text: str, **changed: object) -> Register:
    event = replace(shipped().timeline[0], text=text, **changed)  # type: ignore[arg-type] # a test's shorthand
    return replace(shipped(), timeline=(event,))


@in_both
def test_read_back_it_says_what_the_register_says(language: str) -> None:
    register, t = shipped(), translator(language)
    read = parsed(register, language)
    assert read.version == "atom10"
    assert read.feed.title == t("What changed in Slack’s texts")
    assert read.feed.language == language
    assert len(read.entries) == len(register.timeline)
    for entry, event in zip(read.entries, register.timeline, strict=True):
        assert entry.title == t("{when}: {what}", when=day_of(event, t), what=t(event.text))
        [content] = entry.content
        shown = Read(f"<body>{content.value}</body>")
        for text in (event.text, event.note or ""):
            assert " ".join(t(text).split()) in shown.text
        assert shown.links == [url for key in event.sources if (url := register.sources[key].url)]


@in_both
@pytest.mark.parametrize("base_url", [BASE, "https://example.org/dp", ""])
def test_it_owes_nothing_that_rfc_4287_asks_for(language: str, base_url: str) -> None:
    root = ET.fromstring(feed(shipped(), translator(language), base_url))  # noqa: S314 # our own
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for node in (root, *root.iter(f"{ATOM}entry")):
        for owed in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{owed}")) == 1, owed
        assert TAG_URI.fullmatch(node.findtext(f"{ATOM}id") or "")
        assert RFC_3339.fullmatch(node.findtext(f"{ATOM}updated") or "")
        alternates = [one for one in node.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert len(alternates) == bool(base_url)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert len(root.findall(f"{ATOM}entry/{ATOM}content")) == len(shipped().timeline)


def test_every_entry_leads_to_its_place_on_the_page() -> None:
    client = browser()
    read = feedparser.parse(client.get("/policy/changes.atom?lang=fr").data)
    anchors = {one.attributes.get("id") for one in Read(client.get("/policy?lang=fr").text).elements}
    assert {one.anchor for one in policy_of(shipped(), EN).changes} <= anchors
    for entry in read.entries:
        address, _, anchor = entry.link.partition("#")
        assert address == f"{BASE}/policy?lang=fr"
        assert anchor in anchors


def test_the_feed_s_links_are_to_itself_and_to_the_page_in_its_language() -> None:
    links = {link.rel: (link.href, link.type) for link in parsed(shipped(), "fr").feed.links}
    assert links == {
        "self": (f"{BASE}/policy/changes.atom?lang=fr", "application/atom+xml"),
        "alternate": (f"{BASE}/policy?lang=fr", "text/html"),
    }


@pytest.mark.parametrize(
    ("when", "first"),
    [("2026-02-27", "2026-02-27T00:00:00Z"), ("2024-05", "2024-05-01T00:00:00Z"),
     ("2016", "2016-01-01T00:00:00Z")],
)  # fmt: skip
def test_an_entry_s_time_is_the_first_moment_of_what_is_known(when: str, first: str) -> None:
    [entry] = parsed(with_text("Something", when=when)).entries
    assert entry.updated == first
    assert entry.title == f"{EN.partial_day(when)}: Something"


def test_an_inferred_day_is_said_to_be_one() -> None:
    [entry] = parsed(with_text("Something", when="2025-07", approximate=True)).entries
    assert entry.title.startswith("About July 2025: ")


def test_a_new_version_of_the_register_moves_the_feed_s_time_and_no_entry_s() -> None:
    later = replace(shipped(), version="2027-01-05.3")
    before, after = parsed(shipped()), parsed(later)
    assert after.feed.updated == "2027-01-05T00:00:03Z"
    assert as_of(shipped()) < as_of(later)
    assert [one.updated for one in after.entries] == [one.updated for one in before.entries]
    assert [one.id for one in after.entries] == [one.id for one in before.entries]


@pytest.mark.parametrize(
    ("base_url", "begins"),
    [
        ("https://DP.Example", "tag:dp.example,2026:policy/changes/en/"),
        ("https://dp.example:8443", "tag:dp.example,2026:policy/changes/en/"),
        ("https://example.org/data%20policy", "tag:example.org,2026:data%2520policy/policy/changes/en/"),
        ("http://127.0.0.1:3000", "tag:127.0.0.1,2026:policy/changes/en/"),
        ("http://[::1]:3000", f"tag:{NO_AUTHORITY},2026:policy/changes/en/"),
        ("", f"tag:{NO_AUTHORITY},2026:policy/changes/en/"),
    ],
)
def test_an_id_bears_the_name_of_who_publishes_it(base_url: str, begins: str) -> None:
    assert tag_uri(base_url, "en", "x") == f"{begins}x"
    assert TAG_URI.fullmatch(tag_uri(base_url, "en", "x"))


def test_an_id_differs_by_language_and_by_change() -> None:
    ids = [entry.id for language in LANGUAGES for entry in parsed(shipped(), language).entries]
    assert len(set(ids)) == len(LANGUAGES) * len(shipped().timeline)


@given(st.text(min_size=1, max_size=200), st.text(max_size=80))
def test_whatever_a_text_holds_comes_back_as_that_text(text: str, note: str) -> None:
    written = feed(with_text(text, note=note or None), EN, BASE)
    entry = ET.fromstring(written).find(f"{ATOM}entry")  # noqa: S314
    assert entry is not None
    shown = Read(f"<body>{entry.findtext(f'{ATOM}content')}</body>")
    # HTML and XML both read a carriage return as a line break, and neither has control characters.
    for told in (text, note):
        assert "".join(_xml(told).split()) in "".join(shown.one("body").text.split())
    assert shown.all("script", "img") == []
    title = entry.findtext(f"{ATOM}title") or ""
    assert "".join(_xml(text).split()) in "".join(title.split())


def _xml(text: str) -> str:
    """What XML can hold of a text."""
    return re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]>", "&amp;", "a\x00b\x0bc", "\ud800", "“&”"]
)
def test_what_xml_or_html_would_read_as_something_else_is_text(text: str) -> None:
    [entry] = parsed(with_text(text)).entries
    assert Read(f"<body>{entry.content[0].value}</body>").all("script") == []
    assert _xml(text) in ET.fromstring(feed(with_text(text), EN)).findtext(f"{ATOM}entry/{ATOM}title", "")  # noqa: S314


@pytest.mark.parametrize("number", [0, 1, 300])
def test_it_has_an_entry_for_every_change_however_many(number: int) -> None:
    register = grown(number)
    assert len(parsed(register).entries) == number


def test_newest_comes_first() -> None:
    times = [entry.updated_parsed for entry in parsed(shipped()).entries]
    assert times == sorted(times, reverse=True)
    assert shipped().timeline[0].text in parsed(shipped()).entries[0].title


@in_both
def test_at_its_address_it_is_atom_in_the_language_asked_for(language: str) -> None:
    answer = browser().get(f"/policy/changes.atom?lang={language}")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.headers["Content-Language"] == language
    assert answer.data == feed(shipped(), translator(language), BASE)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
