"""Inputs as HTML: labels bound to fields, limits, what was filled in, choices and their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.demo.render import Surface, field_name, ids_of, initial
from tests.unit.demo.drawing import READER, Json, actions, asked, drawn, option, plain


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input", "action_id": "a"},
        {"type": "plain_text_input", "action_id": "a", "multiline": True},
        {"type": "datepicker", "action_id": "a"},
        {"type": "static_select", "action_id": "a", "options": [option("one")]},
        {"type": "users_select", "action_id": "a"},
        {"type": "conversations_select", "action_id": "a"},
    ],
)
def test_an_input_binds_label_hint_and_error_to_its_field(element: Json):
    surface = Surface(READER, errors={"when": "No <date>"})
    reading = drawn(asked(element, hint=plain("Any day")), surface=surface)
    found = reading.labelled("When")
    assert ids_of(found["name"]) == ("when", "a")
    assert found["aria-required"] == "true"
    assert found["aria-invalid"] == "true"
    about = [reading.identified(key) for key in found["aria-describedby"].split()]
    assert [one.text for one in about] == ["Any day", "No <date>"]
    assert reading.one("p", role="alert").text == "No <date>"


def test_an_optional_input_says_so_and_owes_nothing():
    reading = drawn(asked({"type": "plain_text_input", "action_id": "a"}, optional=True))
    found = reading.labelled("When (optional)")
    assert not {"aria-required", "aria-invalid", "aria-describedby"} & set(found.attributes)


def test_text_inputs_show_limits_placeholder_and_initial_value():
    element = {
        "type": "plain_text_input",
        "action_id": "a",
        "initial_value": 'a "b" <c>',
        "min_length": 2,
        "max_length": 9,
        "placeholder": plain("Type"),
        "focus_on_load": True,
    }
    found = drawn(asked(element)).labelled("When")
    assert (found["value"], found["maxlength"]) == ('a "b" <c>', "9")
    assert found["placeholder"] == "Type"
    assert "autofocus" in found.attributes


def test_a_long_text_keeps_its_first_line_break():
    element = {
        "type": "plain_text_input",
        "action_id": "a",
        "multiline": True,
        "initial_value": "\nDear <Slack>",
    }
    found = drawn(asked(element)).labelled("When")
    # A browser drops one line break after the tag, which the template put there.
    assert "".join(found.parts).removeprefix("\n") == "\nDear <Slack>"


def test_what_was_filled_in_outlives_the_initial_value():
    element = {"type": "datepicker", "action_id": "a", "initial_date": "2026-05-12"}
    assert drawn(asked(element)).labelled("When")["value"] == "2026-05-12"
    surface = Surface(READER, filled={("when", "a"): "2026-05-14"})
    assert drawn(asked(element), surface=surface).labelled("When")["value"] == "2026-05-14"


def test_a_select_offers_options_groups_and_the_initial_choice():
    element = {
        "type": "static_select",
        "action_id": "a",
        "placeholder": plain("Pick <one>"),
        "options": [option("one"), option("two")],
        "initial_option": option("two"),
    }
    reading = drawn(asked(element))
    assert [one.text for one in reading.all("option")] == ["Pick <one>", "One", "Two"]
    assert [one["value"] for one in reading.all("option") if "selected" in one.attributes] == ["two"]
    grouped = {
        "type": "static_select",
        "action_id": "a",
        "option_groups": [{"label": plain("Kinds"), "options": [option("one")]}],
    }
    reading = drawn(asked(grouped))
    assert reading.one("optgroup")["label"] == "Kinds"
    assert [one.text for one in reading.all("option")] == ["Select an item", "One"]


def test_a_conversations_select_offers_what_its_filter_leaves():
    surface = Surface(
        READER, conversations=lambda element: [("C1", "one"), ("C2", element["filter"]["include"][0])]
    )
    element = {
        "type": "conversations_select",
        "action_id": "a",
        "initial_conversation": "C2",
        "filter": {"include": ["public"]},
    }
    reading = drawn(asked(element), surface=surface)
    assert [one.text for one in reading.all("option")] == ["Select an item", "#one", "#public"]
    assert [one["value"] for one in reading.all("option") if "selected" in one.attributes] == ["C2"]


def test_a_users_select_offers_the_people():
    reading = drawn(asked({"type": "users_select", "action_id": "a", "initial_user": "U0SAM"}))
    assert [one.text for one in reading.all("option")][1:] == ["Ada Byron", "Sam <Rivers>"]
    assert [one["value"] for one in reading.all("option") if "selected" in one.attributes] == ["U0SAM"]


@pytest.mark.parametrize(
    ("kind", "html", "role"), [("radio_buttons", "radio", "radiogroup"), ("checkboxes", "checkbox", "group")]
)
def test_choices_are_a_labelled_group_with_descriptions(kind: str, html: str, role: str):
    reading = drawn(
        asked({"type": kind, "action_id": "a", "options": [option("one", "the first"), option("two")]})
    )
    group = reading.one("div", role=role)
    assert (
        next(one for one in reading.elements if one.attributes.get("id") == group["aria-labelledby"]).text
        == "When"
    )
    assert [one["value"] for one in reading.all("input", type=html)] == ["one", "two"]
    assert reading.labelled("Two")["value"] == "two"
    assert reading.one("span", class_="description").text == "the first"


def test_initial_choices_are_ticked():
    radio = {
        "type": "radio_buttons",
        "action_id": "a",
        "options": [option("one"), option("two")],
        "initial_option": option("two"),
    }
    ticks = {
        "type": "checkboxes",
        "action_id": "a",
        "options": [option("one"), option("two")],
        "initial_options": [option("one")],
    }
    assert [one["value"] for one in drawn(asked(radio)).all("input") if "checked" in one.attributes] == [
        "two"
    ]
    assert [one["value"] for one in drawn(asked(ticks)).all("input") if "checked" in one.attributes] == [
        "one"
    ]
    cleared = Surface(READER, filled={("when", "a"): []})
    assert not [
        one for one in drawn(asked(ticks), surface=cleared).all("input") if "checked" in one.attributes
    ]


def test_no_tick_at_all_is_sent_as_an_empty_choice():
    reading = drawn(asked({"type": "checkboxes", "action_id": "a", "options": [option("one")]}))
    assert ids_of(reading.one("input", type="hidden")["name"]) == ("when", "a")


@pytest.mark.parametrize(
    "element",
    [
        {
            "type": "static_select",
            "action_id": "a",
            "placeholder": plain("Language"),
            "options": [option("one")],
        },
        {"type": "users_select", "action_id": "a", "placeholder": plain("Language")},
        {"type": "datepicker", "action_id": "a", "placeholder": plain("Language")},
        {"type": "radio_buttons", "action_id": "a", "options": [option("one")]},
        {"type": "checkboxes", "action_id": "a", "options": [option("one")]},
    ],
)
def test_outside_an_input_a_choice_has_a_button_and_a_name_of_its_own(element: Json):
    for block in (
        actions(element),
        {"type": "section", "block_id": "act", "text": plain("t"), "accessory": element},
    ):
        reading = drawn(block)
        sender = reading.one("button", name="choose")
        assert ids_of(sender["value"]) == ("act", "a")
        assert [one for one in reading.elements if one.attributes.get("aria-label") in {"Language", "a"}]


def test_an_input_tells_the_app_at_once_only_when_it_says_so():
    element = {"type": "plain_text_input", "action_id": "a"}
    assert not drawn(asked(element)).all("button")
    assert drawn(asked(element, dispatch_action=True)).one("button", name="choose").text == "Choose"


@given(st.text(), st.text())
def test_a_fields_name_gives_both_ids_back(block_id: str, action_id: str):
    if any("\ud800" <= character <= "\udfff" for character in block_id + action_id):
        return
    assert ids_of(field_name(block_id, action_id)) == (block_id, action_id)


@pytest.mark.parametrize("name", ["press", "choose", "", "values:a/b"])
def test_other_fields_of_a_form_are_no_elements(name: str):
    assert ids_of(name) is None


def test_initial_values_of_elements_nobody_touched():
    assert initial({"type": "plain_text_input"}) == ""
    assert initial({"type": "checkboxes"}) == ()
    assert initial({"type": "users_select", "initial_user": "U1"}) == "U1"
