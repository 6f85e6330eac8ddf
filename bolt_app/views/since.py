"""*Changed since you last opened this*: told by a mark that only the Home view itself carries.

Slack hands the view back when the tab is opened again. Nothing else remembers who looked, or when.
"""

from bolt_app.i18n import Translator
from bolt_app.register.findings import Change
from bolt_app.register.model import Register
from bolt_app.views import kit
from bolt_app.views.facts import Facts
from bolt_app.views.kit import Block, escape
from bolt_app.views.metadata import Seen

MOST = 3
_NOTHING = "0"
"""Sorts before every time."""


def mark(register: Register, seen: Seen | None) -> str:
    """Return what a Home view made now carries: the version of the register and the newest change known.

    Args:
        register: with what the watch found.
        seen: what the view before it carried, None for none. A change that was reviewed is no longer among
            those known: so the mark never goes back.
    """
    _, before = _read(seen)
    newest = max((change.found_at.isoformat() for change in register.findings.changes), default=_NOTHING)
    return f"{register.version} {max(newest, before)}"


def changed_since(facts: Facts, seen: Seen | None, t: Translator) -> list[Block]:
    """Return what changed since the view that was shown before; nothing for who opens Home the first time."""
    version, before = _read(seen)
    if not before:
        return []
    new = [change for change in facts.register.findings.changes if change.found_at.isoformat() > before]
    lines = [f"• {_found(change, t)}" for change in new[:MOST]]
    if (more := len(new) - MOST) > 0:
        lines.append(t.plural("And {number} more change.", "And {number} more changes.", more))
    if version != facts.register.version:
        lines.append("• " + t("What this app says of Slack’s texts was reviewed anew."))
    if not lines:
        return []
    return [kit.section("\n".join([t("*Changed since you last opened this:*"), *lines]))]


def _found(change: Change, t: Translator) -> str:
    return t(
        "Slack’s page “{terms}” was found changed on {day}.",
        terms=escape(change.terms),
        day=t.day(change.found_at.date()),
    )


def _read(seen: Seen | None) -> tuple[str, str]:
    """Version and time of a mark; ("", "") where there is none."""
    version, _, before = (seen.told if seen else "").partition(" ")
    return version, before
