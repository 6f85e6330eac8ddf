"""What the try-out's page remembers, and how somebody does something there; knows no route and no HTML."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flask import abort

from bolt_app.demo import looking
from bolt_app.demo.clock import MovableClock
from bolt_app.demo.delivery import AppFailed
from bolt_app.demo.form import CannotEnter
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.looking import Said
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.trouble import Trouble, refused
from bolt_app.i18n import Translator, mark


@dataclass(slots=True)
class Desk:
    """What the page itself remembers: what went wrong last, by person, and what people said."""

    slack: PretendedSlack
    clock: MovableClock
    translators: Mapping[str, Translator]
    day_passed: Callable[[], None] = lambda: None
    plays: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    troubles: dict[str, list[Trouble]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def person(self, key: str) -> Person:
        """The person, if it is one of those one may act as; else the page is not found."""
        if key not in {one.key for one in looking.cast(self.slack)}:
            abort(404)
        return self.slack.person(key)

    def does(self, key: str, doing: Callable[[], str | None]) -> str | None:
        """Does something as a person and keeps what went wrong, the app's refused calls included."""
        calls, events = len(self.slack.calls), self._lost()
        troubles: list[Trouble] = []
        outcome = None
        try:
            outcome = doing()
        except AppFailed as failure:
            troubles.append(
                Trouble(mark("The app failed: {error}"), "\n".join(failure.details), failure.error)
            )
        except (NotPossible, NotVisible, CannotEnter) as refusal:
            troubles.append(Trouble(mark("Slack does not do this"), str(refusal)))
        troubles += refused(self.slack.calls[calls:])
        if self._lost() > events:
            troubles.append(Trouble(mark("The app did not take an event. Moving the clock sends it again.")))
        self.troubles[key] = troubles
        return outcome

    def passes(self, step: timedelta) -> None:
        """Moves the clock on day by day, or by less, as a worker would live through it."""
        for _ in range(max(step.days, 1)):
            self.clock.advance(min(step, timedelta(days=1)))
            self.day_passed()

    def _lost(self) -> int:
        return len(self.slack.events.waiting) + len(self.slack.events.given_up)
