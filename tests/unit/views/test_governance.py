"""Questions for a data-protection officer stay questions; settings are told with where and by whom."""

from dataclasses import replace

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.register.kinds import Default
from bolt_app.views import contents, governance
from bolt_app.views.claims import with_standing
from bolt_app.views.ids import Press
from bolt_app.views.kit import escape
from tests.record_builders import facts_of, shipped, translator
from tests.unit.views.reading import EN, buttons, texts, whole
from tests.unit.views.registers import ai_setting, grown

in_both = pytest.mark.parametrize("language", LANGUAGES)


@in_both
def test_a_question_stands_before_both_sides_and_slack_s_side_is_first(language: str) -> None:
    t, register = translator(language), shipped()
    said = whole(governance.officer_questions(facts_of(), t))
    begin = 0
    for question in register.officer_questions:
        at = said.index(escape(t(question.question)), begin)
        ours, other = (said.index(t(words), at) for words in ("*Slack’s side:*", "*The other side:*"))
        assert at < ours < other
        for start, keys in ((ours, question.slack_side), (other, question.other_side)):
            for key in keys[: governance.SAID]:
                assert said.index(with_standing(register.claim(key), register, t), start) > start
        begin = other


def test_no_question_gives_a_verdict_or_advice() -> None:
    view = governance.officer_questions(facts_of(), EN)
    assert texts(view["blocks"])[0].startswith("Questions, not verdicts")
    for question in shipped().officer_questions:
        assert "?" in question.question


def test_each_question_has_one_button_for_the_sources_of_both_sides() -> None:
    values = [one["value"].split() for one in buttons(governance.officer_questions(facts_of(), EN))]
    assert values == [list(dict.fromkeys(one.claims)) for one in shipped().officer_questions]


def test_a_side_with_more_than_fits_says_how_much_is_left_out() -> None:
    question = replace(grown(9).officer_questions[0], other_side=tuple(f"claim-{n}" for n in range(9)))
    facts = facts_of(register=replace(grown(9), officer_questions=(question,)))
    assert f"And {9 - governance.SAID} more statements." in whole(governance.officer_questions(facts, EN))


@in_both
def test_a_setting_says_its_default_where_it_is_who_holds_it_and_on_which_plan(language: str) -> None:
    t = translator(language)
    said = whole(governance.ai_settings(facts_of(), t))
    for setting in shipped().ai_settings:
        for text in (setting.name, setting.effect, setting.path, setting.holder, setting.plan):
            assert text is None or escape(t(text)) in said
        assert t(governance.BY_DEFAULT[setting.default]) in said


def test_what_the_copies_do_not_say_of_a_setting_is_said_to_be_missing() -> None:
    bare = replace(ai_setting("x", ()), path=None, holder=None, plan=None, default=Default.NOT_SAID)
    assert governance.setting_details(bare, EN) == [
        "Default: not said.",
        "Where: not said in the copies we read.",
        "Who can do it: not said.",
        "Plan: not said.",
    ]


def test_settings_are_not_taken_for_the_opt_out() -> None:
    first = texts(governance.ai_settings(facts_of(), EN)["blocks"])[0]
    assert first.endswith("none of them is the opt-out from the global models.")


def test_an_empty_register_has_empty_views_that_say_so() -> None:
    facts = facts_of(register=grown(0))
    assert "No question is recorded." in whole(governance.officer_questions(facts, EN))
    assert "No setting is recorded." in whole(governance.ai_settings(facts, EN))
    assert [one["action_id"] for one in buttons(contents.contents(facts, EN))] == [
        Press.CHANGES, Press.UNKNOWN, Press.STATEMENTS,
    ]  # fmt: skip


@in_both
def test_the_contents_lead_to_everything_there_is_to_read(language: str) -> None:
    pressed = [one["action_id"] for one in buttons(contents.contents(facts_of(), translator(language)))]
    assert pressed == [
        Press.PRACTICES, Press.CHANGES, Press.DIFFERENCES, Press.UNKNOWN, Press.VERSIONS, Press.OFFICER,
        Press.AI_SETTINGS, Press.STATEMENTS,
    ]  # fmt: skip
