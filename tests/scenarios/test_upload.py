"""An owner brings Slack's reply as a file by a one-time link, and chooses it; and what cannot be brought."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.browser import Page
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.evidence.kept import KeptMail, Source
from bolt_app.evidence.mail import LARGEST
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Evidence
from bolt_app.people import Scope
from tests.scenarios.conftest import StandingClock, in_every_kind_of_workspace, wire
from tests.scenarios.steps import (
    ANSWER,
    DONE,
    actions,
    answers,
    calls,
    entries,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)
from tests.unit.evidence.mails import LETTER_ID, REPLY, SELECTOR, key, mail, published, signed

ADD, PAGE, BACK = "Add the e-mail as a file", "Open the upload page", "I have added it"
CHOICE = "The e-mail on file that shows it, if one does"
RAW = mail(REPLY.replace("on your workspace", "on acme.slack.com"), Date="Mon, 23 Nov 2026 08:00:00 +0000")
OFFERED = "2026-11-23 support@slack.com: Re: Slack Global model opt-out request"

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def asks_for_a_link(owner: Person) -> str:
    """Presses the button in the form on top, and the link in what opens."""
    owner.presses(ADD)
    owner.presses(PAGE)
    return owner.visited[-1]


def a_link(owner: Person, form: str = ANSWER) -> str:
    """Opens a form on Home, and comes to a link."""
    opens(owner, form)
    return asks_for_a_link(owner)


def brings(owner: Person, url: str, raw: bytes = RAW) -> Page:
    return owner.browser.sends_file(url, "mail", raw)


def on_file(wired: Wired) -> list[KeptMail]:
    return list(wired.storage.archive.mails(Scope(wired.slack.workspace.scope_id)))


def assert_refused(wired: Wired, page: Page, status: int, *said: str) -> None:
    assert (page.status, page.headers["cache-control"]) == (status, "no-store")
    for sentence in said:
        assert sentence in page.text
    assert on_file(wired) == []


@in_every_kind_of_workspace
def test_the_whole_way_from_the_form_to_the_page_and_back(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    answers(ada, DONE, reference="12345")
    url = asks_for_a_link(ada)
    assert url.startswith(f"{wired.url}/upload/")

    form = ada.browser.get(url)
    assert form.status == 200
    assert "Nothing is recorded or confirmed by it." in form.text
    done = brings(ada, url)
    assert (done.status, "The e-mail is on file" in done.text) == (200, True)
    assert "Evidence: the e-mail as a file. It bears no signature." in done.text
    [kept] = on_file(wired)
    assert (kept.source, kept.entry) == (Source.INVITED, 1)
    assert kept.sha256 in done.text
    assert actions(wired) == [Action.SENT]

    ada.submits()
    assert "Your opt-out request has been completed." in ada.sees
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    stated = entries(wired)[-1].statement
    assert (stated.mail, stated.evidence, stated.reference) == (kept.sha256, Evidence.FILE, "12345")
    sam.types("/datapolicy status")
    assert "as Slack’s reply of 23 November 2026 is on file." in sam.sees


def test_it_is_graded_as_on_the_command_line_signature_and_all(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    asked: list[str] = []

    def name_server(name: str) -> str:
        asked.append(name)
        return published(key())

    pytest.importorskip("dkim")
    with wire(tmp_path, clock, look_up=name_server, **read_once) as wired:
        ada = wired.slack.person("ada")
        prepares_and_sends(ada)
        page = brings(ada, a_link(ada), signed(RAW))
        assert "Its signature is valid for slack.com, but the sender is not on our list." in page.text
        [kept] = on_file(wired)
        assert (kept.backing.checked, kept.backing.about) == (Checked.UNLISTED, AboutUs.NAMES)
        assert asked == [f"{SELECTOR}._domainkey.slack.com"]


def test_a_reply_from_before_this_app_is_brought_before_anything_is_recorded(wired: Wired, ada: Person):
    url = a_link(ada, "We already opted out")
    assert brings(ada, url).status == 200
    assert on_file(wired)[0].entry == 0
    ada.submits()
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    assert [(one.action, one.statement.evidence) for one in entries(wired)] == [(Action.DONE, Evidence.FILE)]


def test_the_sent_letter_is_brought_too_and_a_reply_that_answers_it_is_tied_to_it(wired: Wired, ada: Person):
    letter = mail(
        "Please exclude acme.slack.com.\n",
        From="ada@acme.example",
        To="feedback@slack.com",
        Date="Mon, 23 Nov 2026 07:00:00 +0000",
        Message_ID=LETTER_ID,
    )
    url = a_link(ada, "Prepare the opt-out e-mail")
    page = brings(ada, url, letter)
    assert "in which you record that the letter was sent" in page.text
    ada.submits()
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses(CHOICE, "2026-11-23 ada@acme.example: Re: Slack Global model opt-out request")
    ada.chooses("Your statement, once it is sent", "I am an owner and may decide this for our organisation.")
    saves(ada)
    assert entries(wired)[-1].statement.evidence is Evidence.FILE

    page = brings(ada, a_link(ada), mail(In_Reply_To=LETTER_ID))
    assert "It answers the letter that is on file for this workspace." in page.text


def test_evidence_is_added_to_a_confirmation_beside_it(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    url = a_link(ada, "Add Slack’s reply")
    brings(ada, url)
    assert on_file(wired)[0].entry == 2
    ada.submits()
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    assert actions(wired)[-1] is Action.EVIDENCE


def test_who_comes_back_without_a_mail_finds_the_form_as_it_was(ada: Person):
    prepares_and_sends(ada)
    answers(ada, DONE, reference="12345")
    ada.presses(ADD)
    ada.submits()
    assert ada.title == "Slack’s answer"
    assert CHOICE not in ada.sees
    assert "12345" in ada.sees


def test_what_another_owner_recorded_meanwhile_is_told_before_the_form_is_filled_in(
    wired: Wired, ada: Person, grace: Person
):
    prepares_and_sends(ada)
    url = a_link(ada)
    brings(ada, url)
    records_answer(grace, DONE)
    ada.submits()
    assert "Meanwhile" in ada.sees
    assert actions(wired) == [Action.SENT, Action.DONE]


def test_a_link_brings_one_mail(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    assert brings(ada, url).status == 200
    for page in (brings(ada, url, mail()), ada.browser.get(url)):
        assert page.status == 410
        assert "This link was used already" in page.text
    assert len(on_file(wired)) == 1


def test_a_link_ends_after_fifteen_minutes(wired: Wired, ada: Person, clock: StandingClock):
    prepares_and_sends(ada)
    url = a_link(ada)
    clock.passes(minutes=15)
    assert_refused(wired, ada.browser.get(url), 410, "more than 15 minutes old", "ask for a new one")
    assert_refused(wired, brings(ada, url), 410, "more than 15 minutes old")


def test_who_is_no_owner_any_more_brings_nothing(wired: Wired, ada: Person, grace: Person):
    prepares_and_sends(grace)
    url = a_link(grace)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    assert_refused(wired, brings(grace, url), 403, "may no longer do this", "Nothing was kept.")
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.DEACTIVATED)
    assert_refused(wired, brings(grace, url), 403, "may no longer do this")
    assert brings(ada, a_link(ada)).status == 200


def test_a_link_that_was_altered_or_is_none_opens_nothing_and_asks_nobody(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    wired.slack.calls.clear()
    token = url.rpartition("/")[2]
    for other in (token[:-1], token[1:], "x", "a.b", token.replace(".", "%2E") + "%00"):
        where = f"{wired.url}/upload/{other}"
        for page in (ada.browser.get(where), brings(ada, where)):
            assert_refused(wired, page, 404, "not a link of this app")
    for purpose in ("draft", "export"):
        assert ada.browser.get(f"{wired.url}/{purpose}/{token}").status == 404
    assert calls(wired) == []


def test_a_link_of_another_app_s_workspace_opens_nothing_here(
    wired: Wired, ada: Person, tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    prepares_and_sends(ada)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with wire(elsewhere, clock, **read_once) as other:
        stranger = other.slack.person("ada")
        prepares_and_sends(stranger)
        token = a_link(stranger).rpartition("/")[2]
    assert_refused(wired, brings(ada, f"{wired.url}/upload/{token}"), 404, "not a link of this app")


def test_while_slack_says_nothing_nothing_is_kept_and_the_link_stays_good(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    wired.slack.fail_next("users.info", "internal_error")
    assert_refused(wired, brings(ada, url), 502, "Slack did not say in time", "open the link again")
    assert brings(ada, url).status == 200


BAD: Mapping[str, tuple[bytes, int, str]] = {
    "empty": (b"", 422, "The file is empty."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(400), 422, "The file is not an e-mail that can be read."),
    "truncated in its header": (RAW[:60], 422, "The file is not an e-mail that can be read."),
    "truncated before its text": (RAW.partition(b"\r\n\r\n")[0], 422, "no text that can be read"),
    "two senders": (b"From: b@slack.com\r\n" + RAW, 422, "can be read in two ways"),
    "a notification": (mail(List_Id="<x.slack.com>"), 422, "This is a notification or a mailing"),
    "another sender": (mail(From="eve@globex.example"), 422, "not of a domain of Slack’s"),
    "another workspace": (
        mail("Your opt-out for globex.slack.com is completed.\n"),
        422,
        "names another workspace or organisation",
    ),
    "a broken header": (b"From: a@slack.com\r\nSubject\0\r\n\r\nx", 422, "can be read in two ways"),
    "a little over the limit": (mail("x" * LARGEST), 413, "larger than 2 MB"),
    "50 MB": (bytes(50 * 1024 * 1024), 413, "larger than 2 MB"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_evidence_is_refused_in_a_sentence_and_the_link_stays_good(
    wired: Wired, ada: Person, bad: str
):
    raw, status, sentence = BAD[bad]
    prepares_and_sends(ada)
    url = a_link(ada)
    page = brings(ada, url, raw)
    assert_refused(wired, page, status, sentence, "Nothing was kept.", 'type="file"')
    assert brings(ada, url).status == 200


def test_broken_encodings_are_read_as_far_as_they_go(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    raw = mail(
        "Done for acme.slack.com. =FF=FE \xff\n",
        Content_Type="text/plain; charset=no-such-charset",
        Subject="=?utf-8?B?////?= =?x?Q?=?=",
    )
    assert brings(ada, a_link(ada), raw).status == 200
    [kept] = on_file(wired)
    assert kept.own.startswith("Done for acme.slack.com.")


def test_the_same_mail_is_on_file_once(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    brings(ada, a_link(ada))
    ada.closes(everything=True)
    again = brings(ada, a_link(ada))
    assert again.status == 409
    assert "on file already" in again.text
    assert "it can be chosen there" in again.text
    assert len(on_file(wired)) == 1


def test_what_a_mail_says_is_shown_as_text(ada: Person):
    prepares_and_sends(ada)
    page = brings(ada, a_link(ada), mail(Subject="<script>alert(1)</script>"))
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_in_french_the_page_speaks_french(ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    ada.browser.language = "fr-FR, en;q=0.5"
    assert "Verser un e-mail au dossier" in ada.browser.get(url).text
    assert "Le fichier est vide." in brings(ada, url, b"").text
    assert "L’e-mail est versé au dossier" in brings(ada, url).text
    assert "Ce lien a déjà servi" in ada.browser.get(url).text


def test_who_lost_the_role_while_the_form_was_open_gets_no_link(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    opens(grace, ANSWER)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    clock.passes(minutes=6)
    grace.presses(ADD)
    assert "admins are not owners" in grace.sees
    assert PAGE not in grace.sees


def test_no_line_of_the_log_holds_a_link_or_a_word_of_the_mail(ada: Person, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO")
    prepares_and_sends(ada)
    url = a_link(ada)
    brings(ada, url)
    logged = "\n".join(one.getMessage() for one in caplog.records)
    assert "a mail of" in logged
    for secret in (url.rpartition("/")[2], "support@slack.com", "completed"):
        assert secret not in logged


def test_where_the_app_has_no_address_the_form_names_the_command(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with wire(tmp_path, clock, base_url="", **read_once) as wired:
        ada = wired.slack.person("ada")
        prepares_and_sends(ada)
        opens(ada, ANSWER)
        ada.presses(ADD)
        command = "python -m bolt_app evidence add --scope T0ACME --entry 1 --file reply.eml"
        assert command in ada.sees
        assert PAGE not in ada.sees
