"""The register as a page: each statement with its word, source, date, confidence; printed and served."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import format_datetime
from itertools import pairwise

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.pages.policy import policy_of
from bolt_app.pages.printed import printed
from bolt_app.pages.style import STYLE
from bolt_app.register.comparison import Change, Mark, compared, steps
from bolt_app.register.findings import Findings, Found, Standing
from bolt_app.register.kinds import Slot
from bolt_app.register.model import Register
from bolt_app.views.findings import marked
from bolt_app.views.governance import setting_details
from bolt_app.views.standing import collected, confidence, dates_of, standing, title_of
from bolt_app.views.versions import MARKED, POINTS
from tests.record_builders import shipped, translator
from tests.unit.pages.reading import Element, Read
from tests.unit.pages.sites import NOW, browser
from tests.unit.views.registers import grown

SERVED = browser()
in_both = pytest.mark.parametrize("language", LANGUAGES)


def plain(text: str) -> str:
    return " ".join(text.split())


def served(language: str) -> Read:
    return Read(SERVED.get(f"/policy?lang={language}").text)


def file(language: str, register: Register | None = None) -> Read:
    return Read(printed(register or shipped(), translator(language)))


def by_id(page: Read, anchor: str) -> Element:
    (found,) = [one for one in page.elements if one.attributes.get("id") == anchor]
    return found


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


# At its address


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


# Versions, the officer's questions, settings


@in_both
def test_each_version_stands_against_the_one_before_with_the_words_removed_and_added(language: str) -> None:
    page, t = served(language), translator(language)
    for before, after in steps(shipped()):
        text = plain(by_id(page, f"version-{after.key}").text)
        for told in (after.label, after.dates, after.extent, before.label):
            assert plain(t(told)) in text
        for one in compared(shipped(), before, after):
            assert plain(t(POINTS[one.point])) in text
            for words in one.words:
                marked = plain(t(MARKED[words.mark][0])) if words.mark in MARKED else ""
                assert plain(f"{marked} {words.text}") in text


@in_both
def test_a_word_and_not_only_a_mark_says_what_was_removed_or_added(language: str) -> None:
    register = shipped()
    later = register.claim("predictive")
    assert later.quote
    read = replace(later, quote=later.quote.replace("analyse", "read"))
    page = file(language, replace(register, claims={**register.claims, "predictive": read}))
    marks = page.all("del", "ins")
    assert {one.tag for one in marks} == {"del", "ins"}
    word = {tag: plain(translator(language)(MARKED[mark][0]))
            for tag, mark in (("del", Mark.REMOVED), ("ins", Mark.ADDED))}  # fmt: skip
    for one in marks:
        before = page.elements[page.elements.index(one) - 1]
        assert (before.tag, plain(before.text), before.attributes["lang"]) == ("em", word[one.tag], language)


@in_both
def test_a_point_that_one_copy_does_not_show_is_said_to_be_unseen_and_not_to_be_gone(language: str) -> None:
    page, t = served(language), translator(language)
    for before, after in steps(shipped()):
        text = plain(by_id(page, f"version-{after.key}").text)
        changes = [one.change for one in compared(shipped(), before, after)]
        one_sided = changes.count(Change.NOT_SEEN_BEFORE) + changes.count(Change.NOT_SEEN_AFTER)
        assert text.count(f"· {plain(t('not in the part seen.'))}") == one_sided
        unseen = plain(t("Not in the part seen of either:"))
        assert (unseen in text) is (Change.NOT_SEEN in changes)


@in_both
def test_the_oldest_version_says_what_it_says_and_is_held_against_nothing(language: str) -> None:
    t, oldest = translator(language), shipped().versions[0]
    text = plain(by_id(served(language), f"version-{oldest.key}").text)
    for key in oldest.says.values():
        assert plain(t(shipped().claim(key).text)) in text
    assert plain(t("Not in the part seen:")) in text
    assert plain(t("Against the one before, {version}:", version="")).split(",")[0] not in text


@in_both
def test_questions_for_the_officer_have_both_sides_and_settings_their_place_and_holder(language: str) -> None:
    page, t, register = served(language), translator(language), shipped()
    assert register.officer_questions
    assert register.ai_settings
    for question in register.officer_questions:
        text = plain(by_id(page, f"officer-{question.key}").text)
        assert plain(t(question.question)) in text
        begin = [text.index(plain(t(name))) for name in ("Slack’s side:", "The other side:")]
        for start, keys in zip(begin, (question.slack_side, question.other_side), strict=True):
            for key in keys:
                assert text.index(plain(t(register.claim(key).text)), start) > start
    for setting in register.ai_settings:
        text = plain(by_id(page, f"setting-{setting.key}").text)
        for line in setting_details(setting, t):
            assert plain(line) in text


def test_a_register_without_any_of_them_has_a_page_all_the_same() -> None:
    bare = replace(shipped(), versions=(), officer_questions=(), ai_settings=())
    page = file("en", bare)
    assert not [one for one in page.all("section") if one.attributes["id"].startswith("version-")]
    assert page.one("h1").text == "What Slack’s texts say about our data"


MISSING = Found(
    Standing.MISSING, since=date(2026, 12, 3), seen_on=date(2026, 12, 2), checked_on=date(2026, 12, 4)
)


def found(digest: str = "a", **claims: Found) -> Register:
    """The shipped register, with what the watch found."""
    return replace(shipped(), findings=Findings(claims, digest=digest))


@in_both
def test_a_statement_whose_quote_is_gone_is_marked_wherever_it_stands(language: str) -> None:
    register = found(predictive=MISSING)
    shown = Read(browser(register=register).get(f"/policy?lang={language}").text).one("main").text
    own = marked(register.claim("predictive"), register, translator(language))
    ground = marked(register.slot(Slot.HEADLINE), register, translator(language))
    assert own != ground
    assert shown.count(own) >= 3  # in short, among its questions or practices, and in full
    assert shown.count(ground) >= 2
    assert own not in Read(SERVED.get(f"/policy?lang={language}").text).one("main").text


def test_in_full_it_says_when_it_was_held_against_the_live_page() -> None:
    there = Found(Standing.THERE, checked_on=date(2026, 12, 4))
    shown = Read(browser(register=found(predictive=there)).get("/policy").text).one("main").text
    assert "Against Slack’s live page: on Slack’s page when it was last checked, 4 December 2026." in shown
    assert "Against Slack’s live page" not in Read(SERVED.get("/policy").text).one("main").text


def test_what_the_watch_finds_is_served_at_once_and_told_apart_by_the_tag() -> None:
    known = [found("a"), found("b", predictive=MISSING)]
    client = browser(known=lambda: known[0])
    before = client.get("/policy")
    assert before.headers["Cache-Control"] == "public, max-age=60"
    assert "Last-Modified" not in before.headers
    assert client.get("/policy", headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    del known[0]
    after = client.get("/policy", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_the_feed_has_what_was_reviewed_and_nothing_else() -> None:
    marked_feed = browser(register=found(predictive=MISSING)).get("/policy/changes.atom")
    assert marked_feed.data == SERVED.get("/policy/changes.atom").data


def test_words_compared_between_versions_bear_the_mark_of_what_slack_changed() -> None:
    changed = Found(Standing.MISSING, since=date(2026, 12, 3), seen_on=date(2026, 12, 2))
    known = replace(shipped(), findings=Findings({"predictive": changed}))
    sentence = "Slack changed this passage on 3 December 2026; it is being re-read."
    assert sentence in by_id(file("en", known), "version-c").text
    assert sentence not in by_id(file("en"), "version-c").text
