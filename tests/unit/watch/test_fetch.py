"""The watch asks a server on this machine: what it takes, what it refuses, and what never leaves it."""

import gzip
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from io import BufferedIOBase
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bolt_app.watch import Failure, FailureKind, Validators
from bolt_app.watch.addresses import IPAddress
from bolt_app.watch.answer import Answer, Fetched, Unchanged
from bolt_app.watch.fetch import LARGEST, PUBLIC, Fetcher, resolve, user_agent
from tests.patience import PATIENCE
from tests.slack_site import HOST, HTML, Asked, Reply, SlackSite

PAGE = b"<html lang=en><main id=main>We may.</main></html>"
NONE = Validators()


@pytest.fixture
def site() -> Iterator[SlackSite]:
    with SlackSite() as site:
        yield site


def fetcher(site: SlackSite, seconds: float = PATIENCE) -> Fetcher:
    return Fetcher(user_agent("https://acme.example"), site.resolve, site.reach(), seconds)


def ask(site: SlackSite, path: str, validators: Validators = NONE) -> Answer:
    return fetcher(site)(site.url(path), validators)


def failure(site: SlackSite, path: str) -> tuple[FailureKind, str]:
    answer = ask(site, path)
    assert isinstance(answer, Failure)
    return answer.kind, answer.detail


def test_a_page_comes_with_what_to_ask_with_next_time(site: SlackSite):
    site.pages["/terms"] = Reply(
        PAGE, headers={"ETag": '"1"', "Last-Modified": "Fri, 17 May 2024 00:00:00 GMT"}
    )
    validators = Validators('"1"', "Fri, 17 May 2024 00:00:00 GMT")
    assert ask(site, "/terms") == Fetched(PAGE, HTML, validators)


def test_the_watch_says_who_it_is_and_no_more(site: SlackSite):
    site.pages["/terms"] = Reply(PAGE)
    ask(site, "/terms")
    sent = {name.lower(): value for name, value in site.asked[-1].headers.items()}
    assert sent == {
        "host": f"{HOST}:{site.port}",
        "user-agent": "datapolicy-watch/1 (+https://acme.example)",
        "accept": "text/html, */*;q=0.1",
        "accept-encoding": "gzip",
    }
    assert user_agent("") == user_agent("https://exämple.org") == user_agent("a\r\nb") == "datapolicy-watch/1"


def test_a_page_that_did_not_change_is_not_sent_again(site: SlackSite):
    def page(asked: Asked) -> Reply:
        same = (
            asked.headers.get("If-None-Match") == '"1"' and asked.headers.get("If-Modified-Since") == "then"
        )
        return Reply(status=304) if same else Reply(PAGE)

    site.pages["/terms"] = page
    validators = Validators('"1"', "then")
    assert ask(site, "/terms", validators) == Unchanged(validators)
    assert isinstance(ask(site, "/terms", Validators('"2"')), Fetched)


def test_a_304_may_bring_new_validators(site: SlackSite):
    site.pages["/terms"] = Reply(status=304, headers={"ETag": '"2"'})
    assert ask(site, "/terms", Validators('"1"', "then")) == Unchanged(Validators('"2"', "then"))


@pytest.mark.parametrize("etag", ['"é"', '"' + "x" * 300 + '"'])
def test_what_could_not_be_sent_back_is_not_kept(site: SlackSite, etag: str):
    site.pages["/terms"] = Reply(PAGE, headers={"ETag": etag, "Last-Modified": "then"})
    answer = ask(site, "/terms")
    assert isinstance(answer, Fetched)
    assert answer.validators == Validators("", "then")


def test_a_304_that_nobody_asked_for_is_no_page(site: SlackSite):
    site.pages["/terms"] = Reply(status=304)
    assert failure(site, "/terms") == (FailureKind.HTTP_STATUS, "304")


@pytest.mark.parametrize("status", [201, 204, 400, 401, 403, 404, 410, 429, 500, 503])
def test_any_status_but_200_is_no_page(site: SlackSite, status: int):
    site.pages["/terms"] = Reply(PAGE if status != 204 else b"", status)
    assert failure(site, "/terms") == (FailureKind.HTTP_STATUS, str(status))


def chain(site: SlackSite, length: int, status: int = 302) -> None:
    for step in range(length):
        site.pages[f"/{step}"] = Reply(status=status, headers={"Location": f"/{step + 1}"})
    site.pages[f"/{length}"] = Reply(PAGE)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_three_redirects_on_the_same_host_are_followed(site: SlackSite, status: int):
    chain(site, 3, status)
    assert isinstance(ask(site, "/0"), Fetched)
    assert site.paths() == ["/0", "/1", "/2", "/3"]


def test_a_fourth_redirect_is_not(site: SlackSite):
    chain(site, 4)
    assert failure(site, "/0") == (FailureKind.TOO_MANY_REDIRECTS, "")
    assert site.paths() == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("location", "kind", "detail"),
    [
        ("https://www.slack.com/terms", FailureKind.OTHER_HOST, "www.slack.com"),
        ("//slack.com/terms", FailureKind.NOT_PUBLIC, "is not an https address"),
        ("http://slack.com/terms", FailureKind.NOT_PUBLIC, "is not an https address"),
        ("file:///etc/passwd", FailureKind.NOT_PUBLIC, "is not an https address"),
        ("data:text/html,x", FailureKind.NOT_PUBLIC, "is not an https address"),
        ("https://127.0.0.1/", FailureKind.NOT_PUBLIC, "has no public host name"),
        ("https://[::1]/", FailureKind.NOT_PUBLIC, "has no public host name"),
        ("https://169.254.169.254/latest/", FailureKind.NOT_PUBLIC, "has no public host name"),
        ("https://localhost/", FailureKind.NOT_PUBLIC, "has no public host name"),
        ("https://slack.com:8443/", FailureKind.NOT_PUBLIC, "names a port other than 443"),
        ("https://user@slack.com/", FailureKind.NOT_PUBLIC, "names a user"),
        ("https://[slack.com/", FailureKind.HTTP_STATUS, "302"),
        ("", FailureKind.HTTP_STATUS, "302"),
    ],
)
def test_a_redirect_leads_nowhere_else(site: SlackSite, location: str, kind: FailureKind, detail: str):
    site.pages["/terms"] = Reply(status=302, headers={"Location": location})
    assert failure(site, "/terms") == (kind, detail)
    assert site.paths() == ["/terms"]


def test_an_address_of_the_private_network_is_not_even_resolved(site: SlackSite):
    def never(name: str, port: int) -> Sequence[IPAddress]:
        raise AssertionError(name, port)

    for url in (site.url("/terms"), "https://localhost/", "file:///etc/passwd", "https://127.0.0.1/"):
        answer = Fetcher("a", never)(url, NONE)
        assert isinstance(answer, Failure)
    assert site.asked == []


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["10.1.2.3"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["fe80::1"]]
)
def test_a_public_name_with_a_private_address_is_refused(site: SlackSite, answers: list[str]):
    asked = Fetcher("a", lambda *_: [ip_address(answer) for answer in answers])
    assert asked._within_time("https://slack.com/terms", {}) == Failure(
        FailureKind.NOT_PUBLIC, next(answer for answer in answers if answer != "8.8.8.8")
    )
    assert asked("https://slack.com/terms", NONE) == Failure(FailureKind.ROBOTS, "robots.txt cannot be read")
    assert site.asked == []


def test_by_default_only_the_public_internet_is_reached():
    assert Fetcher("a").reach is PUBLIC
    assert not PUBLIC.public(ip_address("127.0.0.1"))
    assert PUBLIC.fault("https://localhost/")


def test_the_connection_goes_to_the_address_that_was_checked(site: SlackSite):
    resolved: list[str] = []

    def noting(name: str, _: int) -> Sequence[IPAddress]:
        resolved.append(name)
        return [ip_address("127.0.0.1")]

    site.pages["/terms"] = Reply(PAGE)
    # The name resolves nowhere else: a client that looked it up itself would not find the server.
    assert isinstance(Fetcher("a", noting, site.reach())(site.url("/terms"), NONE), Fetched)
    assert resolved == [HOST, HOST]  # for robots.txt, and for the page


def test_where_one_address_does_not_answer_the_next_one_is_asked(site: SlackSite):
    site.pages["/terms"] = Reply(PAGE)
    both = [ip_address("::1"), ip_address("127.0.0.1")]  # the server listens at the second one only
    assert isinstance(Fetcher("a", lambda *_: both, site.reach())(site.url("/terms"), NONE), Fetched)
    assert Fetcher("a", lambda *_: both[:1], site.reach())._within_time(site.url("/terms"), {}) == Failure(
        FailureKind.UNREACHABLE, "no connection"
    )


def test_a_name_without_an_address_is_unreachable(site: SlackSite):
    asked = fetcher(site)
    url = site.url("/terms").replace(str(site.port), "1")
    assert Fetcher("a", site.resolve, asked.reach)._within_time("https://slack.com/", {}) == Failure(
        FailureKind.UNREACHABLE, "no address"
    )
    assert isinstance(asked(url, NONE), Failure)


def test_this_machine_knows_its_own_names():
    assert all(address.is_loopback for address in resolve("localhost", 443))
    assert resolve("127.0.0.1", 80) == [ip_address("127.0.0.1")]


def test_five_megabytes_are_read_and_no_more(site: SlackSite):
    site.pages["/most"] = Reply(b"x" * LARGEST)
    site.pages["/more"] = Reply(b"x" * (LARGEST + 1))
    most = ask(site, "/most")
    assert isinstance(most, Fetched)
    assert len(most.body) == LARGEST
    assert failure(site, "/more") == (FailureKind.TOO_LARGE, "")


def test_a_page_without_end_is_left(site: SlackSite):
    left = threading.Event()

    def endless(out: BufferedIOBase) -> None:
        try:
            while True:
                out.write(b"x" * 65536)
        except OSError:
            left.set()

    site.pages["/terms"] = Reply(after=endless)
    assert failure(site, "/terms") == (FailureKind.TOO_LARGE, "")
    assert left.wait(PATIENCE)


def test_a_compressed_page_is_read(site: SlackSite):
    site.pages["/terms"] = Reply(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    answer = ask(site, "/terms")
    assert isinstance(answer, Fetched)
    assert answer.body == PAGE


def test_a_small_page_that_hides_gigabytes_is_too_large(site: SlackSite):
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    assert len(bomb) < 60_000
    site.pages["/terms"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    assert failure(site, "/terms") == (FailureKind.TOO_LARGE, "")


@pytest.mark.parametrize(
    "body", [b"no gzip", gzip.compress(PAGE)[:-9], b""], ids=["none", "cut off", "empty"]
)
def test_a_broken_compression_is_no_page(site: SlackSite, body: bytes):
    site.pages["/terms"] = Reply(body, headers={"Content-Encoding": "gzip"})
    assert failure(site, "/terms") == (FailureKind.UNREACHABLE, "DecodingError")


def test_a_compression_nobody_asked_for_is_refused(site: SlackSite):
    site.pages["/terms"] = Reply(PAGE, headers={"Content-Encoding": "br"})
    assert failure(site, "/terms") == (FailureKind.NOT_A_PAGE, "compressed as br")


def test_a_page_that_breaks_off_is_no_page(site: SlackSite):
    site.pages["/terms"] = Reply(PAGE, headers={"Content-Length": "5000"})
    assert failure(site, "/terms") == (FailureKind.UNREACHABLE, "RemoteProtocolError")


def test_a_server_that_drips_is_left_when_the_time_is_over(site: SlackSite):
    gone = threading.Event()

    def drip(out: BufferedIOBase) -> None:
        try:
            while not gone.wait(0.01):
                out.write(b"x")
        except OSError:
            gone.set()

    site.pages["/terms"] = Reply(after=drip)
    try:
        # Each byte comes in good time; it is the whole that takes too long.
        assert fetcher(site, seconds=0.3)(site.url("/terms"), NONE) == Failure(FailureKind.TIMEOUT)
    finally:
        gone.set()


def test_a_robots_txt_that_forbids_is_obeyed(site: SlackSite):
    site.pages["/robots.txt"] = Reply(b"User-agent: datapolicy-watch\nDisallow: /terms")
    site.pages["/terms"] = site.pages["/help"] = Reply(PAGE)
    assert failure(site, "/terms") == (FailureKind.ROBOTS, "")
    assert isinstance(ask(site, "/help"), Fetched)
    assert site.paths() == ["/help"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: SlackSite):
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /intl/")
    site.pages["/terms"] = Reply(status=302, headers={"Location": "/intl/terms"})
    site.pages["/intl/terms"] = Reply(PAGE)
    assert failure(site, "/terms") == (FailureKind.ROBOTS, "")
    assert site.paths() == ["/terms"]


@pytest.mark.parametrize(
    ("status", "asked"), [(404, True), (401, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_no_robots_txt_allows_and_a_broken_one_forbids(site: SlackSite, status: int, asked: int):
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status)
    site.pages["/terms"] = Reply(PAGE)
    assert isinstance(ask(site, "/terms"), Fetched) is asked
    assert (site.paths() == ["/terms"]) is asked


def test_a_robots_txt_is_read_once_in_a_turn(site: SlackSite):
    site.pages["/terms"] = Reply(PAGE)
    asked = fetcher(site)
    for _ in range(3):
        assert isinstance(asked(site.url("/terms"), NONE), Fetched)
    assert [seen.path for seen in site.asked] == ["/robots.txt", "/terms", "/terms", "/terms"]


def test_a_host_that_cannot_be_reached_is_not_asked_for_more(site: SlackSite):
    url = site.url("/terms")
    nobody = Fetcher("a", site.resolve, site.reach(), 5.0)
    site._server.socket.close()
    assert nobody(url, NONE) == Failure(FailureKind.ROBOTS, "robots.txt cannot be read")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the pretended name, with its key; it was made here and is trusted nowhere else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "slack.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
    )
    return file


def test_the_certificate_is_checked_for_the_name_and_not_for_the_address(certificate: Path):
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with SlackSite(served) as site:
        site.pages["/terms"] = Reply(PAGE)
        url = site.url("/terms")
        assert isinstance(Fetcher("a", site.resolve, site.reach(), trust=trusted)(url, NONE), Fetched)
        stranger = Fetcher("a", site.resolve, site.reach())
        assert stranger._within_time(url, {}) == Failure(FailureKind.UNREACHABLE, "no connection")
        other = url.replace(HOST, "other.example")
        elsewhere = Fetcher("a", lambda *_: [ip_address("127.0.0.1")], stranger.reach, trust=trusted)
        assert elsewhere.reach.fault(other) != ""
        open_reach = type(stranger.reach)(lambda _: "", stranger.reach.public)
        wrong_name = Fetcher("a", elsewhere.resolve, open_reach, trust=trusted)
        assert wrong_name._within_time(other, {}) == Failure(FailureKind.UNREACHABLE, "no connection")
