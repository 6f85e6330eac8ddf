"""*About this app*: who runs it, what it keeps about the person, that it is independent."""

from collections.abc import Sequence
from datetime import UTC

from bolt_app.i18n import Translator
from bolt_app.notices.model import How, Subscription
from bolt_app.optout.model import Entry
from bolt_app.people import Viewer
from bolt_app.views import kit
from bolt_app.views.facts import Facts, Operator
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.standing import collected
from bolt_app.views.status import inline
from bolt_app.views.wording import DONE

_LISTED = 40


def about(facts: Facts, t: Translator) -> list[Block]:
    """Return the foot of the Home tab."""
    return [
        kit.header(t("About this app")),
        kit.section(
            "\n".join(
                (
                    _run_by(facts.operator, t),
                    t("It reads no messages. Messages it sends you are workspace data too."),
                    t(
                        "It speaks English and French and follows your language in Slack; to speakers of any "
                        "other language it speaks English."
                    ),
                    t("If a statement is wrong, tell whoever runs the app: name the statement and a source."),
                )
            ),
            kit.button(t("My data"), Press.MY_DATA, described=t("What this app keeps about me")),
        ),
        kit.context(
            t(
                "Independent: not affiliated with Slack or Salesforce. Statements are dated quotes, not "
                "legal advice."
            ),
            collected(facts.register, t),
        ),
    ]


def _run_by(operator: Operator, t: Translator) -> str:
    if not operator.name:
        return t("Who runs this installation is not stated here. Ask an admin of this workspace.")
    who = t("This installation is run by {name}.", name=inline(operator.name))
    if operator.country:
        who = t(
            "This installation is run by {name} ({country}).",
            name=inline(operator.name),
            country=inline(operator.country),
        )
    if not operator.contact:
        return who
    return who + " " + t("How to reach them: {contact}.", contact=inline(operator.contact))


def my_data(
    viewer: Viewer, entries: Sequence[Entry], t: Translator, asked: Subscription | None = None
) -> View:
    """Return what the app keeps about this person: entries they made or are named in, and what is cached.

    Args:
        viewer: the person.
        entries: the record, oldest first; in an organisation, with those of their workspace's own record.
        t: the reader's language.
        asked: whether the person asked to be told of changes of Slack's texts, and how.
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
            _notices(asked, t),
        ],
        close=t("Close"),
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


def _line(entry: Entry, viewer: Viewer, t: Translator) -> str:
    day = entry.recorded_at.astimezone(UTC).date().isoformat()
    what, number = t(DONE[entry.action]), entry.position
    if entry.scope != viewer.scope:
        return t(
            "{day}: {what} (No. {number} of this workspace’s own record)", day=day, what=what, number=number
        )
    return t("{day}: {what} (No. {number})", day=day, what=what, number=number)
