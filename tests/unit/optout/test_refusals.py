"""Every reason for which an act is not recorded, each with an example, and the field it names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.fold import fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Status
from bolt_app.optout.readers import MOST, barred_reading
from bolt_app.optout.rules import LONGEST_TEXT, decide
from bolt_app.people import Role, Scope
from bolt_app.views.forms import When, sent_on
from tests.unit.optout.acts import (
    ACME,
    ADA,
    COMPLETE,
    GRACE,
    GRACE_WITHIN,
    NOW,
    ORG_ADA,
    SALTS,
    STAR,
    MemoryLedger,
    decided,
    desk_of,
    record,
    record_in,
    recorded,
    refused,
)

SENT_ON = date(2026, 5, 20)


def _meanwhile() -> Recorded | Refusal:
    return desk_of(MemoryLedger(record(Action.SENT))).act(GRACE, Action.DECLINE, COMPLETE, after=0)


def _reply_too_long() -> Recorded | Refusal:
    desk = desk_of(MemoryLedger(record(Action.SENT)))
    return desk.act(ADA, Action.DONE, COMPLETE, after=1, texts={"reply": "a" * (LONGEST_TEXT + 1)})


class _OneLetter:
    """A letter on file under "1", and an old reply under "2"."""

    def backing(self, _: Scope, sha256: str) -> Backing | None:
        known = Backing(MailKind.LETTER, Evidence.FILE, AboutUs.NAMES, Checked.NOT_CHECKED)
        old = Backing(MailKind.REPLY, Evidence.FILE, AboutUs.NAMES, Checked.MISSING, dated=date(2024, 5, 17))
        return {"1": known, "2": old}.get(sha256)


def _backed_by(sha256: str) -> Recorded | Refusal:
    desk = Desk(MemoryLedger(record(Action.SENT)), lambda: NOW, _OneLetter())
    return desk.act(ADA, Action.DONE, replace(COMPLETE, mail=sha256), after=1)


def _unfit(why: Refusal) -> Recorded | Refusal:
    return desk_of(MemoryLedger()).act(ADA, Action.DONE, COMPLETE, after=0, unfit=why)


def _the_day_after() -> Refusal:
    outcome = sent_on(When.TODAY, None, SENT_ON, SENT_ON + timedelta(days=1))
    assert isinstance(outcome, Refusal)
    return outcome


def _kept_to_the_organisation() -> Recorded | Refusal:
    ruled = record((Action.RULE_WORKSPACES, {"rule": WorkspacesMay.NOTHING}), scope=STAR)
    return desk_of(MemoryLedger(ruled)).act(GRACE_WITHIN, Action.SENT, COMPLETE, after=0)


def _one_too_many() -> Entry | Refusal:
    readers = [(Action.NAME_READER, {"named": f"U0READER{number}"}) for number in range(MOST)]
    return decided(record(*readers), Action.NAME_READER)


def _own_proposal() -> Recorded | Refusal:
    desk = desk_of(MemoryLedger(record(Action.SENT, Action.REQUIRE_SECOND)))
    recorded(desk.act(ADA, Action.DONE, replace(COMPLETE, texts=()), after=2))
    return desk.agree(ADA, after=3)


ONE_OF_EACH: dict[RefusalKind, tuple[Callable[[], Entry | Recorded | Refusal | None], Refusal]] = {
    RefusalKind.NOT_AN_OWNER: (
        lambda: decided([], Action.SENT, actor=replace(ADA, role=Role.ADMIN)),
        Refusal(RefusalKind.NOT_AN_OWNER, role=Role.ADMIN),
    ),
    RefusalKind.DEACTIVATED: (
        lambda: decided([], Action.SENT, actor=replace(ADA, active=False)),
        Refusal(RefusalKind.DEACTIVATED),
    ),
    RefusalKind.NOT_FROM_HERE: (
        lambda: decided([], Action.DISCARD),
        Refusal(RefusalKind.NOT_FROM_HERE, status=Status.NOT_FILED),
    ),
    RefusalKind.MEANWHILE: (_meanwhile, Refusal(RefusalKind.MEANWHILE, entry=record(Action.SENT)[0])),
    RefusalKind.DATE_MISSING: (
        lambda: decided([], Action.SENT, stated_on=None),
        Refusal(RefusalKind.DATE_MISSING, field="stated_on"),
    ),
    RefusalKind.DAY_TURNED: (
        _the_day_after,
        Refusal(RefusalKind.DAY_TURNED, field="when", day=SENT_ON),
    ),
    RefusalKind.DATE_IN_FUTURE: (
        lambda: decided([], Action.SENT, stated_on=date(2026, 5, 23)),
        Refusal(RefusalKind.DATE_IN_FUTURE, field="stated_on"),
    ),
    RefusalKind.DATE_TOO_EARLY: (
        lambda: decided([], Action.SENT, stated_on=date(2015, 12, 31)),
        Refusal(RefusalKind.DATE_TOO_EARLY, field="stated_on", day=date(2016, 1, 1)),
    ),
    RefusalKind.ANSWER_BEFORE_LETTER: (
        lambda: decided(record(Action.SENT), Action.DONE, stated_on=date(2026, 5, 18)),
        Refusal(RefusalKind.ANSWER_BEFORE_LETTER, field="stated_on", day=SENT_ON),
    ),
    RefusalKind.BEFORE_CONFIRMATION: (
        lambda: decided(record(Action.DONE), Action.CONFIRM_AGAIN, stated_on=date(2026, 5, 18)),
        Refusal(RefusalKind.BEFORE_CONFIRMATION, field="stated_on", day=SENT_ON),
    ),
    RefusalKind.ANOTHER_PLACE: (
        lambda: _unfit(Refusal(RefusalKind.ANOTHER_PLACE, field="reply")),
        Refusal(RefusalKind.ANOTHER_PLACE, field="reply"),
    ),
    RefusalKind.LETTER_UNFINISHED: (
        lambda: _unfit(Refusal(RefusalKind.LETTER_UNFINISHED, field="letter")),
        Refusal(RefusalKind.LETTER_UNFINISHED, field="letter"),
    ),
    RefusalKind.REVIEW_MISSING: (
        lambda: decided([], Action.DECLINE, review_on=None),
        Refusal(RefusalKind.REVIEW_MISSING, field="review_on"),
    ),
    RefusalKind.REVIEW_NOT_AHEAD: (
        lambda: decided([], Action.DECLINE, review_on=date(2026, 5, 1)),
        Refusal(RefusalKind.REVIEW_NOT_AHEAD, field="review_on"),
    ),
    RefusalKind.REASON_MISSING: (
        lambda: decided([], Action.DECLINE, reason=""),
        Refusal(RefusalKind.REASON_MISSING, field="reason"),
    ),
    RefusalKind.CLAUSE_MISSING: (
        lambda: decided([], Action.EXCLUDE, clause=""),
        Refusal(RefusalKind.CLAUSE_MISSING, field="clause"),
    ),
    RefusalKind.REPLY_MISSING: (
        lambda: decided(record_in(Status.CONFIRMED), Action.EVIDENCE, texts=()),
        Refusal(RefusalKind.REPLY_MISSING, field="reply"),
    ),
    RefusalKind.TICK_MISSING: (
        lambda: decided([], Action.SENT, ticked=""),
        Refusal(RefusalKind.TICK_MISSING, field="ticked"),
    ),
    RefusalKind.PERSON_MISSING: (
        lambda: decided([], Action.NAME_CONTACT, named=""),
        Refusal(RefusalKind.PERSON_MISSING, field="named"),
    ),
    RefusalKind.MAIL_MISSING: (
        lambda: _backed_by("0"),
        Refusal(RefusalKind.MAIL_MISSING, field="mail"),
    ),
    RefusalKind.MAIL_UNFIT: (
        lambda: _backed_by("1"),
        Refusal(RefusalKind.MAIL_UNFIT, field="mail"),
    ),
    RefusalKind.MAIL_OF_ANOTHER_DAY: (
        lambda: _backed_by("2"),
        Refusal(RefusalKind.MAIL_OF_ANOTHER_DAY, field="stated_on", day=date(2024, 5, 17)),
    ),
    RefusalKind.CHANNEL_MISSING: (
        lambda: decided([], Action.CHOOSE_CHANNEL, channel=""),
        Refusal(RefusalKind.CHANNEL_MISSING, field="channel"),
    ),
    RefusalKind.TOPIC_MISSING: (
        lambda: decided([], Action.CHOOSE_CHANNEL, topics=()),
        Refusal(RefusalKind.TOPIC_MISSING, field="topics"),
    ),
    RefusalKind.RULE_MISSING: (
        lambda: decided([], Action.RULE_WORKSPACES, actor=ORG_ADA, rule=None),
        Refusal(RefusalKind.RULE_MISSING, field="rule"),
    ),
    RefusalKind.NO_ORGANISATION: (
        lambda: decided([], Action.RULE_WORKSPACES),
        Refusal(RefusalKind.NO_ORGANISATION),
    ),
    RefusalKind.ORGANISATION_DECIDES: (_kept_to_the_organisation, Refusal(RefusalKind.ORGANISATION_DECIDES)),
    RefusalKind.TOO_LONG: (
        _reply_too_long,
        Refusal(RefusalKind.TOO_LONG, field="reply", limit=LONGEST_TEXT),
    ),
    RefusalKind.NO_SUCH_ENTRY: (
        lambda: decided(record(Action.SENT), Action.CORRECT, corrects=2),
        Refusal(RefusalKind.NO_SUCH_ENTRY, field="corrects"),
    ),
    RefusalKind.BUILT_UPON: (
        lambda: decided(record(Action.SENT, Action.RECEIVED), Action.CORRECT, corrects=1),
        Refusal(RefusalKind.BUILT_UPON, field="corrects", entry=record(Action.SENT, Action.RECEIVED)[1]),
    ),
    RefusalKind.NOT_A_READER: (
        lambda: barred_reading(replace(ADA, role=Role.ADMIN), fold(ACME, [])),
        Refusal(RefusalKind.NOT_A_READER),
    ),
    RefusalKind.NOT_A_MEMBER: (
        lambda: decide([], Action.NAME_READER, COMPLETE, actor=ADA, now=NOW, salts=SALTS),
        Refusal(RefusalKind.NOT_A_MEMBER, field="named"),
    ),
    RefusalKind.ALREADY_READER: (
        lambda: decided(record(Action.NAME_READER), Action.NAME_READER),
        Refusal(RefusalKind.ALREADY_READER, field="named"),
    ),
    RefusalKind.READERS_FULL: (
        _one_too_many,
        Refusal(RefusalKind.READERS_FULL, field="named", limit=MOST),
    ),
    RefusalKind.NO_SUCH_READER: (
        lambda: decided(record(Action.NAME_CONTACT, Action.NAME_CONTACT), Action.REMOVE_READER),
        Refusal(RefusalKind.NO_SUCH_READER),
    ),
    RefusalKind.PROPOSAL_GONE: (
        lambda: decided(record(Action.SENT), Action.TURN_DOWN),
        Refusal(RefusalKind.PROPOSAL_GONE),
    ),
    RefusalKind.OWN_PROPOSAL: (_own_proposal, Refusal(RefusalKind.OWN_PROPOSAL)),
}


def test_no_kind_of_refusal_is_without_an_example():
    assert set(ONE_OF_EACH) == set(RefusalKind)


@pytest.mark.parametrize("kind", RefusalKind)
def test_each_refusal_says_what_and_where(kind: RefusalKind):
    attempt, expected = ONE_OF_EACH[kind]
    assert attempt() == expected


def test_a_text_that_is_unfit_is_told_after_what_the_rules_say_and_writes_nothing():
    why = Refusal(RefusalKind.ANOTHER_PLACE, field="reply")
    ledger = MemoryLedger()
    admin = replace(ADA, role=Role.ADMIN)
    assert refused(desk_of(ledger).act(admin, Action.DONE, COMPLETE, after=0, unfit=why)).role is Role.ADMIN
    assert refused(desk_of(ledger).act(ADA, Action.DONE, COMPLETE, after=0, unfit=why)) is why
    assert ledger.kept == []
