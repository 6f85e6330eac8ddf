"""Whether a text that the opt-out rests on changed since a day; knows no record and no sentence."""

from datetime import date

from bolt_app.register.checks import OWN_PUBLISHERS
from bolt_app.register.kinds import Slot
from bolt_app.register.model import Register, TimelineEvent

_RESTS_ON = (Slot.CONTRACT, Slot.PREDICTIVE, Slot.AFTER_OPT_OUT)


def changed_since(register: Register, day: date) -> date | None:
    """Return the newest day after this one on which Slack changed such a text, or None.

    Such a text is a source, of Slack's own, of what the register says of the contract's permission, of the
    predictive models and of the effect of an opt-out. An event that is dated by a month, a year or an
    inference says nothing here: it may lie before the day.
    """
    texts = {
        key
        for slot in _RESTS_ON
        for key in register.slot(slot).sources
        if register.sources[key].publisher in OWN_PUBLISHERS
    }
    days = (_day(event) for event in register.timeline if texts.intersection(event.sources))
    return max((found for found in days if found and found > day), default=None)


def _day(event: TimelineEvent) -> date | None:
    exact = len(event.when) == len("2026-02-27") and not event.approximate
    return date.fromisoformat(event.when) if exact else None
