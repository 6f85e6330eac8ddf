"""Somebody at the try-out's page who looks, presses and follows, and what the app shows them there."""

from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bolt_app.i18n import LANGUAGES
from tests.record_builders import translator
from tests.unit.demo.reading import Element, Reading
from tests.unit.demo.tiny_app import TinyApp, home, section

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TRANSLATORS = {language: translator(language) for language in LANGUAGES}

HERE = "http://localhost"


class Browser:
    """Somebody at the page: looks at addresses, presses what is there, follows where it leads."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.address = ""
        self.sees = Reading("")

    def goes(self, address: str, *, speaking: str = "") -> None:
        self._arrives(self._client.get(address, headers={"Accept-Language": speaking} if speaking else {}))

    def presses(
        self, label: str, *, fills: dict[str, str | list[str]] | None = None, among: int = 0
    ) -> TestResponse:
        """Presses a button of the page and follows; `fills` maps labels of fields to what is entered."""
        html, number, found = self._form_of(label, among)
        fields = _sent(html, number)
        for name, value in (fills or {}).items():
            fields[self.sees.labelled(name)["name"]] = value
        if "name" in found.attributes:
            fields[found["name"]] = found.attributes.get("value", "")
        return self.posts(html[number]["action"], fields)

    def posts(self, address: str, fields: dict[str, Any]) -> TestResponse:
        response = self._client.post(address, data=fields, headers={"Origin": HERE})
        if response.status_code == 303 and response.location.startswith("/"):
            self.goes(response.location)
        return response

    def _arrives(self, response: TestResponse) -> None:
        assert response.status_code == 200, response.text
        self.address = response.request.path
        self.sees = Reading(response.text)

    def _form_of(self, label: str, among: int) -> tuple[list[Element], int, Element]:
        elements = self.sees.elements
        named = [
            (number, one)
            for number, one in enumerate(elements)
            if one.tag == "button" and label in (one.attributes.get("aria-label"), one.text)
        ]
        number, found = named[among]
        form = max(index for index in range(number) if elements[index].tag == "form")
        return elements, form, found


def _sent(elements: list[Element], form: int) -> dict[str, Any]:
    """The fields a browser sends of a form as it was drawn."""
    fields: dict[str, Any] = {}
    for one in elements[form + 1 :]:
        if one.tag == "form":
            break
        name = one.attributes.get("name")
        if name is None or one.tag == "button":
            continue
        if one.tag == "select":
            fields[name] = ""
        elif one.tag == "textarea":
            fields[name] = "".join(one.parts).removeprefix("\n").replace("\n", "\r\n")
        elif one.attributes.get("type") not in ("radio", "checkbox"):
            fields[name] = [one["value"]] if "value" in one.attributes else [""]
        elif "checked" in one.attributes:
            fields.setdefault(name, []).append(one["value"])
    return fields


def publishes(app: TinyApp, *blocks: dict[str, Any]) -> None:
    """The app answers an opened Home tab with these blocks."""

    def opened(event: dict[str, Any], client: Any) -> None:
        if event["tab"] == "home":
            client.views_publish(
                user_id=event["user"], view=home(section(f"Home of {event['user']}"), *blocks)
            )

    app.on_event("app_home_opened", opened)


def opens(app: TinyApp, action_id: str, view: dict[str, Any]) -> None:
    """A button opens this modal."""

    def pressed(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        way = client.views_push if body["view"]["type"] == "modal" else client.views_open
        way(trigger_id=body["trigger_id"], view=view)

    app.on_action(action_id, pressed)
