"""Who is told of a change, on either database: who asked, is named, or was chosen; once each, or nobody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from bolt_app.notices.model import CHANGE, DIGEST, How, Subscription
from bolt_app.optout.chain import digest
from bolt_app.optout.choices import Topic
from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import A_SECOND, Outgoing, Series
from bolt_app.optout.reminders import still
from bolt_app.people import Role, Scope, Viewer
from bolt_app.register.words import Mark, Words
from bolt_app.watch import Look, RecordKind, Version
from bolt_app.watch.change import Comparison, Paragraph, PolicyChange
from bolt_app.watch.compare import compare
from storage import Storage
from storage.notices import tell
from storage.outbox_rows import MESSAGE, message
from storage.outbox_tables import OUTBOX, SUBSCRIPTIONS
from tests.policy_changes import changed, look
from tests.storage.record import ACME, GLOBEX, NOON, desk_of, recorded

ADA, SAM, PRIYA = "U0ADA", "U0SAM", "U0PRIYA"
CHANGED = PolicyChange(
    id="principles-2026-12-03",
    terms="Privacy Principles",
    url="https://slack.com/trust/data-management/privacy-principles",
    found_at=datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
    unchanged_until=datetime(2026, 12, 3, 2, 30, tzinfo=UTC),
    before=NOON,
    comparison=Comparison((Paragraph((Words(Mark.ADDED, "New words."),)),)),
    claims=("headline",),
)
JANUARY = datetime(2027, 1, 1, 9, tzinfo=UTC)


def told(storage: Storage, change: PolicyChange = CHANGED) -> list[Outgoing]:
    """What waits to be sent once a change is told, by key; told before, the same waits."""
    with storage._database.writing() as connection:
        tell(connection, change)
    return waiting(storage)


def waiting(storage: Storage) -> list[Outgoing]:
    """The notices that wait, by key."""
    with storage._database.reading() as connection:
        rows = connection.execute(select(*MESSAGE).where(OUTBOX.c.series == "notices").order_by(OUTBOX.c.key))
        return [message(row) for row in rows]


def asks(
    storage: Storage, person: str, how: How = How.AT_ONCE, scope: Scope = ACME, within: str = ""
) -> None:
    storage.subscriptions.subscribe(scope, person, how, within, NOON)


def records(storage: Storage, *acts: tuple[Action, Statement], scope: Scope = ACME, within: str = "") -> None:
    """An owner records acts, in an organisation or not."""
    owner = Viewer(scope, "U0OLIVIA", Role.OWNER, enterprise=within)
    for action, statement in acts:
        after = len(storage.ledger.entries(scope))
        recorded(desk_of(storage).act(owner, action, statement, after=after))


def channel(name: str, *topics: Topic) -> tuple[Action, Statement]:
    return Action.CHOOSE_CHANNEL, Statement(channel=name, topics=topics, language="en")


NAMED = (Action.NAME_CONTACT, Statement(named=PRIYA))


def test_nobody_is_told_by_default(storage: Storage):
    records(storage, (Action.SENT, Statement(stated_on=NOON.date(), ticked="Yes.")))
    assert told(storage) == []


def test_who_asked_is_told_at_once(storage: Storage):
    asks(storage, ADA, within="E0STAR")
    assert told(storage) == [
        Outgoing(
            key="policy_change/principles-2026-12-03/T0ACME/U0ADA",
            scope=ACME,
            kind=CHANGE,
            recipient=ADA,
            payload={"change": "principles-2026-12-03", "enterprise": "E0STAR"},
            due=CHANGED.found_at,
            apart=A_SECOND,
            series=Series.NOTICES,
        )
    ]


def test_who_asked_for_a_digest_is_told_on_the_first_day_of_the_next_month(storage: Storage):
    asks(storage, ADA, How.MONTHLY)
    expected = Outgoing(
        key="policy_digest/2026-12/T0ACME/U0ADA",
        scope=ACME,
        kind=DIGEST,
        recipient=ADA,
        payload={"month": "2026-12", "enterprise": ""},
        due=JANUARY,
        apart=A_SECOND,
        series=Series.NOTICES,
    )
    assert told(storage) == [expected]
    later = replace(CHANGED, id="terms-2026-12-31", found_at=datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert told(storage, later) == [expected]


def test_a_digest_goes_to_each_once_for_each_month(storage: Storage):
    asks(storage, ADA, How.MONTHLY)
    asks(storage, SAM, How.MONTHLY)
    told(storage)
    keys = [one.key for one in told(storage, replace(CHANGED, id="two", found_at=JANUARY))]
    assert keys == [
        f"policy_digest/{month}/T0ACME/{person}" for month in ("2026-12", "2027-01") for person in (ADA, SAM)
    ]


def test_the_contact_and_the_channel_are_told_at_once(storage: Storage):
    records(storage, NAMED, channel("C0PRIVACY", Topic.OUR_OPT_OUT, Topic.POLICY), within="E0STAR")
    assert [(one.recipient, one.payload["enterprise"]) for one in told(storage)] == [
        ("C0PRIVACY", "E0STAR"),
        (PRIYA, "E0STAR"),
    ]


def test_a_channel_chosen_for_our_opt_out_alone_is_not_told(storage: Storage):
    records(storage, channel("C0PRIVACY", Topic.OUR_OPT_OUT))
    assert told(storage) == []


def test_a_contact_who_asked_for_the_digest_gets_that_alone(storage: Storage):
    records(storage, NAMED)
    asks(storage, PRIYA, How.MONTHLY)
    assert [one.kind for one in told(storage)] == [DIGEST]


def test_a_contact_who_asked_as_well_is_told_once(storage: Storage):
    records(storage, NAMED, NAMED)
    asks(storage, PRIYA)
    assert [one.recipient for one in told(storage)] == [PRIYA]


def test_a_contact_whose_id_was_erased_is_not_told(storage: Storage):
    records(storage, NAMED)
    storage.ledger.erase_person(PRIYA)
    assert told(storage) == []


def test_the_newest_organisation_is_the_one_that_counts(storage: Storage):
    records(storage, NAMED)
    records(storage, NAMED, within="E0STAR")
    [one] = told(storage)
    assert one.payload["enterprise"] == "E0STAR"


def test_telling_again_adds_who_is_missing_and_nobody_twice(storage: Storage):
    asks(storage, ADA)
    before = told(storage)
    asks(storage, SAM)
    assert told(storage)[:1] == before
    assert [one.recipient for one in told(storage)] == [ADA, SAM]


def test_what_changed_in_no_word_is_told_to_nobody(storage: Storage):
    asks(storage, ADA)
    asks(storage, SAM, How.MONTHLY)
    assert told(storage, replace(CHANGED, comparison=Comparison(()))) == []


def test_of_a_transaction_that_fails_nothing_is_left(storage: Storage):
    asks(storage, ADA)

    def breaks() -> None:
        with storage._database.writing() as connection:
            tell(connection, CHANGED)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    with storage._database.reading() as connection:
        assert connection.execute(select(OUTBOX.c.key)).all() == []


def test_a_look_and_the_messages_of_its_change_are_kept_together_or_not_at_all(storage: Storage):
    asks(storage, ADA)
    found = changed()
    assert storage.pages.keep(look(found))
    assert [one.payload["change"] for one in waiting(storage)] == [found.id]
    assert storage.pages.change(found.id) == found
    earlier = changed(found.found_at - timedelta(minutes=1))
    assert not storage.pages.keep(look(earlier))
    assert len(waiting(storage)) == 1


OLD, NEW = "We may.\n", "We will.\n"


def flips(storage: Storage, times: int, days: float, terms: str = "P") -> list[str]:
    """A page says OLD, then NEW and OLD in turn, so many days apart; the ids of what changed, in order."""
    found: list[PolicyChange] = []
    before = None
    for turn in range(times + 1):
        at, text, other = NOON + turn * timedelta(days=days), (OLD, NEW)[turn % 2], (NEW, OLD)[turn % 2]
        url = f"https://slack.com/{terms}"
        version = Version(terms, url, RecordKind.PAGE_CHANGED, at, text, digest(text), "x 1", b"", "e" * 64)
        if before:
            change = replace(CHANGED, id=f"{terms}-{turn}", terms=terms, found_at=at)
            found.append(replace(change, comparison=compare(other, text)))
        assert storage.pages.keep(Look(terms, at, before, (version,), found[-1] if found else None))
        before = at
    return [change.id for change in found]


def test_a_page_that_goes_back_and_forth_is_told_of_once_each_way(storage: Storage):
    asks(storage, ADA)
    changes = flips(storage, 7, days=0.5)
    assert [one.payload["change"] for one in waiting(storage)] == changes[:2]
    assert [one.key for one in storage.pages.listed(50)] == changes[::-1]


def test_what_changes_in_the_same_way_after_more_than_a_month_is_told_again(storage: Storage):
    asks(storage, ADA)
    changes = flips(storage, 3, days=16)
    assert [one.payload["change"] for one in waiting(storage)] == changes


def test_the_same_words_on_two_pages_are_two_changes(storage: Storage):
    asks(storage, ADA)
    both = flips(storage, 1, days=1) + flips(storage, 1, days=1, terms="Q")
    assert [one.payload["change"] for one in waiting(storage)] == both


def test_the_digest_of_a_month_in_which_a_page_only_went_back_and_forth_comes_all_the_same(storage: Storage):
    asks(storage, ADA, How.MONTHLY)
    flips(storage, 40, days=0.5)
    assert [one.payload["month"] for one in waiting(storage)] == ["2026-05", "2026-06"]


def test_the_same_id_in_two_workspaces_is_two_people(storage: Storage):
    asks(storage, ADA)
    asks(storage, ADA, scope=GLOBEX)
    assert [one.scope for one in told(storage)] == [ACME, GLOBEX]


def test_what_was_asked_for_last_counts_until_it_is_taken_back(storage: Storage):
    assert storage.subscriptions.of(ACME, ADA) is None
    asks(storage, ADA)
    storage.subscriptions.subscribe(ACME, ADA, How.MONTHLY, "", NOON + timedelta(days=1))
    assert storage.subscriptions.of(ACME, ADA) == Subscription(How.MONTHLY, NOON + timedelta(days=1))
    assert storage.subscriptions.of(GLOBEX, ADA) is None
    assert storage.subscriptions.of(ACME, SAM) is None
    storage.subscriptions.unsubscribe(ACME, ADA)
    storage.subscriptions.unsubscribe(ACME, ADA)
    assert storage.subscriptions.of(ACME, ADA) is None
    assert told(storage) == []


def test_asking_begins_again_what_was_stopped(storage: Storage):
    storage.outbox.stop(ACME, ADA, NOON, Series.NOTICES)
    storage.outbox.stop(ACME, ADA, NOON)
    asks(storage, ADA)
    told(storage)
    assert storage.outbox.claim(JANUARY, timedelta(minutes=1)) is not None


@pytest.mark.parametrize("within", ['E0"}', "T0ACME", "e0star", "E0 STAR", "E"])
def test_what_is_no_organisation_is_not_kept_as_one(storage: Storage, within: str):
    asks(storage, ADA, within=within)
    [one] = told(storage)
    assert one.payload["enterprise"] == ""


def rows(storage: Storage) -> Sequence[tuple[str, str]]:
    with storage._database.reading() as connection:
        found = connection.execute(select(SUBSCRIPTIONS.c.scope, SUBSCRIPTIONS.c.person)).all()
    return [(scope, person) for scope, person in found]


def test_who_leaves_is_forgotten_at_once_and_others_are_not(storage: Storage):
    asks(storage, ADA)
    asks(storage, SAM, scope=GLOBEX)
    assert storage.departures.left(ACME.id, NOON, None)
    assert rows(storage) == [(GLOBEX.id, SAM)]


def test_an_old_departure_that_slack_reports_late_forgets_nobody(storage: Storage):
    storage.departures.returned(ACME.id, NOON)
    asks(storage, ADA)
    assert not storage.departures.left(ACME.id, NOON - timedelta(hours=1), None)
    assert rows(storage) == [(ACME.id, ADA)]


def test_a_person_or_a_scope_that_is_erased_leaves_no_subscription(storage: Storage):
    asks(storage, ADA)
    asks(storage, ADA, scope=GLOBEX)
    asks(storage, SAM, scope=GLOBEX)
    storage.ledger.erase_person(ADA)
    assert rows(storage) == [(GLOBEX.id, SAM)]
    storage.ledger.purge(GLOBEX)
    assert rows(storage) == []


def test_ten_thousand_are_written_by_four_statements(storage: Storage):
    many = [
        {"scope": ACME.id, "person": f"U0{number:05}", "how": "at_once", "enterprise": "", "since": "x"}
        for number in range(10_000)
    ]
    with storage._database.writing() as connection:
        connection.execute(insert(SUBSCRIPTIONS), many)
    assert len(told(storage)) == 10_000


CONFIRMED = (
    (Action.SENT, Statement(stated_on=NOON.date(), ticked="I may decide this.")),
    (Action.DONE, Statement(stated_on=NOON.date())),
)


def reminded(storage: Storage) -> list[Outgoing]:
    """The reminders to ask whether a confirmation still holds, soonest first."""
    with storage._database.reading() as connection:
        again = select(*MESSAGE).where(OUTBOX.c.kind == "confirm_again").order_by(OUTBOX.c.due, OUTBOX.c.key)
        return [message(row) for row in connection.execute(again)]


def test_a_change_brings_forward_the_question_whether_a_confirmation_still_holds(storage: Storage):
    records(storage, NAMED, *CONFIRMED, within="E0STAR")
    planned = reminded(storage)
    assert {one.recipient for one in planned} == {"U0OLIVIA", PRIYA}
    told(storage)
    told(storage)
    soonest = reminded(storage)[:2]
    assert {one.recipient for one in soonest} == {"U0OLIVIA", PRIYA}
    assert {one.due for one in soonest} == {CHANGED.found_at}
    assert reminded(storage)[2:] == planned
    entries = storage.ledger.entries(ACME)
    for one in soonest:
        assert one.payload["enterprise"] == "E0STAR"
        found = still(one, entries)
        assert found is not None
        assert found.changed_on == CHANGED.found_at.date()


def test_where_the_confirmation_was_doubted_meanwhile_nobody_is_asked(storage: Storage):
    records(storage, *CONFIRMED, (Action.DOUBT, Statement(reason="We moved.")))
    told(storage)
    assert [still(one, storage.ledger.entries(ACME)) for one in reminded(storage)] == [None, None]


def test_a_second_change_asks_again_and_the_first_not_twice(storage: Storage):
    records(storage, *CONFIRMED)
    told(storage)
    told(storage, replace(CHANGED, id="terms-2026-12-04", found_at=CHANGED.found_at + timedelta(days=1)))
    assert len(reminded(storage)) == 3


def test_what_changed_no_word_brings_nothing_forward(storage: Storage):
    records(storage, *CONFIRMED)
    told(storage, replace(CHANGED, comparison=Comparison(())))
    assert len(reminded(storage)) == 1
