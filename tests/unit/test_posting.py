"""What Slack's failures mean for a message: later, never, or nobody knows; over real HTTP on this machine."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bolt_app import manifest, startup
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing, acme, organisation
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Role, Scope
from bolt_app.posting import Access, Addressee, Later, Lost, Posting, Refused
from bolt_app.working import _seen
from tests.record_builders import NOW

ACME = Scope("T0ACME")
MESSAGE = {"text": "hello", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}]}


def posting(slack: PretendedSlack, api_url: str = "") -> Posting:
    token = slack.workspace.bot_token
    found = startup.installation(token, slack.api_url, manifest.scopes())
    slack.calls.clear()
    return Posting(
        lambda outgoing: Access(token, found) if outgoing.scope == found.scope else None,
        api_url or slack.api_url,
        _seen,
    )


def to(user: str, scope: Scope = ACME) -> Outgoing:
    """A message to somebody."""
    return Outgoing("key", scope, "ask_again", user, {}, NOW)


def asked(post: Posting, user: str, scope: Scope = ACME) -> Addressee:
    """Somebody Slack knows."""
    found = post.ask(to(user, scope))
    assert found is not None
    return found


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(acme()) as pretended:
        yield pretended


@pytest.fixture
def post(slack: PretendedSlack) -> Posting:
    return posting(slack)


def test_a_message_goes_to_the_person(slack, post):
    post.send(to("U0ADA"), "T0ACME", MESSAGE)
    [posted] = slack.direct_messages["U0ADA"]
    assert posted.content["text"] == "hello"


def test_a_person_is_asked_about_with_role_language_and_workspace(post):
    addressee = asked(post, "U0CAMILLE")
    assert (addressee.viewer.role, addressee.viewer.locale, addressee.team) == (
        Role.MEMBER,
        "fr-FR",
        "T0ACME",
    )


def test_an_organisation_s_token_names_a_workspace_of_the_person():
    with PretendedSlack(organisation()) as slack:
        post = posting(slack)
        group = Scope("E0STAR")
        addressee = asked(post, "W0ADA", group)
        assert (addressee.viewer.role, addressee.team) == (Role.OWNER, "T0ACME")
        post.send(to("W0ADA", group), addressee.team, MESSAGE)
        assert len(slack.direct_messages["W0ADA"]) == 1


def test_who_is_deactivated_or_unknown_is_known_as_such(post):
    assert not asked(post, "U0DANA").viewer.active
    assert post.ask(to("U0NOBODY")) is None


def test_a_scope_the_app_is_not_installed_in_waits_an_hour_without_a_call(slack, post):
    with pytest.raises(Later, match="not installed in T0GLOBEX") as later:
        post.send(to("U0ADA", Scope("T0GLOBEX")), "", MESSAGE)
    assert (later.value.after, later.value.for_all) == (timedelta(hours=1), True)
    assert slack.calls == []


@pytest.mark.parametrize("retry_after", [7, 30])
def test_a_rate_limit_is_a_pause_for_the_workspace_as_long_as_slack_says(slack, post, retry_after):
    slack.fail_next("chat.postMessage", status=429, error="limited", retry_after=retry_after)
    with pytest.raises(Later) as later:
        post.send(to("U0ADA"), "", MESSAGE)
    assert (later.value.after, later.value.for_all) == (timedelta(seconds=retry_after), True)
    assert [call.method for call in slack.calls] == ["chat.postMessage"]


def test_a_rate_limit_without_a_time_is_a_pause_of_a_minute(slack, post):
    slack.fail_next("chat.postMessage", "rate_limited")
    with pytest.raises(Later) as later:
        post.send(to("U0ADA"), "", MESSAGE)
    assert (later.value.after, later.value.for_all) == (timedelta(minutes=1), True)


@pytest.mark.parametrize("error", ["account_inactive", "invalid_auth", "token_revoked", "missing_scope"])
def test_a_token_that_opens_nothing_now_may_be_put_right(slack, post, error):
    slack.fail_next("chat.postMessage", error)
    with pytest.raises(Later, match=error) as later:
        post.send(to("U0ADA"), "", MESSAGE)
    assert (later.value.after, later.value.for_all) == (timedelta(hours=1), True)


@pytest.mark.parametrize("error", ["service_unavailable", "request_timeout"])
def test_what_slack_did_not_do_it_may_do_in_a_minute(slack, post, error):
    slack.fail_next("chat.postMessage", error)
    with pytest.raises(Later) as later:
        post.send(to("U0ADA"), "", MESSAGE)
    assert (later.value.after, later.value.for_all) == (timedelta(minutes=1), False)


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "<html>"])
def test_what_slack_may_have_done_nobody_knows(slack, post, error):
    slack.fail_next("chat.postMessage", error)
    with pytest.raises(Lost):
        post.send(to("U0ADA"), "", MESSAGE)


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_may_have_come_after_the_message(slack, post, status):
    slack.fail_next("chat.postMessage", status=status)
    with pytest.raises(Lost, match=str(status)):
        post.send(to("U0ADA"), "", MESSAGE)


def test_a_refusal_is_for_good(slack, post):
    with pytest.raises(Refused, match="channel_not_found"):
        post.send(to("U0DANA"), "", MESSAGE)
    slack.workspace = replace(slack.workspace, messages_tab=False)
    with pytest.raises(Refused, match="messages_tab_disabled"):
        post.send(to("U0ADA"), "", MESSAGE)


@pytest.mark.parametrize("error", ["internal_error", "service_unavailable", "fatal_error"])
def test_asking_about_a_person_can_always_be_done_again(slack, post, error):
    slack.fail_next("users.info", error)
    with pytest.raises(Later):
        post.ask(to("U0ADA"))


def test_asking_waits_for_slack_s_pause_too_and_is_refused_for_good_by_name(slack, post):
    slack.fail_next("users.info", status=429, retry_after=9)
    with pytest.raises(Later) as later:
        post.ask(to("U0ADA"))
    assert (later.value.after, later.value.for_all) == (timedelta(seconds=9), True)
    slack.fail_next("users.info", "method_deprecated")
    with pytest.raises(Refused, match="method_deprecated"):
        post.ask(to("U0ADA"))


def test_a_slack_that_cannot_be_reached_got_nothing(slack):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        post = posting(slack, f"http://127.0.0.1:{nobody.getsockname()[1]}/api/")
        with pytest.raises(Later, match="was not reached"):
            post.send(to("U0ADA"), "", MESSAGE)
        with pytest.raises(Later, match="URLError"):
            post.ask(to("U0ADA"))


def test_an_answer_that_breaks_off_may_follow_a_message_that_was_sent(slack):
    with socket.create_server(("127.0.0.1", 0)) as server:
        got: list[bytes] = []

        def hang_up() -> None:
            connection, _ = server.accept()
            got.append(connection.recv(65_536))
            connection.close()

        waiting = threading.Thread(target=hang_up)
        waiting.start()
        post = posting(slack, f"http://127.0.0.1:{server.getsockname()[1]}/api/")
        with pytest.raises(Lost, match=r"RemoteDisconnected|ConnectionResetError"):
            post.send(to("U0ADA"), "", MESSAGE)
        waiting.join()
    assert b"POST /api/chat.postMessage" in got[0]


def test_a_person_without_a_workspace_is_addressed_without_one():
    with PretendedSlack(acme()) as slack:
        post = posting(slack)
        slack.change("ada", role=Standing.OUTSIDER, team_id="E0OTHER")
        assert asked(post, "U0ADA").team == ""
