"""A text against the one before it: what is shown, what is no change, and that nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch import Comparison, Mark, Paragraph, Words, wording
from bolt_app.watch.compare import MOST_STEPS, compare

KEPT, REMOVED, ADDED = Mark.KEPT, Mark.REMOVED, Mark.ADDED


def shown(comparison: Comparison) -> list[str]:
    """The changed paragraphs as one reads them, `[-…-]` for removed and `{+…+}` for added words."""
    marks = {KEPT: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return [
        " ".join(marks[part.mark].format(part.text) for part in one.words) for one in comparison.paragraphs
    ]


BEFORE = """# Principles

To develop AI/ML models, our systems analyze Customer Data (e.g. messages, content, and files).

## Opt out

* Contact us to opt out.
* We will respond once it is done.

The end.
"""


def test_the_words_of_a_changed_paragraph_are_shown():
    after = BEFORE.replace("To develop AI/ML", "To develop non-generative AI/ML").replace("analyze", "read")
    (paragraph,) = shown(compare(BEFORE, after))
    assert paragraph == (
        "To develop {+non-generative+} AI/ML models, our systems [-analyze-] {+read+} Customer Data "
        "(e.g. messages, content, and files)."
    )


def test_a_new_paragraph_and_one_that_is_gone_stand_whole():
    after = BEFORE.replace("* We will respond once it is done.\n", "").replace(
        "The end.", "The end.\n\nMore to come."
    )
    assert compare(BEFORE, after).paragraphs == (
        Paragraph((Words(REMOVED, "We will respond once it is done."),), "Opt out", 4),
        Paragraph((Words(ADDED, "More to come."),), "Opt out", 1),
    )


def test_a_heading_stands_under_none():
    after = BEFORE.replace("## Opt out", "## Choice")
    assert [
        (paragraph.heading, shown(Comparison((paragraph,))))
        for paragraph in compare(BEFORE, after).paragraphs
    ] == [
        ("", ["[-Opt out-]"]),
        ("", ["{+Choice+}"]),
    ]


def test_a_paragraph_of_which_little_is_left_is_another_one():
    after = BEFORE.replace("Contact us to opt out.", "Ask your Workspace Owner instead.")
    assert shown(compare(BEFORE, after)) == [
        "[-Contact us to opt out.-]",
        "{+Ask your Workspace Owner instead.+}",
    ]


def test_a_not_that_comes_in_is_the_one_word_that_is_shown():
    after = BEFORE.replace("We will respond", "We will not respond")
    assert shown(compare(BEFORE, after)) == ["We will {+not+} respond once it is done."]


def test_a_paragraph_that_moves_under_another_heading_is_a_change():
    before = "## We never\n\nRead messages.\n\n## We may\n\nCount them.\n\nSort them.\n"
    after = "## We never\n\n## We may\n\nCount them.\n\nRead messages.\n\nSort them.\n"
    assert compare(before, after).paragraphs == (
        Paragraph((Words(REMOVED, "Read messages."),), "We never", 1),
        Paragraph((Words(ADDED, "Read messages."),), "We may", 2),
    )


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace("\n\n", "\n\n\n \n"),
        BEFORE.replace("Customer Data", "**Customer\u00a0Data**"),
        BEFORE.replace("content, and", "content and").replace("(e.g.", "– (e.g.…"),
        BEFORE.replace("analyze", "analyse"),
        BEFORE.replace("* ", "- ").replace("# ", "### "),
        BEFORE.replace("Contact us", "[Contact us](https://slack.com/contact?x=1)"),
        BEFORE.replace("* We", "\n* We"),
        BEFORE,
    ],
)
def test_white_space_typography_and_markup_are_no_change(after: str):
    assert compare(BEFORE, after) == Comparison(())
    assert not compare(BEFORE, after).material


def test_from_nothing_all_is_new_and_to_nothing_all_is_gone():
    assert {part.mark for one in compare("", BEFORE).paragraphs for part in one.words} == {ADDED}
    assert {part.mark for one in compare(BEFORE, "").paragraphs for part in one.words} == {REMOVED}
    assert compare("", "") == Comparison(())


def test_a_paragraph_too_long_to_compare_word_by_word_is_shown_whole():
    long = " ".join(f"word{number}" for number in range(MOST_STEPS // 400))
    before, after = f"{long} {long}", f"{long} and {long}"
    assert compare(before, after).paragraphs == (Paragraph((Words(REMOVED, before), Words(ADDED, after))),)


def test_paragraphs_that_stand_often_are_matched_in_order():
    before = "Yes.\n\nA question of some words?\n\nYes.\n\nAnother question of words?\n\nYes.\n"
    after = "Yes.\n\nYes.\n\nA question of some words?\n\nYes.\n\nAnother question of words?\n\nYes.\n"
    assert shown(compare(before, after)) == ["{+Yes.+}"]


WORDS = ["we", "may", "use", "your", "data", "to", "train", "models", "not", "unless", "you", "ask"]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), max_size=12)


def keys(parts: list[str]) -> list[str]:
    return [key for part in parts for key in wording.keys(wording.plain(part))]


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_word_is_lost_and_none_invented(before: list[str], after: list[str]):
    comparison = compare("\n\n".join(before), "\n\n".join(after))
    gone = keys([part.text for one in comparison.paragraphs for part in one.words if part.mark is not ADDED])
    new = keys([part.text for one in comparison.paragraphs for part in one.words if part.mark is not REMOVED])
    # What is not shown is in both: taken away from either, the same words are left.
    assert sorted(keys(before)) == sorted([*gone, *left(keys(after), new)])
    assert sorted(keys(after)) == sorted([*new, *left(keys(before), gone)])
    assert comparison.material is (keys_of(before) != keys_of(after))


def keys_of(parts: list[str]) -> list[tuple[str, ...]]:
    return [wording.keys(part) for part in parts]


def left(words: list[str], taken: list[str]) -> list[str]:
    rest = list(words)
    for word in taken:
        rest.remove(word)
    return rest


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_shown_paragraph_changed_and_no_run_of_words_is_empty(before: list[str], after: list[str]):
    for paragraph in compare("\n\n".join(before), "\n\n".join(after)).paragraphs:
        assert {part.mark for part in paragraph.words} != {KEPT}
        assert all(part.text.strip() == part.text != "" for part in paragraph.words)
