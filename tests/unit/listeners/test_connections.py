"""Connections kept over real sockets: used again, never trusted blindly, and nothing sent twice over them."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import RemoteDisconnected
from ipaddress import ip_address
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from slack_sdk import WebClient

from bolt_app.demo.local_server import LocalServer
from bolt_app.metrics import Counts
from listeners.connections import IDLE, Connections
from listeners.deadline import TimedClient
from tests.scenarios.process import free_port
from tests.unit.listeners.kept_server import KeptServer, kept_server, wait_until_closed
from tests.unit.listeners.test_deadline import Monotonic, Slack


@pytest.fixture
def monotonic() -> Monotonic:
    return Monotonic()


@pytest.fixture
def connections(monotonic: Monotonic) -> Iterator[Connections]:
    connections = Connections(monotonic)
    yield connections
    connections.close()
    assert not connections._spare


@pytest.fixture
def served() -> Iterator[tuple[KeptServer, str]]:
    with kept_server() as served:
        yield served


def to(url: str, body: bytes) -> Request:
    return Request(url, data=body)  # noqa: S310 - an address of this machine, made by the test


def post(connections: Connections, url: str, body: bytes = b"{}", timeout: float = 60) -> bytes:
    return connections.post(to(url, body), timeout, None)[1]


def test_twenty_calls_are_made_over_one_connection(connections, served):
    server, address = served
    for number in range(20):
        assert post(connections, f"{address}/api/x?n={number}", b"%d" % number) == b"%d" % number
    assert server.asked == [(f"/api/x?n={number}", b"%d" % number) for number in range(20)]
    assert server.connections == 1


def test_status_and_headers_come_with_the_answer(connections, served):
    answer, body = connections.post(to(f"{served[1]}/", b'{"ok": true}'), 60, None)
    assert (answer.status, answer.headers["Content-Type"], body) == (200, "application/json", b'{"ok": true}')


def test_each_call_waits_as_long_as_it_says_on_a_kept_connection_too(connections, served):
    for seconds in (60.0, 125.0):
        post(connections, f"{served[1]}/", timeout=seconds)
        assert connections._spare[-1][1].sock.gettimeout() == seconds


def test_two_calls_at_once_use_two_connections_and_both_are_kept(connections, served):
    server, address = served
    server.meanwhile = threading.Barrier(2).wait
    for _ in range(3):
        threads = [threading.Thread(target=post, args=(connections, f"{address}/")) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(server.asked), server.connections, len(connections._spare)) == (6, 2, 2)


def test_a_connection_that_was_idle_for_too_long_is_not_used_again(connections, served, monotonic):
    server, address = served
    post(connections, f"{address}/")
    monotonic.now += IDLE - 1
    post(connections, f"{address}/")
    assert server.connections == 1
    monotonic.now += IDLE
    post(connections, f"{address}/")
    assert (server.connections, len(connections._spare)) == (2, 1)


def test_what_the_server_closed_meanwhile_is_opened_anew_before_anything_is_sent(connections, served):
    server, address = served
    server.hangs_up = "after the answer"
    for number in (1, 2, 3):
        assert post(connections, f"{address}/", b"%d" % number) == b"%d" % number
        wait_until_closed(connections._spare[-1][1].sock)
    assert [body for _, body in server.asked] == [b"1", b"2", b"3"]
    assert server.connections == 3


def test_a_call_whose_kept_connection_breaks_is_not_made_a_second_time(connections, served):
    server, address = served
    post(connections, f"{address}/")
    server.hangs_up = "in place of the answer"
    with pytest.raises(RemoteDisconnected):
        post(connections, f"{address}/", b"once")
    assert [body for _, body in server.asked] == [b"{}", b"once"]
    assert (server.connections, len(connections._spare)) == (1, 0)


def test_a_refusal_is_urllibs_error_and_its_connection_is_kept(connections, served):
    server, address = served
    server.status = 429
    for _ in range(2):
        with pytest.raises(HTTPError) as refused:
            post(connections, f"{address}/", b"slowly")
        with refused.value as error:
            assert (error.code, error.read(), error.headers["Content-Length"]) == (429, b"slowly", "6")
    assert server.connections == 1


def test_a_connection_is_never_used_for_another_server(connections, served):
    with kept_server() as (other, elsewhere):
        post(connections, f"{served[1]}/")
        post(connections, f"{elsewhere}/")
        post(connections, f"{elsewhere}/")
        assert (served[0].connections, other.connections) == (1, 1)
        assert [origin for origin, _, _ in connections._spare] == [
            ("http", elsewhere.removeprefix("http://"))
        ]


def test_of_a_server_that_closes_each_time_nothing_is_kept(connections):
    with LocalServer(Slack()) as server:  # HTTP/1.0
        for _ in range(2):
            assert b"ok" in post(connections, f"{server.url}/api/auth.test")
    assert not connections._spare


def test_a_server_that_is_gone_is_not_reached_and_urllib_says_why(connections):
    with pytest.raises(URLError, match="refused") as failed:
        post(connections, f"http://127.0.0.1:{free_port()}/")
    assert isinstance(failed.value.reason, ConnectionRefusedError)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key of 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    itself = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(itself, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def test_over_tls_one_connection_serves_as_well(connections, certificate: Path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with kept_server(tls) as (server, address):
        for number in range(5):
            assert connections.post(to(f"{address}/", b"%d" % number), 60, trusted)[1] == b"%d" % number
        assert server.connections == 1
        connections.close()


def test_a_certificate_that_nobody_trusts_stops_the_call(connections, certificate: Path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with kept_server(tls) as (server, address):
        for _ in range(2):
            with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
                post(connections, f"{address}/")
        assert server.asked == []


def test_the_calls_of_many_requests_share_one_connection(connections, served, monotonic):
    server, address = served
    client = WebClient("xoxb-1", base_url=f"{address}/api/")
    for _ in range(20):
        timed = TimedClient(client, monotonic() + 250, monotonic, connections, Counts().called)
        assert timed.api_call("auth.test", json={"ok": True})["ok"] is True
    assert server.asked == [("/api/auth.test", b'{"ok": true}')] * 20
    assert server.connections == 1


def test_through_a_proxy_the_sdk_makes_the_call_itself(connections, served, monotonic):
    server, address = served
    client = WebClient("xoxb-1", base_url="http://slack.invalid/api/", proxy=address)
    timed = TimedClient(client, monotonic() + 250, monotonic, connections, Counts().called)
    assert timed.api_call("auth.test", json={"ok": True})["ok"] is True
    assert server.asked == [("http://slack.invalid/api/auth.test", b'{"ok": true}')]
    assert not connections._spare
