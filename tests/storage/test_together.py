"""Several entries of one act: all of them are written, with their texts, or none; the rules are not asked."""

from dataclasses import replace

import pytest

from bolt_app.optout.chain import digest
from bolt_app.optout.desk import Desk
from bolt_app.optout.model import Action, Statement
from bolt_app.optout.verify import inconsistency
from storage import Storage
from tests.storage.record import ACME, LETTER, NO_TEXTS, NOON, SENT, entry_after, owner, recorded, resealed

REFUSED_BY_SLACK = Statement(
    stated_on=NOON.date(), reason="The request did not come from an owner's address."
)
WITH_LETTER = Statement(texts=(("letter", digest(LETTER)),))


def test_entries_that_follow_one_another_are_written_together(storage: Storage):
    first = entry_after(None, WITH_LETTER)
    second = entry_after(first, WITH_LETTER)
    assert storage.ledger.append([first, second], {"letter": LETTER})
    assert storage.ledger.entries(ACME) == [first, second]
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER


def test_when_the_first_position_is_taken_none_is_written(storage: Storage):
    there = entry_after(None)
    assert storage.ledger.append([there], NO_TEXTS)
    late = entry_after(None, WITH_LETTER)
    assert storage.ledger.append([late, entry_after(late)], {"letter": LETTER}) is False
    assert storage.ledger.entries(ACME) == [there]
    assert storage.ledger.text(ACME, digest(LETTER)) is None


@pytest.mark.parametrize("changes", [{"position": 3}, {"previous": digest("another record")}])
def test_entries_that_do_not_follow_one_another_are_a_bug_and_none_is_written(
    storage: Storage, changes: dict[str, object]
):
    first = entry_after(None, WITH_LETTER)
    astray = resealed(entry_after(first), **changes)
    with pytest.raises(ValueError, match="does not follow the one it comes with"):
        storage.ledger.append([first, astray], {"letter": LETTER})
    assert storage.ledger.entries(ACME) == []
    assert storage.ledger.text(ACME, digest(LETTER)) is None


def test_one_entry_that_is_not_sealed_keeps_the_others_out(storage: Storage):
    first = entry_after(None)
    loose = replace(entry_after(first), hash=digest("something else"))
    with pytest.raises(ValueError, match="entry 2 of T0ACME is not sealed"):
        storage.ledger.append([first, loose], NO_TEXTS)
    assert storage.ledger.entries(ACME) == []


def test_a_letter_that_asks_anew_is_drafted_and_sent_in_one_piece(storage: Storage):
    desk = Desk(storage.ledger, lambda: NOON)
    desk.act(owner(), Action.SENT, SENT, after=0, texts={"letter": "The first letter."})
    desk.act(owner(), Action.REFUSED, REFUSED_BY_SLACK, after=1)
    filed = recorded(desk.file(owner(), SENT, after=2, sent=True, texts={"letter": LETTER}))
    assert [entry.action for entry in storage.ledger.entries(ACME)[2:]] == [Action.DRAFT, Action.SENT]
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER
    assert filed.entry == storage.ledger.entries(ACME)[-1]
    assert inconsistency(ACME, storage.ledger.links(ACME)) is None
