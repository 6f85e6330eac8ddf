"""A comparison survives being packed for a table, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch import Comparison, Mark, Paragraph, Words, packed, unpacked

WORDS = st.builds(Words, st.sampled_from(Mark), st.text(min_size=1))
PARAGRAPHS = st.builds(
    Paragraph, st.lists(WORDS, min_size=1, max_size=4).map(tuple), st.text(), st.integers(0, 1000)
)
COMPARISONS = st.builds(Comparison, st.lists(PARAGRAPHS, max_size=4).map(tuple))


@given(COMPARISONS)
def test_what_is_packed_comes_back(comparison: Comparison):
    assert unpacked(packed(comparison)) == comparison


def test_the_packed_form_is_plain_json():
    comparison = Comparison(
        (
            Paragraph(
                (
                    Words(Mark.REMOVED, "may"),
                    Words(Mark.ADDED, "will"),
                    Words(Mark.KEPT, "use"),
                ),
                heading="Données",
                unchanged=3,
            ),
        )
    )
    assert packed(comparison) == '[["Données",3,[["removed","may"],["added","will"],["kept","use"]]]]'


def test_nothing_packed_is_nothing_that_changed():
    assert not unpacked("[]").material


@pytest.mark.parametrize(
    "text", ["", "{", "null", "3", "[3]", '[["a",1]]', '[["a",1,[["moved","b"]]]]', '[["a","b",[]]]']
)
def test_anything_else_is_refused(text: str):
    with pytest.raises(ValueError, match="not a packed comparison"):
        unpacked(text)
