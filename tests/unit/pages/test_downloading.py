"""The download page: what opens it, what uses its link up, what goes out, what is noted; nobody is asked."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zipfile import ZipFile

import pytest
from werkzeug.test import Client

from bolt_app.evidence.adding import Desk
from bolt_app.export import Form
from bolt_app.i18n import LANGUAGES
from bolt_app.links import Links
from bolt_app.optout.desk import Desk as OptOutDesk
from bolt_app.optout.exported import LastExport
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.verify import Link as StoredEntry
from bolt_app.pages.arriving import Arriving
from bolt_app.pages.by_link import Behind
from bolt_app.pages.downloading import Downloading
from bolt_app.pages.drafting import Drafting
from bolt_app.pages.uploading import Uploading
from bolt_app.people import Role, Viewer
from bolt_app.views.exporting import FORMS, LINK_LIVES
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.evidence.mails import LISTED, never
from tests.unit.optout.acts import ACME, ADA, REPLY, MemoryLedger, links, record
from tests.unit.pages.kept import ENTRIES, Kept
from tests.unit.pages.sites import NOW, browser

LINKS = Links("https://dp.example", [b"s" * 32])
NOOR = Viewer(ACME, "U0NOOR", Role.GUEST)


def client(kept: Kept) -> Client:
    arriving = Arriving(LINKS, kept, kept, lambda: NOW)
    uploading = Uploading(arriving, Desk(MemoryArchive(), LISTED, never), lambda _: kept.entries)
    drafting = Drafting(arriving, OptOutDesk(MemoryLedger(kept.entries), lambda: NOW))
    return browser(behind=Behind(uploading, drafting, Downloading(arriving, kept)))


def path(form: str = "jsonl", viewer: Viewer = ADA, at: datetime = NOW) -> str:
    url = LINKS.download(viewer, form, now=at)
    assert url is not None
    return url.removeprefix("https://dp.example")


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.ICS])
def test_each_form_goes_out_as_a_file_that_no_browser_keeps_and_is_noted(form: Form):
    kept = Kept()
    told = client(kept).post(path(form))
    assert told.status_code == 200
    assert told.headers["Content-Type"] == form.media_type
    assert told.headers["Cache-Control"] == "no-store"
    assert told.headers["Content-Disposition"].startswith('attachment; filename="opt-out-record-T0ACME-3-')
    assert "Content-Length" not in told.headers
    assert len(told.get_data()) > 100
    assert kept.noted == [LastExport(3, NOW)]


def test_a_calendar_goes_out_and_is_no_copy_of_the_record():
    kept = Kept(record(Action.SENT))
    told = client(kept).post(path("ics"))
    assert told.text.startswith("BEGIN:VCALENDAR")
    assert kept.noted == []


def test_ids_of_persons_and_texts_go_out_with_it():
    rows = [json.loads(line) for line in client(Kept()).post(path()).text.splitlines()]
    assert rows[1]["actor"][0] == "U0ADA"
    assert rows[2]["named"][0] == "U0NOOR"
    with ZipFile(io.BytesIO(client(Kept()).post(path("bundle")).get_data())) as bundle:
        [text] = [name for name in bundle.namelist() if "/texts/" in name]
        assert bundle.read(text).decode() == REPLY


def test_looking_uses_nothing_up_and_taking_does():
    kept, url = Kept(), path()
    page = client(kept)
    for _ in range(3):
        told = page.get(url)
        assert (told.status_code, told.headers["Cache-Control"]) == (200, "no-store")
        assert "form-action 'self'" in told.headers["Content-Security-Policy"]
    assert page.post(url).get_data()
    assert page.post(url).status_code == page.get(url).status_code == 410
    assert len(kept.noted) == 1


class LookedBefore(Kept):
    """Two people's browsers looked before either took."""

    def used(self, once: str) -> bool:
        assert once
        return False


def test_of_two_that_take_at_once_one_gets_it():
    url, page = path(), client(LookedBefore())
    assert sorted(page.post(url).status_code for _ in range(2)) == [200, 410]


def test_an_export_that_broke_off_is_none():
    kept = Kept()
    with client(kept).post(path(), buffered=False) as told:
        next(iter(told.response))
    assert kept.noted == []
    assert kept.spent


@pytest.mark.parametrize("viewer", [ADA, NOOR, replace(NOOR, role=Role.MEMBER)])
def test_owners_and_readers_get_it(viewer: Viewer):
    assert client(Kept(viewer=viewer)).post(path()).status_code == 200


@pytest.mark.parametrize(
    "viewer",
    [
        None,
        replace(ADA, role=Role.ADMIN),
        replace(ADA, active=False),
        replace(NOOR, user="U0OTHER"),
        replace(NOOR, role=Role.OUTSIDER),
        replace(NOOR, active=False),
    ],
)
def test_whoever_is_neither_now_gets_nothing_and_the_link_stays_unused(viewer: Viewer | None):
    kept = Kept(viewer=viewer)
    told = client(kept).post(path())
    assert told.status_code == 403
    assert (kept.spent, kept.noted) == (set(), [])


def test_a_reader_who_was_removed_gets_nothing():
    removed = record(
        Action.SENT, (Action.NAME_READER, {"named": "U0NOOR"}), (Action.REMOVE_READER, {"regards": 2})
    )
    assert client(Kept(removed, NOOR)).post(path()).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["", "exe", "../jsonl", "JSONL"])
def test_a_form_there_is_not_opens_nothing(method: str, form: str):
    assert client(Kept()).open(path(form), method=method).status_code == 404


def test_a_link_ends_when_the_words_beside_it_say():
    assert client(Kept()).post(path(at=NOW - timedelta(minutes=LINK_LIVES))).status_code == 410
    last = NOW - timedelta(minutes=LINK_LIVES) + timedelta(seconds=1)
    assert client(Kept()).post(path(at=last)).status_code == 200


def test_slack_s_silence_and_our_database_s_use_nothing_up(caplog: pytest.LogCaptureFixture):
    silent = Kept(slack_fails=TimeoutError("too slow"))
    assert client(silent).post(path()).status_code == 502
    down = Kept(fails=RecordUnavailable("down"))
    assert client(down).post(path()).status_code == 503
    assert silent.spent == down.spent == set()
    assert "The database did not answer to a download" in caplog.text


def torn() -> Iterator[StoredEntry]:
    for link in links(ENTRIES):
        yield replace(link, hash="0" * 64) if link.position == 2 else link


def test_a_record_that_does_not_hold_is_not_given_out(caplog: pytest.LogCaptureFixture):
    kept = Kept(stored=list(torn()))
    told = client(kept).post(path())
    assert told.status_code == 409
    assert "an entry of the record does not hold" in told.text
    assert "python -m bolt_app verify" in told.text
    assert "The record of T0ACME was not exported: entry 2" in caplog.text
    assert kept.spent == set()


@pytest.mark.parametrize(("entries", "form"), [((), "jsonl"), (record(Action.NAME_READER), "ics")])
def test_where_there_is_nothing_to_give_that_is_said_and_the_link_stays_good(
    entries: Sequence[Entry], form: str
):
    kept = Kept(tuple(entries))
    told = client(kept).post(path(form))
    assert told.status_code == 409
    assert "There is no file" in told.text
    assert kept.spent == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_the_page_names_the_form_in_the_reader_s_language(form: Form, language: str):
    told = client(Kept()).get(path(form), headers={"Accept-Language": language})
    assert told.headers["Content-Language"] == language
    assert (FORMS[form] in told.text) is (language == "en")
    assert "09:45 UTC" in told.text


def test_every_form_has_its_words():
    assert set(FORMS) == {form.value for form in Form}
