"""What two owners recorded and whom they named to read, in each form of an export, and by its own check."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bolt_app.export import Form, Record, page, survey
from bolt_app.export.record import agreed_with, backed
from bolt_app.optout.model import Action, Entry, Statement
from tests.record_builders import ACME, SENT, translator
from tests.unit.export.auditing import unpacked, verify
from tests.unit.export.records import exported, links_in, table
from tests.unit.optout.acts import links
from tests.views_of_two_owners import AGREED, OVERTAKEN, PROPOSED, READ, TURNED_DOWN, on_top, played, reads

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


def test_what_is_backed_and_what_is_agreed_with_is_read_off_an_entry():
    assert [backed(entry) for entry in AGREED] == [False, False, True, True]
    assert [agreed_with(entry) for entry in AGREED] == [None, None, None, 3]
    assert agreed_with(REMOVED[-1]) is None
    assert agreed_with(TURNED_DOWN[-1]) is None
    assert backed(played(SENT, reads("U0NOOR"))[1]) is False
