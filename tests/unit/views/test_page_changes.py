"""A change of Slack's page, word by word: words stand beside the marks, and Slack takes it however long."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES
from bolt_app.register.findings import Findings
from bolt_app.views import changes, kit, page_changes, policy_notices
from bolt_app.views.home import home
from bolt_app.views.ids import Press
from bolt_app.views.policy_notices import Why
from bolt_app.watch import Comparison, Mark, Paragraph, Words
from tests.every_watched_view import CHANGE, FOUND_AT, found, listed, watched
from tests.record_builders import facts_of, shipped, translator
from tests.unit.views.reading import EN, FR, MEMBER, buttons, labels, walked, whole
from tests.unit.views.registers import grown

FACTS = watched(facts_of())
KEPT, REMOVED, ADDED = Mark.KEPT, Mark.REMOVED, Mark.ADDED
MANY = tuple(replace(listed(), key=f"change-{n}", found_at=FOUND_AT - timedelta(days=n)) for n in range(40))


def styled(*words: Words) -> str:
    """Return the pieces as one text, each with its style in front of it."""
    return "".join(f"<{style}>{text}" if style else text for text, style in page_changes.worded(words, EN))


def test_what_was_removed_and_added_says_so_in_words_beside_the_mark():
    shown = styled(Words(KEPT, "We"), Words(REMOVED, "may"), Words(ADDED, "will"), Words(KEPT, "use it."))
    assert shown == "We [<italic>removed: <strike>may] [<italic>added: <bold>will] <>use it.".replace(
        "<>", ""
    )


def test_the_words_are_put_into_french_and_slack_s_stay():
    shown = [text for text, _ in page_changes.worded([Words(REMOVED, "may"), Words(ADDED, "will")], FR)]
    assert shown == ["[", "supprimé\u00a0:", " ", "may", "]", " ", "[", "ajouté\u00a0:", " ", "will", "]"]


def test_of_long_unchanged_text_only_what_stands_next_to_a_change_is_shown():
    words = [Words(KEPT, "far " * 90 + "near"), Words(ADDED, "new"), Words(KEPT, "near " + "far " * 90)]
    shown = styled(*words)
    assert shown.startswith("… far")
    assert "near [<italic>added: <bold>new] near" in shown
    assert shown.endswith("far …")
    assert shown.count("far") == 48


def test_a_new_paragraph_and_one_that_is_gone_are_marked_whole():
    assert styled(Words(ADDED, "All of it.")) == "[<italic>added: <bold>All of it.]"
    assert styled(Words(REMOVED, "All of it.")) == "[<italic>removed: <strike>All of it.]"


def test_the_view_names_the_page_both_days_and_what_it_touches():
    shown = whole(page_changes.in_full(CHANGE, FACTS, EN))
    assert f"<{CHANGE.url}|Privacy Principles> was found changed on 3 December 2026." in shown
    assert "On 2 December 2026 it still read as before. Nobody has reviewed the change yet." in shown
    assert f"• {shipped().claim('choice-offered').text}" in shown
    assert "How &lt;we&gt; build models" in shown


def test_once_somebody_reviewed_it_nothing_says_that_nobody_did():
    reviewed = replace(FACTS, register=shipped())
    assert "Nobody has reviewed" not in whole(page_changes.in_full(CHANGE, reviewed, EN))


def test_a_change_that_touches_no_statement_says_so():
    assert "It touches no statement that this app quotes." in whole(
        page_changes.in_full(replace(CHANGE, claims=("no-longer-here",)), FACTS, EN)
    )


def test_home_names_the_newest_two_and_counts_the_others():
    shown = home(watched(facts_of(), *MANY), MEMBER, EN)
    found_on = [button["value"] for button in buttons(shown) if button["action_id"] == Press.PAGE_CHANGE]
    assert found_on == ["change-0", "change-1"]
    assert "And 38 more changes that nobody has reviewed." in whole(shown)
    assert "nobody has reviewed" not in whole(home(facts_of(), MEMBER, EN)).lower()


def test_the_list_names_five_on_its_first_page_alone():
    facts = watched(facts_of(), *MANY)
    assert labels(changes.changes(facts, EN)).count("Show the words") == page_changes.IN_LIST
    assert "Show the words" not in labels(changes.changes(facts, EN, 10))


def test_where_no_timeline_is_a_change_is_named_all_the_same():
    bare = replace(grown(0), findings=Findings(changes=(listed(),)))
    facts = replace(FACTS, register=replace(bare, slots=shipped().slots, claims=shipped().claims))
    assert "Show the words" in labels(changes.changes(facts, EN))
    assert "No change is recorded." not in whole(changes.changes(facts, EN))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_rewritten_from_end_to_end_is_a_view_slack_takes(language: str):
    words = tuple(Words(kind, f"{kind} " * 400) for _ in range(20) for kind in (KEPT, REMOVED, ADDED))
    huge = Comparison(tuple(Paragraph(words, heading="&" * 500) for _ in range(1000)))
    register = replace(found(listed()), claims=grown(40).claims, sources=grown(40).sources)
    change = replace(CHANGE, comparison=huge, claims=tuple(register.claims))
    view = page_changes.in_full(change, replace(FACTS, register=register), translator(language))
    assert check_view(view) == []
    assert len(view["blocks"]) <= kit.BLOCKS
    rich = [thing for thing in walked(view) if thing.get("type") == "rich_text_section"]
    assert len(rich) == page_changes.PARAGRAPHS
    assert max(sum(len(piece["text"]) for piece in one["elements"]) for one in rich) <= 3000
    if language == "en":
        assert "And 980 more paragraphs." in whole(view)
        assert "And 30 more statements." in whole(view)


def pieces_of(shown: object) -> list[dict[str, Any]]:
    """Return the pieces of running text in a view or message."""
    found = [thing for thing in walked(shown) if thing.get("type") == "rich_text_section"]
    return [piece for section in found for piece in section["elements"]]


def every_other_word(paragraphs: int) -> Comparison:
    """Return paragraphs of 300 words, of which every other one is another now."""
    one = tuple(Words(kind, f"word{n}") for n in range(150) for kind in (KEPT, REMOVED, ADDED))
    return Comparison((Paragraph(one),) * paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_of_which_every_other_word_changed_are_a_view_slack_takes(language: str):
    change = replace(CHANGE, comparison=every_other_word(20))
    view = page_changes.in_full(change, FACTS, translator(language))
    assert check_view(view) == []
    assert len(json.dumps(view, ensure_ascii=False)) < 250_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_of_which_every_other_word_changed_is_a_message_slack_takes(language: str):
    change = replace(CHANGE, comparison=every_other_word(3), claims=tuple(shipped().claims))
    message = policy_notices.message(change, shipped(), Why.ASKED, translator(language))
    assert check_message(message) == []
    assert len(json.dumps(message["blocks"], ensure_ascii=False)) < 13_000
    shown = [piece["text"] for piece in pieces_of(message)]
    assert "word10" in shown
    assert "And 2 more paragraphs." in whole(message) or language != "en"


def test_a_paragraph_with_few_changes_is_shown_to_its_end():
    words = tuple(Words(kind, f"word{n}") for n in range(8) for kind in (KEPT, REMOVED, ADDED))
    [block] = page_changes.in_words(Paragraph((*words, Words(KEPT, "its end"))), EN)
    shown = "".join(piece["text"] for piece in pieces_of(block))
    assert kit.ELLIPSIS not in shown
    assert shown.endswith("its end")
