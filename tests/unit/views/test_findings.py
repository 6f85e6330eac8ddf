"""A marked claim says so wherever it is shown; what was not read is never called unchanged."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bolt_app.i18n import Translator
from bolt_app.optout.model import Status
from bolt_app.register.findings import Findings, Found, Standing
from bolt_app.register.kinds import Slot
from bolt_app.register.marks import Mark
from bolt_app.register.model import Register
from bolt_app.views import answer, governance, practices, questions, sources, versions
from bolt_app.views.facts import Facts
from bolt_app.views.findings import checked, in_words, last_look, marked
from bolt_app.views.home import home
from tests.record_builders import facts_in, facts_of, shipped
from tests.unit.views.reading import EN, FR, MEMBER, texts, whole

DECEMBER_3 = date(2026, 12, 3)
CHANGED = Found(Standing.MISSING, since=DECEMBER_3, seen_on=date(2026, 12, 2), checked_on=date(2026, 12, 4))
OWN = "Slack changed this passage on 3 December 2026; it is being re-read."
GROUND = "It rests on a passage that Slack changed, found on 3 December 2026; the passage is being re-read."
LOOKS = "Slack’s page"


def seen(key: str, found: Found) -> Register:
    return replace(shipped(), findings=Findings({key: found}))


def with_change(facts: Facts, key: str, found: Found = CHANGED) -> Facts:
    return replace(facts, register=seen(key, found))


PREDICTIVE = with_change(facts_of(), "predictive")


UNSEEN, AROUND = replace(CHANGED, seen_on=None), Found(Standing.AROUND, since=DECEMBER_3)
MARKS = {
    OWN: Mark(CHANGED, own=True),
    GROUND: Mark(CHANGED, own=False),
    "Slack changed this passage between 20 November 2026 and 3 December 2026; it is being re-read.": Mark(
        replace(CHANGED, seen_on=date(2026, 11, 20)), own=True
    ),
    f"{LOOKS} did not have this passage when it was first read, on 3 December 2026; it is being re-read.": (
        Mark(UNSEEN, own=True)
    ),
    f"It rests on a passage that {LOOKS} did not have on 3 December 2026; the passage is being re-read.": (
        Mark(UNSEEN, own=False)
    ),
    f"{LOOKS} did not have this passage on 3 December 2026, and had it on 5 December 2026; "
    "it is being re-read.": Mark(replace(CHANGED, seen_on=date(2026, 12, 5)), own=True),
    "Slack changed the text around this passage, found on 3 December 2026; it is being re-read.": Mark(
        AROUND, own=True
    ),
    "Slack changed the page this is from, found on 3 December 2026; it is being re-read.": Mark(
        replace(AROUND, quoted=False), own=True
    ),
    "It rests on a page whose text Slack changed, found on 3 December 2026; that is being re-read.": Mark(
        AROUND, own=False
    ),
}


@pytest.mark.parametrize("words", MARKS)
def test_a_mark_says_what_was_found_and_when_and_no_more(words: str):
    assert in_words(MARKS[words], EN) == words
    assert in_words(MARKS[words], FR) != words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            Found(Standing.THERE, checked_on=DECEMBER_3),
            f"on {LOOKS} when it was last checked, 3 December 2026",
        ),
        (Found(Standing.NOT_CHECKED), "not checked against Slack’s live page yet"),
        (
            Found(Standing.NOT_CHECKED, failed_on=DECEMBER_3),
            "not checked against Slack’s live page yet: it could not be read on 3 December 2026",
        ),
        (
            Found(Standing.NOT_CHECKED, checked_on=date(2026, 12, 1), failed_on=DECEMBER_3),
            "last checked 1 December 2026; Slack’s page could not be read on 3 December 2026",
        ),
        (CHANGED, "last checked 4 December 2026"),
    ],
)
def test_the_small_print_says_when_anybody_looked(found: Found, words: str):
    claim = shipped().claim("predictive")
    assert checked(claim, seen("predictive", found), EN) == words
    view = whole(sources.sources_of([claim], with_change(facts_of(), "predictive", found), EN))
    assert words in view
    assert "unchanged" not in view


READ = Found(Standing.THERE, checked_on=DECEMBER_3, seen_on=DECEMBER_3)
FAILED = Found(Standing.NOT_CHECKED, failed_on=DECEMBER_3)
LAST_READ = "The app last read Slack’s pages on 3 December 2026"
STALE = (
    "The app last looked at Slack’s pages on 3 December 2026. "
    "It should look twice a day: tell whoever runs it."
)
SOME = (
    f"{LAST_READ}; on 3 December 2026 not all of them could be read. "
    "*Sources* says which statements that touches."
)
NONE = (
    "The app could not read Slack’s pages yet; it last tried on 3 December 2026. "
    "*Sources* leads to them: compare them yourself."
)


@pytest.mark.parametrize(
    ("found", "days", "words"),
    [
        ({"how": READ}, 0, f"{LAST_READ}."),
        ({"how": READ}, 3, f"{LAST_READ}."),
        ({"how": READ}, 4, STALE),
        ({"how": FAILED}, 4, STALE),
        ({"how": replace(READ, checked_on=date(2026, 12, 2)), "predictive": FAILED}, 4, STALE),
        (
            {"how": READ, "predictive": replace(FAILED, checked_on=date(2026, 12, 1))},
            1,
            SOME,
        ),
        (
            {"how": FAILED, "predictive": Found(Standing.NOT_CHECKED)},
            1,
            NONE,
        ),
        ({"how": Found(Standing.NOT_CHECKED)}, 1, ""),
        ({}, 1, ""),
    ],
    ids=[
        "read",
        "read-lately",
        "stale",
        "stale-failed",
        "stale-both",
        "some-failed",
        "all-failed",
        "never",
        "none",
    ],
)
def test_home_says_when_slack_s_pages_were_looked_at_last_and_what_to_do(
    found: dict[str, Found], days: int, words: str
):
    register = replace(shipped(), findings=Findings(found))
    assert last_look(register, DECEMBER_3 + timedelta(days=days), EN) == words
    noon = datetime(2026, 12, 3, 12, tzinfo=UTC) + timedelta(days=days)
    shown = whole(home(replace(facts_of(), register=register, now=noon), MEMBER, EN))
    assert words in shown
    assert ("looked at Slack’s pages" in shown or "read Slack’s pages" in shown) is bool(words)


def test_of_a_page_that_nobody_watches_nothing_is_said():
    assert checked(shipped().claim("predictive"), shipped(), EN) == ""
    assert "live page yet" not in whole(sources.sources_of_the_answer(facts_of(), EN)).replace(
        "not yet compared with Slack’s live pages", ""
    )


def test_the_answer_marks_what_it_says_and_what_rests_on_it():
    shown = whole(answer.policy(PREDICTIVE, MEMBER, EN))
    assert f"*{OWN}*" in shown
    assert f"*{GROUND}*" in shown  # the headline is our own reading of it
    assert "est en cours de relecture" in whole(answer.policy(PREDICTIVE, MEMBER, FR))


def test_home_marks_it_in_short_and_in_the_practices_that_stand_on_it():
    facts = with_change(facts_of(), shipped().practices[0].claims[0])
    shown = [block for block in home(facts, MEMBER, EN)["blocks"] if "re-read" in whole([block])]
    assert shown
    assert any(shipped().practices[0].name in whole([block]) for block in shown)
    assert home(facts_of(), MEMBER, EN)["private_metadata"] != home(facts, MEMBER, EN)["private_metadata"]


def test_the_modal_of_practices_marks_them_too():
    facts = with_change(facts_of(), shipped().practices[0].claims[0])
    assert GROUND in whole(practices.all_practices(facts, EN))
    assert "re-read" not in whole(practices.all_practices(facts_of(), EN))


def test_the_status_marks_what_it_says_of_an_opt_out():
    key = shipped().slot(Slot.AFTER_OPT_OUT).key
    confirmed = facts_in(Status.CONFIRMED)
    assert f"*{OWN}*" in whole(answer.status(with_change(confirmed, key), MEMBER, EN))
    assert "re-read" not in whole(answer.status(confirmed, MEMBER, EN))


def test_questions_and_both_sides_of_a_difference_are_marked():
    asked, difference = shipped().member_questions[0], shipped().differences[0]
    assert OWN in whole(questions.questions(with_change(facts_of(), asked.claim), EN))
    assert OWN in whole(questions.differences_in_full(with_change(facts_of(), difference.sides[1]), EN))


def test_every_claim_can_be_marked_where_its_sources_are_shown():
    for key, claim in shipped().claims.items():
        assert f"*{OWN}*" in whole(sources.sources_of([claim], with_change(facts_of(), key), EN))


def test_a_failed_look_neither_marks_nor_calls_anything_unchanged():
    failed = Found(Standing.NOT_CHECKED, checked_on=date(2026, 12, 1), failed_on=DECEMBER_3)
    facts = with_change(facts_of(), "predictive", failed)
    assert whole(answer.policy(facts, MEMBER, EN)) == whole(answer.policy(facts_of(), MEMBER, EN))


@pytest.mark.parametrize("t", [EN, FR], ids=["en", "fr"])
def test_words_compared_between_versions_bear_the_mark_of_either_side(t: Translator) -> None:
    said = whole(versions.comparison(PREDICTIVE, "c", t))
    mark = marked(PREDICTIVE.register.claim("predictive"), PREDICTIVE.register, t)
    assert f"{t(shipped().versions[2].label)}" in said
    assert mark in said
    assert mark not in whole(versions.comparison(facts_of(), "c", t))


def test_a_setting_is_marked_by_any_statement_it_stands_on() -> None:
    setting = shipped().ai_settings[0]
    for key in setting.claims:
        facts = with_change(facts_of(), key)
        section = next(
            text for text in texts(governance.ai_settings(facts, EN)) if text.startswith(f"*{setting.name}*")
        )
        assert "is being re-read" in section
    assert "re-read" not in whole(governance.ai_settings(facts_of(), EN))
