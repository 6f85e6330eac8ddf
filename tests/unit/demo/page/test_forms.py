"""Forms and modals on the try-out page: what is filled in reaches the app, what does not fit is refused."""

from typing import Any

import pytest

from bolt_app.demo.render import field_name
from tests.unit.demo.page.browser import Browser, opens, publishes
from tests.unit.demo.reading import Element, Reading
from tests.unit.demo.tiny_app import (
    TinyApp,
    actions,
    button,
    choice_input,
    modal,
    option,
    plain,
    section,
    text_input,
)


def test_a_button_opens_a_modal_over_the_place(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why")))
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    assert browser.address == "/as/ada/home"
    dialog = browser.sees.one("form", role="dialog")
    assert browser.sees.identified(dialog["aria-labelledby"]).text == "A form"
    assert "inert" in browser.sees.one("div", class_="window").attributes


def test_a_form_reaches_the_app_as_it_was_filled_in(browser: Browser, app: TinyApp):
    sent: dict[str, Any] = {}

    def submitted(ack: Any, view: dict[str, Any]) -> None:
        sent.update(view["state"]["values"])
        ack()

    publishes(app, actions(button("Open it", "open"), block_id="b"))
    ticks = choice_input(
        "Ticks", "ticks", "checkboxes", ("One", "1"), ("Two", "2"), initial_options=[option("One", "1")]
    )
    when = {
        "type": "input",
        "block_id": "when",
        "label": plain("When"),
        "element": {"type": "datepicker", "action_id": "day"},
    }
    who = {
        "type": "input",
        "block_id": "who",
        "label": plain("Who"),
        "element": {"type": "users_select", "action_id": "one"},
    }
    opens(
        app,
        "open",
        modal(
            text_input("Letter", "letter", multiline=True, initial_value="Dear\nSlack"),
            text_input("Note", "note"),
            choice_input("Kind", "kind", "radio_buttons", ("Yes", "y"), ("No", "n")),
            choice_input("Menu", "menu", "static_select", ("Red", "r"), ("Blue", "b")),
            ticks,
            when,
            who,
        ),
    )
    app.on_submit("form", submitted)
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    browser.presses(
        "Save",
        fills={
            "Note": "<x>",
            "Yes": "n",
            "Menu": "b",
            "One": ["", "2"],
            "When": "2026-05-12",
            "Who": "U0SAM",
        },
    )
    assert not browser.sees.all("form", role="dialog")
    assert sent["letter"]["typed"]["value"] == "Dear\nSlack"
    assert sent["note"]["typed"]["value"] == "<x>"
    assert sent["kind"]["chosen"]["selected_option"]["value"] == "n"
    assert sent["menu"]["chosen"]["selected_option"]["value"] == "b"
    assert [one["value"] for one in sent["ticks"]["chosen"]["selected_options"]] == ["2"]
    assert sent["when"]["day"]["selected_date"] == "2026-05-12"
    assert sent["who"]["one"]["selected_user"] == "U0SAM"


def test_an_error_stands_under_its_field_and_what_was_typed_stays(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why"), text_input("Else", "else", optional=True)))
    app.on_submit("form", lambda ack: ack(response_action="errors", errors={"else": "Too <late>."}))
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    browser.presses("Save")
    assert browser.sees.one("p", class_="error").text == "Please complete this required field."
    response = browser.presses("Save", fills={"Why": "because"})
    assert browser.sees.one("p", class_="error").text == "Too <late>."
    assert browser.sees.labelled("Why")["value"] == "because"
    assert response.location.endswith("#modal-value:else/typed-label")


def test_modals_stack_and_close_one_by_one_or_all(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    more = modal(section("Deeper"), actions(button("More", "open"), block_id="m"), title=plain("Below"))
    opens(app, "open", more)
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    assert not browser.sees.all("button", aria_label="Back")
    browser.presses("More")
    browser.presses("More")
    browser.presses("Back")
    assert browser.sees.one("button", aria_label="Back").text == "‹"
    browser.presses("Cancel")
    assert not browser.sees.all("button", aria_label="Back")
    browser.presses("More")
    browser.presses("Close")
    assert not browser.sees.all("form", role="dialog")


def test_while_a_modal_is_open_nothing_beneath_is_used(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why")))
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    browser.posts("/as/ada/home/act", {"surface": "home", "press": field_name("b", "open")})
    assert "the modal 'A form' is in the way" in browser.sees.one("div", role="alert").text
    browser.posts("/as/ada/say", {"text": "/datapolicy"})
    assert "submit or close it first" in browser.sees.one("div", role="alert").text


def test_enter_in_a_field_submits_the_modal_and_presses_no_other_button(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why"), actions(button("Other", "open"), block_id="o")))
    browser.goes("/as/ada/home")
    assert _first_button(browser.sees, "home")["value"] == "nothing"
    browser.presses("Open it")
    assert _first_button(browser.sees, "modal")["value"] == "submit"


def _first_button(reading: Reading, surface: str) -> Element:
    number = next(n for n, one in enumerate(reading.elements) if one.attributes.get("value") == surface)
    form = max(n for n in range(number) if reading.elements[n].tag == "form")
    return next(one for one in reading.elements[form:] if one.tag == "button")


def test_a_choice_outside_a_form_is_told_at_once_and_only_when_it_changed(browser: Browser, app: TinyApp):
    menu = {
        "type": "static_select",
        "action_id": "lang",
        "options": [option("English", "en"), option("French", "fr")],
    }
    publishes(app, actions(menu, button("Go", "go"), block_id="b"))
    app.on_action("lang", lambda ack: ack())
    browser.goes("/as/sam/home")
    browser.posts("/as/sam/home/act", {"surface": "home", field_name("b", "lang"): "", "choose": "x"})
    assert len(app.received) == 1
    browser.posts("/as/sam/home/act", {"surface": "home", field_name("b", "lang"): "fr", "choose": "x"})
    assert app.received[-1]["actions"][0]["selected_option"]["value"] == "fr"
    chosen = next(one for one in browser.sees.all("option") if "selected" in one.attributes)
    assert chosen.text == "French"


def test_a_button_is_not_pressed_when_the_app_showed_something_else_meanwhile(browser: Browser, app: TinyApp):
    kind = choice_input("Kind", "kind", "radio_buttons", ("Yes", "y"), ("No", "n")) | {
        "dispatch_action": True
    }
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(kind))

    def changed(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_update(view_id=body["view"]["id"], view=modal(kind, text_input("Reason", "reason")))

    app.on_action("chosen", changed)
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    browser.presses("Save", fills={"Yes": "n"})
    assert [body["type"] for body in app.received if "type" in body][-1] == "block_actions"
    assert browser.sees.labelled("Reason").tag == "input"
    assert (
        next(one for one in browser.sees.all("input", type="radio") if "checked" in one.attributes)["value"]
        == "n"
    )


def test_a_text_too_long_is_refused_as_slacks_client_does(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why", max_length=5)))
    browser.goes("/as/ada/home")
    browser.presses("Open it")
    browser.presses("Save", fills={"Why": "much too long"})
    assert "takes at most 5 characters" in browser.sees.one("div", role="alert").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"surface": "message:1.000001"}, "this message is not there any more"),
        ({"surface": "modal", "do": "close"}, "no modal is open"),
        ({"surface": "home", "press": field_name("b", "gone")}, "this button is not there any more"),
        ({"surface": "home", "press": "nonsense"}, "this button is not there any more"),
        ({}, "this message is not there any more"),
    ],
)
def test_what_is_gone_cannot_be_used(browser: Browser, app: TinyApp, fields: dict[str, str], sentence: str):
    publishes(app)
    browser.goes("/as/sam/home")
    browser.posts("/as/sam/home/act", fields)
    assert sentence in browser.sees.one("div", role="alert").text
