"""Block Kit as HTML: each block and button, drawn with nothing lost and everything escaped."""

import pytest

from bolt_app.demo.render import Surface, ids_of, render_blocks, shown_label
from tests.unit.demo.drawing import (
    BAD,
    READER,
    SURFACE,
    Json,
    actions,
    asked,
    button,
    drawn,
    mrkdwn,
    option,
    plain,
)
from tests.unit.demo.reading import Reading


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


def test_labels_people_read():
    assert shown_label(button("Go", accessibility_label="Go on")) == "Go on"
    assert shown_label(button("Go")) == "Go"
    assert shown_label({"placeholder": plain("Pick")}) == "Pick"
    assert shown_label({"action_id": "a"}) == "a"
