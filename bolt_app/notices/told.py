"""What is told of changes, and to whom still; reads each change once, however many people are told of it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from bolt_app.notices.model import Changes, Subscription, Subscriptions, begin_of, in_month
from bolt_app.people import Scope
from bolt_app.watch.change import PolicyChange

_MOMENT = timedelta(microseconds=1)
_REMEMBERED = 8
"""Changes, and months, kept in memory: a change is never altered, and neither is a month that is over."""


class Told:
    """Reads changes and who asked to be told of them. Safe to share between threads."""

    def __init__(self, changes: Changes, subscriptions: Subscriptions) -> None:
        """Take where changes are kept, and who asked."""
        self._changes = changes
        self._subscriptions = subscriptions
        self.change = lru_cache(maxsize=_REMEMBERED)(self._change)
        self.month = lru_cache(maxsize=_REMEMBERED)(self._month)

    def asked(self, scope: Scope, person: str) -> Subscription | None:
        """Return what a person asked for, now."""
        return self._subscriptions.of(scope, person)

    def _change(self, key: str) -> PolicyChange | None:
        return self._changes.change(key)

    def _month(self, month: str) -> Sequence[PolicyChange]:
        return in_month(month, self._changes.changes(begin_of(month) - _MOMENT))
