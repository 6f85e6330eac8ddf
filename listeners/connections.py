"""Connections to Slack's Web API, kept open from one call to the next; knows no method and no token.

The SDK opens one for each call, and on Python 3.11 reads the certificate authorities anew each time: 22 ms of
CPU, measured, before any round trip. Nothing is sent twice here: that the server closed a connection is found
out before it is used, and when one breaks later the call has failed, as ever.
"""

import selectors
import socket
import ssl
from collections import deque
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BytesIO
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import Request

IDLE = 30.0
"""Seconds without a call after which a connection is not used again: a firewall may have forgotten it."""

_REFUSED = 400
_Origin = tuple[str, str]


class Connections:
    """As many as there are calls at once. Safe to share between threads, not across a fork."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Take the clock that only goes forward, in seconds."""
        self._monotonic = monotonic
        self._spare: deque[tuple[_Origin, HTTPConnection, float]] = deque()
        self._trusted: ssl.SSLContext | None = None

    def post(
        self, request: Request, timeout: float, trusted: ssl.SSLContext | None
    ) -> tuple[HTTPResponse, bytes]:
        """Send a request to its http or https address and return the answer and its body, read to the end.

        Args:
            request: sent as POST, whatever method it names.
            timeout: seconds, for the connection to open and for each time data is waited for.
            trusted: whom to believe; None for the authorities this machine trusts.

        Raises:
            HTTPError: the status is 400 or more.
            URLError: it did not get out; `reason` is what happened.
            OSError, http.client.HTTPException: the answer did not come, or broke off.
        """
        address = urlsplit(request.full_url)
        connection = self._spare_to(address) or self._new(address, timeout, trusted)
        try:
            if connection.sock is not None:
                connection.sock.settimeout(timeout)
            try:
                path = address._replace(scheme="", netloc="").geturl()
                connection.request("POST", path, request.data, dict(request.header_items()))
            except OSError as failed:
                raise URLError(failed) from failed
            answer = connection.getresponse()
            body = answer.read()
        except BaseException:
            connection.close()
            raise
        if cast("socket.socket | None", connection.sock) is not None:  # else the server said that it closes
            self._spare.append((_origin(address), connection, self._monotonic()))
        if answer.status >= _REFUSED:
            raise HTTPError(request.full_url, answer.status, answer.reason, answer.headers, BytesIO(body))
        return answer, body

    def close(self) -> None:
        """Close the connections that are not in use; a later call opens new ones."""
        while self._spare:
            self._spare.pop()[1].close()

    def _spare_to(self, address: SplitResult) -> HTTPConnection | None:
        """Return the connection used last, unless it was idle for too long or something came in unasked."""
        while True:
            try:
                origin, connection, since = self._spare.pop()
            except IndexError:
                return None
            fresh = origin == _origin(address) and self._monotonic() - since < IDLE
            if fresh and not _speaks_unasked(connection.sock):
                return connection
            connection.close()

    def _new(self, address: SplitResult, timeout: float, trusted: ssl.SSLContext | None) -> HTTPConnection:
        if address.scheme == "http":
            return HTTPConnection(address.netloc, timeout=timeout)
        if trusted is None:
            trusted = self._trusted = self._trusted or _authorities()
        return HTTPSConnection(address.netloc, timeout=timeout, context=trusted)


def _origin(address: SplitResult) -> _Origin:
    return address.scheme, address.netloc


def _authorities() -> ssl.SSLContext:
    """Return what urllib makes by itself: the authorities this machine trusts."""
    trusted = ssl.create_default_context()
    trusted.set_alpn_protocols(["http/1.1"])
    return trusted


def _speaks_unasked(idle: socket.socket) -> bool:
    """Whether the server closed the connection, or sent what nobody asked for."""
    with selectors.DefaultSelector() as selector:
        selector.register(idle, selectors.EVENT_READ)
        return bool(selector.select(0))
