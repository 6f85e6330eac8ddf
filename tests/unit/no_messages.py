"""An outbox in which there is nothing, for tests that are about something else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bolt_app.notices.model import How, Subscription
from bolt_app.optout.outgoing import Addressed, Claimed, Outcome, Series, Unposted, Unsure
from bolt_app.people import Scope


class NoMessages:
    """Gives nothing, and takes whatever it is told."""

    def claim(self, now: datetime, lease: timedelta) -> Claimed | None:
        assert now + lease > now
        return None

    def begin(self, claimed: Claimed, now: datetime, lease: timedelta) -> bool:
        raise AssertionError((claimed, now, lease))

    def finish(self, claimed: Claimed, outcome: Outcome, now: datetime, why: str = "") -> None:
        raise AssertionError((claimed, outcome, now, why))

    def release(self, claimed: Claimed, due: datetime) -> None:
        raise AssertionError((claimed, due))

    def push_back(self, scope: Scope, until: datetime) -> None:
        raise AssertionError((scope, until))

    def unsure(self, scope: Scope, since: datetime) -> Sequence[Unsure]:
        assert scope.id
        assert since.tzinfo
        return ()

    def addressed(self, scope: Scope, person: str) -> Addressed:
        assert person
        return Addressed(scope)

    def unposted(self, scope: Scope, recipient: str, since: datetime) -> Sequence[Unposted]:
        assert scope.id
        assert recipient
        assert since.tzinfo
        return ()

    def send_after_all(self, key: str, scopes: Sequence[Scope], now: datetime) -> bool:
        raise AssertionError((key, scopes, now))

    def snooze(self, key: str, person: str, scopes: Sequence[Scope], until: datetime) -> bool:
        raise AssertionError((key, person, scopes, until))

    def stop(self, scope: Scope, person: str, at: datetime, series: Series = Series.REMINDERS) -> None:
        raise AssertionError((scope, person, at, series))

    def resume(self, scope: Scope, person: str, series: Series = Series.REMINDERS) -> None:
        raise AssertionError((scope, person, series))


class NoSubscriptions:
    """Nobody asked to be told of anything."""

    def of(self, scope: Scope, person: str) -> Subscription | None:
        assert scope.id
        assert person
        return None

    def subscribe(self, scope: Scope, person: str, how: How, enterprise: str, at: datetime) -> None:
        raise AssertionError((scope, person, how, enterprise, at))

    def unsubscribe(self, scope: Scope, person: str) -> None:
        raise AssertionError((scope, person))
