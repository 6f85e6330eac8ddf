"""The SDK's own Socket Mode client against the pretended server; the app is the tests' tiny one."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from bolt_app.demo.delivery import DispatchFailed, OperationTimeout
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme, organisation
from tests.patience import PATIENCE
from tests.scenarios.process import until
from tests.scenarios.socket_mode import SocketModeDelivery, over_socket_mode
from tests.unit.demo.tiny_app import Clock, TinyApp, actions, button, home, modal, section, text_input


def connected(
    app: TinyApp, answer_within: float = PATIENCE, ping_interval: float = 10
) -> AbstractContextManager[SocketModeDelivery]:
    """The tests' own app connected to its pretended Slack."""
    return over_socket_mode(app.bolt, app.slack, answer_within, ping_interval)


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(acme(), Clock()) as pretended:
        yield pretended


@pytest.fixture
def app(slack: PretendedSlack) -> TinyApp:
    return TinyApp(slack)


def test_a_command_is_answered_in_the_acknowledgement(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack: ack(text="Hello", response_type="ephemeral"))
    with connected(app):
        sam = slack.person("sam")
        sam.types("/datapolicy payload")
        assert sam.sees == "Hello"
    assert app.received[0]["text"] == "payload"


def test_words_alone_are_an_answer_too(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack: ack("Hello"))
    with connected(app):
        slack.person("sam").types("/datapolicy")
        assert slack.person("sam").sees == "Hello"


def test_a_modal_is_opened_filled_in_and_answered_with_errors(slack: PretendedSlack, app: TinyApp):
    def opens(ack: Any, client: Any, body: dict[str, Any]) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(text_input("Reason", "why")))

    app.on_command(opens)
    app.on_submit("form", lambda ack: ack(response_action="errors", errors={"why": "Too short."}))
    with connected(app):
        ada = slack.person("ada")
        ada.types("/datapolicy")
        ada.fills("Reason", "So")
        ada.submits()
        assert ada.errors == {"Reason": "Too short."}


def test_home_is_published_when_it_is_opened(slack: PretendedSlack, app: TinyApp):
    app.on_event(
        "app_home_opened",
        lambda event, client: client.views_publish(user_id=event["user"], view=home(section("At home"))),
    )
    with connected(app):
        slack.person("ada").opens_home()
        assert slack.person("ada").sees == "At home"


def test_what_the_app_does_not_answer_with_200_is_never_acknowledged(slack: PretendedSlack, app: TinyApp):
    with connected(app, answer_within=0.2), pytest.raises(OperationTimeout, match="slash_commands"):
        slack.person("ada").types("/datapolicy")


def test_an_event_not_acknowledged_is_sent_again_and_says_so(slack: PretendedSlack, app: TinyApp):
    tries: list[int] = []

    def fails_first() -> None:
        tries.append(len(app.headers))
        if len(tries) == 1:
            raise ZeroDivisionError

    app.on_event("app_home_opened", fails_first)
    with connected(app, answer_within=0.2) as delivery:
        slack.person("ada").opens_home()
        assert [one.reason for one in slack.events.waiting] == ["http_timeout"]
        until(lambda: tries == [1], "the first one was looked at")
        delivery.answer_within = PATIENCE
        slack.events.redeliver()
    assert slack.events.waiting == []
    assert app.headers[0]["x-slack-retry-num"] == ["0"]
    assert app.headers[1]["x-slack-retry-num"] == ["1"]
    assert app.headers[1]["x-slack-retry-reason"] == ["http_timeout"]


def test_an_acknowledgement_that_comes_too_late_counts_for_nothing(slack: PretendedSlack, app: TinyApp):
    held = threading.Event()

    def slow(ack: Any) -> None:
        held.wait(PATIENCE)
        ack("Late")

    app.on_command(slow)
    with connected(app, answer_within=0.1) as delivery:
        with pytest.raises(OperationTimeout):
            slack.person("ada").types("/datapolicy")
        held.set()
        until(lambda: delivery.strays == ["envelope-1"], "it came")
        assert slack.person("ada").sees == ""


def test_the_app_connects_anew_when_slack_asks(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack: ack("Still here"))
    with connected(app) as delivery:
        delivery.refreshes()
        slack.person("ada").types("/datapolicy")
        assert slack.person("ada").sees == "Still here"
    opened = [call for call in slack.calls if call.method == "apps.connections.open"]
    assert len(opened) == 2


def test_after_a_broken_connection_the_app_comes_back_by_itself(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack: ack("Back again"))
    # The SDK looks after a lost connection when it next pings.
    with connected(app, ping_interval=1) as delivery:
        slack.person("ada").types("/datapolicy")
        delivery.hangs_up()
        delivery.wait_for_app()
        slack.person("sam").types("/datapolicy")
        assert slack.person("sam").sees == "Back again"


def test_an_organisation_wide_installation_clicks_over_socket_mode_too():
    with PretendedSlack(organisation(), Clock()) as slack:
        app = TinyApp(slack)
        app.on_command(lambda ack: ack(text="x", blocks=[actions(button("Begin", "begin"))]))
        app.on_action("begin", lambda ack: ack())
        with connected(app):
            slack.person("ada").types("/datapolicy")
            slack.person("ada").presses("Begin")
    command, click = app.received
    assert (command["team_id"], command["is_enterprise_install"]) == ("T0ACME", "true")
    assert (click["team"], click["enterprise"]["id"]) == (None, "E0STAR")


def test_an_app_that_is_not_connected_cannot_be_reached(slack: PretendedSlack):
    with SocketModeDelivery(slack) as delivery:
        with pytest.raises(DispatchFailed, match="not connected"):
            slack.person("ada").types("/datapolicy")
        assert delivery.strays == []
    assert slack.socket_mode_url is None
