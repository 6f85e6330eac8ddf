"""*Your part*: where the matter stands for an owner, and the buttons that make sense now."""

from collections.abc import Callable, Mapping

from bolt_app.i18n import Translator
from bolt_app.optout.model import Action, Status
from bolt_app.optout.rules import ASK_AGAIN_AFTER, asking_again_suggested, days_since
from bolt_app.views import kit
from bolt_app.views.facts import Facts
from bolt_app.views.forms import OFFERED, Form
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block
from bolt_app.views.status import inline
from bolt_app.views.wording import DIRECT, WORDS


def your_part(facts: Facts, t: Translator) -> list[Block]:
    """Return the blocks that only owners see."""
    offered = OFFERED[facts.opt_out.status]
    buttons = [
        opens(which, t, facts.opt_out.status, primary=first == 0) for first, which in enumerate(offered.forms)
    ]
    buttons += [does(action, facts, t) for action in offered.direct]
    return [
        kit.header(t("Your part as an owner")),
        kit.section(_SENTENCES[facts.opt_out.status](facts, t)),
        kit.actions(*buttons),
        *_privacy_contact(facts, t),
    ]


def _privacy_contact(facts: Facts, t: Translator) -> list[Block]:
    contact, name = facts.opt_out.contact, opens(Form.CONTACT, t, facts.opt_out.status)
    if contact is None:
        return [kit.section(t("*Privacy contact:* members read that none is named."), name)]
    person = f"<@{contact.user}>" if contact.user else t("a person whose name was erased")
    return [
        kit.section(t("*Privacy contact:* members read {person}.", person=person)),
        kit.actions(name, does(Action.REMOVE_CONTACT, facts, t)),
    ]


def opens(which: Form, t: Translator, status: Status, *, primary: bool = False) -> Block:
    """Return the button that opens a form; in a few statuses it bears a better name."""
    text = WORDS[which].button
    special = _NAMES.get((status, which))
    shown = special(t) if special else t(text)
    return kit.button(shown, f"{Press.OPEN}.{which}", primary=primary)


def does(action: Action, facts: Facts, t: Translator) -> Block:
    """Return a button that acts at once, after a confirmation."""
    text, consequence = DIRECT[action]
    return kit.button(
        t(text),
        f"{Press.DO}.{action}",
        value=str(facts.opt_out.position),
        confirm=kit.confirmation(t(text), t(consequence), t("Yes, record it"), t("No")),
    )


_NAMES: Mapping[tuple[Status, Form], Callable[[Translator], str]] = {
    (Status.DRAFTED, Form.LETTER): lambda t: t("Show the e-mail, or say you sent it"),
    (Status.CONFIRMED, Form.WITHDRAW): lambda t: t("We want to opt back in"),
    (Status.REFUSED, Form.DECLINE): lambda t: t("Leave it at that"),
    (Status.DECLINED, Form.LETTER): lambda t: t("Change the decision"),
    (Status.EXCLUDED, Form.EXCLUDE): lambda t: t("Change the clause or the review date"),
}


def _not_filed(_: Facts, t: Translator) -> str:
    return t(
        "You can ask Slack to leave our data out of its global models. It takes one e-mail from your own "
        "address."
    )


def _drafted(_: Facts, t: Translator) -> str:
    return t("The e-mail is ready. Did you send it?")


def _filed(facts: Facts, t: Translator) -> str:
    filed = facts.opt_out.filed
    sent = filed.statement.stated_on if filed else None
    days = days_since(sent, facts.now) if sent else 0
    waiting = (
        t.plural("The e-mail was sent {number} day ago.", "The e-mail was sent {number} days ago.", days)
        if days
        else t("The e-mail was sent today.")
    )
    advice = (
        t("Slack gives no deadline; we suggest asking again now.")
        if asking_again_suggested(facts.opt_out, facts.now)
        else t(
            "Slack gives no deadline; we suggest asking again after {days} days.", days=ASK_AGAIN_AFTER.days
        )
    )
    return f"{waiting} {advice}"


def _undelivered(_: Facts, t: Translator) -> str:
    return t("The e-mail came back. Check the address and send it again.")


def _acknowledged(facts: Facts, t: Translator) -> str:
    since = facts.opt_out.since
    reference = inline(since.statement.reference) if since else ""
    if reference:
        return t(
            "Slack has received it (reference {reference}); no confirmation is recorded.", reference=reference
        )
    return t("Slack has received it; no confirmation is recorded.")


def _needs_reply(_: Facts, t: Translator) -> str:
    return t("Slack asked a question. Answer it from your own mail account, then record that you did.")


def _confirmed(_: Facts, t: Translator) -> str:
    return t("A confirmation is recorded. Keep Slack’s reply yourself as well: this app is not your archive.")


def _refused(facts: Facts, t: Translator) -> str:
    since = facts.opt_out.since
    return t("Slack said no: “{reason}”.", reason=inline(since.statement.reason) if since else "")


def _declined(facts: Facts, t: Translator) -> str:
    since = facts.opt_out.since
    review = since.statement.review_on if since else None
    return t(
        "The decision not to opt out is recorded. Review date: {day}.",
        day=t.day(review) if review else t("a day that is not recorded"),
    )


def _excluded(facts: Facts, t: Translator) -> str:
    since = facts.opt_out.since
    review = since.statement.review_on if since else None
    return t(
        "The record says that your contract excludes this use. Review date: {day}.",
        day=t.day(review) if review else t("a day that is not recorded"),
    )


def _withdrawn(_: Facts, t: Translator) -> str:
    return t("The request was withdrawn here. If it was sent, write to Slack: the app tells Slack nothing.")


def _uncertain(_: Facts, t: Translator) -> str:
    return t("Whether the confirmation still holds is not known. You can ask Slack again.")


_SENTENCES: Mapping[Status, Callable[[Facts, Translator], str]] = {
    Status.NOT_FILED: _not_filed,
    Status.DRAFTED: _drafted,
    Status.FILED: _filed,
    Status.UNDELIVERED: _undelivered,
    Status.ACKNOWLEDGED: _acknowledged,
    Status.NEEDS_REPLY: _needs_reply,
    Status.CONFIRMED: _confirmed,
    Status.REFUSED: _refused,
    Status.DECLINED: _declined,
    Status.EXCLUDED: _excluded,
    Status.WITHDRAWN: _withdrawn,
    Status.UNCERTAIN: _uncertain,
}
