"""The table: one row an entry, every statement, and nothing that a spreadsheet would run."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.export import Form, survey
from bolt_app.export.csv import COLUMNS, defused
from bolt_app.optout.chain import digest, seal
from bolt_app.optout.model import Action, Statement
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CHOOSE_CHANNEL,
    DOUBT,
    EXCLUDE,
    NAME_CONTACT,
    SENT,
    WITHDRAW,
    done,
    record_of,
)
from tests.unit.export.records import (
    EVERYTHING,
    JOURNEY,
    LETTER,
    REPLY,
    again,
    exported,
    looked_through,
    stored,
    table,
)


def rows(*acts: tuple[Action, Statement], persons: bool = True) -> list[dict[str, str]]:
    return table(exported(looked_through(acts, persons=persons), Form.CSV).decode())


def test_each_entry_is_a_row_that_says_what_the_entry_says():
    sent, received, wrong, correction, done = rows(*JOURNEY)
    entries = record_of(JOURNEY)
    assert sent == dict.fromkeys(COLUMNS, "") | {
        "position": "1",
        "recorded_at": "2026-05-12T08:30:00+00:00",
        "action": "sent",
        "status": "filed",
        "stated_on": "2026-05-12",
        "role": "owner",
        "actor": "U0OWNER",
        "ticked": "I am an owner and may decide this for our organisation.",
        "letter": "opt-out.1",
        "register": "2026-11-21.1",
        "texts": f"letter:{digest(LETTER)}",
        "previous": "0" * 64,
        "hash": entries[0].hash,
    }
    assert (received["evidence"], received["reference"]) == ("an owner’s word", "12345")
    assert (wrong["action"], wrong["corrected_by"]) == ("done", "4")
    assert (correction["corrects"], correction["reason"]) == ("3", "It was another workspace.")
    assert (done["corrected_by"], done["texts"]) == ("", f"reply:{digest(REPLY)}")


def test_the_last_row_carries_number_and_fingerprint_of_the_newest_entry():
    last = rows(*JOURNEY)[-1]
    assert f"{last['position']}:{last['hash']}" == looked_through(JOURNEY).fingerprint


def test_whatever_a_statement_may_hold_has_a_column():
    assert {field.name for field in fields(Statement)} <= set(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("acts", EVERYTHING[1:])
def test_every_cell_of_every_kind_of_entry_is_in_a_column(acts):
    text = exported(looked_through(acts), Form.CSV).decode()
    read = table(text)
    assert len(read) == len(acts)
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in read)
    assert text.count("\r\n") == len(acts) + 1


def test_it_begins_with_a_byte_order_mark_for_excel():
    assert exported(looked_through(JOURNEY), Form.CSV).startswith(b"\xef\xbb\xbfposition,recorded_at,action")


def test_persons_are_named_only_where_they_may_be():
    [named] = rows(NAME_CONTACT)
    assert (named["actor"], named["named"], named["role"]) == ("U0OWNER", "U0PRIYA", "owner")
    [hidden] = rows(NAME_CONTACT, persons=False)
    assert (hidden["actor"], hidden["named"], hidden["role"]) == ("", "", "owner")


def test_an_organisation_and_dates_of_review_are_written_like_everything_else():
    [excluded] = table(exported(looked_through((EXCLUDE,), scope=ACME_GROUP), Form.CSV).decode())
    assert (excluded["clause"], excluded["review_on"]) == ("§ 7.2 (b) of the order form", "2027-01-15")
    assert excluded["evidence"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_is_defused(sign: str):
    assert defused(f"{sign}HYPERLINK(A1)") == f"'{sign}HYPERLINK(A1)"
    assert defused(f"one;{sign}2") == f"one;'{sign}2"


@pytest.mark.parametrize("text", ["", "2026-05-12", "a-b", "1+1=2", "mail@acme.example", "'=1", " = 1"])
def test_what_is_no_formula_stays_as_it_is(text: str):
    assert defused(text) == text


def test_a_reason_with_a_formula_quotes_and_line_ends_comes_back_as_text():
    reason = "=cmd|' /C calc'!A0, \"quoted\"\n;@SUM(1)"
    [_, withdrawn] = rows(SENT, again(Action.WITHDRAW, reason=reason))
    assert withdrawn["reason"] == "'=cmd|' /C calc'!A0, \"quoted\"\n;'@SUM(1)"
    assert rows(SENT, WITHDRAW)[1]["reason"] == "We want suggestions trained on many teams again."


DANGEROUS = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet=st.sampled_from(f"a '\";,{DANGEROUS}"), max_size=30))
def test_no_cell_begins_a_formula_under_any_usual_separator_and_nothing_is_lost(text: str):
    harmless = defused(text)
    for separator in (";", "\t", "\n", "\r"):
        assert all(part[:1] not in set("=+-@＝＋－＠") or not part for part in harmless.split(separator))
    remaining = iter(harmless)
    assert all(sign in remaining for sign in text)


def test_the_app_itself_is_named_where_no_person_acted():
    *before, doubted = record_of((SENT, done(), DOUBT))
    by_the_app = seal(replace(doubted, role=None, actor=None))
    record = survey(ACME, stored([*before, by_the_app]), persons=True)
    roles = [(row["role"], row["actor"]) for row in table(exported(record, Form.CSV).decode())]
    assert roles == [("owner", "U0OWNER"), ("owner", "U0OWNER"), ("the app", "")]


def test_a_channel_that_was_chosen_says_what_is_posted_there_and_in_which_language():
    [chosen] = rows(CHOOSE_CHANNEL)
    assert (chosen["channel"], chosen["topics"], chosen["language"]) == (
        "C0PRIVACY",
        "our_opt_out policy",
        "en",
    )
    [named] = rows(NAME_CONTACT)
    assert (named["channel"], named["topics"], named["language"]) == ("", "", "")
