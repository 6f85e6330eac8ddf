"""*My data*: everything the app keeps about the person who looks, and what they can take back themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from bolt_app.i18n import Translator
from bolt_app.notices.model import How, Subscription
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Addressed
from bolt_app.optout.readers import naming
from bolt_app.people import Viewer
from bolt_app.views import kit
from bolt_app.views.acts import done
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View

_LISTED = 40


@dataclass(frozen=True, slots=True)
class Besides:
    """What is kept about a person beside the entries.

    Attributes:
        records: where the record of their scope stands and, in an organisation, their workspace's own.
        messages: of each of those, the messages to them.
        installed: whether they installed the app.
        asked: whether they asked to be told of changes of Slack's texts, and how.
    """

    records: Sequence[OptOut] = ()
    messages: Sequence[Addressed] = ()
    installed: bool = False
    asked: Subscription | None = None


def my_data(viewer: Viewer, entries: Sequence[Entry], t: Translator, besides: Besides | None = None) -> View:
    """Return what the app keeps about this person, with the buttons that end what they can end.

    Args:
        viewer: the person.
        entries: the record, oldest first; in an organisation, with those of their workspace's own record.
        t: the reader's language.
        besides: what else is kept about them.
    """
    mine = [
        entry
        for entry in reversed(entries)
        if (entry.actor and entry.actor.user == viewer.user)
        or (entry.named and entry.named.user == viewer.user)
    ]
    lines = [_line(entry, viewer, t) for entry in mine[:_LISTED]]
    if (more := len(mine) - _LISTED) > 0:
        lines.append(t.plural("And {number} more entry.", "And {number} more entries.", more))
    listed = kit.lines(f"• {line}" for line in lines) or [t("No entry of the record bears your id.")]
    known = besides or Besides()
    return kit.modal(
        t("My data"),
        [
            kit.section(
                t(
                    "For some hours the app remembers in memory your language and your role in this "
                    "workspace, so that it need not ask Slack each time. That you looked is not written down."
                )
            ),
            kit.section(t("*In the record:*")),
            *(kit.section(text) for text in listed),
            *_named(known, viewer, t),
            *_reminders(known, viewer, t),
            _notices(known.asked, t),
            *_installed(known, t),
        ],
        close=t("Close"),
    )


def _line(entry: Entry, viewer: Viewer, t: Translator) -> str:
    day = entry.recorded_at.astimezone(UTC).date().isoformat()
    what, number = done(entry, t), entry.position
    if entry.scope != viewer.scope:
        return t(
            "{day}: {what} (No. {number} of this workspace’s own record)", day=day, what=what, number=number
        )
    return t("{day}: {what} (No. {number})", day=day, what=what, number=number)


def _named(known: Besides, viewer: Viewer, t: Translator) -> Iterator[Block]:
    """Say what the person is by the word of an owner. Only an owner ends it, since a reader never acts."""
    for opt_out in known.records:
        told = {"scope": opt_out.scope}
        if since := naming(opt_out, viewer.user):
            yield kit.section(
                t(
                    "*You are a reader* of the record of {scope}, named on {day}. Owners and the other "
                    "readers read who you are. Any owner can end it; ask one if you do not want it.",
                    day=t.day(since.recorded_at.date()),
                    **told,
                )
            )
        if opt_out.contact and opt_out.contact.user == viewer.user:
            yield kit.section(
                t(
                    "*You are the privacy contact* in the record of {scope}. Every member reads who you are. "
                    "Any owner can end it; ask one if you do not want it.",
                    **told,
                )
            )


def _reminders(known: Besides, viewer: Viewer, t: Translator) -> Iterator[Block]:
    for kept in known.messages:
        if not (kept.due or kept.ended or kept.stopped_at):
            continue
        about = "" if kept.scope == viewer.scope else t("(this workspace’s own record)")
        parts = [t("*Reminders to you:*"), about, *_sentences(kept, t)]
        yield kit.section(" ".join(part for part in parts if part), _ends_or_resumes(kept, t))


def _sentences(kept: Addressed, t: Translator) -> Iterator[str]:
    if kept.stopped_at:
        yield t("You stopped them on {day}.", day=t.day(kept.stopped_at.date()))
    elif kept.due:
        yield t.plural(
            "{number} waits for you, due on {day}; it comes only if the record still gives cause.",
            "{number} wait for you, the first due on {day}; each comes only if the record still gives cause.",
            len(kept.due),
            day=t.day(kept.due[0].date()),
        )
    if kept.ended:
        yield t.plural(
            "{number} that was sent or dropped is remembered, so that none comes twice.",
            "{number} that were sent or dropped are remembered, so that none comes twice.",
            kept.ended,
        )


def _notices(asked: Subscription | None, t: Translator) -> Block:
    button = kit.button(t("Change that"), Press.NOTICES, described=t("Change how I am told of changes"))
    if asked is None:
        return kit.section(t("*Changes of Slack’s texts:* you did not ask to be told."), button)
    day = t.day(asked.since.date())
    if asked.how is How.MONTHLY:
        return kit.section(
            t("*Changes of Slack’s texts:* you asked on {day} to be told once a month.", day=day), button
        )
    return kit.section(
        t("*Changes of Slack’s texts:* you asked on {day} to be told at once.", day=day), button
    )


def _ends_or_resumes(kept: Addressed, t: Translator) -> Block:
    if kept.stopped_at:
        return kit.button(t("Send me reminders again"), Press.RESUME, value=kept.scope.id)
    return kit.button(t("Stop these reminders"), Press.STOP, value=kept.scope.id)


def _installed(known: Besides, t: Translator) -> Iterator[Block]:
    if known.installed:
        yield kit.section(
            t(
                "*You installed this app.* Your Slack id is kept with the installation until the app is "
                "removed."
            )
        )
