"""*Your part* where a second owner is required: what waits for one, the form to agree; decides nothing."""

from collections.abc import Mapping

from bolt_app.i18n import Translator
from bolt_app.optout.model import Action
from bolt_app.people import Viewer
from bolt_app.views import kit, texts
from bolt_app.views.acts import DONE
from bolt_app.views.buttons import does, opens, told_apart
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.history import entry_text
from bolt_app.views.ids import Callback, Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.whose import whose
from bolt_app.views.wording import WORDS


def may_agree(facts: Facts, viewer: Viewer) -> bool:
    """Whether it makes sense to offer an owner the agreement; the rules decide again when it is given."""
    proposal = facts.opt_out.proposal
    if proposal is None or proposal.overtaken_by or proposal.entry.actor is None:
        return False
    return proposal.entry.actor.user not in (None, viewer.user)


def waiting(facts: Facts, viewer: Viewer, t: Translator, about: About, *, primary: bool) -> list[Block]:
    """Return what waits for another owner, and what this one can do about it; nothing when nothing does."""
    opt_out, proposal = facts.opt_out, facts.opt_out.proposal
    if proposal is None:
        return []
    turn_down = f"{Press.OPEN}.{Form.TURN_DOWN}"
    proposer = proposal.entry.actor
    if proposal.overtaken_by or proposer is None or proposer.user is None:
        buttons = [told_apart(t("Put it aside"), turn_down, opt_out, about, t)]
    elif may_agree(facts, viewer):
        buttons = [
            opens(Form.AGREE, opt_out, t, about=about, primary=primary),
            opens(Form.TURN_DOWN, opt_out, t, about=about),
        ]
    else:
        buttons = [told_apart(t("Take the proposal back"), turn_down, opt_out, about, t)]
    return [kit.section(_sentence(facts, viewer, t)), kit.actions(*buttons)]


def requirement(facts: Facts, t: Translator, about: About) -> Block:
    """Return whether a second owner is required, with the button that changes it."""
    if facts.opt_out.second_required:
        text = t(
            "*Second owner:* required for every step that leads to a confirmation, a decision not to opt out "
            "or a withdrawal."
        )
        return kit.section(text, does(Action.WAIVE_SECOND, facts, t, about=about))
    text = t("*Second owner:* not required; one owner alone records everything.")
    return kit.section(text, does(Action.REQUIRE_SECOND, facts, t, about=about))


def agreeing(facts: Facts, t: Translator, about: About, kept: Mapping[str, str | None]) -> View:
    """Return the form by which another owner agrees: the proposal as it stands, its texts to the letter.

    Args:
        facts: where the record stands.
        t: the owner's language.
        about: which record it is.
        kept: the texts of the proposal, kind to text; None where one was erased.
    """
    words, proposal, scope = WORDS[Form.AGREE], facts.opt_out.proposal, facts.opt_out.scope
    if proposal is None or proposal.overtaken_by or None in kept.values():
        gone = kit.section(t("No proposal waits for an agreement here any more."))
        return kit.modal(t(words.title), [gone], close=t("Close"))
    blocks = [kit.section(t(words.above))]
    if scope.is_organisation or about is About.WORKSPACE:
        blocks.append(kit.context(whose(scope, t)))
    blocks += [
        kit.divider(),
        kit.section(entry_text(proposal.entry, facts, facts.opt_out.position, t, everything=True)),
        *texts.shown(kept, t),
    ]
    seen = Seen(
        after=facts.opt_out.position,
        form=Form.AGREE,
        language=t.language,
        about=about,
        team=own_workspace(about, scope),
    )
    return kit.modal(
        t(words.title),
        blocks,
        close=t("Cancel"),
        submit=t(words.button),
        callback=Callback.AGREE,
        metadata=seen.packed(),
    )


def _sentence(facts: Facts, viewer: Viewer, t: Translator) -> str:
    proposal = facts.opt_out.proposal
    if proposal is None:
        return ""
    entry, proposer = proposal.entry, proposal.entry.actor
    told = {
        "what": t(DONE[entry.statement.proposes or entry.action]),
        "day": t.day(entry.recorded_at.date()),
        "number": entry.position,
    }
    if proposer is None or proposer.user is None:
        return t(
            "*A proposal no longer stands:* {what}, of {day} (No. {number}). The name of who proposed it was "
            "erased, so that nobody can tell two owners apart. It can be recorded anew.",
            **told,
        )
    told |= {"person": f"<@{proposer.user}>"}
    if proposal.overtaken_by:
        return t(
            "*A proposal no longer stands:* {what}, by {person} on {day} (No. {number}). The record changed "
            "since, by No. {changed}. It can be recorded anew.",
            changed=proposal.overtaken_by.position,
            **told,
        )
    if may_agree(facts, viewer):
        return t(
            "*Waiting for a second owner:* {what}, proposed by {person} on {day} (No. {number}). You can "
            "agree. If anything else about the opt-out is recorded first, the proposal ends.",
            **told,
        )
    return t(
        "*Waiting for a second owner:* {what}, proposed by {person} on {day} (No. {number}). Another owner "
        "has to agree, on their own Home: tell one, the app has no list of owners. If anything else about "
        "the opt-out is recorded first, the proposal ends.",
        **told,
    )
