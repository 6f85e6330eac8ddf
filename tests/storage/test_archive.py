"""Mails on file in either database: encrypted, one for each link, reduced, erased, gone with their scope."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text, update

from bolt_app.evidence.kept import MOST, Kept, KeptMail, Left, Source, reduced
from bolt_app.optout.desk import Desk
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Evidence, Statement, Status
from bolt_app.people import Scope
from storage import Storage, StorageError, open_storage
from storage.rotation import rotate
from storage.tables import FILES, USED_LINKS
from tests.storage.racing import at_once
from tests.storage.record import ACME, GLOBEX, KEY, NOON, owner, recorded, three_entries

RAW = b"From: support@slack.com\r\nSubject: Re: opt-out\r\n\r\nDone. \xe2\x9c\x93 \x00 \xff\r\n"
BACKING = Backing(MailKind.REPLY, Evidence.FILE, AboutUs.NAMES, Checked.UNLISTED, "slack.com")


def on_file(raw: bytes = RAW, scope: Scope = ACME, at: datetime = NOON) -> KeptMail:
    return KeptMail(
        scope=scope,
        entry=1,
        source=Source.OPERATOR,
        backing=BACKING,
        sha256=hashlib.sha256(raw).hexdigest(),
        sender="support@slack.com",
        to=("ada@acme.example",),
        subject="Re: opt-out \0",
        dated=datetime(2024, 5, 17, 14, 24, tzinfo=UTC),
        message_id="<reply-1@slack.com>",
        own="Done. ✓",
        asked="s._domainkey.slack.com",
        answer="v=DKIM1; p=AAAA",
        at=at,
    )


MAIL = on_file()


def test_a_mail_and_its_file_come_back_as_they_were_put_there(storage: Storage):
    assert storage.archive.keep(MAIL, RAW) is Kept.KEPT
    assert storage.archive.mail(ACME, MAIL.sha256) == MAIL
    assert storage.archive.mails(ACME) == [MAIL]
    assert storage.archive.raw(ACME, MAIL.sha256) == RAW
    assert storage.archive.backing(ACME, MAIL.sha256) == replace(BACKING, dated=date(2024, 5, 17))


def test_two_megabytes_fit(storage: Storage):
    raw = bytes(range(256)) * 8192
    big = on_file(raw)
    storage.archive.keep(big, raw)
    assert storage.archive.raw(ACME, big.sha256) == raw


@pytest.mark.parametrize("sha256", ["0" * 64, "", "\0", "é", "\ud800"])
def test_what_is_not_on_file_is_none(storage: Storage, sha256: str):
    assert storage.archive.mail(ACME, sha256) is None
    assert storage.archive.raw(ACME, sha256) is None
    assert storage.archive.backing(ACME, sha256) is None


def test_mails_come_newest_first_and_each_scope_has_its_own(storage: Storage):
    other = on_file(b"other", at=NOON + timedelta(minutes=1))
    elsewhere = on_file(b"elsewhere", GLOBEX)
    for mail, raw in ((MAIL, RAW), (other, b"other"), (elsewhere, b"elsewhere")):
        storage.archive.keep(mail, raw)
    assert storage.archive.mails(ACME) == [other, MAIL]
    assert storage.archive.mails(GLOBEX) == [elsewhere]
    assert storage.archive.mail(GLOBEX, MAIL.sha256) is None


def test_the_same_bytes_keep_the_grade_they_were_given(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    assert storage.archive.keep(replace(MAIL, entry=2), RAW) is Kept.ALREADY
    assert storage.archive.mails(ACME) == [MAIL]


def test_nothing_of_a_mail_lies_in_the_database_in_clear(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    with storage._database.reading() as connection:
        [row] = connection.execute(FILES.select()).all()
    stored = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    for secret in (b"slack.com", b"Done", b"ada@acme", RAW):
        assert secret not in stored


def test_a_file_that_was_exchanged_is_noticed(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    forged = storage._vault.lock_bytes(b"forged")
    with storage._database.writing() as connection:
        connection.execute(update(FILES).values(file=forged))
    with pytest.raises(StorageError, match="is not the mail that was put on file"):
        storage.archive.raw(ACME, MAIL.sha256)


UNTIL = NOON + timedelta(minutes=15)


def test_a_link_brings_one_mail_and_is_remembered_until_it_expires(storage: Storage):
    assert not storage.used_links.used("5a")
    assert storage.archive.keep(MAIL, RAW, once="5a", until=UNTIL) is Kept.KEPT
    assert storage.used_links.used("5a")
    other = on_file(b"other")
    assert storage.archive.keep(other, b"other", once="5a", until=UNTIL) is Kept.LINK_USED
    assert storage.archive.mails(ACME) == [MAIL]
    storage.archive.keep(replace(other, at=UNTIL), b"other", once="6b", until=UNTIL + timedelta(minutes=15))
    assert not storage.used_links.used("5a")


def test_a_mail_that_is_there_already_does_not_use_a_link_up(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    assert storage.archive.keep(MAIL, RAW, once="5a", until=UNTIL) is Kept.ALREADY
    assert not storage.used_links.used("5a")


def test_of_eight_that_bring_mails_by_one_link_one_is_kept(storage: Storage):
    outcomes: list[Kept] = []

    def bring(number: int) -> None:
        raw = b"mail %d" % number
        outcomes.append(storage.archive.keep(on_file(raw), raw, once="5a", until=UNTIL))

    at_once(bring)
    assert sorted(outcomes) == sorted([Kept.KEPT, *[Kept.LINK_USED] * 7])
    assert len(storage.archive.mails(ACME)) == 1


def test_of_eight_that_bring_the_same_mail_one_is_kept(storage: Storage):
    outcomes: list[Kept] = []
    at_once(lambda _: outcomes.append(storage.archive.keep(MAIL, RAW)))
    assert sorted(outcomes) == sorted([Kept.KEPT, *[Kept.ALREADY] * 7])


def test_a_scope_has_no_more_mails_than_it_may(storage: Storage):
    for number in range(MOST):
        raw = b"%d" % number
        assert storage.archive.keep(on_file(raw), raw) is Kept.KEPT
    assert storage.archive.keep(MAIL, RAW) is Kept.FULL
    assert storage.archive.keep(on_file(scope=GLOBEX), RAW) is Kept.KEPT


def test_a_reduced_mail_has_no_file_any_more_and_keeps_its_grade(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    left = reduced(MAIL, RAW)
    assert storage.archive.left(ACME) == {MAIL.sha256: Left.WHOLE}
    assert storage.archive.reduce(left)
    assert storage.archive.left(ACME) == {MAIL.sha256: Left.PART}
    assert storage.archive.left(GLOBEX) == {}
    assert storage.archive.mail(ACME, MAIL.sha256) == left
    assert storage.archive.raw(ACME, MAIL.sha256) is None
    assert storage.archive.backing(ACME, MAIL.sha256) == replace(BACKING, dated=date(2024, 5, 17))
    assert not storage.archive.reduce(left)
    with pytest.raises(ValueError, match="is whole"):
        storage.archive.reduce(MAIL)


def test_a_mail_can_be_erased_and_the_entry_keeps_its_hash_and_grade(storage: Storage):
    storage.archive.keep(MAIL, RAW)
    desk = Desk(storage.ledger, lambda: NOON, storage.archive)
    done = desk.act(owner(), Action.DONE, Statement(stated_on=date(2024, 5, 17), mail=MAIL.sha256), after=0)
    assert recorded(done).opt_out.status is Status.CONFIRMED
    assert storage.archive.erase(ACME, MAIL.sha256)
    assert not storage.archive.erase(ACME, MAIL.sha256)
    assert storage.archive.left(ACME) == {}
    [entry] = storage.ledger.entries(ACME)
    assert (entry.statement.mail, entry.statement.about) == (MAIL.sha256, AboutUs.NAMES)
    assert (entry.statement.checked, entry.statement.signer) == (Checked.UNLISTED, "slack.com")


def test_putting_a_mail_on_file_writes_no_entry(storage: Storage):
    before = three_entries(storage)
    storage.archive.keep(MAIL, RAW)
    assert storage.ledger.entries(ACME) == before


def test_a_purge_takes_the_mails_of_the_scope_and_no_others(storage: Storage):
    three_entries(storage)
    storage.archive.keep(MAIL, RAW)
    storage.archive.keep(on_file(scope=GLOBEX), RAW)
    storage.ledger.purge(ACME)
    assert storage.archive.mails(ACME) == []
    assert len(storage.archive.mails(GLOBEX)) == 1


def test_a_new_key_opens_mails_after_everything_is_encrypted_anew(storage: Storage, database_url: str):
    storage.archive.keep(MAIL, RAW)
    storage.archive.keep(on_file(b"x", GLOBEX), b"x")
    storage.archive.reduce(reduced(on_file(b"x", GLOBEX), b"x"))
    fresh = Fernet.generate_key().decode()
    both = open_storage(database_url, [fresh, KEY])
    assert rotate(both) >= 4
    both.close()
    alone = open_storage(database_url, [fresh])
    assert alone.archive.raw(ACME, MAIL.sha256) == RAW
    assert alone.archive.mails(GLOBEX)[0].reduced
    alone.close()


def test_secrets_are_derived_for_one_purpose_from_each_key(storage: Storage, database_url: str):
    fresh = Fernet.generate_key().decode()
    both = open_storage(database_url, [fresh, KEY])
    assert both.secrets("links")[1:] == storage.secrets("links")
    assert storage.secrets("links") != storage.secrets("exports")
    assert {len(secret) for secret in both.secrets("links")} == {32}
    assert KEY.encode() not in b"".join(storage.secrets("links"))
    both.close()


def test_no_person_is_written_down_with_a_used_link(storage: Storage):
    assert set(USED_LINKS.columns.keys()) == {"once", "until"}
    storage.archive.keep(MAIL, RAW, once="5a\0", until=UNTIL)
    with storage._database.reading() as connection:
        assert connection.execute(text("SELECT once FROM used_links")).scalar_one() == "5a"
