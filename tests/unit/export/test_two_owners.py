"""What two owners recorded and whom they named to read, in each form of an export, and by its own check."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bolt_app.export import Form, Record, page, survey
from bolt_app.export.record import agreed_with, backed
from bolt_app.optout.chain import seal
from bolt_app.optout.model import Action, Entry, Statement
from bolt_app.optout.verify import inconsistency
from tests.record_builders import ACME, NAME_CONTACT, RECEIVED, SENT, Act, translator
from tests.unit.export.auditing import chained, unpacked, verify
from tests.unit.export.records import exported, links_in, table
from tests.unit.export.test_dpv import terms, unknown
from tests.unit.optout.acts import links
from tests.unit.optout.forgeries import FORGERIES, forged
from tests.views_of_two_owners import (
    AGREED,
    OVERTAKEN,
    PASTED,
    PROPOSED,
    READ,
    TURNED_DOWN,
    agreed,
    on_top,
    played,
    reads,
)

REMOVED = on_top(READ, (Action.REMOVE_READER, Statement(regards=2)))


def looked_through(entries: Sequence[Entry], *, persons: bool = True) -> Record:
    return survey(ACME, lambda _: iter(links(entries)), persons=persons)


def csv_of(entries: Sequence[Entry], *, persons: bool = True) -> list[dict[str, str]]:
    return table(exported(looked_through(entries, persons=persons), Form.CSV).decode())


def graph_of(entries: Sequence[Entry]) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = json.loads(exported(looked_through(entries), Form.DPV))["dct:hasPart"]
    return parts


def test_the_table_names_what_was_proposed_who_agreed_and_to_which_entry():
    proposed, agreed = csv_of(AGREED)[2:]
    assert (proposed["action"], proposed["proposes"], proposed["status"]) == ("proposed", "done", "filed")
    assert (agreed["action"], agreed["regards"], agreed["status"]) == ("done", "3", "confirmed")
    assert (agreed["actor"], agreed["named"]) == ("U0SECOND", "U0OWNER")
    assert proposed["evidence"] == agreed["evidence"] == "the reply’s text, pasted by an owner"


@pytest.mark.parametrize(
    "entries",
    [PROPOSED["done"], AGREED, TURNED_DOWN, OVERTAKEN, READ, REMOVED],
    ids=["proposed", "agreed", "turned-down", "overtaken", "reader", "no-reader-any-more"],
)
def test_every_term_of_what_two_owners_did_is_in_the_vocabulary(entries: Sequence[Entry]):
    used = set(terms(graph_of(entries)))
    assert unknown(used) == []
    about = ("http://purl.org/dc/terms/", "properties", "relation")
    assert (about in used) is any(entry.statement.regards is not None for entry in entries)


def test_without_ids_the_table_still_says_that_two_acted():
    agreed = csv_of(AGREED, persons=False)[3]
    assert (agreed["actor"], agreed["named"], agreed["regards"]) == ("", "", "3")


def test_the_table_names_readers_and_which_naming_ended():
    rows = csv_of(REMOVED)
    assert [(row["action"], row["named"], row["regards"]) for row in rows] == [
        ("sent", "", ""),
        ("name_reader", "U0NOOR", ""),
        ("name_reader", "U0AUDIT", ""),
        ("remove_reader", "", "2"),
    ]


def test_the_vocabulary_has_two_persons_where_two_acted_and_one_elsewhere():
    parts = graph_of(AGREED)
    by = [part["dpv:isIndicatedBy"] for part in parts]
    assert [isinstance(one, list) for one in by] == [False, False, False, True]
    assert isinstance(by[3], list)
    assert [person["dpv:hasIdentifier"] for person in by[3]] == ["U0SECOND", "U0OWNER"]
    assert parts[3]["dct:relation"] == {"dct:identifier": "T0ACME 3"}


def test_a_proposal_fulfils_no_request():
    part = graph_of(PROPOSED["done"])[2]
    assert "dpv:hasRequestStatus" not in part
    assert part["dct:title"] == {
        "@value": "Proposed to a second owner: Slack’s answer: done",
        "@language": "en",
    }
    assert part["dpv:hasStatus"] == {"dct:identifier": "filed"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "U0OWNER had proposed it as No. 3."), ("fr", "U0OWNER l’avait proposé sous le n°\u00a03.")],
)
def test_the_page_says_who_had_proposed_it(language: str, sentence: str):
    shown = "".join(page.pieces(looked_through(AGREED), (), translator(language)))
    assert sentence in shown
    hidden = looked_through(AGREED, persons=False)
    assert "U0OWNER" not in "".join(page.pieces(hidden, (), translator(language)))


@pytest.mark.parametrize(
    "entries",
    [AGREED, OVERTAKEN, TURNED_DOWN, REMOVED, *PROPOSED.values()],
    ids=["agreed", "overtaken", "turned down", "reader removed", *PROPOSED],
)
def test_the_lines_read_back_as_a_record_that_holds(entries: tuple[Entry, ...]):
    lines = exported(looked_through(entries), Form.JSONL).decode()
    again = list(links_in(lines))
    assert survey(ACME, lambda _: iter(again), persons=True).head == entries[-1].hash


@pytest.mark.parametrize("entries", [AGREED, TURNED_DOWN, REMOVED], ids=["agreed", "turned down", "readers"])
def test_the_stand_alone_check_knows_the_new_acts(entries: tuple[Entry, ...], tmp_path: Path):
    code, said = verify(unpacked(looked_through(entries), tmp_path))
    assert code == 0, said
    assert said.startswith(f"T0ACME: {len(entries)} entries, unbroken.")


UNSEEN = "\nSecond owners (who they are cannot be checked): 1."
ALONE = "it took two owners, and the agreement of the second is not there"


def verified(place: Path, entries: Sequence[Entry], *, persons: bool = True) -> tuple[int, str]:
    """What the stand-alone check finds of entries that the app would not export."""
    folder = unpacked(looked_through(AGREED), place)
    chained(folder, entries, persons=persons)
    return verify(folder)


def alone(entries: Sequence[Entry]) -> tuple[int, str]:
    """What is to be found of a record whose newest entry lacks its second owner."""
    return 1, f"Entry {len(entries)} is broken: {ALONE}."


@pytest.mark.parametrize("name", PROPOSED)
def test_the_stand_alone_check_finds_what_took_two_owners_and_whose_agreement_was_taken_out(
    name: str, tmp_path: Path
):
    both = agreed(PROPOSED[name])
    code, said = verified(tmp_path / "both", both)
    assert (code, UNSEEN in said) == (0, False)
    assert verified(tmp_path / "alone", forged(both, "alone")) == alone(both)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_stand_alone_check_finds_an_agreement_that_is_none(forgery: str, tmp_path: Path):
    assert verified(tmp_path, forged(AGREED, forgery)) == alone(AGREED)


@pytest.mark.parametrize(
    ("between", "expected"), [(RECEIVED, 1), (NAME_CONTACT, 0)], ids=["the answer", "who is asked"]
)
def test_it_knows_what_ends_a_proposal(between: Act, expected: int, tmp_path: Path):
    before = on_top(PROPOSED["done"], between)
    late = (*before, seal(replace(AGREED[-1], position=5, previous=before[-1].hash)))
    assert (inconsistency(ACME, links(late)) is not None) == expected
    code, said = verified(tmp_path, late)
    assert code == expected, said
    assert not expected or (code, said) == alone(late)


def test_a_proposal_that_no_entry_of_that_kind_made_is_none(tmp_path: Path):
    *before, proposed, done = AGREED
    instead = seal(replace(proposed, action=Action.REQUIRE_SECOND))
    entries = (*before, instead, seal(replace(done, previous=instead.hash)))
    assert verified(tmp_path, entries) == alone(entries)


def test_once_two_are_no_longer_required_one_suffices(tmp_path: Path):
    entries = on_top(agreed(PROPOSED["waive"]), PASTED)
    assert entries[-1].action is Action.DONE
    assert verified(tmp_path, entries)[0] == 0


def test_without_ids_it_says_of_how_many_it_cannot_tell_who_they_are(tmp_path: Path):
    code, said = verify(unpacked(looked_through(AGREED, persons=False), tmp_path))
    assert (code, said.endswith(UNSEEN)) == (0, True)


@pytest.mark.parametrize("forgery", ["alone", "by nobody", "by the same person"])
def test_without_ids_it_still_finds_what_the_entries_show(forgery: str, tmp_path: Path):
    assert verified(tmp_path, forged(AGREED, forgery), persons=False) == alone(AGREED)


def test_whose_ids_are_gone_is_counted_and_not_taken_for_another_person(tmp_path: Path):
    hidden = forged(AGREED, "by the same person under another salt")
    code, said = verified(tmp_path, hidden, persons=False)
    assert (code, said.endswith(UNSEEN)) == (0, True)


def test_what_is_backed_and_what_is_agreed_with_is_read_off_an_entry():
    assert [backed(entry) for entry in AGREED] == [False, False, True, True]
    assert [agreed_with(entry) for entry in AGREED] == [None, None, None, 3]
    assert agreed_with(REMOVED[-1]) is None
    assert agreed_with(TURNED_DOWN[-1]) is None
    assert backed(played(SENT, reads("U0NOOR"))[1]) is False
