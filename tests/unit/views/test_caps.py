"""However much there is to show, a view stays inside Slack's limits and says how much it leaves out."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES, Translator
from bolt_app.optout.model import Action, Statement, Status
from bolt_app.people import Role
from bolt_app.register import Register
from bolt_app.register.kinds import IN_SHORT
from bolt_app.views import (
    answer,
    changes,
    contents,
    governance,
    history,
    mydata,
    optout,
    practices,
    questions,
    sources,
    versions,
)
from bolt_app.views.claims import sources_button
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from tests.record_builders import (
    DECLINE,
    DRAFT,
    EXCLUDE,
    SENT,
    Act,
    facts_of,
    record_of,
    shipped,
    translator,
    viewer,
)
from tests.unit.views.reading import EN, MEMBER, OWNER, Thing, buttons, labels, options, texts, whole
from tests.unit.views.registers import claim, event, grown, source

HUGE = grown(200)
RECORD = record_of((SENT, *((Action.SENT_AGAIN, SENT[1]),) * 499))
VERBOSE: Act = (Action.DECLINE, replace(DECLINE[1], reason="&" * 500))
"""The longest reason, of what takes most room once it is escaped."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", [Status.NOT_FILED, Status.DECLINED])
def test_home_with_200_of_everything_is_one_slack_takes(language: str, role: Role, status: Status) -> None:
    entries = record_of((VERBOSE,)) if status is Status.DECLINED else ()
    view = home(facts_of(entries, register=HUGE), viewer(role), translator(language))
    assert check_view(view) == []
    assert len(json.dumps(view)) < 250_000


def test_home_says_how_many_practices_it_leaves_out_and_offers_them_all() -> None:
    view = home(facts_of(register=HUGE), MEMBER, EN)
    assert f"And {200 - practices.SHOWN} more practices." in texts(view)
    assert "Show all" in labels(view)


def test_home_leaves_nothing_out_of_what_is_shipped() -> None:
    view = home(facts_of(), MEMBER, EN)
    assert "Show all" not in labels(view)
    for practice in shipped().practices:
        assert f"*{practice.name}*" in whole(view)
    for question in shipped().open_questions:
        assert question.question in whole(view)
    for slot in IN_SHORT:
        assert shipped().slot(slot).text in whole(view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_modal_with_200_of_everything_is_one_slack_takes(language: str) -> None:
    t, facts = translator(language), facts_of(register=HUGE)
    for view in (
        sources.sources_of(list(HUGE.claims.values()), facts, t),
        sources.sources_of_the_answer(facts, t),
        changes.changes(facts, t),
        sources.every_statement(facts, t),
        versions.versions(facts, t),
        versions.comparison(facts, "version-100", t),
        governance.officer_questions(facts, t),
        governance.ai_settings(facts, t),
        contents.contents(facts, t),
        practices.all_practices(facts, t),
        questions.not_known_in_full(facts, t),
        questions.differences_in_full(facts, t),
    ):
        assert check_view(view) == [], view["title"]


def test_a_modal_says_how_much_it_leaves_out() -> None:
    facts = facts_of(register=HUGE)
    every_claim = list(HUGE.claims.values())
    for view, left_out in (
        (sources.sources_of(every_claim, facts, EN), 200 - sources.CLAIMS),
        (versions.versions(facts, EN), 200 - versions.VERSIONS),
        (governance.officer_questions(facts, EN), 200 - governance.OFFICER_QUESTIONS),
        (governance.ai_settings(facts, EN), 200 - governance.AI_SETTINGS),
        (practices.all_practices(facts, EN), 200 - practices.SHOWN_IN_MODAL),
        (questions.differences_in_full(facts, EN), 200 - questions.DIFFERENCES),
    ):
        assert f"And {left_out} more " in texts(view)[-1]


def test_one_more_is_told_in_the_singular() -> None:
    many = grown(practices.SHOWN_IN_MODAL + 1)
    assert texts(practices.all_practices(facts_of(register=many), EN))[-1] == "And 1 more practice."


def test_what_just_fits_is_shown_whole() -> None:
    many = grown(practices.SHOWN_IN_MODAL)
    assert "more practice" not in whole(practices.all_practices(facts_of(register=many), EN))


TIMELINE = grown(300)
WELL_SOURCED = replace(
    grown(1),
    sources={f"source-{n}": source(f"source-{n}") for n in range(500)},
    claims={"claim-0": claim("claim-0", further=tuple(f"source-{n}" for n in range(500)))},
    timeline=(replace(event("event-0"), sources=tuple(f"source-{n}" for n in range(500))),),
)
"""One claim and one change with 500 sources each."""

Turned = Callable[[Facts, Translator, int], Thing]
PAGED: Mapping[str, tuple[Turned, str, str]] = {
    "changes": (changes.changes, "changes_older", "Changes {} to {} of 300."),
    "statements": (sources.every_statement, "statements_next", "Statements {} to {} of 300."),
}


@pytest.mark.parametrize("turned", [changes.changes, sources.every_statement])
@pytest.mark.parametrize("first", [0, 1, 9, 10, 290, 299, 300, 10**9, -5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_300_is_one_slack_takes(turned: Turned, first: int, language: str) -> None:
    view = turned(facts_of(register=TIMELINE), translator(language), first)
    assert check_view(view) == []
    assert len(json.dumps(view)) < 250_000


@pytest.mark.parametrize(("turned", "onwards", "counted"), PAGED.values(), ids=PAGED)
def test_turning_the_pages_shows_each_row_once_and_back_is_where_one_came_from(
    turned: Turned, onwards: str, counted: str
) -> None:
    facts, first, at, seen = facts_of(register=TIMELINE), 0, 0, 0
    while True:
        view = turned(facts, EN, first)
        turns = {button["action_id"]: int(button["value"]) for button in buttons(view) if "value" in button
                 and button["value"].isdecimal()}  # fmt: skip
        line = next(text for text in texts(view) if text.startswith(counted.partition(" ")[0]))
        low, high = (int(part) for part in re.findall(r"\d+", line)[:2])
        assert (low, line) == (seen + 1, counted.format(low, high))
        seen = high
        if first:
            assert at in turns.values()
        if onwards not in turns:
            break
        at, first = first, turns[onwards]
    assert seen == 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_500_sources_as_many_are_cited_as_fit_and_the_others_are_counted(language: str) -> None:
    facts, t = facts_of(register=WELL_SOURCED), translator(language)
    for view in (
        sources.sources_of([WELL_SOURCED.claim("claim-0")], facts, t),
        sources.every_statement(facts, t),
        changes.changes(facts, t),
    ):
        assert check_view(view) == []
        small = next(text for text in texts(view) if "https://slack.com/source-0|" in text)
        cited = small.count("https://slack.com/source-")
        assert 0 < cited < 500
        more = t.plural("And {number} more document.", "And {number} more documents.", 500 - cited)
        assert more in small.splitlines()
        assert not small.endswith("…")


def test_a_button_s_value_holds_as_many_keys_as_slack_takes_and_no_half_one() -> None:
    keys = [f"{'k' * 70}-{n:03}" for n in range(200)]
    value = sources_button([claim(key) for key in keys], EN)["value"]
    assert len(value) <= 2000
    assert value.split() == keys[: len(value.split())]


@pytest.mark.parametrize("register", [shipped(), HUGE], ids=["shipped", "200 of everything"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_one_slack_takes_however_long_the_reason(register: Register, language: str) -> None:
    facts = facts_of(record_of((VERBOSE,)), register=register)
    assert check_message(answer.policy(facts, MEMBER, translator(language))) == []
    assert check_message(answer.not_understood("x " * 2000, facts, translator(language))) == []


def test_no_reason_however_tricky_is_cut_in_the_record() -> None:
    entries = record_of((VERBOSE, EXCLUDE))
    view = history.record(facts_of(entries), MEMBER, entries, EN)
    assert check_view(view) == []
    assert not [text for text in texts(view) if text.endswith("…")]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("newest", [None, 500, 490, 11, 10, 1, 0, -7, 10**9])
def test_every_page_of_a_record_of_500_entries_is_one_slack_takes(role: Role, newest: int | None) -> None:
    view = history.record(facts_of(RECORD), viewer(role), RECORD, EN, newest=newest)
    assert check_view(view) == []


def test_turning_the_pages_of_500_entries_shows_each_entry_once() -> None:
    seen: list[str] = []
    newest: int | None = len(RECORD)
    while newest:
        view = history.record(facts_of(RECORD), MEMBER, RECORD, EN, newest=newest)
        seen += [text for text in whole(view).split("\n") if " of 500" in text]
        newest = next((int(b["value"]) for b in _older(view)), None)
    assert len(seen) == len(set(seen)) == 500


def _older(view: Thing) -> list[Thing]:
    return [button for button in buttons(view) if button["action_id"] == "older"]


def test_the_choice_of_what_to_correct_offers_the_newest_hundred() -> None:
    given = Prefilled(date(2026, 5, 21), entries=RECORD)
    view = optout.form(Form.CORRECT, facts_of(RECORD), EN, given)
    assert check_view(view) == []
    assert options(view, "corrects") == [str(position) for position in range(500, 400, -1)]


def test_my_data_lists_the_newest_and_counts_the_others() -> None:
    view = mydata.my_data(OWNER, RECORD, EN)
    assert check_view(view) == []
    assert "(No. 500)" in whole(view)
    assert "And 460 more entries." in whole(view)


def test_a_longer_list_of_data_or_of_questions_is_cut_at_a_line() -> None:
    view = home(facts_of(register=grown(20)), MEMBER, EN)
    questions_shown = [text for text in texts(view) if "• Words" in text]
    for text in questions_shown:
        assert text.splitlines()[-1].startswith("• Words")


def test_a_draft_discarded_a_hundred_times_still_fits() -> None:
    acts = [act for _ in range(100) for act in (DRAFT, (Action.DISCARD, Statement()))]
    entries = record_of(acts)
    view = home(facts_of(entries, now=entries[-1].recorded_at + timedelta(days=1)), OWNER, EN)
    assert check_view(view) == []
