"""A claim is never shown without saying on whose word it stands and as of when."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.register.checks import OWN_PUBLISHERS
from bolt_app.register.kinds import ClaimKind, Confidence, DataCategory, Default, ModelKind, ModelScope
from bolt_app.views import changes, practices, questions, sources
from bolt_app.views.claims import cited, sentence, standing, with_standing
from bolt_app.views.standing import collected
from tests.record_builders import facts_of, shipped, translator
from tests.unit.views.reading import EN, buttons, texts, whole
from tests.unit.views.registers import claim, grown, source

REGISTER = grown(3)
SAID = ClaimKind.SAID
every_claim = pytest.mark.parametrize("key", shipped().claims)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@every_claim
@in_each_language
def test_every_shipped_claim_says_on_whose_word_it_stands(key: str, language: str) -> None:
    t, shown = translator(language), shipped().claim(key)
    on = standing(shown, shipped(), t)
    assert on
    assert with_standing(shown, shipped(), t).endswith(f" _({on})_")


@every_claim
def test_slack_s_words_are_told_from_what_others_report_and_from_our_own(key: str) -> None:
    shown = shipped().claim(key)
    begins = standing(shown, shipped(), EN).split(",")[0]
    match shown.kind:
        case ClaimKind.SAID:
            assert begins in {f"{publisher}’s words" for publisher in OWN_PUBLISHERS}
        case ClaimKind.REPORTED:
            assert begins == "reported"
        case ClaimKind.NOT_FOUND:
            assert begins == "not found"
        case ClaimKind.READING:
            assert begins == "our reading"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"dated": "2024-05-17"}, "Slack’s words, 17 May 2024"),
        ({"dated": "2024-05"}, "Slack’s words, May 2024"),
        ({"dated": "2016"}, "Slack’s words, 2016"),
        ({}, "Slack’s words, undated copy"),
        ({"publisher": "Salesforce"}, "Salesforce’s words, undated copy"),
        ({"publisher": "The Paper"}, "Slack’s words as quoted by others, undated copy"),
        ({"dated": "2026-01-01", "dated_note": "a label"}, "Slack’s words, 1 January 2026: a label"),
    ],
)
def test_a_date_is_as_exact_as_its_source(given: dict[str, str], words: str) -> None:
    register = replace(REGISTER, sources={"source-0": source("source-0", **given)})
    shown = claim("x", kind=SAID, source="source-0", searched=None, searched_on=None, further=())
    assert standing(shown, register, EN) == words


def test_what_others_report_and_what_we_conclude_is_never_called_slack_s_words() -> None:
    reported = claim("x", kind=ClaimKind.REPORTED, source="source-0", searched=None, searched_on=None)
    assert standing(reported, REGISTER, EN) == "reported, undated copy"
    reading = claim("x", kind=ClaimKind.READING, rests_on=("claim-0",), searched=None, searched_on=None)
    assert standing(reading, REGISTER, EN) == "our reading"


def test_what_was_not_found_says_when_it_was_searched() -> None:
    assert standing(claim("x"), REGISTER, EN) == "not found, searched on 21 November 2026"


def test_a_source_is_a_link_with_publisher_and_both_dates() -> None:
    whole_source = replace(
        source("page", dated="2024-05-17", dated_note="about noon"), title="Terms & Conditions <b>"
    )
    assert cited(whole_source, EN) == (
        "<https://slack.com/page|Terms &amp; Conditions &lt;b&gt;>, Slack · dated 17 May 2024 (about noon) · "
        "seen 21 November 2026"
    )


def test_a_source_without_an_address_or_a_publisher_is_named_all_the_same() -> None:
    bare = replace(source("page", url=None, publisher=None), title="A letter")
    assert cited(bare, EN) == "A letter · copy, undated · seen 21 November 2026"


def test_a_published_title_stays_as_it_is_printed() -> None:
    printed = replace(source("page"), title="The record")
    described = replace(printed, described=True)
    t = translator("fr")
    assert "|The record>" in cited(printed, t)
    assert f"|{t('The record')}>" in cited(described, t)
    assert t("The record") != "The record"


@every_claim
@in_each_language
def test_sources_show_quote_language_source_dates_and_confidence(key: str, language: str) -> None:
    t, shown = translator(language), shipped().claim(key)
    text = whole(sources.sources_of([shown], facts_of(), t))
    assert t(shown.text).replace("&", "&amp;") in text
    if shown.quote:
        assert shown.quote.replace("&", "&amp;") in text
    for cited_source in (shipped().sources[name] for name in shown.sources):
        assert cited(cited_source, t) in text
    for ground in shown.rests_on:
        assert t(shipped().claim(ground).text).replace("&", "&amp;") in text
    assert standing(shown, shipped(), t) in text


@pytest.mark.parametrize("confidence", Confidence)
def test_each_confidence_is_told_in_words_of_its_own(confidence: Confidence) -> None:
    reported = claim(
        "x",
        kind=ClaimKind.REPORTED,
        source="source-0",
        searched=None,
        searched_on=None,
        confidence=confidence,
    )
    words = {
        Confidence.READ: "read in the source’s own text",
        Confidence.REPORTED: "known through somebody else’s report",
        Confidence.WEAK: "weak: one unconfirmed report, or a date that was inferred",
    }
    assert words[confidence] in whole(sources.sources_of([reported], facts_of(register=REGISTER), EN))


def test_what_was_not_found_does_not_claim_to_have_been_read_in_a_text() -> None:
    text = whole(sources.sources_of([claim("x")], facts_of(register=REGISTER), EN))
    assert "read in the source’s own text" not in text
    assert "resting on copies that we read" in text


@pytest.mark.parametrize("key", ["not-switched-off", "ai-switches-apart", "email-only"])
def test_what_we_conclude_from_others_reports_does_not_claim_to_rest_on_what_we_read(key: str) -> None:
    text = whole(sources.sources_of([shipped().claim(key)], facts_of(), EN))
    assert f"{standing(shipped().claim(key), shipped(), EN)} · resting in part on what others report" in text


def test_what_is_to_be_compared_first_says_so() -> None:
    text = whole(sources.sources_of([shipped().claim("generative")], facts_of(), EN))
    assert "to be compared with Slack’s live page first" in text


def test_a_statement_asked_for_twice_is_shown_once() -> None:
    twice = [shipped().claim("how"), shipped().claim("how")]
    assert whole(sources.sources_of(twice, facts_of(), EN)).count(shipped().claim("how").text) == 1


def test_the_sources_of_the_answer_begin_with_what_the_answer_begins_with() -> None:
    view = sources.sources_of_the_answer(facts_of(), EN)
    assert shipped().claim("headline").text in texts(view["blocks"][:4])[1]


def test_how_fresh_the_register_is_stands_above_its_sources() -> None:
    assert texts(sources.sources_of_the_answer(facts_of(), EN)["blocks"])[0] == collected(shipped(), EN)
    compared = replace(shipped(), compared=date(2026, 11, 28))
    assert "compared with Slack’s live pages on 28 November 2026" in collected(compared, EN)
    assert "not yet compared" not in collected(compared, EN)


def test_every_change_has_its_day_its_note_and_its_sources() -> None:
    pages = range(0, len(shipped().timeline), changes.PAGE)
    shown = "\n".join(whole(changes.changes(facts_of(), EN, first)) for first in pages)
    for event in shipped().timeline:
        assert event.text.replace("&", "&amp;") in shown
        assert event.note is None or event.note in shown
        for key in event.sources:
            assert cited(shipped().sources[key], EN) in shown
    assert "*About July 2025:*" in shown


def test_the_newest_change_comes_first() -> None:
    first, *_ = shipped().timeline
    assert texts(changes.changes(facts_of(), EN)["blocks"])[0] == "Changes 1 to 10 of 26."
    assert first.text in texts(changes.changes(facts_of(), EN)["blocks"])[1]
    assert first.text in texts(changes.newest_changes(facts_of(), EN))[1]


def test_one_button_gives_the_sources_of_all_that_is_stated_of_the_changes_of_a_page() -> None:
    view = changes.changes(facts_of(), EN, changes.PAGE)
    button = next(one for one in buttons(view) if one["action_id"] == "changes_sources")
    stated = changes.claims_of(shipped(), int(button["value"]))
    page = shipped().timeline[changes.PAGE : 2 * changes.PAGE]
    assert {claim.key for claim in stated} == {key for event in page for key in event.claims}
    assert len(stated) == len({claim.key for claim in stated}) > 1


def test_where_nothing_is_stated_of_the_changes_no_button_says_so() -> None:
    assert buttons(changes.changes(facts_of(register=replace(grown(5), versions=())), EN)) == []


def test_all_statements_come_in_the_register_s_order_a_page_at_a_time() -> None:
    total = len(shipped().claims)
    shown = [
        one["text"]["text"].splitlines()[0].strip("*")
        for first in range(0, total, sources.PAGE)
        for one in sources.every_statement(facts_of(), EN, first)["blocks"]
        if one["type"] == "section"
    ]
    assert shown == [sentence(claim, EN) for claim in shipped().claims.values()]


def test_both_sides_of_a_difference_stand_together_with_one_button_for_their_sources() -> None:
    view = questions.differences_in_full(facts_of(), EN)
    values = [button["value"].split() for button in buttons(view)]
    assert values == [list(difference.claims) for difference in shipped().differences]
    for difference in shipped().differences:
        first, second = (whole(view).index(sentence(shipped().claim(key), EN)) for key in difference.sides)
        assert first != second


def test_our_reading_of_a_difference_stands_under_both_sides_and_says_that_it_is_ours() -> None:
    shown = whole(questions.differences_in_full(facts_of(), EN))
    read = [difference for difference in shipped().differences if difference.reading]
    assert read
    for difference in read:
        second, ours = (shipped().claim(key) for key in (difference.sides[1], difference.claims[2]))
        assert f"{ours.text} _(our reading)_" in shown
        assert shown.index(second.text) < shown.index(ours.text)


def test_an_empty_register_has_empty_views_that_say_so() -> None:
    facts = facts_of(register=grown(0))
    assert "No open question is recorded." in whole(questions.not_known_in_full(facts, EN))
    assert "No open question is recorded." in whole(questions.not_known(facts, EN))
    assert questions.differences(facts, EN) == []
    assert "No change is recorded." in whole(changes.changes(facts, EN))
    assert "No change is recorded." in whole(changes.newest_changes(facts, EN))
    assert buttons(sources.every_statement(facts, EN)) == []


def test_a_practice_says_what_it_does_with_what_by_which_model_and_on_whose_switch() -> None:
    view = practices.all_practices(facts_of(), EN)
    for practice in shipped().practices:
        shown = whole(view)
        for text in (practice.name, practice.purpose, *practice.data):
            assert text.replace("&", "&amp;") in shown
        assert practices.SCOPE[practice.model_scope] in shown
        assert practices.DEFAULT[practice.default] in shown
        holder = practice.switch_holder or "What changes it: nothing was found."
        assert holder in shown
        assert practice.plan is None or f"Plan: {practice.plan}." in shown


def test_every_kind_of_model_and_default_has_its_words() -> None:
    assert len(set(practices.SCOPE.values())) == len(ModelScope) == len(practices.SCOPE)
    assert len(set(practices.KIND.values())) == len(ModelKind) == len(practices.KIND)
    assert len(set(practices.DEFAULT.values())) == len(Default) == len(practices.DEFAULT)


def test_every_set_of_categories_that_data_may_have_has_its_sentence() -> None:
    sets = {frozenset(some) for n in (1, 2) for some in combinations(DataCategory, n)}
    assert set(practices.CATEGORY) == sets
    shown = whole(practices.all_practices(facts_of(), EN))
    assert practices.CATEGORY[frozenset(DataCategory)] in shown
    assert practices.CATEGORY[frozenset({DataCategory.CUSTOMER_DATA})] in shown


def test_what_the_copies_do_not_say_is_not_made_up() -> None:
    text = whole(practices.all_practices(facts_of(), EN))
    assert "Data: not said in the copies we read." in text
    assert "What changes it: nothing was found." in text
