"""Corrections and the app's own doubt: what may be taken back, what is built upon, what only weakens."""

import pytest

from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.rules import doubt
from bolt_app.people import Role
from tests.unit.optout.acts import ACME, NOW, accepted, decided, record, record_in, refused

NO_SUCH_ENTRY = Refusal(RefusalKind.NO_SUCH_ENTRY, field="corrects")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NOT_FILED])
def test_the_newest_entry_can_always_be_taken_back(status: Status):
    entries = record_in(status)
    correction = accepted(decided(entries, Action.CORRECT, corrects=len(entries)))
    assert correction.status is entries[-2].status
    assert fold(ACME, [*entries, correction]).status is correction.status


def test_an_entry_others_build_upon_is_refused_and_the_first_of_them_named():
    entries = record(Action.SENT, Action.RECEIVED, Action.ASKED)
    outcome = refused(decided(entries, Action.CORRECT, corrects=1))
    assert outcome == Refusal(RefusalKind.BUILT_UPON, field="corrects", entry=entries[1])


def test_what_builds_upon_an_entry_may_be_taken_back_first():
    entries = record(Action.SENT, Action.RECEIVED, (Action.CORRECT, {"corrects": 2}))
    assert accepted(decided(entries, Action.CORRECT, corrects=1)).status is Status.NOT_FILED


def test_an_entry_in_the_middle_goes_when_the_rest_follows_without_it():
    entries = record(Action.SENT, Action.RECEIVED, Action.DONE)
    assert accepted(decided(entries, Action.CORRECT, corrects=2)).status is Status.CONFIRMED


def test_an_entry_about_the_contact_is_never_built_upon():
    entries = record(Action.NAME_CONTACT, Action.SENT, Action.DONE)
    assert accepted(decided(entries, Action.CORRECT, corrects=1)).status is Status.CONFIRMED


@pytest.mark.parametrize("position", [None, 0, -1, 3, 99])
def test_only_an_entry_that_is_there_can_be_corrected(position: int | None):
    entries = record(Action.SENT, Action.DONE)
    assert decided(entries, Action.CORRECT, corrects=position) == NO_SUCH_ENTRY


def test_an_entry_is_corrected_once():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    assert decided(entries, Action.CORRECT, corrects=2) == NO_SUCH_ENTRY


def test_a_correction_is_not_corrected():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    assert decided(entries, Action.CORRECT, corrects=3) == NO_SUCH_ENTRY


def test_a_correction_of_itself_is_none():
    assert decided(record(Action.SENT), Action.CORRECT, corrects=2) == NO_SUCH_ENTRY


def test_a_correction_owes_its_reason():
    outcome = decided(record(Action.SENT), Action.CORRECT, corrects=1, reason="")
    assert outcome == Refusal(RefusalKind.REASON_MISSING, field="reason")


def test_the_same_entry_may_be_made_anew_after_its_correction():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    again = accepted(decided(entries, Action.DONE))
    assert (again.position, again.status) == (4, Status.CONFIRMED)


def test_the_app_doubts_a_confirmation_in_nobody_s_name():
    entries = record(Action.SENT, Action.DONE)
    entry = accepted(doubt(entries, ACME, "E0STAR", now=NOW))
    assert (entry.action, entry.status) == (Action.DOUBT, Status.UNCERTAIN)
    assert (entry.role, entry.actor, entry.named) == (None, None, None)
    assert entry.statement == Statement(organisation="E0STAR")
    assert entry.previous == entries[-1].hash


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CONFIRMED])
def test_the_app_doubts_nothing_but_a_confirmation(status: Status):
    entries = record_in(status)
    outcome = doubt(entries, ACME, "E0STAR", now=NOW)
    assert outcome == Refusal(RefusalKind.NOT_FROM_HERE, status=status)


def test_an_owner_may_correct_the_app_s_doubt():
    entries = record(Action.SENT, Action.DONE)
    entries.append(accepted(doubt(entries, ACME, "E0STAR", now=NOW)))
    correction = decided(entries, Action.CORRECT, corrects=3)
    assert isinstance(correction, Entry)
    assert (correction.status, correction.role) == (Status.CONFIRMED, Role.OWNER)
