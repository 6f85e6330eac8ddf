"""The evidence bundle: what is in it, what its hashes say, what is missing from it when texts were erased."""

import csv
import hashlib
import io
import json
from dataclasses import fields
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bolt_app.evidence.kept import reduced
from bolt_app.export import NO_MAILS, Form, MailsOnFile, Texts
from bolt_app.export.bundle import VERIFIER
from bolt_app.optout.acts import BESIDE_IT
from bolt_app.optout.chain import digest
from bolt_app.optout.model import TRANSITIONS, Action, Statement
from tests.record_builders import RECEIVED, SENT, record_of
from tests.unit.export.records import (
    BACKED_BY_MAIL,
    JOURNEY,
    KEPT,
    LETTER,
    MAIL,
    MAIL_HASH,
    ON_FILE,
    REPLY,
    carrying,
    exported,
    links_in,
    looked_through,
    mails,
)
from tests.unit.optout.acts import links

LETTER_FILE, REPLY_FILE = f"texts/{digest(LETTER)}.txt", f"texts/{digest(REPLY)}.txt"


def files(
    acts=JOURNEY, texts: Texts = KEPT.get, *, persons: bool = True, on_file: MailsOnFile = NO_MAILS
) -> dict[str, bytes]:
    """Return the files of a bundle by their names inside its one folder."""
    record = looked_through(acts, persons=persons)
    with ZipFile(io.BytesIO(exported(record, Form.BUNDLE, texts=texts, mails=on_file))) as bundle:
        assert bundle.testzip() is None
        assert {name.split("/")[0] for name in bundle.namelist()} == {record.name}
        return {name.partition("/")[2]: bundle.read(name) for name in bundle.namelist()}


def test_it_holds_the_record_the_texts_a_page_and_the_means_to_check_them():
    assert list(files()) == [
        "verify.py",
        "rules.json",
        "record.jsonl",
        "record.csv",
        LETTER_FILE,
        REPLY_FILE,
        "index.html",
        "hashes.txt",
    ]


def test_the_record_in_it_is_the_record():
    inside = files()
    assert list(links_in(inside["record.jsonl"].decode())) == links(record_of(JOURNEY))
    assert len(list(csv.reader(io.StringIO(inside["record.csv"].decode("utf-8-sig"), newline="")))) == 6


def test_a_text_is_a_file_named_by_its_hash_byte_for_byte():
    inside = files()
    assert inside[LETTER_FILE] == LETTER.encode()
    for name in (LETTER_FILE, REPLY_FILE):
        assert hashlib.sha256(inside[name]).hexdigest() == name[6:-4]


def test_the_hashes_are_those_of_every_other_file_under_number_and_fingerprint():
    inside = files()
    head, *listed = inside.pop("hashes.txt").decode().splitlines()
    assert head == f"# T0ACME {looked_through(JOURNEY).fingerprint}"
    assert dict(reversed(line.split("  ")) for line in listed) == {  # type: ignore[arg-type]
        name: hashlib.sha256(content).hexdigest() for name, content in inside.items()
    }


def test_texts_that_were_erased_are_left_out_and_the_page_says_so():
    inside = files(texts={digest(REPLY): REPLY}.get)
    assert REPLY_FILE in inside
    assert LETTER_FILE not in inside
    assert "The letter’s text: erased, or never kept" in inside["index.html"].decode()
    assert "The reply’s text</a>" in inside["index.html"].decode()


def test_a_text_that_two_entries_name_is_there_once():
    both = (carrying(SENT, "letter", LETTER), carrying(RECEIVED, "reply", LETTER))
    asked: list[str] = []

    def texts(sha256: str) -> str | None:
        asked.append(sha256)
        return KEPT.get(sha256)

    assert [name for name in files(both, texts) if name.startswith("texts/")] == [LETTER_FILE]
    assert asked == [digest(LETTER)]


def test_without_persons_nobody_is_named_in_any_file():
    assert any(b"U0OWNER" in content for content in files().values())
    assert not any(b"U0OWNER" in content for content in files(persons=False).values())


def test_the_check_in_it_is_the_one_that_is_shipped_and_knows_the_rules():
    inside = files()
    assert inside["verify.py"] == VERIFIER.read_bytes()
    rules = json.loads(inside["rules.json"])
    assert rules["guarded"] == ["confirmed", "declined", "withdrawn"]
    assert {Action(name) for name in rules["beside_a_proposal"]} == BESIDE_IT
    assert {field.name for field in fields(Statement)} >= set(rules["beside_the_act"])
    ways = rules["ways"]
    assert set(ways) == {action.value for action in Action} - {"correct"}
    for name, way in ways.items():
        rule = TRANSITIONS[Action(name)]
        assert set(way["from"]) == {status.value for status in rule.starts_from}
        assert way["to"] == (rule.leads_to.value if rule.leads_to else None)


def test_its_files_bear_the_time_of_the_newest_entry_and_ordinary_rights():
    record = looked_through(JOURNEY)
    with ZipFile(io.BytesIO(exported(record, Form.BUNDLE))) as bundle:
        for file in bundle.infolist():
            assert file.date_time == (2026, 5, 20, 8, 30, 0)
            assert (file.external_attr >> 16, file.compress_type) == (0o644, ZIP_DEFLATED)


def test_the_page_is_in_the_language_asked_for():
    record = looked_through(JOURNEY)
    with ZipFile(io.BytesIO(exported(record, Form.BUNDLE, "fr"))) as bundle:
        assert '<html lang="fr">' in bundle.read(f"{record.name}/index.html").decode()


def test_a_text_that_cannot_be_given_ends_the_bundle():
    class Torn(Exception):
        pass

    def texts(_: str) -> str | None:
        raise Torn

    with pytest.raises(Torn):
        files(texts=texts)


MAIL_FILE, MAIL_PART = f"mails/{MAIL_HASH}.eml", f"mails/{MAIL_HASH}.txt"


def test_a_mail_on_file_is_in_it_byte_for_byte_and_among_the_hashes():
    inside = files(BACKED_BY_MAIL, on_file=mails(ON_FILE))
    assert inside[MAIL_FILE] == MAIL
    assert f"{MAIL_HASH}  {MAIL_FILE}" in inside["hashes.txt"].decode().splitlines()
    page = inside["index.html"].decode()
    assert f'<a href="{MAIL_FILE}">The e-mail</a>' in page
    assert "Evidence: the e-mail as a file. It bears no signature. It names this workspace." in page


def test_of_a_mail_that_was_reduced_the_part_is_in_it_and_the_page_says_so():
    part = reduced(ON_FILE, MAIL)
    inside = files(BACKED_BY_MAIL, on_file=mails(part, files={}))
    assert MAIL_FILE not in inside
    assert inside[MAIL_PART].decode() == f"{part.header}\n\nDone. ✓\n"
    assert "From: support@slack.com" in inside[MAIL_PART].decode()
    page = inside["index.html"].decode()
    assert f'<a href="{MAIL_PART}">The e-mail</a>: Of the e-mail only the header, the hash' in page
    assert "cannot be checked again" in page


def test_a_mail_that_was_erased_is_said_to_be_not_there():
    inside = files(BACKED_BY_MAIL)
    assert not [name for name in inside if name.startswith("mails/")]
    assert "The e-mail: erased, or never kept" in inside["index.html"].decode()


def test_a_mail_no_entry_names_is_in_it_too():
    inside = files((SENT,), on_file=mails(ON_FILE))
    assert inside[MAIL_FILE] == MAIL
    assert "The e-mail" not in inside["index.html"].decode()


def test_mails_are_read_one_at_a_time():
    asked: list[str] = []

    def raw(sha256: str) -> bytes:
        asked.append(sha256)
        return MAIL

    record = looked_through(BACKED_BY_MAIL)
    whole = exported(record, Form.BUNDLE, mails=MailsOnFile((ON_FILE,), raw))
    assert asked == [MAIL_HASH]
    assert whole == exported(record, Form.BUNDLE, mails=mails(ON_FILE))
    asked.clear()
    exported(record, Form.CSV, mails=MailsOnFile((ON_FILE,), raw))
    assert asked == []
