"""A person's doings against the pretended Slack and a tiny app; knows nothing of the real app."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bolt_app.demo.delivery import AppFailed, DispatchFailed
from bolt_app.demo.form import REQUIRED, CannotEnter
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing
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


FORM = modal(text_input("Reason", "why"), text_input("Note", "note", optional=True))


def with_open_form(slack: PretendedSlack, app: TinyApp, view: dict[str, Any] = FORM) -> Any:
    """Ada, with this modal open."""
    app.on_command(opens(view))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    return ada


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


def test_a_submission_may_show_another_view_instead(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app)
    app.on_submit(
        "form", answers(response_action="update", view=modal(section("Who acted"), title=plain("B")))
    )
    ada.fills("Reason", "So")
    ada.submits()
    assert (ada.title, len(ada.modals)) == ("B", 1)
    assert "Who acted" in ada.sees


def test_a_submission_may_push_a_view_that_goes_back_when_closed(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app)
    app.on_submit("form", answers(response_action="push", view=modal(section("More"), title=plain("B"))))
    ada.fills("Reason", "So")
    ada.submits()
    assert [view.content["title"]["text"] for view in ada.modals] == ["A form", "B"]
    ada.closes()
    assert ada.title == "A form"
    assert ada.fields["Reason"]["value"] == "So"


def test_pushing_a_fourth_modal_fails(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app, modal(section("x")))
    app.on_submit("form", answers(response_action="push", view=modal(section("More"))))
    ada.submits()
    ada.submits()
    with pytest.raises(AppFailed, match="push_limit_reached"):
        ada.submits()


def test_clearing_closes_the_whole_stack_and_an_empty_answer_only_the_top(
    slack: PretendedSlack, app: TinyApp
):
    ada = with_open_form(slack, app, modal(section("x")))
    app.on_submit("form", answers(response_action="push", view=modal(section("y"), callback_id="second")))
    app.on_submit("second", answers())
    ada.submits()
    ada.submits()
    assert len(ada.modals) == 1
    ada.submits()
    slack.surfaces.top("U0ADA").content["callback_id"] = "third"  # type: ignore[union-attr]
    app.on_submit("third", answers(response_action="clear"))
    ada.submits()
    assert ada.modals == []


def test_a_submission_the_app_fails_leaves_the_modal_and_what_was_typed(slack: PretendedSlack, app: TinyApp):
    def boom() -> None:
        raise ZeroDivisionError

    ada = with_open_form(slack, app)
    app.on_submit("form", boom)
    ada.fills("Reason", "So")
    with pytest.raises(DispatchFailed):
        ada.submits()
    assert ada.title == "A form"
    assert ada.fields["Reason"]["value"] == "So"


def test_a_modal_without_submit_cannot_be_submitted_nor_none_at_all(slack: PretendedSlack, app: TinyApp):
    with pytest.raises(NotVisible, match="no modal is open"):
        slack.person("ada").submits()
    ada = with_open_form(slack, app, {"type": "modal", "title": plain("Read"), "blocks": [section("x")]})
    with pytest.raises(NotVisible, match="'Read' has no submit button"):
        ada.submits()


def test_closing_is_told_only_when_the_app_asked(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app)
    ada.closes()
    assert [body.get("type") for body in app.received] == [None]
    app.on_close("form", answers())
    app.on_action("again", answers())
    app.client.views_open(trigger_id=slack.exchange.trigger("U0ADA"), view=FORM | {"notify_on_close": True})
    ada.closes(everything=True)
    assert app.received[-1]["type"] == "view_closed"
    assert app.received[-1]["is_cleared"] is True
    assert ada.modals == []


def test_while_a_modal_is_open_nothing_else_can_be_done(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app)
    for doing in (ada.opens_home, ada.opens_messages_tab, lambda: ada.types("/datapolicy")):
        with pytest.raises(NotPossible, match="'A form' is open"):
            doing()


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


def test_a_later_answer_replaces_the_one_whose_button_was_pressed(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="One", blocks=[section("One"), actions(button("More", "more"))]))
    app.on_action("more", lambda ack, respond: (ack(), respond(text="Two", replace_original=True)))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("More")
    assert ada.sees == "Two"
    assert len(ada.answers) == 1


def test_a_deleted_answer_is_gone_from_the_screen(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="One", blocks=[actions(button("Dismiss", "away"))]))
    app.on_action("away", lambda ack, respond: (ack(), respond(delete_original=True)))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    ada.presses("Dismiss")
    assert ada.sees == ""
    assert ada.surface is None


def test_an_answer_that_comes_by_response_url_is_looked_at(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack, respond: (ack(), respond("Later")))
    ada = slack.person("ada")
    ada.types("/datapolicy")
    assert ada.sees == "Later"


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


def test_a_role_lost_between_click_and_submit_is_seen_by_the_app(slack: PretendedSlack, app: TinyApp):
    seen: list[bool] = []

    def submitted(ack: Any, client: Any, body: dict[str, Any]) -> None:
        seen.append(client.users_info(user=body["user"]["id"])["user"]["deleted"])
        ack()

    ada = with_open_form(slack, app, modal(section("x")))
    app.on_submit("form", submitted)
    slack.change("ada", role=Standing.DEACTIVATED)
    ada.submits()
    assert seen == [True]


def test_two_modals_from_one_click_are_one_too_many(slack: PretendedSlack, app: TinyApp):
    failures: list[str] = []

    def twice(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        try:
            client.views_open(trigger_id=body["trigger_id"], view=FORM)
        except SlackApiError as refusal:
            failures.append(refusal.response["error"])

    app.on_command(twice)
    slack.person("ada").types("/datapolicy")
    assert failures == ["exchanged_trigger_id"]
    assert [call.error for call in slack.calls if call.method == "views.open"] == [
        None,
        "exchanged_trigger_id",
    ]


def test_nobody_answers_to_an_unknown_name(slack: PretendedSlack):
    with pytest.raises(KeyError, match="no 'eve' in this workspace, only ada"):
        slack.person("eve")


def test_a_person_is_the_same_each_time(slack: PretendedSlack):
    assert slack.person("ada") is slack.person("ada")


def test_a_workspace_without_the_tabs_has_none_to_open(slack: PretendedSlack):
    slack.workspace = replace(slack.workspace, home_tab=False, messages_tab=False)
    ada = slack.person("ada")
    with pytest.raises(NotPossible, match="no Home tab"):
        ada.opens_home()
    with pytest.raises(NotPossible, match="no messages tab"):
        ada.opens_messages_tab()


def test_a_view_that_clears_on_close_takes_the_stack_with_it_and_each_is_told(
    slack: PretendedSlack, app: TinyApp
):
    closed: list[str] = []

    def note(ack: Any, view: dict[str, Any]) -> None:
        closed.append(view["callback_id"])
        ack()

    ada = with_open_form(slack, app, modal(section("x"), notify_on_close=True))
    upper = modal(section("y"), callback_id="upper", clear_on_close=True, notify_on_close=True)
    app.on_submit("form", answers(response_action="push", view=upper))
    app.on_close("form", note)
    app.on_close("upper", note)
    ada.submits()
    ada.closes()
    assert ada.modals == []
    assert closed == ["upper", "form"]


def test_a_close_the_app_fails_is_noticed_but_the_modal_is_gone(slack: PretendedSlack, app: TinyApp):
    ada = with_open_form(slack, app, modal(section("x"), notify_on_close=True))
    with pytest.raises(DispatchFailed):
        ada.closes()
    assert ada.modals == []


def test_a_deep_link_in_a_modal_leaves_the_modal(slack: PretendedSlack, app: TinyApp):
    link = button("Open", "open", url="slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home")
    ada = with_open_form(slack, app, modal(actions(link)))
    app.on_action("open", answers())
    app.on_event("app_home_opened", publishes(home(section("At home"))))
    ada.presses("Open")
    assert ada.sees == "At home"
    assert ada.modals == []


def test_a_press_in_a_modal_can_push_and_one_elsewhere_cannot(slack: PretendedSlack, app: TinyApp):
    refusals: list[str] = []

    def pushes(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(section("More"), title=plain("B")))
        except SlackApiError as refusal:
            refusals.append(refusal.response["error"])

    more = actions(button("More", "more"))
    app.on_event("app_home_opened", publishes(home(more)))
    app.on_action("more", pushes)
    ada = slack.person("ada")
    ada.opens_home()
    ada.presses("More")
    assert refusals == ["not_found"]
    ada = with_open_form(slack, app, modal(more))
    ada.presses("More")
    assert [view.content["title"]["text"] for view in ada.modals] == ["A form", "B"]


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


def test_an_answer_slack_does_not_take_is_shown_to_nobody(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="x", blocks=[section("x" * 3001)]))
    with pytest.raises(AppFailed, match=r"invalid_command_response.*must be less than 3001"):
        slack.person("ada").types("/datapolicy")
    assert slack.answers == {}


def test_an_outsider_may_use_the_apps_messages_under_the_own_team(slack: PretendedSlack, app: TinyApp):
    app.on_action("seen", answers())
    app.client.chat_postMessage(channel="U0OTTO", text="x", blocks=[actions(button("Seen", "seen"))])
    otto = slack.person("otto")
    otto.looks_at(otto.inbox[0])
    otto.presses("Seen")
    assert app.received[0]["user"]["team_id"] == "T0GLOBEX"
    assert app.received[0]["team"]["id"] == "T0ACME"


def test_people_are_picked_by_name_or_id(slack: PretendedSlack, app: TinyApp):
    several = {"type": "multi_users_select", "action_id": "who"}
    block = {"type": "input", "block_id": "who", "label": plain("Readers"), "element": several}
    ada = with_open_form(slack, app, modal(block))
    ada.fills("Readers", "sam U0LIN")
    assert ada.fields["Readers"]["selected_users"] == ["U0SAM", "U0LIN"]
    ada.fills("Readers", "")
    ada.submits()
    assert ada.errors == {"Readers": REQUIRED}


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
