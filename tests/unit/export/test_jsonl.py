"""The record as stored, a line an entry, which goes back into `verify` as it came out."""

import json

import pytest

from bolt_app.export import Form, unchecked
from bolt_app.optout.model import Status
from bolt_app.optout.verify import Inconsistency, inconsistency
from tests.record_builders import ACME, NAME_CONTACT, SENT, record_of
from tests.unit.export.records import EVERYTHING, JOURNEY, exported, links_in, looked_through, stored
from tests.unit.optout.acts import links, record_in


def text_of(acts, *, persons: bool = True) -> str:
    return exported(looked_through(acts, persons=persons), Form.JSONL).decode()


@pytest.mark.parametrize("acts", EVERYTHING[1:])
def test_what_comes_out_goes_into_verify_again(acts):
    read = list(links_in(text_of(acts)))
    assert read == links(record_of(acts))
    assert inconsistency(ACME, read) is None


def test_the_first_line_names_the_scope_and_the_newest_entry():
    record = looked_through(JOURNEY)
    head, *entries = text_of(JOURNEY).splitlines()
    assert json.loads(head) == {"scope": "T0ACME", "newest": record.fingerprint}
    assert len(entries) == 5


def test_the_canonical_text_is_kept_to_the_letter_apart_from_who_it_was():
    line = json.loads(text_of((SENT, NAME_CONTACT)).splitlines()[2])
    entry = links(record_of((SENT, NAME_CONTACT)))[1]
    assert line["canonical"] == entry.canonical
    assert line["hash"] == entry.hash
    assert line["actor"] == ["U0OWNER", "5a" * 16]
    assert line["named"] == ["U0PRIYA", "a5" * 16]
    assert "U0PRIYA" not in line["canonical"]


def test_without_persons_nobody_is_named_and_the_record_still_verifies():
    text = text_of((SENT, NAME_CONTACT), persons=False)
    assert "U0OWNER" not in text
    assert "U0PRIYA" not in text
    assert "5a" * 16 not in text
    assert inconsistency(ACME, links_in(text)) is None


def test_all_of_it_is_ascii_and_one_line_an_entry():
    text = text_of(EVERYTHING[7])
    assert "§" in links(record_of(EVERYTHING[7]))[0].canonical
    assert text.isascii()
    assert text.count("\n") == len(text.splitlines()) == 2


def test_a_record_that_does_not_hold_is_written_as_it_is_stored():
    kept = links(record_in(Status.CONFIRMED))
    del kept[1]
    record = unchecked(ACME, stored(kept), persons=True)
    text = exported(record, Form.JSONL).decode()
    assert list(links_in(text)) == kept
    assert inconsistency(ACME, links_in(text)) == Inconsistency(2, "it is missing")
