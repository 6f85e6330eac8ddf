"""Who may be named a reader, how many, until when; and that a reader of one record reads no other."""

from dataclasses import replace
from typing import Any

import pytest

from bolt_app.optout.chain import canonical
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.readers import MOST, naming, reads_everything, reads_reasons
from bolt_app.optout.rules import decide
from bolt_app.people import Role, Viewer
from tests.unit.optout.acts import (
    ACME,
    ADA,
    NOW,
    SALTS,
    STAR,
    MemoryLedger,
    accepted,
    decided,
    desk_of,
    record,
    record_in,
    recorded,
    refused,
)

NOOR = Viewer(ACME, "U0NOOR", Role.GUEST)


def named(who: Viewer | None, entries: list[Entry] | None = None) -> Entry | Refusal:
    """Ada names somebody, of whom Slack says this."""
    statement = Statement(named="U0NOOR")
    return decide(entries or [], Action.NAME_READER, statement, actor=ADA, now=NOW, salts=SALTS, named=who)


def reader(number: int) -> tuple[Action, dict[str, Any]]:
    return Action.NAME_READER, {"named": f"U0READER{number}"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OUTSIDER])
def test_anybody_of_the_workspace_can_be_named_a_guest_too(role: Role):
    entry = accepted(named(replace(NOOR, role=role)))
    assert entry.named is not None
    assert (entry.named.user, entry.status) == ("U0NOOR", Status.NOT_FILED)
    assert naming(fold(ACME, [entry]), "U0NOOR") == entry


@pytest.mark.parametrize(
    "who",
    [
        None,
        replace(NOOR, role=Role.OUTSIDER),
        replace(NOOR, active=False),
        replace(NOOR, user="U0OTHER"),
        replace(NOOR, scope=STAR),
    ],
    ids=["not asked", "outsider", "bot or deactivated", "another person", "of another scope"],
)
def test_whom_slack_does_not_count_among_the_members_cannot_be_named(who: Viewer | None):
    assert named(who) == Refusal(RefusalKind.NOT_A_MEMBER, field="named")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_owners_name_readers_and_a_reader_names_nobody(role: Role):
    entries = record((Action.NAME_READER, {"named": "U0NOOR"}))
    actor = replace(NOOR, role=role)
    outcome = decided(entries, Action.NAME_READER, actor=actor)
    assert outcome == Refusal(RefusalKind.NOT_AN_OWNER, role=role)


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.PROPOSED])
def test_a_reader_records_nothing(action: Action):
    entries = record((Action.NAME_READER, {"named": "U0NOOR"}))
    assert decided(entries, action, actor=NOOR) == Refusal(RefusalKind.NOT_AN_OWNER, role=Role.GUEST)


def test_ten_can_be_named_and_no_more_until_one_is_removed():
    entries = record(*(reader(number) for number in range(MOST)))
    assert len(fold(ACME, entries).readers) == MOST == 10
    assert named(NOOR, entries) == Refusal(RefusalKind.READERS_FULL, field="named", limit=10)
    entries.append(accepted(decided(entries, Action.REMOVE_READER, regards=4)))
    assert naming(fold(ACME, entries), "U0READER3") is None
    entries.append(accepted(named(NOOR, entries)))
    assert naming(fold(ACME, entries), "U0NOOR") == entries[-1]


def test_who_is_a_reader_is_not_named_twice_and_can_be_named_again_afterwards():
    entries = [accepted(named(NOOR))]
    assert named(NOOR, entries) == Refusal(RefusalKind.ALREADY_READER, field="named")
    entries.append(accepted(decided(entries, Action.REMOVE_READER, regards=1)))
    assert fold(ACME, entries).readers == ()
    again = accepted(named(NOOR, entries))
    assert fold(ACME, [*entries, again]).readers == (again,)


@pytest.mark.parametrize("regards", [None, 0, 1, 3, 99])
def test_a_naming_that_does_not_stand_is_not_ended(regards: int | None):
    entries = record(Action.NAME_CONTACT, Action.NAME_READER)
    outcome = decided(entries, Action.REMOVE_READER, regards=regards)
    assert outcome == Refusal(RefusalKind.NO_SUCH_READER)


def test_a_naming_is_ended_once():
    entries = record(Action.NAME_READER)
    entries.append(accepted(decided(entries, Action.REMOVE_READER, regards=1)))
    outcome = decided(entries, Action.REMOVE_READER, regards=1)
    assert outcome == Refusal(RefusalKind.NO_SUCH_READER)


def test_a_corrected_naming_makes_nobody_a_reader_and_a_corrected_removal_gives_one_back():
    entries = record(Action.NAME_READER, (Action.REMOVE_READER, {"regards": 1}))
    entries.append(accepted(decided(entries, Action.CORRECT, corrects=2)))
    assert fold(ACME, entries).readers == (entries[0],)
    entries.append(accepted(decided(entries, Action.CORRECT, corrects=1)))
    assert fold(ACME, entries).readers == ()


def test_a_correction_gives_nobody_back_who_was_named_anew():
    entries = record(Action.NAME_READER, (Action.REMOVE_READER, {"regards": 1}), Action.NAME_READER)
    outcome = refused(decided(entries, Action.CORRECT, corrects=2))
    assert outcome == Refusal(RefusalKind.ALREADY_READER, field="corrects")


def test_a_correction_gives_no_eleventh_back():
    removed: list[tuple[Action, dict[str, Any]]] = [reader(0), (Action.REMOVE_READER, {"regards": 1})]
    entries = record(*removed, *(reader(number) for number in range(1, MOST + 1)))
    assert len(fold(ACME, entries).readers) == MOST
    outcome = refused(decided(entries, Action.CORRECT, corrects=2))
    assert outcome == Refusal(RefusalKind.READERS_FULL, field="corrects", limit=MOST)


def test_an_erased_person_is_no_reader_any_more_and_leaves_a_place():
    entries = record(*(reader(number) for number in range(MOST)))
    gone = entries[0].named
    assert gone is not None
    erased = replace(
        entries[0],
        named=replace(gone, user=None, salt=None),
        statement=replace(entries[0].statement, named=""),
    )
    assert canonical(erased) == canonical(entries[0])
    left = [erased, *entries[1:]]
    assert [entry.position for entry in fold(ACME, left).readers] == list(range(2, MOST + 1))
    accepted(named(NOOR, left))


@pytest.mark.parametrize("status", Status)
def test_naming_readers_and_removing_them_leaves_the_status_alone(status: Status):
    entries = record_in(status)
    entries.append(accepted(named(NOOR, entries)))
    entries.append(accepted(decided(entries, Action.REMOVE_READER, regards=len(entries))))
    assert {entry.status for entry in entries[-2:]} == {status}
    assert fold(ACME, entries).since == fold(ACME, entries[:-2]).since


def test_owners_and_readers_read_everything_and_nobody_else_does():
    opt_out = fold(ACME, record((Action.NAME_READER, {"named": "U0NOOR"})))
    assert reads_everything(ADA, opt_out)
    assert reads_everything(NOOR, opt_out)
    for role in (Role.ADMIN, Role.MEMBER, Role.GUEST):
        assert not reads_everything(Viewer(ACME, "U0SAM", role), opt_out)


@pytest.mark.parametrize("change", [{"role": Role.OUTSIDER}, {"active": False}, {"scope": STAR}])
def test_a_reader_who_left_reads_nothing_and_neither_does_one_of_another_record(change: dict[str, object]):
    opt_out = fold(ACME, record((Action.NAME_READER, {"named": "U0NOOR"})))
    assert not reads_everything(replace(NOOR, **change), opt_out)  # type: ignore[arg-type] # a test's shorthand


def test_members_read_why_and_of_the_guests_only_those_who_are_readers():
    opt_out = fold(ACME, record((Action.NAME_READER, {"named": "U0NOOR"})))
    assert reads_reasons(replace(NOOR, role=Role.GUEST), opt_out)
    read_why = [role for role in Role if reads_reasons(Viewer(ACME, "U0SAM", role), opt_out)]
    assert read_why == [Role.MEMBER, Role.ADMIN, Role.OWNER]
    assert not reads_reasons(replace(NOOR, role=Role.OUTSIDER), opt_out)


def test_a_double_click_names_a_reader_once():
    ledger = MemoryLedger()
    for twice in (False, True):
        done = desk_of(ledger).act(ADA, Action.NAME_READER, Statement(named="U0NOOR"), after=0, named=NOOR)
        assert recorded(done).twice is twice
    assert len(ledger.kept) == 1
