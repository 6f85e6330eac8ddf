"""The page that takes a mail, in a browser's terms: its form, and what it answers; nobody is asked."""

from typing import Any

import pytest

from bolt_app.evidence.kept import MOST, Kept, KeptMail
from bolt_app.i18n import LANGUAGES
from bolt_app.people import Scope
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.evidence.mails import mail
from tests.unit.pages.links import Full, client, path, send
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import browser


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


def test_two_that_bring_mails_by_one_link_at_once_are_told_apart():
    class Late(MemoryArchive):
        def keep(self, *_: Any, **__: Any) -> Kept:
            return Kept.LINK_USED

    answer = send(client(archive=Late()), mail())
    assert answer.status_code == 410
    assert "used already" in answer.text


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


def test_a_mail_is_kept_for_the_scope_of_the_link():
    archive = MemoryArchive()
    send(client(archive=archive), mail())
    [(scope, _)] = archive.kept
    assert scope == Scope("T0ACME")
    assert all(isinstance(kept, KeptMail) for kept in archive.kept.values())
