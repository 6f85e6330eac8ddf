"""What a good register holds once it is loaded; nothing here knows what the shipped files say."""

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from bolt_app.register import (
    ClaimKind,
    Confidence,
    DataCategory,
    Default,
    ModelKind,
    ModelScope,
    Point,
    Slot,
    load,
)
from tests.unit.register.trees import grown


def test_the_head_says_when_it_was_collected_and_that_nobody_compared_it(tmp_path: Path) -> None:
    register = grown(tmp_path)
    assert register.version == "2026-11-21.1"
    assert register.collected == date(2026, 11, 21)
    assert register.compared is None


def test_a_day_of_comparison_is_kept(tmp_path: Path) -> None:
    register = grown(tmp_path, "register.toml", "[slots]", "compared = 2026-12-01\n[slots]")
    assert register.compared == date(2026, 12, 1)


def test_a_said_claim_has_its_quote_and_all_its_sources(tmp_path: Path) -> None:
    claim = grown(tmp_path).claim("said")
    assert claim.kind is ClaimKind.SAID
    assert claim.confidence is Confidence.READ
    assert (claim.quote, claim.quote_language) == ("We say it.", "en-US")
    assert claim.sources == ("page", "press")
    assert not claim.recheck


def test_a_claim_without_a_source_of_its_own_may_name_further_ones(tmp_path: Path) -> None:
    register = grown(tmp_path, "claims.toml", 'searched = "', 'further = ["press"]\nsearched = "')
    assert register.claim("absent").sources == ("press",)
    assert register.claim("absent").searched_on == date(2026, 11, 21)


def test_a_said_claim_may_paraphrase(tmp_path: Path) -> None:
    register = grown(
        tmp_path, "claims.toml", 'quote = "We say it."\nquote_language = "en-US"', "paraphrase = true"
    )
    assert register.claim("said").paraphrase
    assert register.claim("said").quote is None


def test_what_salesforce_publishes_counts_as_said(tmp_path: Path) -> None:
    register = grown(tmp_path, "sources.toml", 'publisher = "Slack"', 'publisher = "Salesforce"')
    assert register.claim("said").kind is ClaimKind.SAID


def test_a_claim_to_be_compared_first_says_so(tmp_path: Path) -> None:
    register = grown(tmp_path, "claims.toml", 'source = "page"', 'source = "page"\nrecheck = true')
    assert [claim.key for claim in register.claims.values() if claim.recheck] == ["said"]


def test_a_quote_of_forty_words_is_allowed(tmp_path: Path) -> None:
    forty = " ".join(["word"] * 40)
    assert grown(tmp_path, "claims.toml", "We say it.", forty).claim("said").quote == forty


def test_a_japanese_quote_is_measured_in_pairs_of_characters(tmp_path: Path) -> None:
    allowed = "検" * 80
    assert grown(tmp_path, "claims.toml", "We say it.", allowed).claim("said").quote == allowed
    with pytest.raises(ValueError, match="the quote has 41 words"):
        grown(tmp_path, "claims.toml", "We say it.", allowed + "索")


def test_a_source_was_seen_when_the_register_was_collected_unless_it_says_otherwise(tmp_path: Path) -> None:
    register = grown(tmp_path, "sources.toml", 'language = "en-US"', 'language = "en-US"\nseen = 2026-11-20')
    assert register.sources["page"].seen == date(2026, 11, 20)
    assert register.sources["press"].seen == date(2026, 11, 21)


def test_a_source_is_an_undated_copy_unless_it_says_otherwise(tmp_path: Path) -> None:
    page = grown(tmp_path).sources["page"]
    assert page.copy
    assert page.dated is None
    live = grown(tmp_path, "sources.toml", 'language = "en-US"', 'language = "en-US"\ncopy = false')
    assert not live.sources["page"].copy


def test_a_source_may_lack_address_and_publisher_rather_than_have_them_guessed(tmp_path: Path) -> None:
    press = grown(tmp_path, "sources.toml", 'publisher = "The Paper"\n', "").sources["press"]
    assert press.url is None
    assert press.publisher is None
    assert (press.dated, press.dated_note) == ("2024-05", "about the middle of May")


def test_a_practice_has_its_claims_in_its_own_order(tmp_path: Path) -> None:
    register = grown(tmp_path)
    (practice,) = register.practices
    assert (practice.model_scope, practice.kind, practice.default) == (
        ModelScope.GLOBAL,
        ModelKind.PREDICTIVE,
        Default.IN,
    )
    assert [claim.key for claim in register.claims_of(practice)] == ["said", "conclusion"]


def test_a_practice_may_leave_open_which_data_and_which_switch(tmp_path: Path) -> None:
    silent = 'switch = "An e-mail."\nswitch_holder = "Owners"\n'
    (practice,) = grown(tmp_path, "practices.toml", silent, "").practices
    assert practice.switch is None
    assert practice.switch_holder is None
    (practice,) = grown(tmp_path, "practices.toml", 'data = ["messages", "files"]\n', "").practices
    assert practice.data == ()


def test_the_timeline_runs_from_the_newest_and_keeps_the_files_order_within_a_day(tmp_path: Path) -> None:
    event = '\n[timeline.{key}]\nwhen = "{when}"\ntext = "It."\nconfidence = "read"\nsources = ["page"]\n'
    more = (
        event.format(key="evening", when="2024-05-17")
        + event.format(key="month", when="2024-05")
        + event.format(key="latest", when="2026-08")
    )
    register = grown(tmp_path, "timeline.toml", more=more)
    assert [event.key for event in register.timeline] == ["latest", "newer", "evening", "month", "older"]


def test_an_event_says_when_its_date_is_not_the_sources_own(tmp_path: Path) -> None:
    newer, older = grown(tmp_path).timeline
    assert not newer.approximate
    assert older.approximate
    assert older.note == "The day is not known."
    assert newer.claims == ("said",)


def test_every_slot_holds_a_claim_by_name_or_by_value(tmp_path: Path) -> None:
    register = grown(tmp_path, "register.toml", 'alone = "said"', 'alone = "conclusion"')
    assert register.slot("alone") is register.slot(Slot.ALONE) is register.claim("conclusion")
    assert set(register.slots) == {str(slot) for slot in Slot}


def test_questions_and_differences_name_their_claims(tmp_path: Path) -> None:
    register = grown(tmp_path)
    assert [(q.question, q.claim) for q in register.open_questions] == [("Is it so?", "absent")]
    assert [(q.question, q.claim, q.more) for q in register.member_questions] == [
        ("Can I do it?", "conclusion", "Ask an owner.")
    ]
    assert [d.sides for d in register.differences] == [("said", "reported")]


def test_a_difference_may_carry_how_we_read_it(tmp_path: Path) -> None:
    sides = 'sides = ["said", "reported"]'
    (plain,) = grown(tmp_path).differences
    assert (plain.reading, plain.claims) == (None, ("said", "reported"))
    (read,) = grown(tmp_path, "differences.toml", sides, f'{sides}\nreading = "conclusion"').differences
    assert (read.sides, read.claims) == (("said", "reported"), ("said", "reported", "conclusion"))


def test_a_practice_may_say_whose_decision_its_data_is(tmp_path: Path) -> None:
    assert grown(tmp_path).practices[0].categories == ()
    both = 'categories = ["customer-data", "other-information"]\nswitch = "An'
    (practice,) = grown(tmp_path, "practices.toml", 'switch = "An', both).practices
    assert practice.categories == (DataCategory.CUSTOMER_DATA, DataCategory.OTHER_INFORMATION)


def test_a_practice_may_say_on_which_plan_its_switch_is(tmp_path: Path) -> None:
    assert grown(tmp_path).practices[0].plan is None
    register = grown(tmp_path, "practices.toml", 'switch = "An', 'plan = "Every paid plan"\nswitch = "An')
    assert register.practices[0].plan == "Every paid plan"
    assert "Every paid plan" in register.texts()


def test_versions_stay_in_the_files_order_with_what_is_known_of_their_dates(tmp_path: Path) -> None:
    first, second = grown(tmp_path).versions
    assert (first.since, first.until, first.approximate) == ("2023", "2024-05-16", True)
    assert (second.since, second.until, second.approximate) == ("2024-05-17", None, False)
    assert (first.note, second.note) == ("There may have been others.", None)
    assert second.sources == ("page", "press")


def test_a_version_may_have_begun_in_a_year_and_ended_in_a_month_of_it(tmp_path: Path) -> None:
    (first, _) = grown(tmp_path, "versions.toml", 'until = "2024-05-16"', 'until = "2023"').versions
    assert (first.since, first.until) == ("2023", "2023")
    (first, _) = grown(tmp_path, "versions.toml", 'since = "2023"', 'since = "2024-05-10"').versions
    assert (first.since, first.until) == ("2024-05-10", "2024-05-16")


def test_a_version_says_something_on_a_point_or_the_point_was_not_seen(tmp_path: Path) -> None:
    register = grown(tmp_path)
    first, second = register.versions
    assert register.says(first, Point.OPENING) is register.claim("reported")
    assert register.says(first, Point.LLM) is None
    assert register.says(second, Point.LLM) is register.claim("absent")


def test_an_officers_question_has_two_sides_and_slacks_comes_first(tmp_path: Path) -> None:
    (question,) = grown(tmp_path).officer_questions
    assert (question.topic, question.question) == ("Roles", "Whose purposes are these?")
    assert question.claims == ("said", "reported", "absent")


def test_a_setting_of_generative_ai_may_leave_open_where_it_is_and_who_holds_it(tmp_path: Path) -> None:
    (setting,) = grown(tmp_path).ai_settings
    assert (setting.path, setting.holder, setting.plan) == ("Settings → AI", "Owners", "Every paid plan")
    assert (setting.default, setting.claims) == (Default.DEPENDS_ON_PLAN, ("said",))
    silent = 'path = "Settings → AI"\nholder = "Owners"\nplan = "Every paid plan"\n'
    (setting,) = grown(tmp_path, "ai_settings.toml", silent, "").ai_settings
    assert (setting.path, setting.holder, setting.plan) == (None, None, None)


def test_a_register_without_versions_questions_or_settings_is_empty_and_no_error(tmp_path: Path) -> None:
    grown(tmp_path)
    for file in ("versions.toml", "questions.toml", "ai_settings.toml"):
        (tmp_path / file).write_text("", encoding="utf-8")
    register = load(tmp_path)
    assert (register.versions, register.officer_questions, register.ai_settings) == ((), (), ())


def test_nothing_in_a_register_can_be_changed(tmp_path: Path) -> None:
    register = grown(tmp_path)
    with pytest.raises(FrozenInstanceError):
        register.claim("said").text = "Something else."  # type: ignore[misc]
    with pytest.raises(TypeError):
        register.claims["more"] = register.claim("said")  # type: ignore[index]
    with pytest.raises(TypeError):
        register.versions[0].says[Point.LLM] = "said"  # type: ignore[index]
    with pytest.raises(TypeError):
        register.slots["headline"] = "reported"  # type: ignore[index]


def test_a_claim_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        grown(tmp_path).claim("gone")


def test_the_texts_are_what_people_read_and_leave_out_quotes_titles_and_publishers(tmp_path: Path) -> None:
    assert list(grown(tmp_path).texts()) == [
        "An article of May 2024",
        "about the middle of May",
        "Slack says it.",
        "The press says it.",
        "We found nothing about it.",
        "The page and the article.",
        "We read it so.",
        "Suggestions",
        "Suggests things.",
        "messages",
        "files",
        "An e-mail.",
        "Owners",
        "It changed.",
        "It began.",
        "The day is not known.",
        "Is it so?",
        "Can I do it?",
        "Ask an owner.",
        "Page and press",
        "Version A, of 2023",
        "The first day is not known.",
        "A fragment.",
        "There may have been others.",
        "Version B, of 17 May 2024",
        "It is the page’s own date.",
        "The whole page.",
        "Roles",
        "Whose purposes are these?",
        "AI features",
        "Everyone or no one.",
        "Settings → AI",
        "Owners",
        "Every paid plan",
    ]
