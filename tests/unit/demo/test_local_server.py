"""The local server itself: where it listens, that it serves several at once, that it ends."""

import http.client
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bolt_app.demo.local_server import LOOPBACK, LocalServer
from tests.patience import PATIENCE
from tests.scenarios.process import free_port


def hello(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("content-type", "text/plain")])
    return [environ["PATH_INFO"].encode()]


def fetched(url: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_it_listens_on_this_machine_only():
    with LocalServer(hello) as server:
        assert urlsplit(server.url).hostname == LOOPBACK == "127.0.0.1"
        assert fetched(server.url, "/a") == (200, b"/a")


def test_a_port_that_was_asked_for_is_the_one_it_gets():
    port = free_port()
    with LocalServer(hello, port) as server:
        assert urlsplit(server.url).port == port


def test_after_the_end_nobody_listens_and_a_second_end_does_no_harm():
    server = LocalServer(hello, free_port()).start()
    url = server.url
    server.stop()
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        fetched(url, "/")


def test_it_can_be_started_again():
    server = LocalServer(hello)
    for path in ("/first", "/second"):
        with server:
            assert fetched(server.url, path) == (200, path.encode())


def test_a_request_that_waits_does_not_hold_up_the_next():
    free = threading.Event()

    def waits(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/slow":
            assert free.wait(PATIENCE)
        return hello(environ, start_response)

    with LocalServer(waits) as server, ThreadPoolExecutor(1) as pool:
        slow = pool.submit(fetched, server.url, "/slow")
        assert fetched(server.url, "/quick") == (200, b"/quick")
        assert not slow.done()
        free.set()
        assert slow.result(PATIENCE) == (200, b"/slow")


def test_it_writes_nothing_about_its_requests(capfd: pytest.CaptureFixture[str]):
    with LocalServer(hello) as server:
        fetched(server.url, "/secret?token=xoxb-1")
    assert capfd.readouterr() == ("", "")
