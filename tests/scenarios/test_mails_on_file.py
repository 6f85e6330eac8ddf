"""A mail is put on file by an operator; an owner reads it and chooses it, and only then it counts."""

import pytest

from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import KeptMail
from bolt_app.evidence.senders import load
from bolt_app.letter import Place
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Evidence
from bolt_app.people import Scope
from tests.scenarios.conftest import MORNING, StandingClock
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
from tests.unit.evidence.mails import REPLY, mail, never

CHOICE = "The e-mail on file that shows it, if one does"
RAW = mail(REPLY.replace("on your workspace", "on acme.slack.com"), Date="Mon, 23 Nov 2026 08:00:00 +0000")
OFFERED = "2026-11-23 support@slack.com: Re: Slack Global model opt-out request"


def put_on_file(wired: Wired, raw: bytes = RAW, position: int = 1) -> KeptMail:
    scope = Scope("T0ACME")
    place = Place(scope, "", "https://acme.slack.com")
    desk = Desk(wired.storage.archive, load(), never)
    found = desk.add(raw, place, entries(wired), position, now=MORNING)
    assert isinstance(found, KeptMail), found
    return found


def test_a_mail_on_file_changes_nothing_for_members_until_an_owner_chooses_it(
    wired: Wired, ada: Person, sam: Person
):
    prepares_and_sends(ada)
    put_on_file(wired)
    sam.types("/datapolicy status")
    assert "No answer is recorded here yet." in sam.sees
    assert actions(wired) == [Action.SENT]


def test_an_owner_reads_the_mail_chooses_it_and_members_read_both_grades(
    wired: Wired, ada: Person, sam: Person
):
    prepares_and_sends(ada)
    found = put_on_file(wired)
    answers(ada, DONE)
    assert "Your opt-out request has been completed." in ada.sees
    assert "It bears no signature. It names this workspace." in ada.sees
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    stated = entries(wired)[-1].statement
    assert (stated.mail, stated.evidence) == (found.sha256, Evidence.FILE)
    assert (stated.about, stated.checked) == (AboutUs.NAMES, Checked.MISSING)
    sam.types("/datapolicy status")
    assert "An e-mail that an owner recorded as Slack’s reply of 23 November 2026 is on file." in sam.sees
    assert "It bears no signature. It names this workspace." in sam.sees


def test_an_owner_may_leave_the_mail_unchosen(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    put_on_file(wired)
    answers(ada, DONE)
    saves(ada)
    assert entries(wired)[-1].statement.mail == ""
    assert entries(wired)[-1].statement.evidence is Evidence.WORD


def test_a_mail_that_was_chosen_is_not_offered_again(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    put_on_file(wired)
    answers(ada, DONE)
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    opens(ada, "Add Slack’s reply")
    with pytest.raises(NotVisible):
        ada.chooses(CHOICE, OFFERED)


def test_evidence_found_later_is_added_by_an_owner_without_pasting(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    answers(ada, DONE)
    saves(ada)
    put_on_file(wired)
    opens(ada, "Add Slack’s reply")
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    assert actions(wired)[-1] is Action.EVIDENCE
    assert entries(wired)[-1].statement.evidence is Evidence.FILE


def test_an_old_reply_does_not_pass_for_one_of_today(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    old = put_on_file(wired, mail(REPLY.replace("on your workspace", "on acme.slack.com")))
    answers(ada, DONE)
    ada.chooses(CHOICE, OFFERED.replace("2026-11-23", "2024-05-17"))
    ada.submits()
    [said] = ada.errors.values()
    assert said.startswith("The e-mail that was chosen bears another date (17 May 2024).")
    assert actions(wired) == [Action.SENT]
    assert wired.storage.archive.mails(old.scope) == [old]


def test_what_members_read_bears_the_day_of_the_mail_that_was_added_later(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    clock.passes(days=3)
    put_on_file(wired, mail(Date="Wed, 25 Nov 2026 08:00:00 +0000"))
    opens(ada, "Add Slack’s reply")
    ada.chooses(CHOICE, OFFERED.replace("2026-11-23", "2026-11-25"))
    saves(ada)
    sam.types("/datapolicy status")
    assert "An e-mail that an owner recorded as Slack’s reply of 25 November 2026 is on file." in sam.sees


def test_a_mail_erased_while_the_form_is_open_is_told_beside_the_choice(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    found = put_on_file(wired)
    answers(ada, DONE)
    ada.chooses(CHOICE, OFFERED)
    wired.storage.archive.erase(found.scope, found.sha256)
    ada.submits()
    assert list(ada.errors.values()) == ["This e-mail is no longer on file. Choose another, or none."]
    assert actions(wired)[-1] is Action.SENT


def test_without_mails_on_file_nothing_is_asked_about_them(ada: Person):
    prepares_and_sends(ada)
    opens(ada, ANSWER)
    assert CHOICE not in ada.sees


def test_the_sent_mail_backs_a_letter_that_asks_to_confirm_again_and_the_reply_lies_beside_it(
    wired: Wired, ada: Person
):
    prepares_and_sends(ada)
    answers(ada, DONE)
    saves(ada)
    letter = mail(
        "Does it still hold for acme.slack.com?\n",
        From="ada@acme.example", To="feedback@slack.com", Message_ID="<again@acme.example>",
        Date="Mon, 23 Nov 2026 07:00:00 +0000", without=["In-Reply-To", "References"],
    )  # fmt: skip
    put_on_file(wired, letter)
    opens(ada, "Ask Slack to confirm again")
    ada.chooses(CHOICE, "2026-11-23 ada@acme.example: Re: Slack Global model opt-out request")
    saves(ada)
    newest = entries(wired)[-1]
    assert (newest.action, newest.statement.evidence) == (Action.CONFIRM_AGAIN, Evidence.FILE)
    reply = put_on_file(wired, mail("It does.\n", In_Reply_To="<again@acme.example>"), newest.position)
    assert reply.backing.about is AboutUs.ANSWERS


def test_the_sent_mail_backs_a_second_letter(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    letter = mail(
        "Please exclude acme.slack.com.\n", From="ada@acme.example", To="feedback@slack.com", without=["Date"]
    )
    put_on_file(wired, b"Date: Mon, 23 Nov 2026 07:00:00 +0000\r\n" + letter)
    opens(ada, "Ask again")
    ada.chooses(CHOICE, "2026-11-23 ada@acme.example: Re: Slack Global model opt-out request")
    ada.chooses("Your statement", "I am an owner and may decide this for our organisation.")
    saves(ada)
    assert entries(wired)[-1].action is Action.SENT_AGAIN
    sam.types("/datapolicy status")
    assert "The e-mail is on file. It names this workspace." in sam.sees
