"""Modals in front of a person: submitted, pushed, cleared and closed, and what is told of each to the app."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bolt_app.demo.delivery import AppFailed, DispatchFailed
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing
from tests.unit.demo.listeners import FORM, answers, publishes, with_open_form
from tests.unit.demo.tiny_app import TinyApp, actions, button, home, modal, plain, section

pytestmark = pytest.mark.usefixtures("delivery")


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
