"""The register's page beyond its statements: versions, the officer's questions, settings, the watch."""

from dataclasses import replace
from datetime import date

from bolt_app.register.comparison import Change, compared, steps
from bolt_app.register.findings import Findings, Found, Standing
from bolt_app.register.kinds import Slot
from bolt_app.register.words import Mark
from bolt_app.views.findings import marked
from bolt_app.views.governance import setting_details
from bolt_app.views.versions import MARKED, POINTS
from tests.record_builders import shipped, translator
from tests.unit.pages.policy import MISSING, SERVED, by_id, file, found, in_both, plain, served
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import browser


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
