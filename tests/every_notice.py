"""Every message about changes of Slack's texts by name, and what answers its buttons; checks nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.notices.asking import NotAsked
from bolt_app.notices.model import How, Subscription
from bolt_app.optout.outgoing import Series, Unsure
from bolt_app.people import Role
from bolt_app.register.findings import Change, Findings
from bolt_app.views import mydata, policy_notices
from bolt_app.views.home import home
from bolt_app.views.metadata import Seen
from bolt_app.views.policy_notices import Why
from tests.policy_changes import FOUND, changed
from tests.record_builders import ACME_GROUP, CHOOSE_CHANNEL, NOW, facts_of, record_of, shipped, viewer

Made = Callable[[Translator], dict[str, Any]]

CHOSEN = record_of((CHOOSE_CHANNEL,))[0]
CHOSEN_BY_AN_ORGANISATION = record_of((CHOOSE_CHANNEL,), ACME_GROUP)[0]
OPENED_BEFORE = Seen(told=f"{shipped().version} 2026-01-01T00:00:00+00:00")


def known(number: int) -> Findings:
    """Return so many changes that nobody reviewed, newest first, a day apart."""
    changes = tuple(
        Change(
            f"synthetic-{one}",
            f"Synthetic Terms {one}",
            "https://slack.com/terms",
            FOUND - timedelta(days=one),
        )
        for one in range(number)
    )
    return Findings(changes=changes, digest=str(number))


def every_notice() -> dict[str, Made]:
    """Return every notice and digest, the modal that changes them, and what Home and My data say."""
    register, long = shipped(), changed(paragraphs=30, claims=tuple(shipped().claims))
    asked = Subscription(How.AT_ONCE, NOW)
    monthly = Subscription(How.MONTHLY, NOW)
    month = [changed(datetime(2026, 12, day, tzinfo=UTC)) for day in range(1, 14)]

    def at_home(number: int, before: Seen | None) -> Made:
        found = replace(shipped(), findings=known(number))
        return lambda t: home(facts_of(register=found), viewer(Role.MEMBER), t, before)

    def told(asked: Subscription | None) -> Made:
        return lambda t: mydata.my_data(viewer(Role.MEMBER), (), t, mydata.Besides(asked=asked))

    return {
        "notice": lambda t: policy_notices.message(changed(), register, Why.ASKED, t),
        "notice-to-contact": lambda t: policy_notices.message(changed(), register, Why.CONTACT, t),
        "notice-touches-nothing": lambda t: policy_notices.message(
            changed(claims=("gone-since",)), register, Why.ASKED, t
        ),
        "notice-long": lambda t: policy_notices.message(long, register, Why.ASKED, t),
        "notice-in-channel": lambda t: policy_notices.in_channel(changed(), register, CHOSEN, t),
        "notice-in-channel-of-an-organisation": lambda t: policy_notices.in_channel(
            changed(), register, CHOSEN_BY_AN_ORGANISATION, t
        ),
        "digest": lambda t: policy_notices.digest("2026-12", month[:1], t),
        "digest-long": lambda t: policy_notices.digest("2026-12", month, t),
        "notices-nothing-asked": lambda t: policy_notices.offer(None, t),
        "notices-outsider": lambda t: policy_notices.offer(NotAsked.OUTSIDER, t),
        "notices-at-once": lambda t: policy_notices.offer(asked, t),
        "notices-monthly": lambda t: policy_notices.offer(monthly, t),
        "notices-stopped": policy_notices.stopped,
        "my-data-told-at-once": told(asked),
        "my-data-told-monthly": told(monthly),
        "home-changed-since": at_home(1, OPENED_BEFORE),
        "home-changed-since-many": at_home(5, OPENED_BEFORE),
        "home-owner-notices-unsure": lambda t: home(
            replace(facts_of(), unsure=tuple(Unsure(f"U0{one}", NOW, Series.NOTICES) for one in range(4))),
            viewer(Role.OWNER),
            t,
        ),
        "home-reviewed-since": at_home(0, replace(OPENED_BEFORE, told="2026-01-01.1 0")),
    }
