"""The messages that remind, and what answers their buttons; whole sentences, and how to have no more."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.model import Action, Status
from bolt_app.optout.outgoing import Series, Unsure
from bolt_app.optout.reminders import SNOOZED_FOR, Kind, Reminder
from bolt_app.optout.rules import days_since
from bolt_app.views import kit
from bolt_app.views.buttons import opens
from bolt_app.views.channels import mention
from bolt_app.views.confirmed import whether_it_holds
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About

MOST_UNSURE = 3


def message(
    reminder: Reminder,
    key: str,
    now: datetime,
    t: Translator,
    *,
    first: bool,
    about: About = About.SCOPE,
) -> dict[str, Any]:
    """Return a reminder as the arguments of `chat.postMessage`.

    Args:
        reminder: what it is about, and for whom.
        key: of the message in the outbox; a button brings it back.
        now: when it is sent, aware.
        t: the recipient's language.
        first: whether the recipient never got one: then it says why it comes and how to stop it.
        about: which record of the recipient's it is about, so that its buttons open the right one.
    """
    text = _TEXTS[reminder.kind](reminder, now, t)
    offered = _OFFERED.get((reminder.kind, reminder.opt_out.status), ()) if reminder.acts else ()
    opt_out = reminder.opt_out
    blocks = [kit.section(text)]
    if first:
        blocks.append(kit.context(_why(reminder, t)))
    main = [opens(which, opt_out, t, about=about, primary=place == 0) for place, which in enumerate(offered)]
    blocks.append(kit.actions(*main, *_quiet(reminder, key, t)))
    return {"text": text, "blocks": blocks, "unfurl_links": False}


def snoozed(day: date, t: Translator) -> View:
    """Return what says when the next reminder comes."""
    return _told(
        t("You will be reminded again on {day}, unless the record changes before.", day=t.day(day)), t
    )


def not_snoozed(t: Translator) -> View:
    """Return what somebody reads whose reminder is not on record any more."""
    return _told(t("This reminder is no longer on record. Home shows where the matter stands."), t)


def stopped(scope: str, t: Translator) -> View:
    """Return what says that no more reminders come, and how to have them again."""
    again = kit.button(t("Send me reminders again"), Press.RESUME, value=scope)
    view = _told(t("No more reminders about this opt-out come to you. Home shows where it stands."), t)
    return {**view, "blocks": [*view["blocks"], kit.actions(again)]}


def resumed(t: Translator) -> View:
    """Return what says that reminders come again."""
    return _told(t("Reminders about this opt-out come to you again."), t)


def unsure(messages: tuple[Unsure, ...], t: Translator) -> list[Block]:
    """Return the small print, for owners, about messages of which nobody knows whether they arrived."""
    told = [lost for lost in messages if not _private(lost)]
    lines = [_may_be_lost(lost, t) for lost in told[:MOST_UNSURE]]
    if left := len(told) - len(lines):
        lines.append(
            t.plural(
                "Of {number} more message it is not known either.",
                "Of {number} more messages it is not known either.",
                left,
            )
        )
    if private := len(messages) - len(told):
        lines.append(
            t.plural(
                "Whether {number} notice of changes of Slack’s texts arrived is not known. It is not sent a "
                "second time; what changed is below.",
                "Whether {number} notices of changes of Slack’s texts arrived is not known. They are not "
                "sent a second time; what changed is below.",
                private,
            )
        )
    return [kit.context(*lines)] if lines else []


def _private(lost: Unsure) -> bool:
    """Whether it went to a person who is told of changes: who asked for that is not shown to others."""
    return lost.series is Series.NOTICES and lost.recipient.startswith(("U", "W"))


def _may_be_lost(lost: Unsure, t: Translator) -> str:
    day, person = t.day(lost.begun_at.date()), lost.recipient
    match lost.series:
        case Series.REMINDERS:
            return t(
                "A reminder of {day} may or may not have reached <@{person}>: Slack’s answer did not arrive. "
                "It is not sent a second time: tell them yourself, if it matters.",
                day=day,
                person=person,
            )
        case _:
            return t(
                "What was to be posted in {where} on {day} may or may not be there: Slack’s answer did not "
                "arrive. It is not posted a second time: look there, and write it yourself if it is missing.",
                day=day,
                where=mention(person),
            )


def _told(sentence: str, t: Translator) -> View:
    return kit.modal(t("Reminders"), [kit.section(sentence)], close=t("Close"))


def _quiet(reminder: Reminder, key: str, t: Translator) -> list[Block]:
    stop = t("Stop these reminders")
    return [
        kit.button(t("Remind me in {days} days", days=SNOOZED_FOR.days), Press.SNOOZE, value=key),
        kit.button(
            stop,
            Press.STOP,
            value=reminder.opt_out.scope.id,
            confirm=kit.confirmation(
                stop,
                t("No more reminders about this opt-out will come to you. The record stays as it is."),
                stop,
                t("No"),
            ),
        ),
    ]


def _why(reminder: Reminder, t: Translator) -> str:
    if reminder.acts:
        return t(
            "You get this because you recorded it here as an owner. Nobody else gets it but a privacy "
            "contact whom owners named. At most one such message a day comes; “Stop these reminders” ends "
            "them for you."
        )
    return t(
        "You get this because an owner named you as the privacy contact. Nobody else gets it but the owner "
        "who recorded it. At most one such message a day comes; “Stop these reminders” ends them for you."
    )


def _send_it(reminder: Reminder, _: datetime, t: Translator) -> str:
    day = t.day(reminder.since)
    if reminder.acts:
        return t(
            "You prepared the opt-out e-mail on {day}. Nothing says that it was sent. Did you send it?",
            day=day,
        )
    return t(
        "An owner prepared the opt-out e-mail on {day}. Nothing says that it was sent. An owner sends it "
        "from their own mail account.",
        day=day,
    )


def _ask_again(reminder: Reminder, now: datetime, t: Translator) -> str:
    since, days = reminder.opt_out.since, days_since(reminder.since, now)
    action = since.action if since else Action.SENT
    if action is Action.RECEIVED:
        return t.plural(
            "The record says that Slack received the opt-out request {number} day ago; no confirmation is "
            "recorded. Slack gives no deadline; we suggest asking again.",
            "The record says that Slack received the opt-out request {number} days ago; no confirmation is "
            "recorded. Slack gives no deadline; we suggest asking again.",
            days,
        )
    if action is Action.REPLIED:
        return t.plural(
            "Slack’s question was answered {number} day ago; no further answer is recorded. Slack gives no "
            "deadline; we suggest asking again.",
            "Slack’s question was answered {number} days ago; no further answer is recorded. Slack gives no "
            "deadline; we suggest asking again.",
            days,
        )
    return t.plural(
        "The opt-out e-mail was sent {number} day ago; no answer is recorded. Slack gives no deadline; we "
        "suggest asking again.",
        "The opt-out e-mail was sent {number} days ago; no answer is recorded. Slack gives no deadline; we "
        "suggest asking again.",
        days,
    )


def _review(reminder: Reminder, _: datetime, t: Translator) -> str:
    day = t.day(reminder.since)
    if reminder.opt_out.status is Status.EXCLUDED:
        return t(
            "The record says that your contract excludes this use. It was to be looked at again on {day}.",
            day=day,
        )
    return t("The decision not to opt out was to be looked at again on {day}.", day=day)


_TEXTS: Mapping[Kind, Callable[[Reminder, datetime, Translator], str]] = {
    Kind.SEND_IT: _send_it,
    Kind.ASK_AGAIN: _ask_again,
    Kind.REVIEW: _review,
    Kind.CONFIRM_AGAIN: lambda reminder, _, t: whether_it_holds(reminder, t),
}
_OFFERED: Mapping[tuple[Kind, Status], tuple[Form, ...]] = {
    (Kind.SEND_IT, Status.DRAFTED): (Form.LETTER,),
    (Kind.ASK_AGAIN, Status.FILED): (Form.FOLLOW_UP, Form.ANSWER),
    (Kind.ASK_AGAIN, Status.ACKNOWLEDGED): (Form.FOLLOW_UP, Form.ANSWER),
    (Kind.REVIEW, Status.DECLINED): (Form.LETTER,),
    (Kind.REVIEW, Status.EXCLUDED): (Form.EXCLUDE,),
    (Kind.CONFIRM_AGAIN, Status.CONFIRMED): (Form.CONFIRM_AGAIN,),
}
"""The forms a reminder opens, the first of them ready to be sent."""
