"""What is told is read once for many, and who asked is asked each time."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bolt_app.notices.model import How, Subscription
from bolt_app.notices.told import Told
from bolt_app.people import Scope
from bolt_app.watch.change import PolicyChange
from tests.policy_changes import FOUND, changed
from tests.unit.no_messages import NoSubscriptions

ACME = Scope("T0ACME")


class Kept:
    """Two changes, and how often they were read."""

    def __init__(self) -> None:
        self.read = 0
        self.every = [changed(datetime(2027, 1, 1, tzinfo=UTC)), changed()]

    def change(self, key: str) -> PolicyChange | None:
        self.read += 1
        return next((one for one in self.every if one.id == key), None)

    def changes(self, since: datetime | None = None) -> Sequence[PolicyChange]:
        self.read += 1
        return [one for one in self.every if since is None or one.found_at > since]


class Asked(NoSubscriptions):
    """Whoever asks, asked for the digest; each question is counted."""

    def __init__(self) -> None:
        self.questions = 0

    def of(self, scope: Scope, person: str) -> Subscription | None:
        self.questions += 1
        return Subscription(How.MONTHLY, FOUND) if (scope, person) == (ACME, "U0ADA") else None


def test_a_change_and_a_month_are_read_once():
    kept = Kept()
    told = Told(kept, Asked())
    for _ in range(3):
        assert told.change(changed().id) == changed()
        assert list(told.month("2026-12")) == [changed()]
    assert kept.read == 2
    assert told.change("gone") is None
    assert told.month("2026-10") == []


def test_a_change_at_the_first_moment_of_a_month_belongs_to_it():
    assert [one.found_at.day for one in Told(Kept(), Asked()).month("2027-01")] == [1]


def test_who_asked_is_asked_every_time_for_they_may_take_it_back():
    asked = Asked()
    told = Told(Kept(), asked)
    assert told.asked(ACME, "U0ADA") == told.asked(ACME, "U0ADA") == Subscription(How.MONTHLY, FOUND)
    assert told.asked(ACME, "U0SAM") is None
    assert asked.questions == 3
