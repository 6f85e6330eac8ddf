"""A web server on this machine that plays Slack's site for the watch; what it serves is plainly synthetic.

It listens on a loopback address, which the watch refuses: `reach()` lets it ask this server and nothing else.
"""

import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from ipaddress import IPv4Address
from types import TracebackType
from typing import Any, Self

from bolt_app.watch import addresses
from bolt_app.watch.addresses import IPAddress
from bolt_app.watch.fetch import Reach

HTML = "text/html; charset=utf-8"
HOST = "slack.example"
"""The name the server is asked by; it resolves nowhere but in the tests."""


@dataclass(frozen=True)
class Reply:
    """What the server sends for a path; `after` writes more, as it likes, once the head is out."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: Callable[[BufferedIOBase], None] | None = None


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]


Page = Reply | Callable[[Asked], Reply]


class SlackSite:
    """The server; `pages` may be changed at any time, `asked` is every request."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(self.path, dict(self.headers))
                site.asked.append(asked)
                page = site.pages.get(self.path, Reply(b"not here", 404))
                reply = page if isinstance(page, Reply) else page(asked)
                self.send_response(reply.status)
                for name, value in ({"Content-Type": HTML} | dict(reply.headers)).items():
                    self.send_header(name, value)
                if reply.after is None and "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                self.wfile.write(reply.body)
                if reply.after:
                    reply.after(self.wfile)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """Say nothing: who asked may hang up whenever they like."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.scheme = "http"
        if trust is not None:
            self._server.socket = trust.wrap_socket(self._server.socket, server_side=True)
            self.scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        """Return the address of a path, by the pretended name."""
        return f"{self.scheme}://{HOST}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def reach(self) -> Reach:
        """Return what lets the watch ask this server, and forbids all that is forbidden otherwise."""
        origin = self.url("/")
        return Reach(
            fault=lambda url: "" if url.startswith(origin) else addresses.fault(url),
            public=lambda address: address.is_loopback or addresses.public(address),
        )

    def resolve(self, name: str, port: int) -> Sequence[IPAddress]:
        """Give this server's address for its name, and none for any other."""
        if (name, port) != (HOST, self.port):
            raise OSError(f"no such name: {name}")
        return [IPv4Address("127.0.0.1")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
