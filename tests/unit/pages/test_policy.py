"""The register as a page: each statement with its word, source, date and confidence, read or printed."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from bolt_app.pages.policy import policy_of
from bolt_app.pages.style import STYLE
from bolt_app.views.standing import collected, confidence, dates_of, standing, title_of
from tests.record_builders import shipped, translator
from tests.unit.pages.policy import by_id, file, in_both, plain, served
from tests.unit.pages.reading import Read
from tests.unit.views.registers import grown


@in_both
def test_every_statement_stands_with_its_word_date_confidence_and_documents(language: str) -> None:
    page, t, register = served(language), translator(language), shipped()
    for claim in register.claims.values():
        text = plain(by_id(page, f"claim-{claim.key}").text)
        assert plain(t(claim.text)) in text
        assert plain(standing(claim, register, t)) in text
        assert plain(confidence(claim, t)) in text
        assert plain(claim.quote or "") in text
        for key in claim.sources:
            assert plain(title_of(register.sources[key], t)) in text
            assert plain(dates_of(register.sources[key], t)) in text
        for key in claim.rests_on:
            assert plain(t(register.claim(key).text)) in text


@in_both
def test_a_statement_to_be_checked_first_says_so_and_no_other(language: str) -> None:
    page, t = served(language), translator(language)
    sentence = t("To be compared with Slack’s live page first.")
    assert any(claim.recheck for claim in shipped().claims.values())
    for claim in shipped().claims.values():
        assert (sentence in by_id(page, f"claim-{claim.key}").text) is claim.recheck


@in_both
def test_practices_questions_changes_and_differences_are_all_there(language: str) -> None:
    page, t, register = served(language), translator(language), shipped()
    for practice in register.practices:
        text = by_id(page, f"practice-{practice.key}").text
        assert t(practice.purpose) in text
        for name in practice.data:
            assert t(name) in text
    for event in register.timeline:
        text = plain(by_id(page, f"change-{event.key}").text)
        assert plain(t(event.text)) in text
        assert plain(t(event.note) if event.note else "") in text
    for asked in register.member_questions:
        assert t(register.claim(asked.claim).text) in by_id(page, f"asked-{asked.key}").text
    for unknown in register.open_questions:
        assert t(unknown.question) in by_id(page, f"unknown-{unknown.key}").text
    for difference in register.differences:
        text = by_id(page, f"difference-{difference.key}").text
        first, second = (text.index(t(register.claim(key).text)) for key in difference.sides)
        assert first < second
    assert plain(collected(register, t)) in page.text
    assert register.version in page.text


@in_both
def test_every_link_within_the_page_leads_to_a_place_on_it_and_no_place_is_there_twice(language: str) -> None:
    for page in (served(language), file(language)):
        anchors = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
        assert len(anchors) == len(set(anchors))
        inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
        assert inside <= set(anchors)
        assert {f"claim-{key}" for key in shipped().slots.values()} <= inside


def test_the_number_of_a_statement_is_the_one_its_list_shows() -> None:
    page = served("en")
    items = [one for one in page.all("li") if one.attributes.get("id", "").startswith("claim-")]
    numbers = {f"#{item.attributes['id']}": f"statement {n}" for n, item in enumerate(items, start=1)}
    led = [one for one in page.all("a") if one.attributes["href"] in numbers]
    assert len(led) > len(numbers)
    assert all(one.text == numbers[one.attributes["href"]] for one in led)


@in_both
def test_anchors_are_the_same_in_every_language(language: str) -> None:
    anchors = [one.attributes.get("id") for one in served("en").elements]
    assert [one.attributes.get("id") for one in served(language).elements] == anchors


@in_both
def test_a_screen_reader_finds_its_way(language: str) -> None:
    for page in (served(language), file(language)):
        levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3")]
        assert levels[0] == 1
        assert 1 not in levels[1:]
        assert all(below - above <= 1 for above, below in pairwise(levels))
        assert page.one("html").attributes["lang"] == language
        assert page.one("main").attributes["id"] == "main"
        assert len(page.all("header", "footer")) == 2
        assert "main" in page.one("h1").inside
        labels = [one.attributes["aria-label"] for one in page.all("nav")]
        assert len(labels) == len(set(labels))


@in_both
def test_quotes_and_titles_say_their_own_language(language: str) -> None:
    page, t = served(language), translator(language)
    said = {(plain(one.text), one.attributes.get("lang")) for one in page.all("p", "a", "span")}
    for claim in shipped().claims.values():
        if claim.quote:
            assert (plain(claim.quote), claim.quote_language) in said
    for source in shipped().sources.values():
        tongue = language if source.described else source.language
        assert (plain(title_of(source, t)), tongue) in said


@in_both
def test_the_file_runs_loads_and_needs_nothing(language: str) -> None:
    page = file(language)
    assert page.all("script", "link", "img", "iframe", "form", "input", "object", "video") == []
    assert page.one("style").text == STYLE
    policy = next(one.attributes["content"] for one in page.all("meta") if "content" in one.attributes
                  and one.attributes.get("http-equiv"))  # fmt: skip
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert all(link.startswith(("#", "https://")) for link in page.links)
    assert "@media print" in page.one("style").text


@in_both
def test_the_file_and_the_address_say_the_same(language: str) -> None:
    def said(page: Read) -> list[str]:
        return [plain(one.text) for one in page.all("li", "h2", "h3") if "main" in one.inside and one.text]

    kept, live = said(file(language)), said(served(language))
    assert [text for text in live if text in kept] == kept


@in_both
def test_the_tone_is_kept_and_no_gap_is_left(language: str) -> None:
    ours = [one.text for one in served(language).all("h2", "h3", "p") if "blockquote" not in one.inside]
    for text in ours:
        said = re.sub(r"“[^”]*”|«[^»]*»", "", text)
        assert re.search(r"!|[Pp]lease note|\bsimply\b|\bemployer\b|[{}]|\bNone\b", said) is None, text


def test_what_the_register_holds_is_text_and_no_markup() -> None:
    evil = "<script>alert(1)</script> & \"'"
    register = shipped()
    first = replace(register.claim("headline"), text=evil)
    source = replace(register.sources["blog-2024"], title=evil, url='https://a.example/"onmouseover="x')
    spoilt = replace(
        register,
        claims={**register.claims, "headline": first},
        sources={**register.sources, "blog-2024": source},
    )
    page = file("en", spoilt)
    assert page.all("script") == []
    assert evil in page.text
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)


@pytest.mark.parametrize("number", [1, 200])
def test_a_page_leaves_nothing_out_however_much_there_is(number: int) -> None:
    policy = policy_of(grown(number), translator("en"))
    for part in (policy.practices, policy.changes, policy.unknown, policy.asked, policy.differences):
        assert len(part) == number
    assert len(policy.statements) == number
    assert len(policy.documents) == max(number, 3)
