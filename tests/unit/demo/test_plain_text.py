"""What is read of blocks, marks taken away; and what a form holds before it is touched."""

from typing import Any

import pytest

from bolt_app.demo.form import CannotEnter, Control, chosen, complaints, controls, filled, state_values
from bolt_app.demo.plain_text import mrkdwn, text_of
from bolt_app.demo.surfaces import kept
from tests.unit.demo.tiny_app import (
    actions,
    button,
    choice_input,
    home,
    modal,
    option,
    plain,
    section,
    text_input,
)
from tests.unit.demo.tiny_app import mrkdwn as marked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*bold* and _slanted_, ~gone~, `code`", "bold and slanted, gone, code"),
        ("*_both_*", "both"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("<https://slack.com/terms|Slack's terms>", "Slack's terms"),
        ("<https://slack.com/terms>", "https://slack.com/terms"),
        ("<mailto:a@example.com?subject=x|Write>", "Write"),
        ("<!date^1800000000^{date_long}|15 January 2027>", "15 January 2027"),
        ("Ask <@U0ADA> in <#C0GENERAL|general>", "Ask U0ADA in general"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("", ""),
    ],
)
def test_marks_links_and_dates_are_read_as_words(written: str, read: str):
    assert mrkdwn(written) == read


def test_plain_text_is_read_as_it_stands():
    assert text_of(home({"type": "header", "text": plain("a *b* <c>")})) == "a *b* <c>"


def test_a_view_is_read_from_its_title_to_its_buttons():
    image = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"}
    view = modal(
        {"type": "header", "text": plain("Head")},
        section("*Said*", fields=[marked("left"), plain("right")], accessory=image),
        {"type": "divider"},
        {"type": "context", "elements": [marked("small"), image]},
        image | {"title": plain("Chart")},
        actions(button("Go", "go")),
        text_input("Reason", "why", placeholder=plain("In a few words")),
        text_input("Subject", "subject", initial_value="Request") | {"hint": plain("Copy it")},
        choice_input("When", "when", "radio_buttons", ("Today", "t"), ("Later", "l")),
        choice_input(
            "Lang", "lang", "static_select", ("French", "fr"), initial_option=option("French", "fr")
        ),
        section("x", accessory={"type": "overflow", "options": [option("Hidden", "h")]}),
    )
    assert text_of(view).split("\n") == [
        "A form",
        "Head",
        "Said",
        "left",
        "right",
        "A chart",
        "small",
        "A chart",
        "Chart",
        "A chart",
        "Go",
        "Reason",
        "In a few words",
        "Subject",
        "Request",
        "Copy it",
        "When",
        "Today",
        "Later",
        "Lang",
        "French",
        "x",
        "Save",
        "Cancel",
    ]


def test_rich_text_is_read_piece_by_piece():
    pieces = [
        {"type": "text", "text": "To "},
        {"type": "link", "url": "https://slack.com"},
        {"type": "emoji", "name": "mailbox"},
        {"type": "user", "user_id": "U0ADA"},
        {"type": "date", "timestamp": 1, "fallback": "then"},
    ]
    items = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": word}]} for word in ("one", "two")
    ]
    block = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": pieces},
            {"type": "rich_text_list", "style": "ordered", "elements": items},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a\nb"}]},
        ],
    }
    assert text_of(home(block)) == "To https://slack.com:mailbox:U0ADAthen\none\ntwo\na\nb"


def test_a_message_of_text_alone_is_its_text():
    assert text_of({"text": "*Nine* days"}) == "Nine days"


def test_what_was_typed_is_read_instead_of_what_stood_there():
    view = kept(modal(text_input("Subject", "s", initial_value="Old")))
    typed = {("s", "typed"): {"type": "plain_text_input", "value": "New"}}
    assert "New" in text_of(view, typed)
    assert "Old" not in text_of(view, typed)


def element(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": "b",
        "label": plain("L"),
        "element": {"type": kind, "action_id": "a"} | more,
    }


@pytest.mark.parametrize(
    ("kind", "more", "entry"),
    [
        ("plain_text_input", {}, {"value": None}),
        ("plain_text_input", {"initial_value": "x"}, {"value": "x"}),
        ("datepicker", {}, {"selected_date": None}),
        ("datepicker", {"initial_date": "2026-11-21"}, {"selected_date": "2026-11-21"}),
        ("timepicker", {}, {"selected_time": None}),
        ("datetimepicker", {"initial_date_time": 5}, {"selected_date_time": 5}),
        ("users_select", {"initial_user": "U0ADA"}, {"selected_user": "U0ADA"}),
        ("multi_users_select", {}, {"selected_users": []}),
        ("conversations_select", {}, {"selected_conversation": None}),
        ("channels_select", {"initial_channel": "C1"}, {"selected_channel": "C1"}),
        ("static_select", {"options": [option("A", "a")]}, {"selected_option": None}),
        ("radio_buttons", {"options": [option("A", "a")]}, {"selected_option": None}),
        ("checkboxes", {"options": [option("A", "a")]}, {"selected_options": []}),
        ("multi_static_select", {"options": [option("A", "a")]}, {"selected_options": []}),
        ("number_input", {"is_decimal_allowed": False}, {"value": None}),
    ],
)
def test_the_state_holds_every_field_before_it_is_touched(
    kind: str, more: dict[str, Any], entry: dict[str, Any]
):
    assert state_values([element(kind, **more)], {}) == {"b": {"a": {"type": kind} | entry}}


def only(kind: str, **more: Any) -> Control:
    (control,) = controls([element(kind, **more)])
    return control


@pytest.mark.parametrize(
    ("kind", "typed", "held"),
    [
        ("plain_text_input", "x", {"value": "x"}),
        ("plain_text_input", "", {"value": None}),
        ("datepicker", "2026-11-21", {"selected_date": "2026-11-21"}),
        ("datetimepicker", "1800000000", {"selected_date_time": 1800000000}),
        ("multi_users_select", "U1 U2", {"selected_users": ["U1", "U2"]}),
        ("channels_select", "C1", {"selected_channel": "C1"}),
    ],
)
def test_what_is_typed_is_held_in_slacks_shape(kind: str, typed: str, held: dict[str, Any]):
    assert filled(only(kind), typed) == {"type": kind} | held


@pytest.mark.parametrize("day", ["2026-02-30", "20261121", "tomorrow"])
def test_a_day_that_is_none_cannot_be_entered(day: str):
    with pytest.raises(CannotEnter, match="not a date"):
        filled(only("datepicker"), day)


def test_a_button_cannot_be_typed_into():
    (go,) = controls([actions(button("Go", "go"), block_id="b")])
    with pytest.raises(CannotEnter, match="not typed into"):
        filled(go, "x")


def test_a_box_ticked_twice_is_empty_again():
    boxes = only("checkboxes", options=[option("A", "a"), option("B", "b")])
    once = chosen(boxes, {"type": "checkboxes", "selected_options": []}, "A")
    both = chosen(boxes, once, "b")
    back = chosen(boxes, both, "A")
    assert [one["value"] for one in both["selected_options"]] == ["a", "b"]
    assert [one["value"] for one in back["selected_options"]] == ["b"]


def test_an_option_out_of_a_group_can_be_chosen():
    groups = [{"label": plain("G"), "options": [option("A", "a")]}]
    assert chosen(only("static_select", option_groups=groups), {}, "A")["selected_option"]["value"] == "a"


@pytest.mark.parametrize(
    ("kind", "more", "value", "sentence"),
    [
        ("plain_text_input", {}, "   ", "required"),
        ("plain_text_input", {"min_length": 3}, "ab", "at least 3"),
        ("number_input", {"is_decimal_allowed": False}, "many", "a number"),
        ("email_text_input", {}, "ada", "e-mail"),
        ("url_text_input", {}, "slack.com", "web address"),
    ],
)
def test_the_client_complains_before_it_sends(kind: str, more: dict[str, Any], value: str, sentence: str):
    typed = {("b", "a"): {"type": kind, "value": value}}
    assert sentence in complaints([element(kind, **more)], typed)["b"]


def test_an_optional_field_may_stay_empty_and_a_good_one_passes():
    assert complaints([element("plain_text_input") | {"optional": True}], {}) == {}
    typed = {("b", "a"): {"type": "email_text_input", "value": "ada@example.com"}}
    assert complaints([element("email_text_input")], typed) == {}
