"""What a person types, and the answers that come, change and go; knows nothing of the real app."""

import pytest

from bolt_app.demo.delivery import AppFailed
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.listeners import answers
from tests.unit.demo.tiny_app import TinyApp, actions, button, section

pytestmark = pytest.mark.usefixtures("delivery")


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


def test_an_answer_slack_does_not_take_is_shown_to_nobody(slack: PretendedSlack, app: TinyApp):
    app.on_command(answers(text="x", blocks=[section("x" * 3001)]))
    with pytest.raises(AppFailed, match=r"invalid_command_response.*must be less than 3001"):
        slack.person("ada").types("/datapolicy")
    assert slack.answers == {}
