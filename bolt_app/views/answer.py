"""What `/datapolicy` answers, and what it answers to words it does not know."""

from difflib import get_close_matches
from typing import Any

from bolt_app.i18n import Translator, mark
from bolt_app.optout.model import Status
from bolt_app.optout.readers import reads_reasons
from bolt_app.people import Role, Viewer
from bolt_app.register.kinds import Slot
from bolt_app.views import kit
from bolt_app.views.changes import newest_changes
from bolt_app.views.claims import with_standing
from bolt_app.views.contents import (
    leading_to_ai_settings,
    leading_to_officer_questions,
    leading_to_practices,
    leading_to_versions,
)
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block
from bolt_app.views.outsiders import OUTSIDER
from bolt_app.views.own import own_record
from bolt_app.views.questions import differences, not_known
from bolt_app.views.standing import collected
from bolt_app.views.status import stand

Message = dict[str, Any]

WORDS = {
    "help": "help",
    "aide": "help",
    "status": "status",
    "statut": "status",
    "état": "status",
    "etat": "status",
    "sources": "sources",
    "source": "sources",
    "changes": "changes",
    "changed": "changes",
    "changements": "changes",
    "changement": "changes",
    "versions": "versions",
    "version": "versions",
    "questions": "questions",
    "question": "questions",
    "unknown": "questions",
    "differences": "differences",
    "différences": "differences",
    "divergences": "differences",
    "practices": "practices",
    "pratiques": "practices",
    "usages": "practices",
    "dpo": "dpo",
    "dpd": "dpo",
    "settings": "settings",
    "réglages": "settings",
    "reglages": "settings",
}
"""What may follow the command, in every language at once: people type what they know."""

_NAMES = {
    "help": mark("help"),
    "status": mark("status"),
    "sources": mark("sources"),
    "changes": mark("changes"),
    "versions": mark("versions"),
    "questions": mark("questions"),
    "differences": mark("differences"),
    "practices": mark("practices"),
    "dpo": mark("dpo"),
    "settings": mark("settings"),
}
"""The words as they are suggested, to be translated into words that are understood."""

_LONGEST_ECHO = 40


def understood(typed: str) -> str | None:
    """Return "" or the word meant, in English, for what was typed after the command; None for others."""
    word = " ".join(typed.split()).casefold()
    return "" if not word else WORDS.get(word)


def policy(facts: Facts, viewer: Viewer, t: Translator) -> Message:
    """Return the whole answer: the question, what the terms say, generative AI, our opt-out."""
    register = facts.register
    headline = with_standing(register.slot(Slot.HEADLINE), register, t)
    question = t("*May Slack use our data to train models?* {answer}", answer=headline)
    generative = t(
        "*Generative AI:* {claim}", claim=with_standing(register.slot(Slot.GENERATIVE), register, t)
    )
    use = " ".join(
        (
            with_standing(register.slot(Slot.PREDICTIVE), register, t),
            with_standing(register.slot(Slot.CONTENT_ACCESS), register, t),
            t("Our organisation’s own contract may say otherwise."),
        )
    )
    ours = _opt_out(facts, viewer, t)
    body = [use, generative, *ours]
    if any(record.status is not Status.NOT_FILED for record in (facts.opt_out, facts.own) if record):
        body = [*ours, use, generative]
    return _ephemeral(
        t("How Slack uses our data: {label}", label=stand(facts, t).label),
        [kit.section(question), *(kit.section(text) for text in body), _buttons(facts, t), _foot(facts, t)],
    )


def status(facts: Facts, viewer: Viewer, t: Translator) -> Message:
    """Return the short answer: our opt-out alone."""
    return _ephemeral(
        stand(facts, t).label,
        [*(kit.section(text) for text in _opt_out(facts, viewer, t)), _buttons(facts, t), _foot(facts, t)],
    )


def guidance(facts: Facts, t: Translator) -> Message:
    """Return what can be typed."""
    text = t(
        "`/datapolicy` says how Slack may use our data and whether an opt-out is recorded.\n"
        "`/datapolicy status` says only where our opt-out stands.\n"
        "`/datapolicy sources` offers the quotes behind each statement.\n"
        "`/datapolicy changes` and `/datapolicy versions` say what changed in Slack’s texts.\n"
        "`/datapolicy practices` says what is done one by one, `/datapolicy settings` what can be set.\n"
        "`/datapolicy questions` says what is not known, `/datapolicy differences` where texts differ.\n"
        "`/datapolicy dpo` offers the questions for a data-protection officer.\n"
        "`/datapolicy help` shows this. Everything is also in the app’s Home tab."
    )
    return _ephemeral(t("What you can ask"), [kit.section(text), _buttons(facts, t), _foot(facts, t)])


def offer_sources(facts: Facts, t: Translator) -> Message:
    """Return where the quotes are; a command cannot be answered with a modal without a call of its own."""
    text = t("Every statement has a source, with its date and how well we know it: press *Sources*.")
    return _ephemeral(t("Sources"), [kit.section(text), _buttons(facts, t), _foot(facts, t)])


def reading(word: str, facts: Facts, t: Translator) -> Message:
    """Return what a word asks for in short, with the button to all of it.

    Args:
        word: as `understood` gives it: one of those that name something to read.
        facts: what is known.
        t: the reader's language.
    """
    shown = {
        "changes": newest_changes,
        "questions": not_known,
        "differences": differences,
        "versions": leading_to_versions,
        "dpo": leading_to_officer_questions,
        "settings": leading_to_ai_settings,
        "practices": leading_to_practices,
    }[word](facts, t)
    nothing = [kit.section(t("Nothing is recorded about that yet."))]
    return _ephemeral(t("What Slack’s texts say"), [*(shown or nothing), _buttons(facts, t), _foot(facts, t)])


def not_understood(typed: str, facts: Facts, t: Translator) -> Message:
    """Return a sentence for a word we do not know, with the nearest one we do."""
    near = get_close_matches(" ".join(typed.split()).casefold(), WORDS, n=1, cutoff=0.0)
    shown = kit.escape(kit.cut(" ".join(typed.split()), _LONGEST_ECHO))
    text = t(
        "“{typed}” is not something this command knows. The nearest is `/datapolicy {word}`; "
        "`/datapolicy` alone gives the whole answer.",
        typed=shown,
        word=t(_NAMES[WORDS[near[0]]]) if near else t("help"),
    )
    return _ephemeral(t("Not understood"), [kit.section(text), _buttons(facts, t), _foot(facts, t)])


def answered(typed: str, facts: Facts, viewer: Viewer, t: Translator) -> Message:
    """Return the answer to the command with whatever follows it; to an outsider, whatever that is."""
    if viewer.role is Role.OUTSIDER:
        return for_outsiders(t)
    match understood(typed):
        case "":
            return policy(facts, viewer, t)
        case "status":
            return status(facts, viewer, t)
        case "help":
            return guidance(facts, t)
        case "sources":
            return offer_sources(facts, t)
        case None:
            return not_understood(typed, facts, t)
        case word:
            return reading(word, facts, t)


def for_outsiders(t: Translator) -> Message:
    """Return the neutral answer for somebody of another organisation."""
    return _ephemeral(t("For members"), [kit.section(t(OUTSIDER))])


LISTED = mark("Slack lists the owners: workspace name → *About this workspace*.")
"""Where a member finds whom to ask while nothing is recorded."""


def _opt_out(facts: Facts, viewer: Viewer, t: Translator) -> list[str]:
    """Where it stands, a text for each record there is."""
    now = stand(facts, t, reasons=reads_reasons(viewer, facts.opt_out))
    whole = t("*Our opt-out:* {label}. {sentence}", label=now.label, sentence=now.sentence)
    if facts.opt_out.scope.is_organisation:
        whole = t("*Our organisation’s opt-out:* {label}. {sentence}", label=now.label, sentence=now.sentence)
    if facts.opt_out.status is Status.NOT_FILED and not facts.opt_out.scope.is_organisation:
        return [whole + " " + t(LISTED)]
    own = own_record(facts, viewer, t)
    if own is None:
        return [f"{whole} {now.follows}".strip()]
    beside = t("*This workspace’s own opt-out:* {label}. {sentence}", label=own.label, sentence=own.sentence)
    return [f"{whole} {now.follows}".strip(), f"{beside} {own.follows}".strip()]


def _buttons(facts: Facts, t: Translator) -> Block:
    home = f"slack://app?team={facts.team}&id={facts.app_id}&tab=home"
    return kit.actions(
        kit.button(t("Sources"), Press.SOURCES, described=t("Sources of these statements")),
        kit.button(t("What changed"), Press.CHANGES, described=t("What changed in Slack’s texts")),
        kit.button(t("More to read"), Press.CONTENTS, described=t("More to read about Slack’s texts")),
        kit.button(t("Open Data Policy"), Press.OPEN_HOME, url=home),
    )


def _foot(facts: Facts, t: Translator) -> Block:
    return kit.context(
        " ".join(
            (
                collected(facts.register, t),
                t("Independent of Slack: dated quotes, not legal advice."),
                t("Only you see this answer."),
            )
        )
    )


def _ephemeral(text: str, blocks: list[Block]) -> Message:
    return {"response_type": "ephemeral", "text": kit.cut(text, kit.SECTION), "blocks": blocks}
