"""A person's Home and messages tabs: what stands there, and what is left when Slack refuses a view."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bolt_app.demo.hands import NotPossible
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.listeners import answers, publishes
from tests.unit.demo.tiny_app import TinyApp, actions, button, home, section

pytestmark = pytest.mark.usefixtures("delivery")


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


def test_a_button_in_a_direct_message_sends_the_message_along(slack: PretendedSlack, app: TinyApp):
    app.on_action("seen", answers())
    app.client.chat_postMessage(channel="U0ADA", text="Old", blocks=[actions(button("Seen", "seen"))])
    ada = slack.person("ada")
    ada.looks_at(ada.inbox[0])
    ada.presses("Seen")
    payload = app.received[0]
    assert payload["message"]["ts"] == payload["container"]["message_ts"]
    assert payload["container"]["is_ephemeral"] is False
    assert payload["channel"]["name"] == "directmessage"


def test_a_workspace_without_the_tabs_has_none_to_open(slack: PretendedSlack):
    slack.workspace = replace(slack.workspace, home_tab=False, messages_tab=False)
    ada = slack.person("ada")
    with pytest.raises(NotPossible, match="no Home tab"):
        ada.opens_home()
    with pytest.raises(NotPossible, match="no messages tab"):
        ada.opens_messages_tab()


def test_a_home_slack_refuses_leaves_the_one_before(slack: PretendedSlack, app: TinyApp):
    views = [home(section("Good")), home(*[section("Grown")] * 101)]
    refusals: list[str] = []

    def publishes_next(event: dict[str, Any], client: Any) -> None:
        try:
            client.views_publish(user_id=event["user"], view=views.pop(0))
        except SlackApiError as refusal:
            refusals.append(refusal.response["response_metadata"]["messages"][0])

    app.on_event("app_home_opened", publishes_next)
    ada = slack.person("ada")
    ada.opens_home()
    ada.opens_home()
    assert ada.sees == "Good"
    assert refusals == ["[ERROR] no more than 100 items allowed, has 101 [json-pointer:/view/blocks]"]


def test_an_outsider_may_use_the_apps_messages_under_the_own_team(slack: PretendedSlack, app: TinyApp):
    app.on_action("seen", answers())
    app.client.chat_postMessage(channel="U0OTTO", text="x", blocks=[actions(button("Seen", "seen"))])
    otto = slack.person("otto")
    otto.looks_at(otto.inbox[0])
    otto.presses("Seen")
    assert app.received[0]["user"]["team_id"] == "T0GLOBEX"
    assert app.received[0]["team"]["id"] == "T0ACME"


def test_a_home_that_could_not_be_published_shows_what_stood_there(slack: PretendedSlack, app: TinyApp):
    texts = iter(("Monday", "Tuesday", "Wednesday"))
    statuses: list[int] = []

    def publishes_today(event: dict[str, Any], client: Any) -> None:
        try:
            client.views_publish(user_id=event["user"], view=home(section(next(texts))))
        except SlackApiError as refusal:
            statuses.append(refusal.response.status_code)

    app.on_event("app_home_opened", publishes_today)
    ada = slack.person("ada")
    ada.opens_home()
    slack.fail_next("views.publish", "ratelimited")
    ada.opens_home()
    assert (ada.sees, statuses) == ("Monday", [429])
    ada.opens_home()
    assert ada.sees == "Wednesday"
