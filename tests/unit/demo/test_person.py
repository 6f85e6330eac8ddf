"""A person's doings against the pretended Slack and a tiny app; knows nothing of the real app."""

from typing import Any

import pytest

from bolt_app.demo.form import REQUIRED
from bolt_app.demo.person import NotPossible
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.tiny_app import (
    TinyApp,
    actions,
    button,
    choice_input,
    home,
    modal,
    plain,
    section,
    text_input,
)

pytestmark = pytest.mark.usefixtures("delivery")


def opens(view: dict[str, Any]) -> Any:
    """A listener that opens this modal."""

    def listener(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    return listener


def answers(**told: Any) -> Any:
    """A listener that acknowledges with this."""

    def listener(ack: Any) -> None:
        ack(**told)

    return listener


def publishes(view: dict[str, Any]) -> Any:
    def listener(event: dict[str, Any], client: Any) -> None:
        client.views_publish(user_id=event["user"], view=view)

    return listener


def test_a_command_is_answered_to_the_person_alone(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="Read *this*", response_type="ephemeral"))
    sam = slack.person("sam")

    sam.types("/datapolicy help")

    assert sam.sees == "Read this"
    assert slack.person("lin").answers == []
    assert slack.messages.in_channels == []
    form = app.received[0]
    assert (form["command"], form["text"], form["user_id"], form["team_id"]) == (
        "/datapolicy",
        "help",
        "U0SAM",
        "T0ACME",
    )
    assert form["is_enterprise_install"] == "false"
    assert "enterprise_id" not in form


def test_an_answer_for_all_is_seen_in_the_channel(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="Everybody", response_type="in_channel"))
    slack.person("sam").types("/datapolicy")
    assert [posted.content["text"] for posted in slack.messages.in_channels] == ["Everybody"]
    assert slack.person("sam").sees == ""


def test_words_without_a_slash_are_read_by_the_whole_channel(slack: PretendedSlack, app: TinyApp):
    slack.person("sam").types("datapolicy help")
    assert slack.person("sam").said == ["datapolicy help"]
    assert app.received == []


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("otto", "/datapolicy", "belong to the members"),
        ("dana", "/datapolicy", "deactivated"),
        ("sam", "/datapolice", "not a valid command"),
    ],
)
def test_a_command_slack_does_not_take_never_reaches_the_app(
    slack: PretendedSlack, app: TinyApp, key: str, text: str, why: str
):
    with pytest.raises(NotPossible, match=why):
        slack.person(key).types(text)
    assert app.received == []


def test_home_shows_what_was_published_and_comes_back_with_the_next_opening(
    slack: PretendedSlack, app: TinyApp
):
    app.on_event("app_home_opened", publishes(home(section("Hello"), private_metadata="digest")))
    ada = slack.person("ada")

    ada.opens_home()
    ada.opens_home()

    assert ada.sees == "Hello"
    first, second = (body["event"] for body in app.received)
    assert "view" not in first
    assert second["tab"] == "home"
    assert second["view"]["private_metadata"] == "digest"
    assert second["view"]["hash"]
    assert second["view"]["app_installed_team_id"] == "T0ACME"


def test_the_messages_tab_tells_the_app_without_a_view(slack: PretendedSlack, app: TinyApp):
    app.on_event("app_home_opened", lambda: None)
    app.client.chat_postMessage(channel="U0ADA", text="Nine days ago.")
    ada = slack.person("ada")
    ada.opens_messages_tab()
    assert app.received[0]["event"]["tab"] == "messages"
    assert "view" not in app.received[0]["event"]
    assert ada.messages == ["Nine days ago."]
    assert ada.sees == "Nine days ago."


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
