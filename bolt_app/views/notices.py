"""Short modals and messages: what was recorded, what was refused, and what went wrong."""

from enum import Enum
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Action
from bolt_app.optout.readers import reads_reasons
from bolt_app.people import Role, Viewer
from bolt_app.views import kit
from bolt_app.views.acts import WORKSPACES_MAY
from bolt_app.views.acts import done as was_done
from bolt_app.views.channels import NO_CHANNEL, chosen
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.status import stand


def recorded(done: Recorded, facts: Facts, t: Translator, about: About = About.SCOPE) -> View:
    """Return what stands in the record now, what members read from here on, and what is to be done."""
    what = was_done(done.entry, t)
    number = t("Recorded as No. {number}: {what}.", number=done.entry.position, what=what)
    if done.twice:
        number = t(
            "This was recorded already, as No. {number}: {what}.", number=done.entry.position, what=what
        )
    if rule := done.entry.statement.rule:
        follows = t("*What workspaces may do for themselves:* {allowed}.", allowed=t(WORKSPACES_MAY[rule]))
    elif channel := done.opt_out.channel if done.entry.action is Action.CHOOSE_CHANNEL else None:
        follows = chosen(channel, t)
    elif done.entry.action is Action.REMOVE_CHANNEL:
        follows = t(NO_CHANNEL)
    else:
        follows = t("*Members read from now on:* {sentence}", sentence=stand(facts, t).sentence)
    return kit.modal(
        t("Recorded"),
        [
            kit.section(f"*{number}*"),
            kit.section(follows),
            *_next(done, t),
            kit.context(t("Fingerprint of this entry: `{hash}`", hash=done.entry.hash)),
        ],
        close=t("Close"),
        metadata=Seen(about=about, team=own_workspace(about, facts.opt_out.scope)).packed(),
    )


def _next(done: Recorded, t: Translator) -> list[Block]:
    """Return what to do about what was recorded: find a second owner, take the evidence away."""
    if done.entry.action is Action.PROPOSED:
        return [
            kit.section(
                t(
                    "It counts once another owner agrees, on their own Home. Tell one: the app has no list "
                    "of owners. If anything else about the opt-out is recorded first, the proposal ends."
                )
            )
        ]
    if done.entry.action is Action.DONE:
        archive = t("*Download the evidence now:* this app is not your archive.")
        return [kit.section(archive, kit.button(t("Export the record"), Press.EXPORT))]
    return []


def refused(sentence: str, facts: Facts, viewer: Viewer, t: Translator, *, typed: bool = False) -> View:
    """Return why nothing was recorded and, for those of the scope, where the matter stands now.

    Args:
        sentence: why.
        facts: the record as it is now.
        viewer: who wanted to record something.
        t: their language.
        typed: whether a form stays beneath, with what was typed.
    """
    blocks = [kit.section(sentence)]
    if viewer.role is not Role.OUTSIDER:
        now = stand(facts, t, reasons=reads_reasons(viewer, facts.opt_out))
        blocks.append(
            kit.section(t("*As it is now:* {label}. {sentence}", label=now.label, sentence=now.sentence))
        )
    if typed:
        blocks.append(kit.context(_still_there(t)))
    return kit.modal(t("Not recorded"), blocks, close=t("Close"))


class What(Enum):
    """What went wrong, as far as it matters to who waits."""

    BROKEN = "broken"
    LATE = "late"
    """Slack did not answer in time."""
    OUTDATED = "outdated"
    """What was pressed or sent off is of another version of the app."""


def failed(t: Translator, what: What, *, typed: bool = False) -> View:
    """Return what a person reads in a modal when something broke.

    Args:
        t: their language.
        what: what went wrong.
        typed: whether a form stays beneath, with what was typed.
    """
    blocks = [kit.section(_failure(t, what))]
    if typed:
        blocks.append(kit.context(_still_there(t)))
    title = t("Out of date") if what is What.OUTDATED else t("Something went wrong")
    return kit.modal(title, blocks, close=t("Close"))


def failed_message(t: Translator, what: What) -> dict[str, Any]:
    """Return the same as an ephemeral message."""
    text = _failure(t, what)
    return {"response_type": "ephemeral", "text": text, "blocks": [kit.section(text)]}


def _still_there(t: Translator) -> str:
    return t("What you typed is still there: close this to go back to it.")


def _failure(t: Translator, what: What) -> str:
    if what is What.OUTDATED:
        return t(
            "This is from another version of the app, and nothing was recorded by it. Open the app’s Home "
            "tab: it shows what is recorded and what can be done now."
        )
    if what is What.LATE:
        return t("Slack did not answer in time. Try again in a minute; Home shows what is recorded.")
    return t(
        "This did not work, and the fault is not yours. Try again in a minute; Home shows what is recorded. "
        "If it goes on, tell whoever runs this app."
    )
