"""The page that takes a mail, in a browser's terms: its form, its limits, its answers; nobody is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO
from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError
from werkzeug.test import Client, EnvironBuilder, TestResponse, run_wsgi_app

from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import MOST, Kept, KeptMail
from bolt_app.evidence.mail import LARGEST
from bolt_app.i18n import LANGUAGES
from bolt_app.letter import LetterKind, Place
from bolt_app.links import Link, Links
from bolt_app.optout.desk import Desk as OptOutDesk
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Action, Entry
from bolt_app.pages.arriving import Arriving, Closed
from bolt_app.pages.by_link import Behind
from bolt_app.pages.downloading import Downloading
from bolt_app.pages.drafting import Drafting
from bolt_app.pages.site import build_site
from bolt_app.pages.uploading import Uploading
from bolt_app.people import Role, Scope, Viewer
from tests.unit.evidence.mails import LISTED, PLACE, mail, never
from tests.unit.evidence.test_adding import MemoryArchive
from tests.unit.optout.acts import ADA, MemoryLedger, record
from tests.unit.pages.kept import Kept as NothingKept
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import NOW, browser, site

LINKS = Links("https://dp.example", [b"s" * 32])


@dataclass
class Known:
    """Used links and people in memory, who fail as a test says."""

    viewer: Viewer | None = ADA
    spent: set[str] = field(default_factory=set)
    fails: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def used(self, once: str) -> bool:
        return once in self.spent

    def use(self, once: str, until: datetime, now: datetime) -> bool:
        assert until > now
        return once not in self.spent

    def comes(self, link: Link) -> Viewer | None:
        self.asked.append(link.user)
        if self.fails:
            raise self.fails
        return self.viewer

    def place(self, link: Link) -> Place:
        assert link.scope == PLACE.scope
        return PLACE


class Full(MemoryArchive):
    """As many mails on file as there may be."""

    def keep(self, *_: Any, **__: Any) -> Kept:
        return Kept.FULL


def client(
    known: Known | None = None,
    archive: MemoryArchive | None = None,
    *,
    clock: Callable[[], datetime] = lambda: NOW,
    entries: Sequence[Entry] = (),
    **changed: Any,
) -> Client:
    people = known or Known()
    arriving = Arriving(LINKS, people, people, clock)
    uploading = Uploading(
        arriving, Desk(archive or MemoryArchive(), LISTED, never), lambda _: record(Action.SENT)
    )
    drafting = Drafting(arriving, OptOutDesk(MemoryLedger(entries), clock))
    downloading = Downloading(arriving, NothingKept())
    return browser(behind=Behind(uploading, drafting, downloading), **changed)


def path(entry: int = 1, now: datetime = NOW) -> str:
    made = LINKS.upload(ADA, entry, now=now)
    assert made
    return made.removeprefix("https://dp.example")


def send(to: Client, raw: bytes, where: str = "") -> TestResponse:
    head = b'--b\r\nContent-Disposition: form-data; name="mail"; filename="reply.eml"\r\n\r\n'
    body = head + raw + b"\r\n--b--\r\n"
    return to.post(where or path(), data=body, content_type="multipart/form-data; boundary=b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_asks_for_one_file_and_says_what_will_be_kept(language: str):
    answer = client().get(path(), headers={"Accept-Language": language})
    page = Read(answer.text)
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
    form, field_, label = page.one("form"), page.one("input"), page.one("label")
    assert form.attributes == {"method": "post", "enctype": "multipart/form-data"}
    assert (field_.attributes["type"], field_.attributes["name"]) == ("file", "mail")
    assert label.attributes["for"] == field_.attributes["id"]
    described = field_.attributes["aria-describedby"]
    assert any(one.attributes.get("id") == described and "2" in one.text for one in page.all("p"))
    assert page.one("button").attributes == {"type": "submit"}
    assert len(page.all("h2")) == 2
    assert "09:45 UTC" in page.text
    assert page.all("script", "link", "img", "iframe") == []


def test_nothing_of_a_page_is_kept_leaves_the_site_or_runs_and_its_form_stays_on_it():
    for answer in (client().get(path()), send(client(), mail()), client().get("/upload/x")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
        submits = "form-action 'self'" if 'type="file"' in answer.text else "form-action 'none'"
        assert submits in policy
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy


def test_a_page_without_a_form_may_not_submit_one():
    assert "form-action 'none'" in client().get("/").headers["Content-Security-Policy"]


def test_a_mail_is_put_on_file_and_its_grade_is_told():
    archive = MemoryArchive()
    answer = send(client(archive=archive), mail(), path(1))
    [kept] = archive.kept.values()
    assert answer.status_code == 200
    text = Read(answer.text).text
    assert "press “I have added it”" in text
    assert "2024-05-17 support@slack.com: Re: Slack Global model opt-out request" in text
    assert "Evidence: the e-mail as a file. It bears no signature." in text
    assert kept.sha256 in text


def test_a_link_binds_the_entry_it_was_made_for():
    archive = MemoryArchive()
    assert send(client(archive=archive), mail(), path(7)).status_code == 422
    send(client(archive=archive), mail(), path(0))
    assert [kept.entry for kept in archive.kept.values()] == [0]


def refusal(error: str) -> Exception:
    failed: Any = SlackApiError
    return cast("Exception", failed("no", {"error": error}))


def refused_by(known: Known) -> tuple[int, str]:
    archive = MemoryArchive()
    answer = send(client(known, archive), mail())
    assert archive.kept == {}
    return answer.status_code, Read(answer.text).text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OWNER}))
def test_only_an_owner_brings_a_mail(role: Role):
    status, text = refused_by(Known(replace(ADA, role=role)))
    assert (status, "may no longer do this" in text) == (403, True)


def test_a_deactivated_account_and_one_that_left_bring_nothing():
    assert refused_by(Known(replace(ADA, active=False)))[0] == 403
    assert refused_by(Known(None))[0] == 403


@pytest.mark.parametrize(
    ("fails", "status", "said"),
    [
        (refusal("token_revoked"), 502, "Slack did not say"),
        (TimeoutError(), 502, "Slack did not say"),
        (RecordUnavailable(), 503, "Our database did not answer"),
    ],
)
def test_who_cannot_be_known_now_may_try_again(fails: Exception, status: int, said: str):
    told = refused_by(Known(fails=fails))
    assert told[0] == status
    assert said in told[1]
    assert "open the link again" in told[1]


def test_a_database_that_fails_while_the_mail_is_kept_is_told():
    class Away(MemoryArchive):
        def keep(self, *_: Any, **__: Any) -> Kept:
            raise RecordUnavailable

    class Unknown(Known):
        def used(self, once: str) -> bool:
            raise RecordUnavailable(once)

    assert send(client(archive=Away()), mail()).status_code == 503
    assert client(Unknown()).get(path()).status_code == 503


def test_a_used_link_and_an_old_one_open_no_form_and_slack_is_not_asked():
    known, later = Known(), NOW + timedelta(minutes=15)
    where = path()
    link = LINKS.opened(*_parts(where), NOW)
    assert isinstance(link, Link)
    known.spent.add(link.once)
    for to in (client(known), client(known, clock=lambda: later)):
        for answer in (to.get(where), send(to, mail(), where)):
            assert answer.status_code == 410
            assert "<form" not in answer.text
    assert known.asked == []


def _parts(where: str) -> tuple[Any, str]:
    _, purpose, token = where.split("/")
    return purpose, token


def test_two_that_bring_mails_by_one_link_at_once_are_told_apart():
    class Late(MemoryArchive):
        def keep(self, *_: Any, **__: Any) -> Kept:
            return Kept.LINK_USED

    answer = send(client(archive=Late()), mail())
    assert answer.status_code == 410
    assert "used already" in answer.text


@pytest.mark.parametrize("token", ["x", "a.b", "é", "%00", "a" * 3000])
def test_what_is_no_link_opens_nothing(token: str):
    known = Known()
    for answer in (client(known).get(f"/upload/{token}"), send(client(known), mail(), f"/upload/{token}")):
        assert answer.status_code == 404
        assert "not a link of this app" in answer.text
    assert known.asked == []


def test_a_link_for_something_else_opens_no_form():
    made = LINKS.download(ADA, "csv", now=NOW)
    assert made
    assert client().get(f"/upload/{made.rpartition('/')[2]}").status_code == 404


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, _: int | None = -1, /) -> bytes:
        raise AssertionError

    readinto = readline = read  # type: ignore[assignment]


def posted(body: BytesIO, **declared: Any) -> tuple[int, str]:
    """Sends a body whose length is what is declared of it; a test client would correct that."""
    builder = EnvironBuilder(path(), method="POST", content_type="multipart/form-data; boundary=b")
    environ = builder.get_environ() | declared | {"wsgi.input": body}
    known = Known()
    parts, status, _ = run_wsgi_app(client(known).application, environ)
    assert known.asked == []
    return int(status.split()[0]), b"".join(parts).decode()


def test_a_body_that_says_it_is_too_large_is_refused_unread():
    status, text = posted(Unread(), CONTENT_LENGTH=str(50 * 1024 * 1024))
    assert status == 413
    assert "larger than 2 MB" in text
    assert "Save the e-mail without its attachments" in text


def test_a_body_that_does_not_say_how_long_it_is_is_read_no_further_than_the_limit():
    head = b'--b\r\nContent-Disposition: form-data; name="mail"; filename="a"\r\n\r\n'
    body = BytesIO(head + bytes(LARGEST * 3))
    assert posted(body, CONTENT_LENGTH="", **{"wsgi.input_terminated": True})[0] == 413
    assert body.tell() <= LARGEST + 100_000


def test_of_a_link_that_is_none_no_body_is_read():
    builder = EnvironBuilder("/upload/x", method="POST", input_stream=Unread(), content_type="text/plain")
    assert client().open(builder.get_environ()).status_code == 404


def test_two_megabytes_are_taken_and_one_byte_more_is_not():
    head = mail("")
    assert send(client(), head + b"x" * (LARGEST - len(head))).status_code == 200
    assert send(client(), head + b"x" * (LARGEST - len(head) + 1)).status_code == 413


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"mail": "text"}, "The file is empty."),
        ({"other": (BytesIO(b"x"), "x")}, "The file is empty."),
        ({"mail": [(BytesIO(mail()), "1"), (BytesIO(mail()), "2")]}, "not an e-mail that can be read"),
    ],
)
def test_a_form_of_another_make_is_answered_like_a_bad_file(form: dict[str, Any], said: str):
    answer = client().post(path(), data=form, content_type="multipart/form-data")
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_what_is_no_form_is_an_empty_file(content_type: str):
    answer = client().post(path(), data=b"mail=x", content_type=content_type)
    assert (answer.status_code, "The file is empty." in answer.text) == (422, True)


def test_a_connection_that_breaks_off_leaves_nothing():
    assert posted(BytesIO(b"--b\r\nContent-Dis"), CONTENT_LENGTH="500")[0] == 422


def test_a_full_archive_and_a_mail_that_is_there_are_told_with_the_form():
    archive = MemoryArchive()
    assert send(client(archive=archive), mail()).status_code == 200
    again = send(client(archive=archive), mail())
    assert (again.status_code, "it can be chosen there" in again.text) == (409, True)
    full = send(client(archive=Full()), mail())
    assert (full.status_code, f"{MOST} e-mails are on file" in full.text) == (409, True)


def test_only_get_and_post_are_answered():
    to = client()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = to.open(path(), method=method)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert to.head(path()).status_code == 200


def test_where_no_links_are_made_there_is_no_page():
    assert browser().get(path()).status_code == 404


def test_below_a_path_the_links_of_the_pages_keep_it():
    answer = client(base_url="https://example.org/dp").get(path())
    assert '"/dp/privacy"' in answer.text


def test_the_files_of_a_request_stay_in_memory():
    app = build_site(site())
    request = app.request_class(EnvironBuilder(method="POST").get_environ())
    assert type(request._get_file_stream(10**9, None)) is BytesIO


def test_a_mail_is_kept_for_the_scope_of_the_link():
    archive = MemoryArchive()
    send(client(archive=archive), mail())
    [(scope, _)] = archive.kept
    assert scope == Scope("T0ACME")
    assert all(isinstance(kept, KeptMail) for kept in archive.kept.values())


def draft_path(kind: str = LetterKind.OPT_OUT) -> str:
    made = LINKS.draft(ADA, kind, now=NOW)
    assert made
    return made.removeprefix("https://dp.example")


def test_a_draft_is_a_file_a_mail_program_opens_for_sending():
    answer = client().get(draft_path())
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "message/rfc822")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter-opt-out-T0ACME.eml"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes(answer.data)
    assert (read["X-Unsent"], read["To"]) == ("1", "feedback@slack.com")
    assert read["Subject"] == "Slack Global model opt-out request"
    assert [read[name] for name in ("From", "Date", "Message-ID")] == [None, None, None]
    assert "https://acme.slack.com" in read.get_content()


def test_a_draft_may_be_opened_twice_for_it_changes_nothing():
    to, where = client(), draft_path()
    assert [to.get(where).status_code for _ in range(2)] == [200, 200]
    assert to.post(where).status_code == 405


@pytest.mark.parametrize(
    ("kind", "acts", "status"),
    [
        (LetterKind.OPT_OUT, (Action.SENT,), 409),
        (LetterKind.FOLLOW_UP, (Action.SENT,), 200),
        (LetterKind.FOLLOW_UP, (), 409),
        (LetterKind.TAKE_BACK, (Action.SENT, Action.WITHDRAW), 200),
        (LetterKind.QUESTIONS, (), 200),
        ("no_letter", (), 409),
    ],
)
def test_a_letter_that_no_longer_says_what_is_so_is_not_given_out(
    kind: str, acts: tuple[Action, ...], status: int
):
    answer = client(entries=record(*acts)).get(draft_path(kind))
    assert answer.status_code == status
    assert ("no longer fits" in answer.text) is (status == 409)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OWNER}))
def test_only_an_owner_takes_a_draft(role: Role):
    answer = client(Known(replace(ADA, role=role))).get(draft_path())
    assert (answer.status_code, "may no longer do this" in answer.text) == (403, True)
    assert client(Known(None)).get(draft_path()).status_code == 403


def test_while_slack_or_the_database_says_nothing_there_is_no_draft():
    class Away(MemoryLedger):
        def entries(self, scope: Scope) -> Sequence[Entry]:
            raise RecordUnavailable(scope)

    assert client(Known(fails=TimeoutError())).get(draft_path()).status_code == 502
    known = Known()
    arriving = Arriving(LINKS, known, known, lambda: NOW)
    outcome = Drafting(arriving, OptOutDesk(Away(), lambda: NOW)).taken(draft_path().rpartition("/")[2])
    assert outcome is Closed.NO_DATABASE


def test_a_draft_s_link_that_ended_or_is_for_something_else_gives_nothing():
    later = NOW + timedelta(minutes=15)
    assert client(clock=lambda: later).get(draft_path()).status_code == 410
    assert client().get(f"/draft/{path().rpartition('/')[2]}").status_code == 404
    assert client().get(f"/upload/{draft_path().rpartition('/')[2]}").status_code == 404
