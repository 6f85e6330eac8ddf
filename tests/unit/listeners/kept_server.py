"""A server that keeps connections open and counts them, for what is asked over them; knows no Slack."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class KeptServer(ThreadingHTTPServer):
    """Answers every POST with its body, over HTTP/1.1.

    Attributes:
        connections: how many were made.
        asked: path and body of each request, in the order they came.
        status: what it answers.
        hangs_up: says nothing of it, and closes: after its answer, or in place of it.
        meanwhile: called before each answer.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections = 0
        self.asked: list[tuple[str, bytes]] = []
        self.status = 200
        self.hangs_up: str = ""
        self.meanwhile: Callable[[], Any] = lambda: None

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count in the one thread that takes connections."""
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked has gone."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: KeptServer

    def do_POST(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append((self.path, body))
        server.meanwhile()
        if server.hangs_up == "in place of the answer":
            self.close_connection = True
            return
        self.send_response(server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = server.hangs_up == "after the answer"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Nothing."""


@contextmanager
def kept_server(tls: ssl.SSLContext | None = None) -> Iterator[tuple[KeptServer, str]]:
    """Give a server and its address; over TLS where a context with its certificate is given."""
    server = KeptServer()
    scheme = "https" if tls else "http"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server, f"{scheme}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wait_until_closed(kept: socket.socket) -> None:
    """Return when the other side closed a connection, however long that takes."""
    kept.settimeout(None)
    assert kept.recv(1, socket.MSG_PEEK) == b""
