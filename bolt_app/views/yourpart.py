"""*Your part*: where the matter stands for an owner, and the buttons that make sense now."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bolt_app.i18n import Translator
from bolt_app.letter import LetterKind, taking_back
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import ASKING, Action, Status
from bolt_app.optout.rules import ASK_AGAIN_AFTER, asking_again_suggested, days_since
from bolt_app.optout.within import kept_to_itself
from bolt_app.people import Role, Viewer
from bolt_app.views import exporting, kit, readers, second
from bolt_app.views.acts import WORKSPACES_MAY
from bolt_app.views.announcing import unposted
from bolt_app.views.buttons import does, opens, told_apart
from bolt_app.views.channels import NO_CHANNEL, chosen
from bolt_app.views.confirmed import confirmed
from bolt_app.views.facts import Facts
from bolt_app.views.forms import FORMS, OFFERED, Form
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block
from bolt_app.views.metadata import About
from bolt_app.views.status import LABELS, inline, review


def your_part(facts: Facts, viewer: Viewer, t: Translator) -> list[Block]:
    """Return the blocks that only owners see: for the scope, and for their own workspace inside one."""
    scope, workspace = viewer.role is Role.OWNER, viewer.workspace
    blocks: list[Block] = []
    if scope:
        blocks += _part(facts, viewer, t, About.SCOPE, primary=True)
    if facts.own is not None and workspace is not None and workspace.role is Role.OWNER:
        own = replace(facts, opt_out=facts.own, own=None, exported=facts.own_exported)
        blocks += _part(own, viewer, t, About.WORKSPACE, primary=not scope, organisation=facts.opt_out)
    return blocks


def _part(
    facts: Facts,
    viewer: Viewer,
    t: Translator,
    about: About,
    *,
    primary: bool,
    organisation: OptOut | None = None,
) -> list[Block]:
    opt_out = facts.opt_out
    proposed = second.waiting(facts, viewer, t, about, primary=primary)
    primary = primary and not second.may_agree(facts, viewer)
    offered = OFFERED[opt_out.status]
    forms = [which for which in offered.forms if _left_open(organisation, *FORMS[which].actions)]
    direct = [action for action in offered.direct if _left_open(organisation, action)]
    telling = offered.tells and _left_open(organisation, Action.WITHDRAW)
    asking = opt_out.filed is not None and _left_open(organisation, *ASKING)
    buttons = exporting.first(facts, t, about, primary=primary)
    buttons += [_tell(opt_out, about, t, primary=primary)] if telling else []
    buttons += [
        opens(which, opt_out, t, about=about, primary=primary and not buttons and first == 0)
        for first, which in enumerate(forms)
    ]
    buttons += [does(action, facts, t, about=about) for action in direct]
    buttons += [_ask_more(opt_out, about, t)] if asking else []
    decided = _decided_for_us(opt_out, organisation, t)
    return [
        kit.header(_heading(facts, about, t)),
        *proposed,
        kit.section(decided or _SENTENCES[opt_out.status](facts, t)),
        *([kit.actions(*buttons)] if buttons else ()),
        kit.divider(),  # above it what to do now, below it what was set up once
        *exporting.offer(facts, t, about),
        *_privacy_contact(facts, about, t),
        *_channel(facts, about, t),
        *readers.named(facts, t, about),
        second.requirement(facts, t, about),
        *(_for_workspaces(opt_out, t) if opt_out.scope.is_organisation else ()),
    ]


def _for_workspaces(opt_out: OptOut, t: Translator) -> list[Block]:
    allowed = t(WORKSPACES_MAY[opt_out.workspaces_may])
    matrix = kit.button(t("Which workspaces are covered"), Press.WORKSPACES)
    return [
        kit.section(t("*What workspaces may do for themselves:* {allowed}.", allowed=allowed)),
        kit.actions(opens(Form.RULE, opt_out, t), matrix),
    ]


def _privacy_contact(facts: Facts, about: About, t: Translator) -> list[Block]:
    contact, name = facts.opt_out.contact, opens(Form.CONTACT, facts.opt_out, t, about=about)
    if contact is None:
        return [kit.section(t("*Privacy contact:* members read that none is named."), name)]
    person = f"<@{contact.user}>" if contact.user else t("a person whose name was erased")
    return [
        kit.section(t("*Privacy contact:* members read {person}.", person=person)),
        kit.actions(name, does(Action.REMOVE_CONTACT, facts, t, about=about)),
    ]


def _channel(facts: Facts, about: About, t: Translator) -> list[Block]:
    channel, choose = facts.opt_out.channel, opens(Form.CHANNEL, facts.opt_out, t, about=about)
    if channel is None:
        return [kit.section(t(NO_CHANNEL), choose)]
    return [
        kit.section(chosen(channel, t)),
        kit.actions(choose, does(Action.REMOVE_CHANNEL, facts, t, about=about)),
        *unposted(facts.unposted, facts.opt_out, t),
    ]


def _ask_more(opt_out: OptOut, about: About, t: Translator) -> Block:
    pressed = f"{Press.LETTER}.{LetterKind.QUESTIONS}"
    return told_apart(t("Ask Slack what is not known"), pressed, opt_out, about, t)


def _tell(opt_out: OptOut, about: About, t: Translator, *, primary: bool) -> Block:
    pressed = f"{Press.LETTER}.{taking_back(opt_out)}"
    button = told_apart(t("Letter to Slack"), pressed, opt_out, about, t)
    return button | {"style": "primary"} if primary else button


def _heading(facts: Facts, about: About, t: Translator) -> str:
    if about is About.WORKSPACE:
        return t("Your part as an owner of this workspace")
    if facts.opt_out.scope.is_organisation:
        return t("Your part as an owner of the organisation")
    return t("Your part as an owner")


def _left_open(organisation: OptOut | None, *actions: Action) -> bool:
    """Whether an organisation leaves one of these acts to its workspaces; the rules decide again later."""
    return organisation is None or any(kept_to_itself(organisation, action) is None for action in actions)


def _decided_for_us(opt_out: OptOut, organisation: OptOut | None, t: Translator) -> str:
    """What the organisation left to a workspace, instead of what it could do otherwise; "" for all."""
    allowed = organisation.workspaces_may if organisation else WorkspacesMay.FILE
    label = t(LABELS[opt_out.status])
    match allowed:
        case WorkspacesMay.RECORD:
            return t(
                "Its own opt-out: {label}. The owners of the organisation decided that workspaces ask Slack "
                "nothing themselves; what Slack answered, and what you decide, can be recorded here.",
                label=label,
            )
        case WorkspacesMay.NOTHING:
            return t(
                "Its own opt-out: {label}. The owners of the organisation decided that workspaces neither "
                "ask Slack nor record its answers themselves.",
                label=label,
            )
        case _:
            return ""


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


def _refused(facts: Facts, t: Translator) -> str:
    since = facts.opt_out.since
    return t("Slack said no: “{reason}”.", reason=inline(since.statement.reason) if since else "")


def _declined(facts: Facts, t: Translator) -> str:
    return t(
        "The decision not to opt out is recorded. Review date: {day}.",
        day=review(facts.opt_out.since, t),
    )


def _excluded(facts: Facts, t: Translator) -> str:
    return t(
        "The record says that your contract excludes this use. Review date: {day}.",
        day=review(facts.opt_out.since, t),
    )


def _withdrawn(_: Facts, t: Translator) -> str:
    return t("The request was withdrawn here. The app tells Slack nothing: send it the letter yourself.")


def _uncertain(_: Facts, t: Translator) -> str:
    return t("Whether the confirmation still holds is not known. You can ask Slack again.")


_SENTENCES: Mapping[Status, Callable[[Facts, Translator], str]] = {
    Status.NOT_FILED: _not_filed,
    Status.DRAFTED: _drafted,
    Status.FILED: _filed,
    Status.UNDELIVERED: _undelivered,
    Status.ACKNOWLEDGED: _acknowledged,
    Status.NEEDS_REPLY: _needs_reply,
    Status.CONFIRMED: confirmed,
    Status.REFUSED: _refused,
    Status.DECLINED: _declined,
    Status.EXCLUDED: _excluded,
    Status.WITHDRAWN: _withdrawn,
    Status.UNCERTAIN: _uncertain,
}
