"""Several at once: threads on one scope and on many, processes that start together, one that is killed."""

import subprocess
import sys
from pathlib import Path

from bolt_app.optout.chain import digest
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Refusal, RefusalKind, Statement
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Scope
from storage import Storage, open_storage
from tests.storage.racing import at_once
from tests.storage.record import ACME, KEY, LETTER, NO_TEXTS, entry_after, recorded, send, three_entries

ROOT = Path(__file__).parents[2]
OWNERS = 8


def test_of_eight_owners_who_saw_position_0_exactly_one_appends(storage: Storage):
    def append(number: int) -> bool:
        return storage.ledger.append([entry_after(None, Statement(reason=f"owner {number}"))], NO_TEXTS)

    won = at_once(append)
    assert sorted(won) == [False] * 7 + [True]
    [entry] = storage.ledger.entries(ACME)
    assert entry.statement.reason == f"owner {won.index(True)}"


def test_of_eight_owners_at_the_desk_seven_are_told_who_was_first(storage: Storage):
    outcomes = at_once(lambda number: send(storage, user=f"U0OWNER{number}"))
    [winner] = [outcome for outcome in outcomes if isinstance(outcome, Recorded)]
    told = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert told == [Refusal(RefusalKind.MEANWHILE, entry=winner.entry)] * 7
    assert storage.ledger.entries(ACME) == [winner.entry]


def test_a_race_on_top_of_a_record_leaves_one_more_entry_each_time(storage: Storage):
    newest = three_entries(storage)[-1]
    for _ in range(5):
        below = newest

        def append(number: int) -> bool:
            return storage.ledger.append([entry_after(below, Statement(reason=str(number)))], NO_TEXTS)  # noqa: B023

        assert sum(at_once(append)) == 1
        newest = storage.ledger.entries(ACME)[-1]
        assert newest.position == below.position + 1


def test_eight_clicks_of_one_person_are_one_entry(storage: Storage):
    outcomes = [recorded(outcome) for outcome in at_once(lambda _: send(storage))]
    assert sorted(outcome.twice for outcome in outcomes) == [False] + [True] * 7
    assert {outcome.entry.hash for outcome in outcomes} == {storage.ledger.entries(ACME)[0].hash}
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER


def test_eight_writers_on_eight_scopes_all_succeed(storage: Storage):
    scopes = [Scope(f"T0RACER{number}") for number in range(OWNERS)]
    at_once(lambda number: three_entries(storage, scopes[number]))
    assert list(storage.ledger.scopes()) == scopes
    assert [inconsistency(scope, storage.ledger.links(scope)) for scope in scopes] == [None] * 8
    assert {len(storage.ledger.entries(scope)) for scope in scopes} == {3}


def test_a_purge_that_races_an_append_leaves_a_whole_record_or_none(storage: Storage):
    for _ in range(10):
        newest = three_entries(storage)[-1]

        def purge_or_append(number: int) -> int:
            if number:
                return storage.ledger.append([entry_after(newest)], NO_TEXTS)  # noqa: B023
            return storage.ledger.purge(ACME)

        at_once(purge_or_append, racers=2)
        assert storage.ledger.entries(ACME) == []


def test_three_processes_that_start_together_on_an_empty_database_all_succeed(database_url: str):
    keys = [] if database_url.startswith("sqlite") else [KEY]
    for_each = [sys.executable, "-W", "error", "-m", "tests.storage.starter", database_url, *keys]
    starting = [
        subprocess.Popen(for_each, cwd=ROOT, text=True, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in starting]
    assert [(process.returncode, text) for process, text in zip(starting, said, strict=True)] == [(0, "")] * 3
    opened = open_storage(database_url, keys)
    assert opened.ready()
    three_entries(opened)
    opened.close()


def test_a_writer_that_is_killed_leaves_whole_entries_with_their_texts(storage: Storage, database_url: str):
    writing = [sys.executable, "-m", "tests.storage.writer", database_url, KEY]
    with subprocess.Popen(writing, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(40)]
        process.kill()
        said += [int(line) for line in process.stdout]
    assert process.returncode == -9
    entries = storage.ledger.entries(ACME)
    assert [entry.position for entry in entries][: len(said)] == said
    assert len(entries) - len(said) in {0, 1}
    assert inconsistency(ACME, storage.ledger.links(ACME)) is None
    for entry in entries:
        [(_, sha256)] = entry.statement.texts
        assert storage.ledger.text(ACME, sha256) == f"letter {entry.position}"
    assert storage.ledger.append([entry_after(entries[-1])], NO_TEXTS)
