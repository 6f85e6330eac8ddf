"""Putting a mail on file: graded, kept, and nothing recorded by it; an owner's act is what counts."""

from dataclasses import replace
from datetime import date

import pytest

from bolt_app.evidence.adding import Desk, Misplaced
from bolt_app.evidence.choosing import beside
from bolt_app.evidence.grade import NotEvidence
from bolt_app.evidence.kept import Archive, Kept, KeptMail, Left, Source, not_whole, packed, reduced, unpacked
from bolt_app.evidence.mail import Unusable
from bolt_app.links import LIFETIME, Link, Purpose
from bolt_app.optout.desk import Desk as OptOutDesk
from bolt_app.optout.desk import Recorded
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Evidence, RefusalKind, Statement, Status
from bolt_app.people import Role, Scope
from tests.unit.evidence.archive import MemoryArchive, Untouched
from tests.unit.evidence.mails import ACME, LETTER_ID, NOBODY_LISTED, NOW, PLACE, REPLY, dns, mail, never
from tests.unit.optout.acts import ADA, MemoryLedger, record, recorded, refused

SENT_ON = "Wed, 20 May 2026 07:24:00 -0700"
LETTER = mail(
    "Please exclude acme.slack.com (T0ACME).\n",
    Date=SENT_ON,
    From="Ada <ada@acme.example>",
    To="feedback@slack.com",
    Message_ID=LETTER_ID,
)
SENT = record(Action.SENT)
ANSWERED = record(Action.SENT, Action.RECEIVED)
CONFIRMED = record(Action.SENT, Action.DONE)
LINK = Link(Purpose.UPLOAD, ACME, "", "U0ADA", "1", "5a" * 16, NOW + LIFETIME)
DONE = Statement(stated_on=date(2026, 5, 20))


def desk(archive: Archive) -> Desk:
    return Desk(archive, NOBODY_LISTED, never)


def put(archive: Archive, raw: bytes, position: int = 1, link: Link | None = None) -> KeptMail:
    found = desk(archive).add(raw, PLACE, ANSWERED, position, now=NOW, link=link)
    assert isinstance(found, KeptMail), found
    return found


def confirmed_by(sha256: str) -> OptOut:
    return fold(ACME, record(Action.SENT, (Action.DONE, {"mail": sha256, "evidence": Evidence.FILE})))


def test_of_the_mail_a_status_rests_on_it_is_told_what_is_left_unless_it_is_whole():
    archive = MemoryArchive()
    kept = put(archive, mail())
    record_of_it = confirmed_by(kept.sha256)
    assert not_whole(archive, record_of_it) == ()
    archive.reduce(reduced(kept, mail()))
    assert not_whole(archive, record_of_it) == ((record_of_it.head, Left.PART),)
    archive.kept.clear()
    assert not_whole(archive, record_of_it) == ((record_of_it.head, None),)


def test_where_no_mail_is_behind_the_status_or_none_is_ever_kept_nothing_is_asked():
    assert not_whole(None, confirmed_by("ab" * 32)) == ()
    assert not_whole(Untouched(), fold(ACME, record(Action.SENT, Action.DONE))) == ()


def test_a_reply_is_put_on_file_with_its_grades():
    archive = MemoryArchive()
    found = put(archive, mail(), 2)
    assert archive.mail(ACME, found.sha256) == found
    assert archive.raw(ACME, found.sha256) == mail()
    assert found.backing == Backing(MailKind.REPLY, Evidence.FILE, AboutUs.STATED, Checked.MISSING)
    assert (found.entry, found.source, found.at) == (2, Source.OPERATOR, NOW)
    assert found.own == REPLY.strip()


def test_a_reply_to_a_letter_on_file_is_tied_to_us_by_it():
    archive = MemoryArchive()
    put(archive, LETTER)
    assert put(archive, mail(In_Reply_To=LETTER_ID)).backing.about is AboutUs.ANSWERS
    assert put(MemoryArchive(), mail(In_Reply_To=LETTER_ID)).backing.about is AboutUs.STATED


def test_an_earlier_reply_is_no_letter_to_answer():
    archive = MemoryArchive()
    put(archive, mail(Message_ID="<reply-0@slack.com>"))
    assert put(archive, mail(In_Reply_To="<reply-0@slack.com>")).backing.about is AboutUs.STATED


@pytest.mark.parametrize(
    ("raw", "position", "why"),
    [
        (b"", 1, Unusable.EMPTY),
        (mail(List_Id="<x>"), 1, NotEvidence.NOTIFICATION),
        (mail(), 3, Misplaced.NO_SUCH_ENTRY),
        (LETTER, 2, Misplaced.NOT_ABOUT_A_MAIL),
    ],
)
def test_what_is_refused_is_not_kept(raw: bytes, position: int, why: object):
    archive = MemoryArchive()
    assert desk(archive).add(raw, PLACE, ANSWERED, position, now=NOW) is why
    assert archive.kept == {}


def test_a_mail_about_what_is_not_recorded_yet_lies_beside_no_entry():
    found = desk(MemoryArchive()).add(mail(), PLACE, [], 0, now=NOW)
    assert isinstance(found, KeptMail)
    assert found.entry == 0


def test_a_reply_is_put_beside_the_confirmation_or_the_letter_and_a_letter_beside_nothing():
    for acts, position in (
        ((), 0),
        ((Action.SENT,), 1),
        ((Action.SENT, Action.SENT_AGAIN, Action.RECEIVED), 2),
        ((Action.SENT, Action.DONE), 2),
        ((Action.SENT, Action.DONE, Action.EVIDENCE), 2),
        ((Action.SENT, Action.REFUSED, Action.EXCLUDE), 0),
    ):
        opt_out = fold(ACME, record(*acts))
        assert beside(opt_out, MailKind.REPLY) == position
        assert beside(opt_out, MailKind.LETTER) == 0


def test_a_mail_beside_an_entry_that_is_about_none_is_refused():
    entries = record(Action.DECLINE)
    assert desk(MemoryArchive()).add(mail(), PLACE, entries, 1, now=NOW) is Misplaced.NOT_ABOUT_A_MAIL


def test_the_same_mail_twice_is_on_file_once():
    archive = MemoryArchive()
    put(archive, mail())
    assert desk(archive).add(mail(), PLACE, SENT, 1, now=NOW) is Kept.ALREADY


def test_one_link_brings_one_mail():
    archive = MemoryArchive()
    assert put(archive, mail(), link=LINK).source is Source.INVITED
    second = desk(archive).add(LETTER, PLACE, SENT, 1, now=NOW, link=LINK)
    assert second is Kept.LINK_USED


def test_a_refused_mail_does_not_use_the_link_up():
    archive = MemoryArchive()
    assert desk(archive).add(b"", PLACE, SENT, 1, now=NOW, link=LINK) is Unusable.EMPTY
    assert put(archive, mail(), link=LINK).source is Source.INVITED


def test_a_mail_on_file_confirms_nothing_until_an_owner_records_it():
    ledger, archive = MemoryLedger(SENT), MemoryArchive()
    reply = put(archive, mail(Date=SENT_ON))
    people = OptOutDesk(ledger, lambda: NOW, archive)
    assert people.opt_out(ACME).status is Status.FILED
    assert ledger.kept == SENT

    for role in set(Role) - {Role.OWNER}:
        admin = replace(ADA, role=role)
        outcome = people.act(admin, Action.DONE, replace(DONE, mail=reply.sha256), after=1)
        assert refused(outcome).kind is RefusalKind.NOT_AN_OWNER
    assert people.opt_out(ACME).status is Status.FILED

    opt_out = recorded(people.act(ADA, Action.DONE, replace(DONE, mail=reply.sha256), after=1)).opt_out
    assert (opt_out.status, opt_out.evidence) == (Status.CONFIRMED, Evidence.FILE)
    assert opt_out.backed_by is not None
    assert opt_out.backed_by.statement.mail == reply.sha256
    assert opt_out.backed_by.statement.checked is Checked.MISSING


def test_what_a_caller_says_of_a_mail_is_not_believed():
    archive = MemoryArchive()
    reply = put(archive, mail(Date=SENT_ON))
    boast = replace(
        DONE, evidence=Evidence.SIGNED, about=AboutUs.NAMES, checked=Checked.VALID, signer="x.example"
    )
    people = OptOutDesk(MemoryLedger(SENT), lambda: NOW, archive)
    done = people.act(ADA, Action.DONE, replace(boast, mail=reply.sha256), after=1)
    stated = recorded(done).entry.statement
    assert (stated.evidence, stated.about) == (Evidence.FILE, AboutUs.STATED)
    assert (stated.checked, stated.signer) == (Checked.MISSING, "")


def test_without_a_mail_nothing_but_word_and_paste_can_be_stated():
    boast = replace(
        DONE, evidence=Evidence.SIGNED, about=AboutUs.NAMES, checked=Checked.VALID, signer="x.example"
    )
    stated = recorded(
        OptOutDesk(MemoryLedger(SENT), lambda: NOW).act(ADA, Action.DONE, boast, after=1)
    ).entry.statement
    assert (stated.evidence, stated.about) == (Evidence.WORD, AboutUs.STATED)
    assert (stated.checked, stated.signer) == (Checked.NOT_CHECKED, "")


@pytest.mark.parametrize(
    ("raw", "action", "kind"),
    [
        (None, Action.DONE, RefusalKind.MAIL_MISSING),
        (LETTER, Action.DONE, RefusalKind.MAIL_UNFIT),
        (LETTER, Action.EVIDENCE, RefusalKind.MAIL_UNFIT),
        (mail(), Action.SENT_AGAIN, RefusalKind.MAIL_UNFIT),
    ],
)
def test_a_mail_backs_only_what_it_can_show(raw: bytes | None, action: Action, kind: RefusalKind):
    archive = MemoryArchive()
    sha256 = put(archive, raw).sha256 if raw else "0" * 64
    people = OptOutDesk(MemoryLedger(SENT), lambda: NOW, archive)
    outcome = people.act(ADA, action, replace(DONE, ticked="yes", mail=sha256), after=1)
    assert (refused(outcome).kind, refused(outcome).field) == (kind, "mail")


@pytest.mark.parametrize(
    ("stated", "borne"),
    [
        ("2026-05-20", "Fri, 17 May 2024 07:24:00 -0700"),
        ("2026-05-21", "Tue, 19 May 2026 23:59:00 +0000"),
        ("2026-05-20", "Fri, 22 May 2026 00:00:00 +0000"),
    ],
)
def test_a_mail_of_another_day_does_not_back_the_day_that_is_stated(stated: str, borne: str):
    archive = MemoryArchive()
    reply = put(archive, mail(Date=borne))
    people = OptOutDesk(MemoryLedger(SENT), lambda: NOW, archive)
    statement = replace(DONE, stated_on=date.fromisoformat(stated), mail=reply.sha256)
    why = refused(people.act(ADA, Action.DONE, statement, after=1))
    assert (why.kind, why.field) == (RefusalKind.MAIL_OF_ANOTHER_DAY, "stated_on")
    assert why.day == reply.backs.dated


@pytest.mark.parametrize(
    ("stated", "borne"),
    [
        ("2026-05-20", "Wed, 20 May 2026 12:00:00 +0000"),
        ("2026-05-20", "Tue, 19 May 2026 23:59:00 -1200"),
        ("2026-05-19", "Tue, 19 May 2026 23:59:00 -1200"),
        ("2026-05-21", "Thu, 21 May 2026 00:30:00 +1400"),
        ("2026-05-20", "on a day that cannot be read"),
    ],
)
def test_a_mail_backs_its_own_day_wherever_on_earth_it_is_read(stated: str, borne: str):
    archive = MemoryArchive()
    reply = put(archive, mail(Date=borne))
    people = OptOutDesk(MemoryLedger(SENT), lambda: NOW, archive)
    statement = replace(DONE, stated_on=date.fromisoformat(stated), mail=reply.sha256)
    assert recorded(people.act(ADA, Action.DONE, statement, after=1)).entry.statement.mail == reply.sha256


def test_evidence_added_later_bears_the_day_of_its_mail():
    archive = MemoryArchive()
    reply = put(archive, mail(Date="Mon, 18 May 2026 12:00:00 +0000"))
    people = OptOutDesk(MemoryLedger(CONFIRMED), lambda: NOW, archive)
    added = people.act(ADA, Action.EVIDENCE, Statement(mail=reply.sha256), after=len(CONFIRMED))
    assert recorded(added).entry.statement.stated_on == date(2026, 5, 18)
    assert recorded(added).opt_out.confirmed == CONFIRMED[-1]


def test_the_sent_mail_backs_that_it_was_sent():
    archive = MemoryArchive()
    letter = put(archive, LETTER)
    people = OptOutDesk(MemoryLedger(), lambda: NOW, archive)
    sent = Statement(stated_on=date(2026, 5, 20), ticked="yes", mail=letter.sha256)
    done = people.file(ADA, sent, after=0, sent=True, texts={"letter": "Please."})
    assert recorded(done).entry.statement.evidence is Evidence.FILE
    assert recorded(done).entry.statement.about is AboutUs.NAMES


def test_a_mail_of_another_scope_is_not_on_file_here():
    archive = MemoryArchive()
    found = put(archive, mail())
    assert archive.backing(Scope("T0GLOBEX"), found.sha256) is None


def test_evidence_by_a_mail_alone_is_enough_and_by_nothing_is_not():
    archive = MemoryArchive()
    reply = put(archive, mail(Date=SENT_ON))
    people = OptOutDesk(MemoryLedger(record(Action.SENT, Action.DONE)), lambda: NOW, archive)
    nothing = people.act(ADA, Action.EVIDENCE, Statement(), after=2)
    assert refused(nothing).kind is RefusalKind.REPLY_MISSING
    added = people.act(ADA, Action.EVIDENCE, Statement(mail=reply.sha256), after=2)
    assert isinstance(added, Recorded)
    assert added.opt_out.evidence is Evidence.FILE


def test_a_double_click_with_a_mail_is_recorded_once():
    archive = MemoryArchive()
    reply = put(archive, mail(Date=SENT_ON))
    people = OptOutDesk(MemoryLedger(SENT), lambda: NOW, archive)
    first, second = (
        people.act(ADA, Action.DONE, replace(DONE, mail=reply.sha256), after=1) for _ in range(2)
    )
    assert recorded(second).twice
    assert recorded(first).entry == recorded(second).entry


def test_a_mail_is_written_down_and_read_back_as_it_was():
    found = Desk(MemoryArchive(), NOBODY_LISTED, dns()).add(mail(), PLACE, SENT, 1, now=NOW)
    assert isinstance(found, KeptMail)
    undated = replace(found, dated=None, asked="s._domainkey.slack.com", answer="v=DKIM1; p=é")
    for known in (found, undated, reduced(found, mail())):
        assert unpacked(packed(known)) == known


def test_a_reduced_mail_keeps_header_hash_own_words_and_grades_and_nothing_that_was_quoted():
    archive = MemoryArchive()
    raw = mail(f"{REPLY}\n> Ada's own words\n")
    found = put(archive, raw)
    left = reduced(found, raw)
    assert left.reduced
    assert not found.reduced
    assert "Subject: Re: Slack Global model opt-out request" in left.header
    assert "Ada's own" not in packed(left)
    assert (left.sha256, left.own, left.backing) == (found.sha256, found.own, found.backing)
    assert archive.reduce(left)
    assert archive.raw(ACME, found.sha256) is None
    assert archive.backing(ACME, found.sha256) == found.backs
    assert not archive.reduce(left)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}'])
def test_what_is_no_kept_mail_is_not_read_as_one(text: str):
    with pytest.raises(ValueError, match=r"not a mail of this format|Expecting value"):
        unpacked(text)
