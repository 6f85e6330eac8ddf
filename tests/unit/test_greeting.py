"""The message to who installed the app: its language, whom it goes to, and that its failure is no other's."""

import logging
import socket
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme, organisation
from bolt_app.greeting import Greeting
from bolt_app.i18n import load_translators
from bolt_app.people import Scope

TRANSLATORS = load_translators()
GREETING = Greeting(TRANSLATORS, "https://dp.example")


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(acme()) as pretended:
        yield pretended


def client(slack: PretendedSlack) -> WebClient:
    return WebClient(slack.workspace.bot_token, base_url=slack.api_url, retry_handlers=[])


def send(slack: PretendedSlack, user: str, **more: str) -> bool:
    given = {"team": "T0ACME", "app_id": "A1", **more}
    return GREETING.send(client(slack), user, Scope("T0ACME"), "Acme", **given)


def test_the_message_goes_to_the_person_alone_in_two_calls(slack):
    assert send(slack, "U0ADA")
    assert [call.method for call in slack.calls] == ["users.info", "chat.postMessage"]
    assert [len(said) for said in slack.direct_messages.values()] == [1]
    (message,) = slack.person("ada").messages
    assert "Data Policy is installed in Acme." in message
    assert slack.channel_posts == []


def test_it_is_in_the_language_the_person_reads_slack_in(slack):
    assert send(slack, "U0CAMILLE", otherwise="en")
    assert "Data Policy est installée dans Acme." in slack.person("camille").messages[0]


def test_where_slack_does_not_tell_the_language_it_is_the_browser_s(slack):
    slack.fail_next("users.info", "ratelimited")
    assert send(slack, "U0ADA", otherwise="fr")
    assert "Data Policy est installée" in slack.person("ada").messages[0]


def test_for_an_organisation_a_workspace_is_named_with_the_call():
    with PretendedSlack(organisation()) as slack:
        given = {"app_id": "A1"}
        assert not GREETING.send(client(slack), "W0ADA", Scope("E0STAR"), "Starship", team="", **given)
        assert GREETING.send(client(slack), "W0ADA", Scope("E0STAR"), "Starship", team="T0ACME", **given)
        assert "installed for the organisation Starship." in slack.person("ada").messages[0]


@pytest.mark.parametrize(
    "failure", [{"error": "ratelimited"}, {"error": "channel_not_found"}, {"status": 500}, {"status": 503}]
)
def test_what_slack_does_not_take_is_logged_once_and_neither_raised_nor_sent_again(slack, caplog, failure):
    slack.fail_next("chat.postMessage", **failure)
    assert not send(slack, "U0ADA")
    assert [call.method for call in slack.calls].count("chat.postMessage") == 1
    ours = [record for record in caplog.records if record.name == "bolt_app.greeting"]
    assert [record.levelno for record in ours] == [logging.WARNING]
    assert slack.workspace.bot_token not in caplog.text


def test_a_slack_nobody_reaches_is_logged(caplog):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = WebClient(
            "xoxb-1", base_url=f"http://127.0.0.1:{taken.getsockname()[1]}/api/", retry_handlers=[]
        )
        assert not GREETING.send(nobody, "U1", Scope("T1"), "Acme", team="T1", app_id="A1")
    assert "could not be written to: URLError" in caplog.text
