"""Requests on their way to a Bolt app and what comes back: signatures, time limits, events sent again."""

import http.client
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bolt_app.demo.delivery import (
    Answer,
    DispatchFailed,
    HttpDelivery,
    OperationTimeout,
    Retry,
    signature,
)
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from tests.patience import PATIENCE
from tests.scenarios.process import free_port
from tests.unit.demo.tiny_app import TinyApp, listening, section, text_input
from tests.unit.demo.tiny_app import modal as modal_view


def test_the_signature_is_the_one_slack_documents():
    # The worked example of docs.slack.dev/authentication/verifying-requests-from-slack.
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )


def test_bolt_takes_what_is_signed_and_refuses_the_rest(app: TinyApp, delivery: HttpDelivery):
    app.on_command(lambda ack: ack("Hello"))
    form = "command=%2Fdatapolicy&text=&team_id=T0ACME&user_id=U0ADA"
    kind = "application/x-www-form-urlencoded"
    assert delivery.post(form, kind).status == 200
    assert delivery.post(form, kind, {"x-slack-signature": "v0=" + "0" * 64}).status == 401
    stale = replace(delivery, clock=lambda: time.time() - 301)
    assert stale.post(form, kind).status == 401
    assert replace(delivery, signing_secret="another").post(form, kind).status == 401
    assert len(app.received) == 1


def test_a_new_request_url_answers_with_the_challenge(delivery: HttpDelivery):
    answer = delivery.url_verification("3eZbrw1a")
    assert answer.status == 200
    assert "3eZbrw1a" in answer.body


def test_a_certificate_check_gets_its_200(delivery: HttpDelivery):
    assert delivery.ssl_check().status == 200


def test_an_app_that_is_too_slow_is_a_timeout(slack: PretendedSlack, app: TinyApp):
    held = threading.Event()
    app.on_command(lambda ack: held.wait(PATIENCE) and ack())
    with listening(app, answer_within=0.1):
        with pytest.raises(OperationTimeout) as failure:
            slack.person("ada").types("/datapolicy")
        held.set()
    assert failure.value.error == "operation_timeout"


def test_an_answer_that_trickles_in_is_late_too():
    def trickle(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("content-type", "text/plain")])
        pause = threading.Event()
        for _piece in range(3):
            pause.wait(0.06)
            yield b"x"

    with LocalServer(trickle) as server:
        delivery = HttpDelivery(f"{server.url}/slack/events", "secret", answer_within=0.1)
        with pytest.raises(OperationTimeout):  # each piece by itself is in time, as a rule; the whole is not
            delivery.ssl_check()


def test_an_app_that_is_not_there_is_a_failed_dispatch():
    gone = HttpDelivery(f"http://127.0.0.1:{free_port()}/", "secret")
    with pytest.raises(DispatchFailed):
        gone.ssl_check()


def test_an_app_that_answers_nonsense_is_a_failed_dispatch(slack: PretendedSlack, app: TinyApp):
    def boom() -> None:
        raise ZeroDivisionError

    app.on_command(boom)
    with listening(app), pytest.raises(DispatchFailed, match="HTTP 500"):
        slack.person("ada").types("/datapolicy")


def test_a_command_nobody_listens_to_is_a_failed_dispatch(slack: PretendedSlack, delivery: HttpDelivery):
    assert HttpDelivery(delivery.request_url, delivery.signing_secret).answer_within == 3.0
    with pytest.raises(DispatchFailed, match="HTTP 404"):
        slack.person("ada").types("/datapolicy")


def test_without_an_app_there_is_nobody_to_type_to(slack: PretendedSlack):
    with pytest.raises(RuntimeError, match="connect"):
        slack.person("ada").types("/datapolicy")


def test_a_server_that_was_not_started_has_no_address():
    server = LocalServer(lambda *_: [])
    server.stop()
    with pytest.raises(RuntimeError, match="not started"):
        _ = server.url


class Fickle:
    """A delivery that answers what it was told, and keeps what it was sent."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[str, Retry | None]] = []

    def command(self, form: Any) -> Answer:
        raise AssertionError(form)

    def interaction(self, payload: Any) -> Answer:
        raise AssertionError(payload)

    def event(self, body: Any, retry: Retry | None = None) -> Answer:
        self.sent.append((body["event_id"], retry))
        told = self.answers.pop(0)
        if isinstance(told, Exception):
            raise told
        return told


EVENT = {"type": "app_home_opened", "user": "U0ADA"}


def test_an_event_is_sent_again_up_to_three_times_with_the_same_id(slack: PretendedSlack):
    way = Fickle(Answer(500), OperationTimeout(), DispatchFailed(), Answer(503))
    slack.connect(way)
    assert slack.events.send(EVENT) is False
    assert [slack.events.redeliver() for _ in range(4)] == [1, 1, 1, 0]
    event_id = way.sent[0][0]
    assert way.sent == [
        (event_id, None),
        (event_id, Retry(1, "http_error")),
        (event_id, Retry(2, "http_timeout")),
        (event_id, Retry(3, "connection_failed")),
    ]
    assert [one.body["event_id"] for one in slack.events.given_up] == [event_id]


def test_an_event_taken_the_second_time_is_not_sent_a_third(slack: PretendedSlack):
    slack.connect(Fickle(Answer(500), Answer(204)))
    slack.events.send(EVENT)
    assert slack.events.redeliver() == 1
    assert slack.events.waiting == slack.events.given_up == []


def test_an_app_may_ask_not_to_be_sent_an_event_again(slack: PretendedSlack):
    slack.connect(Fickle(Answer(500, headers={"x-slack-no-retry": "1"})))
    slack.events.send(EVENT)
    assert slack.events.waiting == []
    assert len(slack.events.given_up) == 1


def test_two_events_have_two_ids(slack: PretendedSlack):
    way = Fickle(Answer(200), Answer(200))
    slack.connect(way)
    assert slack.events.send(EVENT)
    assert slack.events.send(EVENT)
    assert way.sent[0][0] != way.sent[1][0]


def test_a_retry_says_so_in_its_headers(slack: PretendedSlack, app: TinyApp, delivery: HttpDelivery):
    assert delivery.request_url.endswith("/slack/events")
    tries: list[int] = []

    def fickle() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise ZeroDivisionError

    app.on_event("app_home_opened", fickle)

    @app.bolt.error
    def failed() -> Any:
        from slack_bolt.response import BoltResponse  # noqa: PLC0415 - only this answer needs it

        return BoltResponse(status=500)

    slack.person("ada").opens_home()
    assert slack.events.redeliver() == 1
    assert "x-slack-retry-num" not in app.headers[0]
    assert app.headers[1]["x-slack-retry-num"] == ["1"]
    assert app.headers[1]["x-slack-retry-reason"] == ["http_error"]
    assert slack.events.waiting == []


def test_an_uninstall_sends_both_events_and_kills_the_token(
    slack: PretendedSlack, app: TinyApp, delivery: HttpDelivery
):
    assert delivery.signing_secret == slack.workspace.signing_secret
    app.on_event("app_uninstalled", lambda: None)
    app.on_event("tokens_revoked", lambda: None)
    slack.uninstalls()
    kinds = [body["event"]["type"] for body in app.received]
    assert kinds == ["app_uninstalled", "tokens_revoked"]
    assert all("authorizations" not in body for body in app.received)
    assert app.received[1]["event"]["tokens"]["bot"] == ["U0DATAPOLICY"]
    assert slack.uninstalled


def test_the_body_says_200_only_when_bolt_does(delivery: HttpDelivery, app: TinyApp):
    app.on_submit("form", lambda ack: ack())
    view = modal_view(section("x"), text_input("A", "a"))
    payload = {"type": "view_submission", "user": {"id": "U0ADA"}, "team": {"id": "T0ACME"}, "view": view}
    assert delivery.interaction(payload).or_failed().status == http.client.OK
    unknown = payload | {"view": view | {"callback_id": "other"}}
    with pytest.raises(DispatchFailed):
        delivery.interaction(unknown).or_failed()
