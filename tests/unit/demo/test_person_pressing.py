"""Who a person is, and the buttons they press: which one, where it leads, what the app hears of it."""

from typing import Any

import pytest

from bolt_app.demo.delivery import DispatchFailed
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.listeners import answers, publishes, with_open_form
from tests.unit.demo.tiny_app import TinyApp, actions, button, home, modal, plain, section

pytestmark = pytest.mark.usefixtures("delivery")


def test_what_is_not_on_the_screen_cannot_be_pressed(slack: PretendedSlack, app: TinyApp):
    ada = slack.person("ada")
    with pytest.raises(NotVisible, match="'Begin' is not to be seen on an empty screen, only nothing"):
        ada.presses("Begin")
    app.on_event("app_home_opened", publishes(home(actions(button("Stop", "stop")))))
    ada.opens_home()
    with pytest.raises(NotVisible, match="on the Home tab, only 'Stop'"):
        ada.presses("Begin")
    with pytest.raises(NotVisible):
        slack.person("sam").presses("Stop")


def test_of_two_buttons_with_one_label_one_has_to_be_named(slack: PretendedSlack, app: TinyApp):
    pressed: list[str] = []

    def note(ack: Any, action: dict[str, Any]) -> None:
        pressed.append(action["block_id"])
        ack()

    twice = [actions(button("Sources", "sources", value=name), block_id=name) for name in ("search", "emoji")]
    app.on_event("app_home_opened", publishes(home(*twice)))
    app.on_action("sources", note)
    ada = slack.person("ada")
    ada.opens_home()
    with pytest.raises(NotVisible, match=r"2 times.*search, emoji"):
        ada.presses("Sources")
    ada.presses("Sources", in_block="emoji")
    ada.presses("Sources", nth=0)
    ada.presses(ada.controls[1])
    assert pressed == ["emoji", "search", "emoji"]


def test_a_button_is_found_by_what_screen_readers_say(slack: PretendedSlack, app: TinyApp):
    spoken = button("Sources", "s", accessibility_label="Sources for search")
    app.on_command(answers(text="x", blocks=[section("Search", accessory=spoken)]))
    app.on_action("s", answers())
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("Sources for search")
    payload = app.received[-1]
    assert payload["actions"][0]["type"] == "button"
    assert payload["container"]["is_ephemeral"] is True
    assert payload["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert payload["state"] == {"values": {}}
    assert "message" not in payload
    assert "view" not in payload


def test_a_link_button_tells_the_app_and_keeps_the_address(slack: PretendedSlack, app: TinyApp):
    link = button("Slack's page", "page", url="https://slack.com/terms")
    app.on_command(answers(text="x", blocks=[actions(link)]))
    app.on_action("page", answers())
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("Slack's page")
    assert ada.visited == ["https://slack.com/terms"]
    assert app.received[-1]["actions"][0]["action_id"] == "page"


def test_a_link_button_nobody_acknowledges_fails(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="x", blocks=[actions(button("Page", "page", url="https://slack.com"))]))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    with pytest.raises(DispatchFailed, match="HTTP 404"):
        ada.presses("Page")


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home", True),
        ("slack://app?team=T0ACME&id=A0OTHER&tab=home", False),
        ("slack://app?team=T0OTHER&id=A0DATAPOLICY&tab=home", False),
        ("slack://app?team=T0ACME&id=A0DATAPOLICY&tab=about", False),
    ],
)
def test_a_deep_link_opens_the_apps_own_home(slack: PretendedSlack, app: TinyApp, url: str, opened: bool):  # noqa: FBT001
    app.on_command(answers(text="x", blocks=[actions(button("Open", "open", url=url))]))
    app.on_action("open", answers())
    app.on_event("app_home_opened", publishes(home(section("At home"))))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("Open")
    assert (ada.sees == "At home") is opened


def test_a_confirmation_can_be_declined(slack: PretendedSlack, app: TinyApp):
    sure = {"title": plain("Sure?"), "text": plain("Really."), "confirm": plain("Yes"), "deny": plain("No")}
    app.on_command(answers(text="x", blocks=[actions(button("Discard", "discard", confirm=sure))]))
    app.on_action("discard", answers())
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("Discard", confirming=False)
    assert len(app.received) == 1
    ada.presses("Discard")
    assert len(app.received) == 2


def test_nobody_answers_to_an_unknown_name(slack: PretendedSlack):
    with pytest.raises(KeyError, match="no 'eve' in this workspace, only ada"):
        slack.person("eve")


def test_a_person_is_the_same_each_time(slack: PretendedSlack):
    assert slack.person("ada") is slack.person("ada")


def test_a_deep_link_in_a_modal_leaves_the_modal(slack: PretendedSlack, app: TinyApp):
    link = button("Open", "open", url="slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home")
    ada = with_open_form(slack, app, modal(actions(link)))
    app.on_action("open", answers())
    app.on_event("app_home_opened", publishes(home(section("At home"))))
    ada.presses("Open")
    assert ada.sees == "At home"
    assert ada.modals == []
