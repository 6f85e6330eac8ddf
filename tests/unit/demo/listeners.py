"""Listeners for the tests' own app: one opens a view, one answers, one publishes; they decide nothing."""

from typing import Any

from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.tiny_app import TinyApp, modal, text_input


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


FORM = modal(text_input("Reason", "why"), text_input("Note", "note", optional=True))


def with_open_form(slack: PretendedSlack, app: TinyApp, view: dict[str, Any] = FORM) -> Any:
    """Ada, with this modal open."""
    app.on_command(opens(view))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    return ada
