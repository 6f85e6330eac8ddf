"""A person fills in a form: what fits a field, what is told at once, what the app is sent."""

from typing import Any

import pytest

from bolt_app.demo.form import REQUIRED, CannotEnter
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.listeners import FORM, answers, opens, publishes, with_open_form
from tests.unit.demo.tiny_app import (
    TinyApp,
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

pytestmark = pytest.mark.usefixtures("delivery")


def test_a_button_on_home_opens_a_modal_that_is_filled_in_and_submitted(slack: PretendedSlack, app: TinyApp):
    got: list[Any] = []

    def submitted(ack: Any, view: dict[str, Any]) -> None:
        got.append(view["state"]["values"])
        ack()

    form = modal(
        text_input("Reason", "why", multiline=True),
        text_input("Reference", "ref", optional=True, initial_value="none"),
        choice_input("When", "when", "radio_buttons", ("Today", "today"), ("Not yet", "no")),
        choice_input("I may", "may", "checkboxes", ("Yes, I may", "yes")),
        {
            "type": "input",
            "block_id": "day",
            "label": plain("Day"),
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-01"},
        },
        {
            "type": "input",
            "block_id": "who",
            "label": plain("Contact"),
            "element": {"type": "users_select", "action_id": "who"},
        },
        private_metadata="7",
    )
    app.on_event("app_home_opened", publishes(home(actions(button("Begin", "begin", style="primary")))))
    app.on_action("begin", opens(form))
    app.on_submit("form", submitted)
    ada = slack.person("ada")
    ada.opens_home()

    ada.presses("Begin")
    assert ada.title == "A form"
    ada.fills("Reason", "Because.\nReally.")
    ada.chooses("When", "Not yet")
    ada.chooses("I may", "Yes, I may")
    ada.fills("Day", "2026-11-20")
    ada.fills("Contact", "camille")
    ada.submits()

    assert ada.modals == []
    assert ada.buttons == ["Begin"]
    values = got[0]
    assert values["why"]["typed"] == {"type": "plain_text_input", "value": "Because.\nReally."}
    assert values["ref"]["typed"]["value"] == "none"
    assert values["when"]["chosen"]["selected_option"]["value"] == "no"
    assert values["when"]["chosen"]["selected_option"]["text"]["emoji"] is True
    assert [one["value"] for one in values["may"]["chosen"]["selected_options"]] == ["yes"]
    assert values["day"]["day"]["selected_date"] == "2026-11-20"
    assert values["who"]["who"]["selected_user"] == "U0CAMILLE"
    pressed, sent = app.received[1], app.received[2]
    assert pressed["container"]["type"] == "view"
    assert "response_url" not in pressed
    assert "channel" not in pressed
    assert sent["view"]["private_metadata"] == "7"
    assert sent["view"]["root_view_id"] == sent["view"]["id"]


def test_an_empty_required_field_is_complained_of_before_anything_is_sent(
    slack: PretendedSlack, app: TinyApp
):
    app.on_command(opens(modal(text_input("Reason", "why"), text_input("Note", "note", optional=True))))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.submits()
    assert ada.errors == {"Reason": REQUIRED}
    assert len(app.received) == 1
    ada.fills("Reason", "So")
    assert ada.errors == {}


def test_errors_stand_under_their_fields_until_they_are_mended(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app)
    app.on_submit("form", answers(response_action="errors", errors={"note": "Two words at least."}))
    ada.fills("Reason", "So")
    ada.fills("Note", "One")
    ada.submits()
    assert ada.errors == {"Note": "Two words at least."}
    assert ada.fields["Reason"]["value"] == "So"
    ada.fills("Note", "Two words")
    assert ada.errors == {}


def test_a_menu_outside_a_form_is_told_at_once_with_the_whole_state(slack: PretendedSlack, app: TinyApp):
    select = {
        "type": "static_select",
        "action_id": "lang",
        "placeholder": plain("Language"),
        "options": [option("English", "en"), option("French", "fr")],
    }
    overflow = {"type": "overflow", "action_id": "more", "options": [option("Export", "export")]}
    view = home(actions(select), section("The record", accessory=overflow), text_input("Filter", "filter"))
    app.on_event("app_home_opened", publishes(view))
    app.on_action("lang", answers())
    app.on_action("more", answers())
    ada = slack.person("ada")
    ada.opens_home()
    ada.fills("Filter", "search")
    ada.chooses("Language", "French")
    ada.chooses("The record", "Export")
    language, more = app.received[1]["actions"][0], app.received[2]["actions"][0]
    assert language["selected_option"]["value"] == "fr"
    assert more["selected_option"]["value"] == "export"
    values = app.received[2]["view"]["state"]["values"]
    assert values["filter"]["typed"]["value"] == "search"
    assert [entry["lang"]["selected_option"]["value"] for entry in values.values() if "lang" in entry] == [
        "fr"
    ]


def test_an_input_that_dispatches_is_told_at_once(slack: PretendedSlack, app: TinyApp):
    app.on_event(
        "app_home_opened", publishes(home(text_input("Filter", "filter") | {"dispatch_action": True}))
    )
    app.on_action("typed", answers())
    ada = slack.person("ada")
    ada.opens_home()
    ada.fills("Filter", "emoji")
    assert app.received[1]["actions"][0]["value"] == "emoji"


def test_what_was_typed_outlives_an_update_of_the_view(slack: PretendedSlack, app: TinyApp):
    toggled = FORM | {"blocks": [*FORM["blocks"], section("The date is needed")]}
    view = FORM | {"blocks": [*FORM["blocks"], actions(button("Another date", "other"))]}
    ada = with_open_form(slack, app, view)
    app.on_action(
        "other",
        lambda ack, client, body: (ack(), client.views_update(view_id=body["view"]["id"], view=toggled)),
    )
    ada.fills("Reason", "Kept")
    ada.presses("Another date")
    assert ada.fields["Reason"]["value"] == "Kept"
    assert "Kept" in ada.sees
    assert "The date is needed" in ada.sees


def test_the_client_takes_only_what_fits(slack: PretendedSlack, app: TinyApp):
    day = {"type": "datepicker", "action_id": "day"}
    ada = with_open_form(
        slack,
        app,
        modal(
            text_input("Short", "short", max_length=3),
            {"type": "input", "block_id": "day", "label": plain("Day"), "element": day},
            choice_input("One", "one", "radio_buttons", ("A", "a")),
        ),
    )
    for label, value in (("Short", "four"), ("Short", "a\nb"), ("Day", "21.11.2026"), ("One", "A")):
        with pytest.raises(CannotEnter):
            ada.fills(label, value)
    with pytest.raises(CannotEnter, match="no option 'C', only 'A'"):
        ada.chooses("One", "C")
    with pytest.raises(NotVisible, match="only 'Short', 'Day', 'One'"):
        ada.fills("Long", "x")


def test_people_are_picked_by_name_or_id(slack: PretendedSlack, app: TinyApp):
    several = {"type": "multi_users_select", "action_id": "who"}
    block = {"type": "input", "block_id": "who", "label": plain("Readers"), "element": several}
    ada = with_open_form(slack, app, modal(block))
    ada.fills("Readers", "sam U0LIN")
    assert ada.fields["Readers"]["selected_users"] == ["U0SAM", "U0LIN"]
    ada.fills("Readers", "")
    ada.submits()
    assert ada.errors == {"Readers": REQUIRED}
