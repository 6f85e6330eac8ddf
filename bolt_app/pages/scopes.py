"""What the app asks Slack for and what it does with it: the one place; knows no page."""

from collections.abc import Mapping
from types import MappingProxyType

from bolt_app.i18n import mark

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "commands": mark("Members type /datapolicy."),
        "chat:write": mark(
            "Sends messages from the app to a person, and to a channel only where an owner chose one for it."
        ),
        "users:read": mark(
            "Reads the language and the role of the person who asks, and the role again whenever somebody "
            "acts: Slack accepts the opt-out from owners only."
        ),
        "team:read": mark("Puts the workspace’s name and address into the letter."),
    }
)
"""Scope → what the app does with it, to be translated; README's table says the same."""
