"""The try-out page: what each person sees, that every button reaches the app, and who may not use it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.page import LARGEST_FORM, build_page
from bolt_app.demo.render import field_name
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from tests.unit.demo.reading import Element, Reading
from tests.unit.demo.tiny_app import (
    TinyApp,
    actions,
    button,
    choice_input,
    home,
    listening,
    modal,
    option,
    plain,
    section,
    text_input,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HERE = "http://localhost"


@pytest.fixture
def moved() -> MovableClock:
    return MovableClock(lambda: NOON)


@pytest.fixture
def slack(moved: MovableClock) -> Iterator[PretendedSlack]:
    with PretendedSlack(acme(), moved.timestamp) as pretended:
        yield pretended


class Browser:
    """Somebody at the page: looks at addresses, presses what is there, follows where it leads."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.address = ""
        self.sees = Reading("")

    def goes(self, address: str) -> None:
        self._arrives(self._client.get(address))

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


@pytest.fixture
def browser(slack: PretendedSlack, app: TinyApp, moved: MovableClock) -> Iterator[Browser]:
    page = build_page(slack, moved)
    page.testing = True
    with listening(app), page.test_client() as client:
        yield Browser(client)


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


def test_a_newcomer_sees_a_members_home_at_once(browser: Browser, app: TinyApp):
    publishes(app)
    response = browser._client.get("/")
    assert response.location == "/as/sam/home"
    browser.goes(response.location)
    assert "Home of U0SAM" in browser.sees.text
    assert "This is a pretended Slack" in browser.sees.text
    assert "Nothing leaves this machine" in browser.sees.text
    assert "independent of Slack" in browser.sees.text


def test_one_may_act_as_those_who_can_sign_in(browser: Browser, app: TinyApp):
    publishes(app)
    browser.goes("/as/sam/home")
    rows = [one.text for one in browser.sees.all("button", class_="row")][:6]
    assert rows == [
        "Ada Byron Primary Owner",
        "Grace Murray Workspace Owner",
        "Lin Yutang Workspace Admin",
        "Sam Rivers Member",
        "Camille Moreau Member · French",
        "Noor Haddad Guest",
    ]
    assert "Otto" not in browser.sees.text
    assert "Dana" not in browser.sees.text


def test_becoming_somebody_opens_their_home(browser: Browser, app: TinyApp, slack: PretendedSlack):
    publishes(app)
    browser.goes("/as/sam/home")
    browser.presses("Ada Byron Primary Owner")
    assert browser.address == "/as/ada/home"
    assert "Home of U0ADA" in browser.sees.text
    assert browser.sees.one("button", aria_current="true").text.startswith("Ada")
    assert [call.method for call in slack.calls] == ["views.publish", "views.publish"]


def test_looking_again_tells_the_app_nothing(browser: Browser, app: TinyApp):
    publishes(app)
    browser.goes("/as/sam/home")
    browser.goes("/as/sam/home")
    assert len(app.received) == 1


def test_a_home_tab_that_was_not_published_says_so(browser: Browser, app: TinyApp):
    app.on_event("app_home_opened", lambda: None)
    browser.goes("/as/sam/home")
    assert "The app published no Home tab for Sam Rivers." in browser.sees.text


def test_a_command_is_answered_to_the_person_alone(browser: Browser, app: TinyApp):
    app.on_command(lambda ack, command: ack(f"You typed *{command['text']}*."))
    browser.goes("/as/sam/channel")
    browser.posts("/as/sam/say", {"text": "/datapolicy help"})
    assert browser.address == "/as/sam/channel"
    assert "Only visible to you" in browser.sees.text
    assert "You typed help." in browser.sees.text
    browser.goes("/as/ada/channel")
    assert "You typed" not in browser.sees.text


def test_the_suggested_commands_are_one_press_away(browser: Browser, app: TinyApp):
    app.on_command(lambda ack, command: ack(f"Answer to {command['text'] or 'nothing'}."))
    browser.goes("/as/camille/channel")
    browser.presses("/datapolicy status")
    assert "Answer to status." in browser.sees.text


def test_what_is_no_command_is_read_by_everybody(browser: Browser, app: TinyApp):
    browser.goes("/as/sam/channel")
    browser.posts("/as/sam/say", {"text": "datapolicy <b>"})
    browser.goes("/as/ada/channel")
    assert browser.sees.one("article", aria_label="Sam Rivers").text.endswith("datapolicy <b>")
    assert app.received == []


def test_an_unknown_command_is_refused_and_an_empty_line_is_nothing(browser: Browser):
    browser.goes("/as/sam/channel")
    browser.posts("/as/sam/say", {"text": "/giphy cat"})
    assert "/giphy is not a valid command" in browser.sees.one("div", role="alert").text
    browser.posts("/as/sam/say", {"text": "  "})
    assert browser.sees.all("article") == []


def test_direct_messages_are_shown_with_their_number(browser: Browser, app: TinyApp):
    def opened(event: dict[str, Any], client: Any) -> None:
        client.chat_postMessage(channel=event["user"], text=f"You opened _{event['tab']}_.")

    app.on_event("app_home_opened", opened)
    browser.goes("/as/sam/messages")
    assert "The app has sent Sam Rivers no message yet." in browser.sees.text
    browser.presses("Messages")
    assert "You opened messages." in browser.sees.text
    assert browser.sees.one("span", class_="count").text == "1"
    assert "turned off" in browser.sees.text


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


def test_a_link_button_tells_the_app_and_leads_there(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Read", "read", url="https://slack.com/trust"), block_id="b"))
    app.on_action("read", lambda ack: ack())
    browser.goes("/as/sam/home")
    response = browser.presses("Read")
    assert (response.status_code, response.location) == (303, "https://slack.com/trust")
    assert app.received[-1]["actions"][0]["action_id"] == "read"


def test_a_link_into_slack_leads_to_the_home_tab(browser: Browser, app: TinyApp):
    publishes(app)
    url = "slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home"
    blocks = [actions(button("Open Data Policy", "go", url=url), block_id="b")]
    app.on_command(lambda ack: ack({"response_type": "ephemeral", "text": "Hello", "blocks": blocks}))
    app.on_action("go", lambda ack: ack())
    browser.goes("/as/sam/channel")
    browser.presses("/datapolicy")
    browser.presses("Open Data Policy")
    assert browser.address == "/as/sam/home"
    assert "Home of U0SAM" in browser.sees.text


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


def test_the_clock_moves_for_the_page_and_for_slack(
    browser: Browser, app: TinyApp, slack: PretendedSlack, moved: MovableClock
):
    publishes(app)
    browser.goes("/as/sam/home")
    assert browser.sees.one("time").text == "Sat 21 Nov 2026, 12:00 UTC"
    for name, days in (("day", 1), ("week", 8), ("month", 38)):
        browser.presses(f"Move the clock by a {name}")
        assert moved.now() == NOON + timedelta(days=days)
        assert slack.now() == moved.timestamp()
    assert browser.sees.one("time").text == "Tue 29 Dec 2026, 12:00 UTC"
    assert len([body for body in app.received if body.get("event", {}).get("tab") == "home"]) == 4


def test_what_falls_due_happens_day_by_day_while_the_clock_moves(
    slack: PretendedSlack, app: TinyApp, moved: MovableClock
):
    publishes(app)
    days: list[int] = []
    page = build_page(slack, moved, lambda: days.append((moved.now() - NOON).days))
    with listening(app), page.test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/home")
        browser.presses("Move the clock by a week")
        browser.presses("Move the clock by a day")
    assert days == [1, 2, 3, 4, 5, 6, 7, 8]


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
    with listening(app), build_page(slack, moved).test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/channel")
        browser.presses("/datapolicy")
        assert "The app failed: dispatch_failed" in browser.sees.one("div", role="alert").text


def test_an_operation_timeout_is_named(slack: PretendedSlack, app: TinyApp, moved: MovableClock):
    app.on_command(lambda ack: ack("too late"))
    with listening(app, answer_within=0.0001), build_page(slack, moved).test_client() as client:
        browser = Browser(client)
        browser.goes("/as/sam/channel")
        browser.presses("/datapolicy")
        assert "The app failed: operation_timeout" in browser.sees.one("div", role="alert").text
        assert "too late" not in browser.sees.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "169.254.1.1"])
def test_other_host_names_are_refused(browser: Browser, host: str):
    assert browser._client.get("/as/sam/home", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "localhost:3000", "localhost"])
def test_this_machines_names_are_answered(browser: Browser, host: str):
    assert browser._client.get("/", headers={"Host": host}).status_code == 302


@pytest.fixture
def played(slack: PretendedSlack, app: TinyApp, moved: MovableClock) -> Iterator[tuple[Browser, list[str]]]:
    """A page with two things that may happen to what the app watches, and what happened, in order."""
    happened: list[str] = []
    page = build_page(
        slack,
        moved,
        lambda: happened.append(f"{moved.now():%d %b %H:%M}"),
        {name: partial(happened.append, name) for name in ("It is reworded", "It cannot be read")},
    )
    page.testing = True
    with listening(app), page.test_client() as client:
        yield Browser(client), happened


def test_what_happens_to_the_watched_page_happens_and_half_a_day_passes(played, app: TinyApp):
    browser, happened = played
    publishes(app)
    browser.goes("/as/sam/home")
    assert "The page the app watches" in browser.sees.text
    browser.presses("It is reworded")
    browser.presses("It cannot be read")
    assert happened == ["It is reworded", "22 Nov 00:00", "It cannot be read", "22 Nov 12:00"]
    assert browser.address == "/as/sam/home"


def test_a_day_is_still_a_day_where_a_page_is_watched(played):
    browser, happened = played
    browser.goes("/as/sam/channel")
    browser.presses("Move the clock by a day")
    assert happened == ["22 Nov 12:00"]


def test_nothing_else_can_happen_to_the_page(played):
    browser, happened = played
    assert browser.posts("/as/sam/home/move", {"plays": "Something else"}).status_code == 400
    assert happened == []


def test_where_no_page_is_watched_none_is_spoken_of(browser: Browser):
    browser.goes("/as/sam/channel")
    assert "The page the app watches" not in browser.sees.text


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://localhost:1", "http://127.0.0.1"]
)
@pytest.mark.parametrize(
    "address", ["/as/sam/home/go", "/as/sam/say", "/as/sam/home/act", "/as/sam/home/move"]
)
def test_forms_of_other_pages_are_refused(browser: Browser, app: TinyApp, address: str, origin: str | None):
    headers = {} if origin is None else {"Origin": origin}
    fields = {"text": "/datapolicy", "by": "day"}
    assert browser._client.post(address, data=fields, headers=headers).status_code == 403
    assert app.received == []


def test_a_port_belongs_to_the_origin(browser: Browser, moved: MovableClock):
    headers = {"Host": "127.0.0.1:3000", "Origin": "http://127.0.0.1:3000"}
    browser._client.post("/as/sam/channel/move", data={"by": "day"}, headers=headers)
    assert moved.now() == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/as/otto/home/go", {}, 404),
        ("/as/dana/home/act", {}, 404),
        ("/as/nobody/say", {"text": "/datapolicy"}, 404),
        ("/as/sam/attic/go", {}, 404),
        ("/as/sam/home/move", {"by": "year"}, 400),
        ("/as/sam/home/move", {}, 400),
        ("/as/sam/say", {"text": "x" * (LARGEST_FORM + 1)}, 413),
    ],
)
def test_what_the_page_does_not_know_is_refused(
    browser: Browser, address: str, fields: dict[str, str], status: int
):
    assert browser.posts(address, fields).status_code == status


def test_no_scripts_and_nothing_from_elsewhere(browser: Browser, app: TinyApp):
    publishes(app, {"type": "image", "image_url": "https://a.example/p.png", "alt_text": "A picture"})
    response = browser._client.get("/as/sam/home")
    browser.goes("/as/sam/home")
    assert not browser.sees.all("script")
    assert not browser.sees.all("img")
    assert [one["href"] for one in browser.sees.all("link")] == ["/static/style.css", "data:,"]
    assert all("style" not in one.attributes for one in browser.sees.elements)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script" not in response.headers["Content-Security-Policy"]
    # The app's own pages, at another port, are where a link button may lead.
    assert (
        "form-action 'self' https: mailto: http://127.0.0.1:*" in response.headers["Content-Security-Policy"]
    )
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"
    with browser._client.get("/static/style.css") as style:
        assert style.status_code == 200
