"""A WSGI application behind a real socket of this machine, in this process; knows not what it serves."""

import threading
from types import TracebackType
from typing import Any, Self
from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

LOOPBACK = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Says nothing about each request: the pretended Slack records its calls itself."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Nothing."""


class LocalServer:
    """Serves in threads from `start()` (or `with`) until `stop()`.

    In-process, so that the clock can be moved: app, pretended Slack and test share one `now`.

    Args:
        application: what to serve.
        port: 0 for any that is free.
    """

    def __init__(self, application: WSGIApplication, port: int = 0) -> None:
        self._application = application
        self._port = port
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`, once started."""
        if self._server is None:
            raise RuntimeError("not started")
        return f"http://{LOOPBACK}:{self._server.port}"

    def start(self) -> Self:
        """Listens; connections are taken from here on."""
        self._server = make_server(
            LOOPBACK, self._port, self._application, threaded=True, request_handler=_Quiet
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Takes no more connections and waits for the listening thread. Does nothing when not started."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
