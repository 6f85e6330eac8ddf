"""The watch asks a server on this machine: what it takes, what it refuses, and when it leaves."""

import gzip
import threading
from io import BufferedIOBase

import pytest

from bolt_app.watch import Failure, FailureKind, Validators
from bolt_app.watch.answer import Fetched, Unchanged
from bolt_app.watch.fetch import Fetcher, user_agent
from bolt_app.watch.received import LARGEST
from tests.patience import PATIENCE
from tests.slack_site import HOST, HTML, Asked, Reply, SlackSite
from tests.unit.watch.asked import NONE, PAGE, ask, failure, fetcher


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


@pytest.mark.parametrize("end", [b"", b"\0" * 512], ids=["", "padded"])
def test_a_page_compressed_in_several_pieces_is_read_to_its_end(site: SlackSite, end: bytes):
    body = b"".join(gzip.compress(part) for part in (PAGE, b"", b"<p>And the other half.</p>"))
    site.pages["/terms"] = Reply(body + end, headers={"Content-Encoding": "gzip"})
    answer = ask(site, "/terms")
    assert isinstance(answer, Fetched)
    assert answer.body == PAGE + b"<p>And the other half.</p>"


def test_many_compressed_pieces_are_too_large_together(site: SlackSite):
    pieces = gzip.compress(b"\0" * (LARGEST // 4), 9) * 5
    site.pages["/terms"] = Reply(pieces, headers={"Content-Encoding": "gzip"})
    assert failure(site, "/terms") == (FailureKind.TOO_LARGE, "")


def test_a_small_page_that_hides_gigabytes_is_too_large(site: SlackSite):
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    assert len(bomb) < 60_000
    site.pages["/terms"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    assert failure(site, "/terms") == (FailureKind.TOO_LARGE, "")


@pytest.mark.parametrize(
    "body",
    [
        b"no gzip",
        gzip.compress(PAGE)[:-9],
        b"",
        gzip.compress(PAGE) + b"no gzip",
        gzip.compress(PAGE) * 2 + b"\x1f",
    ],
    ids=["none", "cut off", "empty", "then something else", "the next one cut off"],
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
    patient, hasty = fetcher(site), fetcher(site, seconds=0.3)
    patient(site.url("/help"), NONE)
    hasty._robots.update(patient._robots)  # read in time: it is the page alone that is slow
    try:
        # Each byte comes in good time; it is the whole that takes too long.
        assert hasty(site.url("/terms"), NONE) == Failure(FailureKind.TIMEOUT)
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
