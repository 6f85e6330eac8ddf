"""The places of the try-out page: what each person sees there, and the words they type."""

from typing import Any

from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.page.browser import Browser, publishes
from tests.unit.demo.tiny_app import TinyApp, actions, button


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
    browser.presses("/datapolicy statut")
    assert "Answer to statut." in browser.sees.text
    browser.goes("/as/sam/channel")
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
