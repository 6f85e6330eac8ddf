"""The pieces of Block Kit stay inside Slack's limits, and what people type formats nothing."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.demo.mrkdwn import Reader, to_html
from bolt_app.demo.rules import check_view
from bolt_app.views import kit
from bolt_app.views.ids import Field
from bolt_app.views.status import inline

READER = Reader(datetime(2026, 11, 21, tzinfo=UTC), names={"U0OLIVIA": "Olivia"})
ENTITY = re.compile("&(amp|lt|gt);")
MARKS = st.text("*_~`<>&@#!|:a1 \n“”é\u200b", max_size=60)


def drawn(typed: str) -> str:
    """What the pretended Slack draws of a typed reason inside a sentence, without its emoji."""
    return str(to_html(f"Reason: “{inline(typed)}”.", READER))


@given(MARKS | st.text(max_size=200))
def test_nothing_that_is_typed_becomes_a_mention_a_link_or_formatting(typed: str) -> None:
    assert re.search("<[a-z]", drawn(typed)) is None


@pytest.mark.parametrize(
    "typed",
    [
        "*Confirmed by Slack*",
        "_italic_",
        "~struck~",
        "`code`",
        "```block```",
        "<@U0OLIVIA>",
        "<!channel>",
        "<!date^1^{date}|x>",
        "<https://example.com|Slack>",
        "&lt;@U0OLIVIA&gt;",
        "a*_~x~_*",
    ],
)
def test_these_tricks_stay_what_was_typed(typed: str) -> None:
    shown = drawn(typed)
    assert re.search("<[a-z]", shown) is None
    for word in re.findall("[A-Za-z0-9]+", typed):
        assert word in shown


def test_a_typed_text_does_not_turn_the_direction_of_the_words_after_it() -> None:
    for turning in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        assert kit.escape(f"no{turning}t done") == "not done"
    assert kit.escape("سبب \u200eabc") == "سبب \u200eabc"


def test_a_text_without_marks_is_left_as_it_is() -> None:
    assert kit.escape("DP-T0ACME-7, snake_case, 2*3*4, a~b: “§ 7.2 (b)” — fine.") == (
        "DP-T0ACME-7, snake_case, 2*3*4, a~b: “§ 7.2 (b)” — fine."
    )


def test_a_typed_line_break_does_not_leave_the_sentence() -> None:
    assert inline("one\n\n> two \t three.") == "one &gt; two three"


@given(MARKS, st.integers(min_value=10, max_value=80))
def test_cutting_never_halves_an_entity_and_never_exceeds_the_limit(typed: str, limit: int) -> None:
    escaped = kit.escape(typed)
    shown = kit.cut(escaped, limit)
    assert len(shown) <= limit
    assert "&" not in ENTITY.sub("", shown)
    assert escaped.startswith(shown.removesuffix(kit.ELLIPSIS))


@given(st.text(max_size=100), st.integers(min_value=1, max_value=120))
def test_what_fits_is_never_cut_and_what_is_cut_says_so(text: str, limit: int) -> None:
    shown = kit.cut(text, limit)
    assert shown == text if len(text) <= limit else shown.endswith(kit.ELLIPSIS)


def test_an_entity_at_the_very_end_is_kept_whole_or_left_out() -> None:
    text = "x" * 10 + "&amp;" + "y" * 10
    assert [kit.cut(text, limit) for limit in range(12, 18)] == [
        "x" * 10 + "…",
        "x" * 10 + "…",
        "x" * 10 + "…",
        "x" * 10 + "…",
        "x" * 10 + "&amp;…",
        "x" * 10 + "&amp;y…",
    ]


@given(st.lists(st.text(min_size=1, max_size=30), max_size=30), st.integers(min_value=40, max_value=90))
def test_lines_are_joined_without_losing_or_halving_one(lines: list[str], limit: int) -> None:
    pieces = kit.lines(lines, limit)
    assert all(len(piece) <= limit for piece in pieces)
    assert "\n".join(pieces) == "\n".join(lines)


def test_lines_use_as_few_pieces_as_fit() -> None:
    assert kit.lines(["aaaa", "bbbb", "cccc"], 9) == ["aaaa\nbbbb", "cccc"]
    assert kit.lines([]) == []
    assert kit.lines(["x" * 20], 9) == ["xxxxxxxx…"]


@given(text=st.text(min_size=1, max_size=4000).map("Text ".__add__))
def test_every_piece_with_the_longest_text_is_one_slack_takes(text: str) -> None:
    blocks = [
        kit.header(text),
        kit.section(text, kit.button(text, "one", value="v", described=text, primary=True)),
        kit.context(*[text] * 12),
        kit.divider(),
        kit.actions(
            kit.button(text, "link", url="https://slack.com"),
            kit.button(text, "sure", confirm=kit.confirmation(text, text, text, text)),
        ),
        kit.field(text, Field.REASON, kit.text_input(initial=text, lines=True), hint=text, optional=True),
        kit.field(
            text,
            Field.WHEN,
            {"type": "radio_buttons", "options": [kit.option(text, "a"), kit.option(text, "b")]},
        ),
    ]
    assert check_view(kit.modal(text, blocks, close=text, submit=text, callback="c", metadata="m")) == []


def test_more_than_slack_takes_is_left_out_rather_than_refused() -> None:
    many = [kit.button("Press", f"press.{number}") for number in range(30)]
    assert len(kit.actions(*many)["elements"]) == 25
    assert len(kit.context(*["x"] * 30)["elements"]) == 10
    assert len(kit.modal("T", [kit.divider()] * 200, close="Close")["blocks"]) == 100


def test_text_is_never_turned_into_links_or_emoji_by_slack() -> None:
    assert kit.mrkdwn("general")["verbatim"] is True
    assert kit.plain("a:x:b") == {"type": "plain_text", "text": "a:x:b", "emoji": False}


def test_what_is_not_given_is_not_sent() -> None:
    assert kit.button("Go", "go") == {
        "type": "button",
        "text": {"type": "plain_text", "text": "Go", "emoji": False},
        "action_id": "go",
    }
    assert set(kit.modal("T", [kit.divider()], close="Close")) == {"type", "title", "close", "blocks"}
    assert kit.text_input(longest=9000) == {
        "type": "plain_text_input",
        "multiline": False,
        "max_length": 3000,
    }
