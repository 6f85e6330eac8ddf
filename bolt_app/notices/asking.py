"""Who may ask to be told of changes of Slack's texts, and what is kept of it then; knows no view, no SQL."""

from datetime import datetime
from enum import StrEnum

from bolt_app.notices.model import How, Subscription, Subscriptions
from bolt_app.people import Role, Viewer


class NotAsked(StrEnum):
    """Why somebody cannot ask. A refusal is a value; `views/policy_notices.py` has its words."""

    OUTSIDER = "outsider"
    """Of another organisation: what this workspace's app sends is for its own members."""


Asked = Subscription | NotAsked | None
"""What a person asked for, None for nothing; or why they cannot."""


def asked(subscriptions: Subscriptions, viewer: Viewer) -> Asked:
    """Return what a person asked for, as far as it is theirs to ask."""
    if viewer.role is Role.OUTSIDER:
        return NotAsked.OUTSIDER
    return subscriptions.of(viewer.scope, viewer.user)


def ask(subscriptions: Subscriptions, viewer: Viewer, how: How, now: datetime) -> Asked:
    """Tell a person from now on, at once or once a month, and return what they asked for.

    Args:
        subscriptions: where it is written down; nothing is for an outsider.
        viewer: who asks, for themselves.
        how: at once, or once a month.
        now: aware.
    """
    if viewer.role is not Role.OUTSIDER:
        subscriptions.subscribe(viewer.scope, viewer.user, how, viewer.enterprise, now)
    return asked(subscriptions, viewer)
