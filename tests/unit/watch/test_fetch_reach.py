"""Where the watch never goes: elsewhere by redirect, into private networks, to a name it has no proof of."""

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bolt_app.watch import Failure, FailureKind
from bolt_app.watch.addresses import IPAddress
from bolt_app.watch.answer import Fetched
from bolt_app.watch.fetch import PUBLIC, Fetcher, resolve
from tests.slack_site import HOST, Reply, SlackSite
from tests.unit.watch.asked import NONE, PAGE, ask, failure, fetcher


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
