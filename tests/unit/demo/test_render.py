"""Block Kit as HTML: each block and element, labels bound to fields, errors beside them, all escaped."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.demo.mrkdwn import Reader
from bolt_app.demo.render import Surface, field_name, ids_of, initial, render_blocks, shown_label
from tests.unit.demo.reading import Reading

READER = Reader(datetime(2026, 11, 21, tzinfo=UTC), "en-US", {"U0ADA": "Ada Byron"})
SURFACE = Surface(READER, key="home", people=[("U0ADA", "Ada Byron"), ("U0SAM", "Sam <Rivers>")])
BAD = "<script>alert('&')</script>"

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, description: str = "") -> Json:
    one: Json = {"text": plain(value.title()), "value": value}
    return one | ({"description": plain(description)} if description else {})


def button(text: str = "Go", **fields: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": plain(text), **fields}


def asked(element: Json, **fields: Any) -> Json:
    return {"type": "input", "block_id": "when", "label": plain("When"), "element": element, **fields}


def drawn(*blocks: Json, surface: Surface = SURFACE) -> Reading:
    return Reading(render_blocks(blocks, surface))


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "act", "elements": list(elements)}


def test_header_divider_and_section():
    reading = drawn(
        {"type": "header", "text": plain("In *short* &amp; clear")},
        {"type": "divider"},
        {"type": "section", "text": mrkdwn("*Yes*"), "fields": [mrkdwn("_a_"), plain("_b_")]},
    )
    assert reading.one("h2").text == "In *short* & clear"
    assert len(reading.all("hr")) == 1
    assert reading.one("strong").text == "Yes"
    assert reading.one("em").text == "a"
    assert reading.one("div", class_="fields").text == "a_b_"
    assert [one.text for one in reading.all("div", class_="text")] == ["Yes", "a", "_b_"]


def test_a_section_carries_its_accessory():
    reading = drawn(
        {"type": "section", "block_id": "s", "text": plain("Text"), "accessory": button("Sources")}
    )
    assert reading.one("div", class_="accessory").text == "Sources"


def test_context_shows_texts_and_pictures_by_their_description():
    picture = {"type": "image", "image_url": "https://a.example/p.png", "alt_text": "a padlock"}
    reading = drawn({"type": "context", "elements": [mrkdwn("*small*"), picture]})
    assert reading.one("div", class_="context").text == "smalla padlock"
    assert reading.one("strong").text == "small"
    assert reading.one("span", role="img")["aria-label"] == "a padlock"


def test_an_image_is_described_and_never_fetched():
    html = render_blocks(
        [
            {
                "type": "image",
                "image_url": "https://a.example/p.png",
                "alt_text": "A chart",
                "title": plain("Use"),
            }
        ],
        SURFACE,
    )
    assert "https://a.example" not in html
    assert Reading(html).one("figure").text == "Use A chart"


def test_rich_text_is_drawn():
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": "said"}]}
    assert drawn({"type": "rich_text", "elements": [part]}).one("div", class_="rich-text").text == "said"


def test_an_unknown_block_or_element_is_named_in_red_not_dropped():
    reading = drawn({"type": "hologram"}, actions({"type": "dial", "action_id": "d"}))
    assert [one.text for one in reading.all("p", class_="unknown")] == [
        "This page cannot draw a block of type “hologram”.",
        "This page cannot draw an element of type “dial”.",
    ]


def test_a_button_posts_its_two_ids():
    found = drawn(actions(button("Prepare", style="primary"))).one("button")
    assert (found.text, found["name"], found["type"]) == ("Prepare", "press", "submit")
    assert ids_of(found["value"]) == ("act", "go")
    assert "primary" in found["class"].split()


def test_a_danger_button_and_an_accessible_label():
    found = drawn(actions(button("No", style="danger", accessibility_label="Discard the draft"))).one(
        "button"
    )
    assert "danger" in found["class"].split()
    assert found["aria-label"] == "Discard the draft"


def test_a_link_button_opens_another_window_and_one_into_slack_does_not():
    assert drawn(actions(button(url="https://a.example"))).one("button")["formtarget"] == "_blank"
    assert "formtarget" not in drawn(actions(button(url="slack://app?tab=home"))).one("button").attributes


def test_a_button_that_asks_first_posts_only_from_its_question():
    confirm = {
        "title": plain("Sure?"),
        "text": mrkdwn("*Really*"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    reading = drawn(actions(button("Withdraw", confirm=confirm)))
    assert [one.text for one in reading.all("button", type="submit")] == ["Yes"]
    opener = next(one for one in reading.all("button") if one.text == "Withdraw")
    question = reading.one("div", class_="confirm")
    assert opener["popovertarget"] == question["id"]
    assert question.text == "Sure? Really No Yes"


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


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": plain(BAD)},
        {"type": "section", "text": mrkdwn(BAD)},
        {"type": "context", "elements": [plain(BAD), {"type": "image", "alt_text": BAD}]},
        {"type": "image", "alt_text": '"' + BAD, "title": plain(BAD)},
        actions(button(BAD, accessibility_label='"' + BAD, url="https://a.example/" + BAD)),
        actions(
            {
                "type": "static_select",
                "action_id": BAD,
                "placeholder": plain(BAD),
                "options": [option('"' + BAD)],
            }
        ),
        asked(
            {"type": "plain_text_input", "action_id": BAD, "initial_value": BAD, "multiline": True},
            hint=plain(BAD),
        ),
        asked({"type": "radio_buttons", "action_id": '"' + BAD, "options": [option(BAD, BAD)]}, block_id=BAD),
        {"type": BAD},
    ],
)
def test_no_text_or_id_escapes_into_html(block: Json):
    reading = drawn(block, surface=Surface(READER, key="k", errors={"when": BAD}))
    assert not reading.all("script")
    assert all(not name.startswith("on") for one in reading.elements for name in one.attributes)


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


def test_labels_people_read():
    assert shown_label(button("Go", accessibility_label="Go on")) == "Go on"
    assert shown_label(button("Go")) == "Go"
    assert shown_label({"placeholder": plain("Pick")}) == "Pick"
    assert shown_label({"action_id": "a"}) == "a"
