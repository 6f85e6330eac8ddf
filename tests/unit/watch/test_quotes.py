"""Where a quote stands on a page, and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch.quotes import GAP, Passage, Text

PAGE = Text(
    """# Privacy principles

To develop non-generative AI/ML models, our systems **analyze** Customer Data (e.g. messages, content, and
files) submitted to [Slack](https://slack.com/).

## Contact us to opt out

If you want to exclude your Customer Data, you can opt out.

* We offer customers a choice.
* To opt out, please have your Org or Workspace Owners contact us at feedback@slack.com with the subject line
  “Slack Global model opt-out request.”

Customer Data is yours. Customer Data is not ours.
"""
)


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        ("Privacy principles", 0),
        ("our systems analyse Customer Data (e.g. messages, content and files) submitted to Slack", 1),
        ("OUR SYSTEMS ANALYZE CUSTOMER DATA", 1),
        ("Contact us to opt out.", 2),
        ("at feedback@slack.com with the subject line 'Slack Global model opt-out request.'", 5),
        ("To develop … our systems … submitted to Slack", 1),
        ("To develop ... messages [...] files (…) Slack", 1),
        ("… our systems analyze Customer Data …", 1),
        ("Customer Data … not ours", 6),
        ("Customer Data", 1),
    ],
)
def test_a_quote_is_found_in_its_paragraph(quote: str, paragraph: int):
    assert PAGE.find(quote) == Passage(paragraph, (PAGE.paragraphs[paragraph],))


@pytest.mark.parametrize(
    "quote",
    [
        "our systems analyze customers' data",
        "our systems do analyze Customer Data",
        "our systems Customer Data",
        "files submitted to Slack if you want",
        "submitted to Slack … To develop",
        "opt out … opt out … opt out … opt out … opt out",
        "Customer Data is not yours",
        "ystems analyze",
        "systems analyz",
        "",
        "…",
        "“”",
    ],
)
def test_other_words_are_not_found(quote: str):
    assert PAGE.find(quote) is None


def test_a_quote_may_reach_over_paragraphs():
    passage = PAGE.find("you can opt out. We offer customers a choice. To opt out, please")
    assert passage == Passage(3, PAGE.paragraphs[3:6])


def test_an_ellipsis_leaves_out_some_words_and_not_a_page():
    near, far = (f"We may {'word ' * gap}train models." for gap in (GAP, GAP + 1))
    assert Text(near).find("We may … train models")
    assert Text(far).find("We may … train models") is None


def test_the_parts_of_a_quote_are_looked_for_from_every_place():
    assert Text(f"We may not. {'word ' * 100} We may do so.").find("We may … do so")
    # The first "b" after "a" is too far from "c"; the second one is not.
    assert Text(f"a b {'x ' * 70} b {'x ' * 70} c").find("a … b … c")


def test_an_empty_page_has_no_quote():
    assert Text("").find("We may") is None
    assert Text("---\n").paragraphs == ()
    assert Text("").words == 0


WORDS = st.lists(st.sampled_from(["we", "may", "use", "data", "not", "é", "機"]), min_size=1, max_size=30)


@given(words=WORDS, choice=st.data())
def test_every_run_of_words_is_found_and_none_that_is_not_there(words: list[str], choice: st.DataObject):
    start = choice.draw(st.integers(0, len(words) - 1))
    end = choice.draw(st.integers(start + 1, len(words)))
    text = Text(" ".join(words))
    assert text.find(" ".join(words[start:end]))
    other = choice.draw(WORDS)
    there = any(words[place : place + len(other)] == other for place in range(len(words)))
    assert bool(text.find(" ".join(other))) is there


@given(words=WORDS, cuts=st.data())
def test_every_quote_with_an_ellipsis_is_found(words: list[str], cuts: st.DataObject):
    first = cuts.draw(st.integers(1, len(words)))
    second = cuts.draw(st.integers(first, len(words)))
    assert Text(" ".join(words)).find(f"{' '.join(words[:first])} … {' '.join(words[second:])}")
