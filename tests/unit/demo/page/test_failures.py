"""What the app does wrong is shown on the try-out page, in words its maker can act on."""

from typing import Any

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.page import build_page
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.page.browser import TRANSLATORS, Browser, opens, publishes
from tests.unit.demo.tiny_app import TinyApp, actions, button, home, listening, section


def test_an_event_the_app_did_not_take_is_shown_and_sent_again_when_the_clock_moves(
    browser: Browser, app: TinyApp
):
    answers = iter([500, 500])

    def opened(event: dict[str, Any], client: Any) -> None:
        if next(answers, None):
            raise RuntimeError("not now")
        client.views_publish(user_id=event["user"], view=home(section("At last")))

    app.on_event("app_home_opened", opened)
    browser.goes("/as/sam/home")
    assert "The app did not take an event" in browser.sees.one("div", role="alert").text
    browser.presses("Move the clock by a day")
    assert "At last" in browser.sees.text


def test_a_refused_view_is_shown_with_what_is_wrong_in_it(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", {"type": "modal", "blocks": [section("x" * 3001)]})
    browser.goes("/as/sam/home")
    browser.presses("Open it")
    shown = browser.sees.one("div", role="alert").text
    assert "Slack refused views.open: invalid_arguments" in shown
    assert "title" in shown
    assert "3001" in shown
    browser.presses("Grace Murray Workspace Owner")
    assert browser.sees.all("div", role="alert") == []


def test_a_refused_message_is_shown_with_what_is_wrong_in_it(browser: Browser, app: TinyApp):
    def asked(ack: Any, client: Any, command: dict[str, Any]) -> None:
        ack()
        client.chat_postMessage(channel=command["user_id"], text="Hello", blocks=[{"type": "hologram"}])

    app.on_command(asked)
    browser.goes("/as/sam/channel")
    browser.presses("/datapolicy")
    shown = browser.sees.one("div", role="alert").text
    assert "Slack refused chat.postMessage: invalid_blocks" in shown
    assert "hologram" in shown


def test_an_app_that_does_not_acknowledge_is_shown(slack: PretendedSlack, app: TinyApp, moved: MovableClock):
    app.on_command(lambda: None)  # process_before_response: Bolt answers 404 at once
    with listening(app), build_page(slack, moved, TRANSLATORS).test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/channel")
        browser.presses("/datapolicy")
        assert "The app failed: dispatch_failed" in browser.sees.one("div", role="alert").text


def test_an_operation_timeout_is_named(slack: PretendedSlack, app: TinyApp, moved: MovableClock):
    app.on_command(lambda ack: ack("too late"))
    with listening(app, answer_within=0.0001), build_page(slack, moved, TRANSLATORS).test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/channel")
        browser.presses("/datapolicy")
        assert "The app failed: operation_timeout" in browser.sees.one("div", role="alert").text
        assert "too late" not in browser.sees.text
