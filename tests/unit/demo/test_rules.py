"""Every rule of Slack's for views and messages, each broken once; knows no view of the app."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.demo.rules import check_message, check_view
from tests.unit.demo.block_samples import CONFIRM, DATE, IMAGE, RICH, SELECT, in_input, told
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
