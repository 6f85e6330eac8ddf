"""Every reminder by name, to the owner who filed and to the contact, and what follows it; checks nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.model import Action, Statement, Status
from bolt_app.optout.outgoing import Unsure
from bolt_app.optout.reminders import caused, still
from bolt_app.people import Role
from bolt_app.views import reminding
from bolt_app.views.home import home
from tests.record_builders import (
    ASKED,
    DECLINE,
    DRAFT,
    EXCLUDE,
    NAME_CONTACT,
    NOW,
    RECEIVED,
    SENT,
    Act,
    done,
    facts_in,
    record_of,
    viewer,
)

Made = Callable[[Translator], dict[str, Any]]

REMINDED: Mapping[str, tuple[Act, ...]] = {
    "send-it": (DRAFT,),
    "ask-again": (SENT,),
    "ask-again-received": (SENT, RECEIVED),
    "ask-again-replied": (SENT, ASKED, (Action.REPLIED, Statement(stated_on=date(2026, 5, 16)))),
    "review-declined": (DECLINE,),
    "review-excluded": (EXCLUDE,),
    "confirm-again": (SENT, done()),
    "confirm-again-undated": ((Action.DONE, Statement()),),
}
"""What reminders are about, by name."""


def every_reminder() -> dict[str, Made]:
    """Return every reminder, what answers its buttons, and what Home says of those that may be lost."""

    def reminded(acts: Sequence[Act], *, recipient: str, first: bool, changed: str = "") -> Made:
        entries = record_of((NAME_CONTACT, *acts))
        outgoing = next(out for out in caused(entries) if out.recipient == recipient)
        if changed:
            outgoing = replace(outgoing, payload={**outgoing.payload, "changed": changed})
        reminder = still(outgoing, entries)
        assert reminder is not None
        return lambda t: reminding.message(reminder, outgoing.key, outgoing.due, t, first=first)

    lost = tuple(Unsure("U0OWNER", NOW - timedelta(days=day)) for day in range(5))
    unsure = replace(facts_in(Status.FILED), unsure=lost)
    return (
        {
            f"reminder-{name}": reminded(acts, recipient="U0OWNER", first=False)
            for name, acts in REMINDED.items()
        }
        | {
            f"reminder-{name}-to-contact": reminded(acts, recipient="U0PRIYA", first=True)
            for name, acts in REMINDED.items()
        }
        | {
            f"reminder-{name}-changed": reminded(
                REMINDED[name], recipient="U0OWNER", first=False, changed="2026-12-03"
            )
            for name in ("confirm-again", "confirm-again-undated")
        }
        | {
            "reminder-first": reminded((SENT,), recipient="U0OWNER", first=True),
            "reminder-snoozed": lambda t: reminding.snoozed(NOW.date(), t),
            "reminder-not-snoozed": reminding.not_snoozed,
            "reminder-stopped": lambda t: reminding.stopped("T0ACME", t),
            "reminder-resumed": reminding.resumed,
            "home-owner-unsure": lambda t: home(unsure, viewer(Role.OWNER), t),
            "home-owner-unsure-once": lambda t: home(replace(unsure, unsure=lost[:1]), viewer(Role.OWNER), t),
        }
    )
