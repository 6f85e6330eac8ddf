"""An owner brings Slack's reply as a file by a one-time link, chooses it, and it is graded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.evidence.kept import Source
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Evidence
from tests.scenarios.conftest import StandingClock, in_every_kind_of_workspace, wire
from tests.scenarios.steps import (
    ANSWER,
    DONE,
    actions,
    answers,
    entries,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)
from tests.scenarios.uploading import (
    ADD,
    CHOICE,
    OFFERED,
    PAGE,
    RAW,
    a_link,
    asks_for_a_link,
    brings,
    on_file,
)
from tests.unit.evidence.mails import LETTER_ID, SELECTOR, key, mail, published, signed

pytestmark = pytest.mark.usefixtures("nothing_breaks")


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
