"""What counts as the same words, and where a paragraph begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("our systems analyze Customer Data", "our  systems\tanalyze\u00a0Customer\u202fData"),
        ("Slack's “global” models", 'Slack’s "global" models'),
        ("opt-out", "opt\u2011out"),
        ("opt-out", "opt–out"),
        ("messages, content, and files", "messages, content and files"),
        ("learn … reproduce", "learn... reproduce"),
        ("Customer Data", "Cus\u00adtomer\u200b Data"),
        ("office of the owner", "oﬃce of the owner"),
        ("résumé", "re\u0301sume\u0301"),
        ("we analyze and memorize in an organization", "we analyse and memorise in an organisation"),
        ("the organization’s owner", "the organisation's owner"),
        ("**Customer Data** is [yours](https://slack.com/a_(b))", "Customer Data is yours"),
        ("## Contact us to opt out.", "Contact us to opt out"),
        ("* one item", "- one item"),
        ("| a | b |", "a b"),
        ("ＡＩ／ＭＬ", "AI/ML"),
        ("モデルを開発", "モデル を 開発"),
    ],
)
def test_these_are_the_same_words(one: str, other: str):
    assert wording.keys(wording.plain(one)) == wording.keys(wording.plain(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We do not use it", "We do use it"),
        ("Slack may", "Slack will"),
        ("we don't", "we do not"),
        ("Customer Data", "customer data"),
        ("Customer Data", "Customers Data"),
        ("7 days", "70 days"),
        ("resume", "résumé"),
        ("feedback@slack.com", "feedback@slack.net"),
        ("opt out", "optout"),
        ("学習", "習学"),
    ],
)
def test_these_are_not(one: str, other: str):
    assert wording.keys(wording.plain(one)) != wording.keys(wording.plain(other))


def test_a_word_tells_where_it_stands():
    text = wording.plain("We «don’t» share 10\u00a0% of Cus\u00adtomer Data.")
    assert [text[word.start : word.end] for word in wording.words(text)] == [
        "We", "don’t", "share", "10", "of", "Cus\u00adtomer", "Data",
    ]  # fmt: skip


def test_paragraphs_items_and_rows_stand_alone():
    text = (
        "# Title\n\nOne line\nand another.\n\n* an item\n* another\n  of two lines\n\n1. first\n2. second\n\n"
    )
    table = "| Data | Model |\n| --- | --- |\n| messages | global |\n\n---\n\nThe end.\n"
    assert wording.paragraphs(text + table) == (
        "# Title",
        "One line\nand another.",
        "* an item",
        "* another\n  of two lines",
        "1. first",
        "2. second",
        "| Data | Model |",
        "| messages | global |",
        "The end.",
    )


def test_a_loose_list_is_the_list_that_was_tight():
    assert wording.paragraphs("* one\n\n* two\n\n* three") == wording.paragraphs("* one\n* two\n* three")


def test_a_sentence_that_begins_with_a_number_or_a_dash_ends_no_paragraph():
    assert wording.paragraphs("We met in\n2024 and\n-left.") == ("We met in\n2024 and\n-left.",)


def test_only_a_heading_is_one():
    assert wording.heading("## Opt out")
    assert not any(wording.heading(text) for text in ("#opt-out", "Opt ## out", "* # 1", ""))


def test_what_people_read_has_no_markup_and_all_words():
    shown = wording.plain(
        "* **To opt out**, [write to us](mailto:feedback@slack.com) \\[today\\], `not` later"
    )
    assert shown == "To opt out, write to us [today], not later"


@given(st.text())
def test_any_text_can_be_read(text: str):
    for paragraph in wording.paragraphs(text):
        plain = wording.plain(paragraph)
        words = wording.words(plain)
        assert all(plain[word.start : word.end] and word.key for word in words)
        assert all(one.end <= other.start for one, other in pairwise(words))


@given(st.lists(st.text("abcdé", min_size=1), min_size=1))
def test_words_between_spaces_are_counted(words: list[str]):
    assert len(wording.keys(" ".join(words))) == len(words)
