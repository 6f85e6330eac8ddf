"""What two versions say on a point, and which words went and came; what was not read is never a change."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.register import (
    Change,
    ClaimKind,
    Confidence,
    Mark,
    Point,
    PointChange,
    Words,
    compared,
    steps,
)
from bolt_app.register.comparison import point_change
from bolt_app.register.model import Claim
from tests.unit.register.trees import grown

BEFORE = "To develop AI/ML models, our systems analyze Customer Data (e.g. messages, content, and files)"
AFTER = (
    "To develop non-generative AI/ML models for features such as emoji, our systems analyse Customer Data "
    "(e.g. messages, content and files) submitted to Slack"
)


def claim(quote: str | None, language: str = "en-US") -> Claim:
    return Claim(
        "it",
        ClaimKind.REPORTED,
        "It says so.",
        Confidence.READ,
        source="page",
        quote=quote,
        quote_language=language if quote else None,
    )


def between(before: Claim | None, after: Claim | None) -> PointChange:
    return point_change(Point.OPENING, before, after)


def marked(change: PointChange, *marks: Mark) -> list[str]:
    return [part.text for part in change.words if part.mark in marks]


def test_words_that_came_are_marked_and_the_rest_is_kept() -> None:
    change = between(claim(BEFORE), claim(AFTER, "en-GB"))
    assert change.change is Change.OTHER_WORDS
    assert change.words == (
        Words(Mark.KEPT, "To develop"),
        Words(Mark.ADDED, "non-generative"),
        Words(Mark.KEPT, "AI/ML models"),
        Words(Mark.ADDED, "for features such as emoji,"),
        Words(Mark.KEPT, "our systems analyse Customer Data (e.g. messages, content and files)"),
        Words(Mark.ONLY_AFTER, "submitted to Slack"),
    )


def test_words_that_went_are_marked() -> None:
    change = between(claim("We never train large models on it."), claim("We never train models on it."))
    assert marked(change, Mark.REMOVED) == ["large"]
    assert marked(change, Mark.ADDED) == []


def test_a_word_put_in_anothers_place_went_and_came() -> None:
    change = between(claim("It cannot store the data on disk."), claim("It may store the data on disk."))
    assert change.words[1:3] == (Words(Mark.REMOVED, "cannot"), Words(Mark.ADDED, "may"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We analyze the organization’s data.", "We analyse the organisation's data."),
        ("messages, content, and files", "messages, content and files"),
        ("Memorizing is memorized.", "memorising is memorised"),
        ("…they learn or reproduce some part of it", "they learn or reproduce some part of it."),
    ],
)
def test_the_spelling_of_a_copy_and_its_punctuation_are_no_change(before: str, after: str) -> None:
    assert between(claim(before), claim(after, "en-GB")).change is Change.SAME_WORDS


def test_a_size_is_no_american_spelling() -> None:
    assert marked(between(claim("the prize of it all"), claim("the price of it all")), Mark.REMOVED) == [
        "prize"
    ]


def test_an_excerpt_that_ends_earlier_has_lost_nothing() -> None:
    change = between(
        claim("We do not build them in such a way that they could"), claim("in such a way that they")
    )
    assert change.change is Change.SAME_WORDS
    assert marked(change, Mark.ONLY_BEFORE) == ["We do not build them", "could"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (claim(None), claim("We say it.")),
        (claim("We say it."), claim(None)),
        (claim(None), claim(None)),
        (claim("We say it."), claim("Nous le disons.", "fr")),
        (claim("予測モデル", "ja"), claim("생성형 모델", "ko")),
        (claim("Contact us to opt out."), claim("We offer customers a choice around these practices.")),
        (
            claim("we analyze Customer Data … to find patterns"),
            claim("we analyze Customer Data to find patterns"),
        ),
    ],
)
def test_what_cannot_be_compared_word_by_word_stands_side_by_side(before: Claim, after: Claim) -> None:
    change = between(before, after)
    assert change.change is Change.SIDE_BY_SIDE
    assert (change.before, change.after, change.words) == (before, after, ())


def test_a_point_outside_the_part_seen_is_not_seen_and_never_gone() -> None:
    said = claim("We say it.")
    assert between(None, None).change is Change.NOT_SEEN
    assert between(said, None) == PointChange(Point.OPENING, Change.NOT_SEEN_AFTER, said, None)
    assert between(None, said) == PointChange(Point.OPENING, Change.NOT_SEEN_BEFORE, None, said)


def test_every_point_of_two_versions_is_compared_in_its_order(tmp_path: Path) -> None:
    register = grown(tmp_path)
    ((before, after),) = steps(register)
    changes = compared(register, before, after)
    assert [change.point for change in changes] == list(Point)
    assert [change.change for change in changes[:3]] == [
        Change.SIDE_BY_SIDE,
        Change.NOT_SEEN_BEFORE,
        Change.NOT_SEEN,
    ]
    assert changes[0].before is register.claim("reported")
    assert changes[1].after is register.claim("absent")


def test_versions_that_do_not_follow_each_other_can_be_compared_too(tmp_path: Path) -> None:
    register = grown(tmp_path)
    before, after = register.versions
    assert compared(register, after, before)[1].change is Change.NOT_SEEN_AFTER


def test_a_register_without_versions_has_no_steps(tmp_path: Path) -> None:
    register = grown(tmp_path)
    assert len(steps(register)) == 1
    assert steps(replace(register, versions=register.versions[:1])) == ()
    assert steps(replace(register, versions=())) == ()


quotes = st.lists(st.text("abcXYZ’'.,()-", min_size=1, max_size=6), min_size=1, max_size=40).map(" ".join)


@given(before=quotes, after=quotes)
def test_the_marked_words_are_the_two_quotes_and_nothing_else(before: str, after: str) -> None:
    change = between(claim(before), claim(after))
    if change.words:
        assert " ".join(marked(change, Mark.KEPT, Mark.ADDED, Mark.ONLY_AFTER)).split() == after.split()
        gone = sum(len(text.split()) for text in marked(change, Mark.KEPT, Mark.REMOVED, Mark.ONLY_BEFORE))
        assert gone == len(before.split())


@given(quote=quotes, cut=st.tuples(st.integers(0, 39), st.integers(1, 40)))
def test_an_excerpt_of_a_quote_never_counts_as_a_change(quote: str, cut: tuple[int, int]) -> None:
    part = " ".join(quote.split()[cut[0] : cut[0] + cut[1]]) or quote
    assert between(claim(quote), claim(part)).change is Change.SAME_WORDS
    assert between(claim(part), claim(quote)).change is Change.SAME_WORDS
