"""Every rule of Slack's that the pretended one enforces, each broken once; knows no view of the app."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.demo.rules import check_message, check_view
from tests.unit.demo.tiny_app import (
    actions,
    button,
    choice_input,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)

DATE = {"type": "datepicker", "action_id": "day"}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"}
CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *stays*."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
SELECT = {
    "type": "static_select",
    "action_id": "s",
    "placeholder": plain("Which"),
    "options": [option("One", "1"), option("Two", "2")],
}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "To: ", "style": {"bold": True}},
                {"type": "link", "url": "mailto:a@example.com", "text": "a@example.com"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "body"}]},
    ],
}


def told(problems: list[Any]) -> str:
    return "\n".join(map(str, problems))


def in_input(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": "i", "label": plain("Label"), "element": element} | more


FINE_HOMES = {
    "everything": home(
        {"type": "header", "text": plain("How Slack uses our data")},
        section("*Bold*", fields=[mrkdwn("a"), plain("b")], accessory=button("Go", "go", confirm=CONFIRM)),
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("small"), IMAGE]},
        actions(button("A", "a", style="primary"), button("B", "b", url="https://example.com"), SELECT, DATE),
        IMAGE | {"title": plain("Chart")},
        RICH,
        text_input("Filter", "filter"),
        private_metadata="x" * 3000,
    ),
    "a hundred blocks": home(*[{"type": "divider"}] * 100),
    "a deep link": home(actions(button("Open", "o", url="slack://app?team=T1&id=A1&tab=home"))),
}
FINE_MODALS = {
    "without inputs or submit": {"type": "modal", "title": plain("A"), "blocks": [section("text")]},
    "inputs of every kind": modal(
        text_input("Text", "t", multiline=True, max_length=3000, initial_value="x"),
        choice_input("One", "r", "radio_buttons", ("A", "a"), ("B", "b"), initial_option=option("A", "a")),
        choice_input("Many", "c", "checkboxes", ("A", "a"), initial_options=[option("A", "a")]),
        in_input(DATE | {"initial_date": "2026-11-21"}),
        *[
            in_input({"type": kind, "action_id": "x"}, block_id=kind)
            for kind in ("users_select", "email_text_input", "url_text_input", "datetimepicker", "timepicker")
        ],
        in_input({"type": "number_input", "is_decimal_allowed": False}, block_id="n"),
        in_input(
            {
                "type": "multi_static_select",
                "option_groups": [{"label": plain("G"), "options": [option("A", "a")]}],
            },
            block_id="m",
        ),
        notify_on_close=True,
    ),
    "a choice of channels": modal(
        in_input(
            {
                "type": "conversations_select",
                "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
            }
        )
    ),
}


@pytest.mark.parametrize(
    "view", [*FINE_HOMES.values(), *FINE_MODALS.values()], ids=[*FINE_HOMES, *FINE_MODALS]
)
def test_what_slack_takes_has_no_problems(view: dict[str, Any]):
    assert told(check_view(view)) == ""


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


@pytest.mark.parametrize(
    "kind", ["email_text_input", "url_text_input", "number_input", "file_input", "datetimepicker"]
)
def test_elements_stay_on_their_surface(kind: str):
    assert f"{kind} is not available in home" in told(check_view(home(in_input({"type": kind}))))


BAD_VIEWS: dict[str, tuple[Any, str]] = {
    "no object": ([], "must be an object"),
    "unknown type": ({"type": "tab", "blocks": [section("x")]}, "unsupported type: tab"),
    "modal without title": ({"type": "modal", "blocks": [section("x")]}, "missing required field: title"),
    "title too long": (modal(section("x"), title=plain("x" * 25)), "less than 25"),
    "title of mrkdwn": (modal(section("x"), title=mrkdwn("x")), "must be plain_text"),
    "submit too long": (modal(section("x"), submit=plain("x" * 25)), "less than 25"),
    "close too long": (modal(section("x"), close=plain("x" * 25)), "less than 25"),
    "inputs without submit": (
        {"type": "modal", "title": plain("A"), "blocks": [text_input("x", "b")]},
        "submit is owed",
    ),
    "home with a title": (home(section("x"), title=plain("x")), "invalid additional property: title"),
    "home with a submit": (home(section("x"), submit=plain("x")), "invalid additional property: submit"),
    "no blocks at all": ({"type": "home"}, "missing required field: blocks"),
    "an empty list of blocks": (home(), "at least one block"),
    "blocks that are no list": ({"type": "home", "blocks": "x"}, "must be an array of blocks"),
    "101 blocks": (home(*[{"type": "divider"}] * 101), "no more than 100 items allowed, has 101"),
    "two equal block_ids": (
        home(section("x", block_id="a"), section("y", block_id="a")),
        "block_id a already",
    ),
    "private_metadata too long": (home(section("x"), private_metadata="x" * 3001), "less than 3001"),
    "private_metadata that is an object": (home(section("x"), private_metadata={}), "must be a string"),
    "callback_id too long": (modal(section("x"), callback_id="x" * 256), "less than 256"),
    "external_id too long": (modal(section("x"), external_id="x" * 256), "less than 256"),
    "unknown field": (modal(section("x"), colour="x"), "invalid additional property: colour"),
    "a flag that is a word": (modal(section("x"), notify_on_close="yes"), "must be a boolean"),
    "two in focus": (
        modal(text_input("a", "a", focus_on_load=True), text_input("b", "b", focus_on_load=True)),
        "only one element can have focus_on_load",
    ),
}


@pytest.mark.parametrize(("view", "why"), BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_view_slack_refuses_has_its_problem(view: Any, why: str):
    assert why in told(check_view(view))


def test_a_view_over_250_kilobytes_is_too_large_though_every_block_is_legal():
    view = home(*[section("é" * 3000) for _ in range(50)])
    assert [problem.error for problem in check_view(view)] == ["view_too_large"]


BAD_MESSAGES: dict[str, tuple[Any, str]] = {
    "no object": ("x", "must be an object"),
    "nothing in it": ({}, "neither text nor blocks"),
    "blocks without text": ({"blocks": [section("x")]}, "screen readers"),
    "empty text": ({"text": ""}, "more than 0 characters"),
    "text over 40,000": ({"text": "x" * 40_001}, "less than 40001"),
    "51 blocks": ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "no more than 50"),
    "unknown response_type": ({"text": "x", "response_type": "public"}, "must be one of"),
    "replace_original that is a word": ({"text": "x", "replace_original": "true"}, "must be a boolean"),
    "unknown field": ({"text": "x", "colour": "red"}, "invalid additional property: colour"),
    "an input only modals have": (
        {"text": "x", "blocks": [in_input({"type": "email_text_input"})]},
        "not available in message",
    ),
}


@pytest.mark.parametrize(("message", "why"), BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_message_slack_refuses_has_its_problem(message: Any, why: str):
    assert why in told(check_message(message))


def test_a_message_of_legal_blocks_can_be_too_long_altogether():
    problems = check_message({"text": "x", "blocks": [section("x" * 3000)] * 5})
    assert [problem.error for problem in problems] == ["msg_blocks_too_long"]


def test_fifty_blocks_and_text_are_fine_and_so_is_a_bare_deletion():
    assert check_message({"text": "x", "blocks": [{"type": "divider"}] * 50}) == []
    assert check_message({"delete_original": True}) == []
    assert check_message({"delete_original": True, "text": ""}) == []


def test_what_only_the_sdk_knows_is_refused_too():
    moment = in_input({"type": "datetimepicker", "action_id": "d", "initial_date_time": -1})
    assert "the SDK's model refuses: initial_date_time" in told(check_view(modal(moment)))
    assert "the SDK's model refuses: initial_date_time" in told(
        check_message({"text": "x", "blocks": [moment]})
    )


def test_a_problem_says_where_it_is():
    (problem,) = check_view(home(section("x"), actions(button("", "a"))))
    assert problem.pointer == "/view/blocks/1/elements/0/text/text"
    assert str(problem) == f"must be more than 0 characters [json-pointer:{problem.pointer}]"


@pytest.mark.parametrize(
    ("most", "make"),
    [
        (3000, lambda size: section("x" * size)),
        (150, lambda size: {"type": "header", "text": plain("x" * size)}),
        (75, lambda size: actions(button("x" * size, "a"))),
        (255, lambda size: section("x", block_id="b" * size)),
        (2000, lambda size: actions(button("x", "a", value="v" * size))),
        (2000, lambda size: text_input("x" * size, "b")),
        (10, lambda size: {"type": "context", "elements": [mrkdwn("x")] * size}),
        (25, lambda size: actions(*[button("x", str(nth)) for nth in range(size)])),
        (100, lambda size: actions(SELECT | {"options": [option("x", str(nth)) for nth in range(size)]})),
    ],
)
def test_a_limit_lets_the_last_one_through_and_stops_the_next(most: int, make: Any):
    assert told(check_view(modal(make(most)))) == ""
    assert check_view(modal(make(most + 1))) != []


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "elements", "options", "element", "accessory", "block_id", "confirm"]
            )
            | st.text(max_size=3),
            inner
            | st.sampled_from(
                [
                    "section",
                    "actions",
                    "input",
                    "button",
                    "static_select",
                    "plain_text",
                    "rich_text",
                    "checkboxes",
                ]
            ),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(ANY_JSON, ANY_JSON)
def test_whatever_an_app_sends_the_rules_answer_with_a_list(one: Any, other: Any):
    assert isinstance(check_view(one), list)
    assert check_view({"type": "modal", "blocks": [one, other]}) != []
    assert check_message({"blocks": [one, {"type": "actions", "elements": [other]}]}) != []
