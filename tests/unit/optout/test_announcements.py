"""What an owner's channel is told: which entries, once each, and nothing that no longer counts."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bolt_app.optout.announcements import ANNOUNCED, KIND, announced, still_announced
from bolt_app.optout.choices import Topic
from bolt_app.optout.desk import Desk
from bolt_app.optout.model import TRANSITIONS, Action, Entry, Statement, Status
from bolt_app.optout.outgoing import A_SECOND, Outgoing, Series
from tests.record_builders import (
    ASKED,
    CHOOSE_CHANNEL,
    CONFIRM_AGAIN,
    DECLINE,
    DRAFT,
    EXCLUDE,
    NAME_CONTACT,
    RECEIVED,
    REFUSED,
    REMOVE_CHANNEL,
    SENT,
    WITHDRAW,
    Act,
    done,
    record_of,
)
from tests.unit.optout.acts import ADA, NOW, MemoryLedger

ONLY_POLICY: Act = (
    Action.CHOOSE_CHANNEL,
    Statement(channel="C0PRIVACY", topics=(Topic.POLICY,), language="fr"),
)
ELSEWHERE: Act = (
    Action.CHOOSE_CHANNEL,
    Statement(channel="C0BOARD", topics=(Topic.OUR_OPT_OUT,), language="en"),
)


def corrects(position: int) -> Act:
    return Action.CORRECT, Statement(corrects=position, reason="It was another workspace’s.")


def told(*acts: Act) -> list[Outgoing]:
    """What the channel is told of the newest of these acts."""
    return list(announced(record_of(acts), 1))


def only(found: Sequence[Outgoing]) -> Outgoing:
    [one] = found
    return one


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ((), SENT),
        ((SENT,), done()),
        ((SENT,), REFUSED),
        ((), DECLINE),
        ((SENT,), WITHDRAW),
    ],
    ids=["filed", "confirmed", "refused", "declined", "withdrawn"],
)
def test_a_channel_that_was_chosen_is_told_in_the_moment_of_the_entry(before: tuple[Act, ...], act: Act):
    entries = record_of((CHOOSE_CHANNEL, *before, act))
    assert only(announced(entries, 1, "E0STAR")) == Outgoing(
        key=f"T0ACME/{len(entries)}/announcement",
        scope=entries[0].scope,
        kind=KIND,
        recipient="C0PRIVACY",
        payload={"position": len(entries), "enterprise": "E0STAR"},
        due=entries[-1].recorded_at,
        apart=A_SECOND,
        series=Series.ANNOUNCEMENTS,
    )


def test_what_is_announced_is_what_leads_to_these_five_statuses():
    assert {TRANSITIONS[action].leads_to for action in ANNOUNCED} == {
        Status.FILED,
        Status.CONFIRMED,
        Status.REFUSED,
        Status.DECLINED,
        Status.WITHDRAWN,
    }


@pytest.mark.parametrize(
    "acts",
    [
        (),
        (SENT,),
        (CHOOSE_CHANNEL,),
        (CHOOSE_CHANNEL, NAME_CONTACT),
        (CHOOSE_CHANNEL, DRAFT),
        (CHOOSE_CHANNEL, SENT, RECEIVED),
        (CHOOSE_CHANNEL, SENT, ASKED),
        (CHOOSE_CHANNEL, SENT, done(), CONFIRM_AGAIN),
        (CHOOSE_CHANNEL, EXCLUDE),
        (CHOOSE_CHANNEL, REMOVE_CHANNEL, SENT),
        (ONLY_POLICY, SENT),
        (SENT, CHOOSE_CHANNEL, corrects(1)),
        (CHOOSE_CHANNEL, NAME_CONTACT, corrects(2)),
    ],
)
def test_nothing_else_is_told(acts: tuple[Act, ...]):
    assert told(*acts) == []


def test_a_correction_of_what_the_channel_was_told_is_told_as_well():
    outgoing = only(told(CHOOSE_CHANNEL, SENT, done(), corrects(3)))
    assert outgoing.payload["position"] == 4


def test_of_a_draft_and_the_letter_recorded_at_once_the_letter_is_told():
    ledger = MemoryLedger()
    desk = Desk(ledger, lambda: NOW)
    choose = CHOOSE_CHANNEL[1]
    desk.act(ADA, Action.CHOOSE_CHANNEL, choose, after=0)
    desk.act(ADA, Action.NAME_CONTACT, Statement(named="U0PRIYA"), after=1)
    desk.act(ADA, Action.EXCLUDE, EXCLUDE[1], after=2)
    assert ledger.due.keys() == {"T0ACME/3/review/1/U0ADA", "T0ACME/3/review/1/U0PRIYA"}
    desk.file(ADA, SENT[1], after=3, sent=True, texts={"letter": "Hello,"})
    assert [entry.action for entry in ledger.kept[3:]] == [Action.DRAFT, Action.SENT]
    assert [key for key in ledger.due if "announcement" in key] == ["T0ACME/5/announcement"]


def test_the_app_s_own_doubt_is_told_where_the_confirmation_was():
    ledger = MemoryLedger()
    desk = Desk(ledger, lambda: NOW)
    desk.act(ADA, *CHOOSE_CHANNEL, after=0)
    desk.act(ADA, Action.DONE, Statement(stated_on=NOW.date()), after=1)
    ledger.due.clear()
    assert desk.current(ADA.scope, "E0STAR").status is Status.UNCERTAIN
    outgoing = ledger.due["T0ACME/3/announcement"]
    assert outgoing.payload == {"position": 3, "enterprise": "E0STAR"}


def test_the_app_s_doubt_of_what_the_channel_never_heard_of_is_not_told():
    ledger = MemoryLedger()
    desk = Desk(ledger, lambda: NOW)
    desk.act(ADA, Action.DONE, Statement(stated_on=NOW.date()), after=0)
    desk.act(ADA, *CHOOSE_CHANNEL, after=1)
    ledger.due.clear()
    desk.current(ADA.scope, "E0STAR")
    assert ledger.due == {}


def test_it_tells_how_things_stood_then_and_who_chose_the_channel():
    entries = record_of((CHOOSE_CHANNEL, SENT, done(), WITHDRAW))
    outgoing = only(announced(entries[:3], 1))
    announcement = still_announced(outgoing, entries)
    assert announcement is not None
    assert announcement.entry == entries[2]
    assert (announcement.opt_out.status, announcement.opt_out.head) == (Status.CONFIRMED, entries[2].hash)
    assert announcement.chosen == entries[0]


def again(entries: Sequence[Entry], *more: Act) -> object:
    """What is left of the announcement of the newest entry after more acts."""
    outgoing = only(announced(entries, 1))
    acts = [(entry.action, entry.statement) for entry in entries]
    first = entries[0].recorded_at
    whole = record_of((*acts, *more), first=first)
    assert whole[: len(entries)] == tuple(entries)
    assert whole[-1].recorded_at > first + timedelta(days=1)
    return still_announced(outgoing, whole)


@pytest.mark.parametrize(
    "more",
    [(corrects(2),), (REMOVE_CHANNEL,), (ELSEWHERE,), (ONLY_POLICY,)],
    ids=["corrected", "removed", "another channel", "another topic"],
)
def test_what_was_corrected_or_is_not_wanted_there_any_more_is_not_told(more: tuple[Act, ...]):
    assert again(record_of((CHOOSE_CHANNEL, SENT)), *more) is None


def test_the_channel_chosen_anew_is_still_told():
    assert again(record_of((CHOOSE_CHANNEL, SENT)), NAME_CONTACT, CHOOSE_CHANNEL) is not None


def test_a_record_that_is_shorter_than_it_was_tells_nothing():
    entries = record_of((CHOOSE_CHANNEL, SENT))
    assert still_announced(only(announced(entries, 1)), entries[:1]) is None
