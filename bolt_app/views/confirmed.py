"""What an owner reads while a confirmation is recorded: what was asked since, what changed, what to keep."""

from bolt_app.i18n import Translator
from bolt_app.optout.fold import OptOut
from bolt_app.optout.reminders import Reminder
from bolt_app.optout.rules import confirming_again_suggested
from bolt_app.register.since import changed_since
from bolt_app.views.facts import Facts


def confirmed(facts: Facts, t: Translator) -> str:
    """Return where the matter stands for an owner; never that all is well, only what is recorded."""
    sentences = (
        t("A confirmation is recorded."),
        _asked(facts.opt_out, t),
        _changed(facts, t) or _old(facts, t),
        t("Download the evidence, and keep Slack’s reply yourself as well: this app is not your archive."),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _asked(opt_out: OptOut, t: Translator) -> str:
    asked = opt_out.asked_to_confirm
    day = asked.statement.stated_on if asked else None
    return t("Slack was asked on {day} whether it still holds.", day=t.day(day)) if day else ""


def _old(facts: Facts, t: Translator) -> str:
    if not confirming_again_suggested(facts.opt_out, facts.now):
        return ""
    return t("A year has passed since: you may ask Slack to confirm again.")


def _changed(facts: Facts, t: Translator) -> str:
    """That a text the opt-out rests on changed after Slack confirmed, or was last asked to."""
    newest = facts.opt_out.asked_to_confirm or facts.opt_out.confirmed
    day = newest.statement.stated_on if newest else None
    changed = changed_since(facts.register, day) if day else None
    if changed is None:
        return ""
    return t("Slack’s texts changed since, on {day}: you may ask Slack to confirm again.", day=t.day(changed))


def whether_it_holds(reminder: Reminder, t: Translator) -> str:
    """Return why somebody is reminded of a confirmation: a year has passed, or Slack changed a text."""
    confirmed, changed_on = reminder.opt_out.confirmed, reminder.changed_on
    day = confirmed.statement.stated_on if confirmed else None
    if changed_on and day:
        return t(
            "Slack changed a text that this app quotes; that was found on {found}. Slack’s confirmation of "
            "the opt-out bears the date {day}. You may ask Slack whether it still holds.",
            found=t.day(changed_on),
            day=t.day(day),
        )
    if changed_on:
        return t(
            "Slack changed a text that this app quotes; that was found on {found}. A confirmation of the "
            "opt-out is on record. You may ask Slack whether it still holds.",
            found=t.day(changed_on),
        )
    if day:
        return t(
            "Slack’s confirmation of the opt-out bears the date {day}. You may ask Slack whether it still "
            "holds.",
            day=t.day(day),
        )
    return t(
        "A confirmation of the opt-out has been on record for a year. You may ask Slack whether it still "
        "holds."
    )
