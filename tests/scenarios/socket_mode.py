"""Socket Mode's server side, for a pretended Slack: envelopes out, answers in; knows no meaning.

Source: docs.slack.dev/apis/events-api/using-socket-mode. Only an envelope that was answered counts as taken.
"""

import itertools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from bolt_app.demo.delivery import Answer, DispatchFailed, OperationTimeout, Retry
from bolt_app.demo.slack import PretendedSlack
from tests.patience import PATIENCE


@dataclass(slots=True)
class _Envelope:
    """An envelope on its way, and what came back for it."""

    accepts_payload: bool
    answered: threading.Event = field(default_factory=threading.Event)
    payload: Any = None


class SocketModeDelivery:
    """A `Delivery` over Socket Mode. While it runs, `apps.connections.open` gives its address.

    Args:
        slack: the pretended Slack whose commands, clicks and events are sent.
        answer_within: seconds an app has to answer an envelope.

    Attributes:
        answer_within: the same, for the envelopes to come.
        strays: acknowledgements of envelopes nobody waits for (any more).
    """

    def __init__(self, slack: PretendedSlack, answer_within: float = PATIENCE) -> None:
        self._slack = slack
        self.answer_within = answer_within
        self._numbers = itertools.count(1)
        self._sent: dict[str, _Envelope] = {}
        self._connections: list[ServerConnection] = []
        self._changed = threading.Condition()
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self.strays: list[str] = []

    def __enter__(self) -> Self:
        self._server = serve(self._connected, "127.0.0.1", 0)
        port = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self._slack.socket_mode_url = f"ws://127.0.0.1:{port}/link"
        self._slack.connect(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._slack.socket_mode_url = None
        self.hangs_up()
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()

    def command(self, form: Mapping[str, str]) -> Answer:
        """A slash command; the same fields as over HTTP, as JSON."""
        return self._deliver("slash_commands", dict(form), accepts_payload=True)

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        """An interaction. Only a submission takes a payload in its acknowledgement."""
        return self._deliver("interactive", payload, accepts_payload=payload["type"] == "view_submission")

    def event(self, body: Mapping[str, Any], retry: Retry | None = None) -> Answer:
        """An event; how often it was sent before stands in the envelope."""
        more = {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
        return self._deliver("events_api", body, accepts_payload=False, **more)

    def wait_for_app(self, connections: int = 1) -> None:
        """Waits until so many connections stand.

        Raises:
            TimeoutError: they do not.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._connections) >= connections, PATIENCE):
                raise TimeoutError(f"{len(self._connections)} connections instead of {connections}")

    def refreshes(self) -> None:
        """Asks the app to connect anew, as Slack does every few hours, and waits until it has."""
        with self._changed:
            before = list(self._connections)
        for connection in before:
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"} | self._debug()))
        with self._changed:
            fresh = self._changed.wait_for(
                lambda: any(one not in before for one in self._connections), PATIENCE
            )
        if not fresh:
            raise TimeoutError("the app did not connect anew")
        for connection in before:
            connection.close()

    def hangs_up(self) -> None:
        """Closes every connection that stands now, and waits until they are gone.

        Raises:
            TimeoutError: the app holds on to one.
        """
        with self._changed:
            before = list(self._connections)
        for connection in before:
            connection.close()
        with self._changed:
            gone = self._changed.wait_for(
                lambda: not any(one in before for one in self._connections), PATIENCE
            )
        if not gone:
            raise TimeoutError("the app holds on to a closed connection")

    def closes(self, close: Callable[[], None]) -> None:
        """Runs the app's own closing, greeting meanwhile: unless woken, the SDK's client reads on for 3 s."""
        closing = threading.Thread(target=close)
        closing.start()
        while closing.is_alive():
            with self._changed:
                present = list(self._connections)
            for connection in present:
                with suppress(ConnectionClosed):
                    connection.send(json.dumps(self._hello(len(present))))
            closing.join(0.02)

    def _hello(self, connections: int) -> dict[str, Any]:
        app = {"connection_info": {"app_id": self._slack.workspace.app_id}}
        return {"type": "hello", "num_connections": connections} | app | self._debug()

    def _debug(self) -> dict[str, Any]:
        return {"debug_info": {"host": "applink-pretended"}}

    def _connected(self, connection: ServerConnection) -> None:
        """One connection of an app, from hello to its end."""
        connection.send(json.dumps(self._hello(len(self._connections) + 1)))
        with self._changed:
            self._connections.append(connection)
            self._changed.notify_all()
        try:
            for message in connection:
                self._acknowledged(json.loads(message))
        except ConnectionClosed:
            pass  # the app went away without a farewell; Slack does not mind either
        finally:
            with self._changed:
                self._connections.remove(connection)
                self._changed.notify_all()

    def _acknowledged(self, told: Mapping[str, Any]) -> None:
        envelope = self._sent.get(told["envelope_id"])
        if envelope is None:
            self.strays.append(told["envelope_id"])
            return
        envelope.payload = told.get("payload") if envelope.accepts_payload else None
        envelope.answered.set()

    def _deliver(
        self, kind: str, payload: Mapping[str, Any], *, accepts_payload: bool, **more: Any
    ) -> Answer:
        envelope_id, envelope = f"envelope-{next(self._numbers)}", _Envelope(accepts_payload)
        body = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": accepts_payload,
        }
        self._sent[envelope_id] = envelope
        try:
            self._send(json.dumps(body | more))
            if not envelope.answered.wait(self.answer_within):
                raise OperationTimeout(f"envelope {kind} was not acknowledged in {self.answer_within} s")
        finally:
            del self._sent[envelope_id]
        if envelope.payload is None:
            return Answer(200)
        return Answer(200, json.dumps(envelope.payload), {"content-type": "application/json"})

    def _send(self, message: str) -> None:
        with self._changed:
            newest = self._connections[-1:]
        try:
            for connection in newest:
                connection.send(message)
        except ConnectionClosed as cause:
            raise DispatchFailed("the connection broke") from cause
        if not newest:
            raise DispatchFailed("the app is not connected")


@contextmanager
def over_socket_mode(
    bolt: App, slack: PretendedSlack, answer_within: float = PATIENCE, ping_interval: float = 10
) -> Iterator[SocketModeDelivery]:
    """An app connected to the pretended Slack by the SDK's own client, while the context lasts."""
    web_client = WebClient(base_url=slack.api_url)
    with SocketModeDelivery(slack, answer_within) as delivery:
        handler = SocketModeHandler(
            bolt, slack.workspace.app_token, web_client=web_client, ping_interval=ping_interval
        )
        handler.connect()  # type: ignore[no-untyped-call] # the SDK's
        delivery.wait_for_app()
        try:
            yield delivery
        finally:
            delivery.closes(handler.close)
