"""Every rule of Slack's for a block or an element, each broken once, and that alone is told."""

from typing import Any

import pytest

from bolt_app.demo.rules import check_view
from tests.unit.demo.block_samples import CONFIRM, DATE, IMAGE, SELECT, in_input, told
from tests.unit.demo.tiny_app import (
    actions,
    button,
    choice_input,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)

BAD_BLOCKS: dict[str, tuple[dict[str, Any], str]] = {
    "misspelt block": ({"type": "sektion", "text": mrkdwn("x")}, "unsupported type: sektion"),
    "block of doubtful surface": ({"type": "markdown", "text": "x"}, "unsupported type: markdown"),
    "empty section": ({"type": "section"}, "text or fields"),
    "empty text": (section(""), "must be more than 0 characters"),
    "blank text": (section("  \n"), "must not be blank"),
    "text that is a string": ({"type": "section", "text": "x"}, "must be a text object"),
    "text of no type": ({"type": "section", "text": {"text": "x"}}, "unsupported type: None"),
    "text too long": (section("x" * 3001), "must be less than 3001 characters, has 3001"),
    "field too long": ({"type": "section", "fields": [mrkdwn("x" * 2001)]}, "less than 2001"),
    "eleven fields": (
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        "no more than 10 items allowed, has 11",
    ),
    "no fields in the list": ({"type": "section", "fields": []}, "at least one item"),
    "unknown field of a block": (section("x", colour="red"), "invalid additional property: colour"),
    "unknown field of a text": (
        {"type": "section", "text": mrkdwn("x") | {"emoji": True}},
        "invalid additional property: emoji",
    ),
    "mrkdwn in a header": ({"type": "header", "text": mrkdwn("x")}, "must be plain_text"),
    "header too long": ({"type": "header", "text": plain("x" * 151)}, "less than 151"),
    "header without text": ({"type": "header"}, "missing required field: text"),
    "eleven context elements": ({"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10"),
    "a button in a context": (
        {"type": "context", "elements": [button("x", "x")]},
        "unsupported type: button",
    ),
    "no elements": (actions(), "at least one item"),
    "26 elements": (actions(*[button("x", str(n)) for n in range(26)]), "no more than 25"),
    "elements that are no list": ({"type": "actions", "elements": {}}, "must be an array"),
    "mrkdwn in a button": (actions(button("x", "a") | {"text": mrkdwn("x")}), "must be plain_text"),
    "button text too long": (actions(button("x" * 76, "a")), "less than 76"),
    "button value too long": (actions(button("x", "a", value="x" * 2001)), "less than 2001"),
    "accessibility label too long": (actions(button("x", "a", accessibility_label="x" * 76)), "less than 76"),
    "button of no such style": (actions(button("x", "a", style="default")), "must be one of danger, primary"),
    "mailto in a button": (actions(button("x", "a", url="mailto:a@example.com")), "must be an https:"),
    "action_id too long": (actions(button("x", "a" * 256)), "less than 256"),
    "two equal action_ids": (actions(button("x", "a"), button("y", "a")), "action_id a already exists"),
    "misspelt element": (actions({"type": "buton", "text": plain("x")}), "unsupported type: buton"),
    "unknown field of an element": (actions(button("x", "a", disabled=True)), "property: disabled"),
    "an input among actions": (actions({"type": "plain_text_input"}), "does not go into actions"),
    "a datetimepicker in a section": (section("x", accessory={"type": "datetimepicker"}), "does not go into"),
    "confirm without deny": (
        actions(button("x", "a", confirm={name: CONFIRM[name] for name in ("title", "text", "confirm")})),
        "missing required field: deny",
    ),
    "confirm title too long": (
        actions(button("x", "a", confirm=CONFIRM | {"title": plain("x" * 101)})),
        "101",
    ),
    "confirm text too long": (actions(button("x", "a", confirm=CONFIRM | {"text": plain("x" * 301)})), "301"),
    "confirm button too long": (actions(button("x", "a", confirm=CONFIRM | {"deny": plain("x" * 31)})), "31"),
    "confirm that is a flag": (actions(button("x", "a", confirm=True)), "/confirm"),
    "placeholder of mrkdwn": (actions(SELECT | {"placeholder": mrkdwn("x")}), "must be plain_text"),
    "placeholder too long": (actions(SELECT | {"placeholder": plain("x" * 151)}), "less than 151"),
    "no options": (actions(SELECT | {"options": []}), "at least one item"),
    "101 options": (
        actions(SELECT | {"options": [option("x", str(n)) for n in range(101)]}),
        "no more than 100",
    ),
    "options and groups": (
        actions(SELECT | {"option_groups": [{"label": plain("G"), "options": [option("A", "a")]}]}),
        "exactly one of options and option_groups",
    ),
    "option text too long": (actions(SELECT | {"options": [option("x" * 76, "a")]}), "less than 76"),
    "option value too long": (actions(SELECT | {"options": [option("x", "a" * 151)]}), "less than 151"),
    "option without value": (actions(SELECT | {"options": [{"text": plain("x")}]}), "required field: value"),
    "mrkdwn option in a select": (
        actions(SELECT | {"options": [{"text": mrkdwn("x"), "value": "x"}]}),
        "must be plain_text",
    ),
    "equal option values": (
        actions(SELECT | {"options": [option("x", "a"), option("y", "a")]}),
        "same value",
    ),
    "an initial option that is none": (
        actions(SELECT | {"initial_option": option("Three", "3")}),
        "must exactly match one",
    ),
    "initial options that are none": (
        choice_input("Many", "c", "checkboxes", ("A", "a"), initial_options=[option("B", "b")]),
        "must exactly match one",
    ),
    "eleven radio buttons": (
        choice_input("One", "r", "radio_buttons", *[(str(n), str(n)) for n in range(11)]),
        "no more than 10",
    ),
    "six overflow items": (
        section("x", accessory={"type": "overflow", "options": [option("x", str(n)) for n in range(6)]}),
        "no more than 5",
    ),
    "no date": (actions(DATE | {"initial_date": "21/11/2026"}), "must be a date"),
    "a day that is not": (actions(DATE | {"initial_date": "2026-02-30"}), "must be a date"),
    "no time": (actions({"type": "timepicker", "initial_time": "24:00"}), "must be HH:mm"),
    "image without alternative text": ({"type": "image", "image_url": "https://example.com"}, "alt_text"),
    "image without source": ({"type": "image", "alt_text": "x"}, "exactly one of image_url and slack_file"),
    "image address too long": (IMAGE | {"image_url": "https://" + "x" * 3000}, "less than 3001"),
    "block_id too long": (section("x", block_id="b" * 256), "less than 256"),
    "label of mrkdwn": (text_input("x", "b") | {"label": mrkdwn("x")}, "must be plain_text"),
    "input without element": ({"type": "input", "label": plain("x")}, "missing required field: element"),
    "a button in an input": (in_input(button("x", "a")), "does not go into input"),
    "optional that is a word": (text_input("x", "b") | {"optional": "yes"}, "must be a boolean"),
    "initial text too long": (text_input("x", "b", max_length=3, initial_value="four"), "less than 4"),
    "max_length over Slack's": (text_input("x", "b", max_length=3001), "between 1 and 3000"),
    "min_length over max_length": (text_input("x", "b", min_length=5, max_length=3), "not be greater"),
    "min_length below none": (text_input("x", "b", min_length=-1), "between 0 and 3000"),
    "a length that is a word": (text_input("x", "b", max_length="3"), "whole numbers"),
    "nobody to be chosen": (in_input({"type": "multi_users_select", "max_selected_items": 0}), "at least 1"),
    "channels filtered by nothing": (
        in_input({"type": "conversations_select", "filter": {}}),
        "an object that asks for something",
    ),
    "channels of no such kind": (
        in_input({"type": "conversations_select", "filter": {"include": ["secret"]}}),
        "must name some of im, mpim, private, public",
    ),
    "channels filtered by a word": (
        in_input({"type": "conversations_select", "filter": {"exclude_bot_users": "yes"}}),
        "must be a boolean",
    ),
    "channels filtered by what Slack does not know": (
        in_input({"type": "conversations_select", "filter": {"exclude_archived": True}}),
        "invalid additional property: exclude_archived",
    ),
    "unknown part of rich text": (
        {"type": "rich_text", "elements": [{"type": "text"}]},
        "unsupported type: text",
    ),
    "unknown piece of rich text": (
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "bold"}]}]},
        "unsupported type in rich text",
    ),
    "list of no style": (
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
        "missing required field: style",
    ),
    "a block that is a word": ("section", "must be an object"),  # type: ignore[dict-item]
}


@pytest.mark.parametrize(("block", "why"), BAD_BLOCKS.values(), ids=BAD_BLOCKS)
def test_a_block_slack_refuses_has_its_problem_and_only_that_one(block: dict[str, Any], why: str):
    problems = check_view(modal(block))
    assert why in told(problems)
    assert len(problems) <= 2
    assert all(problem.pointer.startswith("/view/blocks") for problem in problems)
