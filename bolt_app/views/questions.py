"""What members ask, what nobody has published an answer to, and where Slack's texts differ."""

from collections.abc import Sequence

from bolt_app.i18n import Translator
from bolt_app.optout.model import Person
from bolt_app.register.model import Difference, MemberQuestion
from bolt_app.views import kit
from bolt_app.views.claims import in_full, sources_button, with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape

QUESTIONS = 12
"""Members' questions on the Home tab."""

OPEN_QUESTIONS = 20
DIFFERENCES = 24  # at most four blocks each in their modal


def questions(facts: Facts, t: Translator) -> list[Block]:
    """Return the members' questions, those about Slack each with its claim, then those about this app.

    One button gives the sources of all answers: a button beside each would be read before any answer is.
    """
    asked = facts.register.member_questions[:QUESTIONS]
    return [
        kit.header(t("Your questions")),
        *(_question(question, facts, t) for question in asked),
        *_their_sources(asked, facts, t),
        *_more(len(facts.register.member_questions) - QUESTIONS, t),
        kit.section(
            t("*Who sees that I asked here?* Only you. The app keeps no list of who looked.")
            + "\n"
            + t("*Does this say what my organisation can read?* No. It is about Slack’s models only.")
        ),
        kit.section(_whom_to_ask(facts, t)),
    ]


def _more(number: int, t: Translator) -> list[Block]:
    """Return how many questions are left out, or nothing."""
    if number <= 0:
        return []
    return [kit.context(t.plural("And {number} more question.", "And {number} more questions.", number))]


def _question(question: MemberQuestion, facts: Facts, t: Translator) -> Block:
    claim = facts.register.claim(question.claim)
    answer = with_standing(claim, facts.register, t)
    more = f" {escape(t(question.more))}" if question.more else ""
    asked = f"*{escape(t(question.question))}*"
    return kit.section(f"{asked} {answer}{more}")


def _their_sources(asked: Sequence[MemberQuestion], facts: Facts, t: Translator) -> list[Block]:
    claims = [facts.register.claim(key) for key in dict.fromkeys(question.claim for question in asked)]
    if not claims:
        return []
    return [kit.actions(sources_button(claims, t, shown=t("Sources of these answers")))]


def _whom_to_ask(facts: Facts, t: Translator) -> str:
    question = t("*Whom do I ask, or write to, to object as a person?*")
    named = _named(facts.opt_out.contact, t)
    own = facts.own.contact if facts.own else None
    if own is None or own.user is None:
        return f"{question} {named}"
    return f"{question} {named} " + t("For this workspace: {person}.", person=f"<@{own.user}>")


def _named(contact: Person | None, t: Translator) -> str:
    if contact is None:
        return t("No privacy contact is named here. The owners can name one.")
    if contact.user is None:
        return t("A privacy contact was named; the name was erased from the record.")
    return t("The privacy contact an owner named: {person}.", person=f"<@{contact.user}>")


def not_known(facts: Facts, t: Translator) -> list[Block]:
    """Return the open questions in as few sections as fit."""
    shown = facts.register.open_questions[:OPEN_QUESTIONS]
    texts = [f"• {escape(t(question.question))}" for question in shown]
    if (more := len(facts.register.open_questions) - OPEN_QUESTIONS) > 0:
        texts.append(t.plural("And {number} more question.", "And {number} more questions.", more))
    if not texts:
        return [kit.header(t("Not known")), kit.section(t("No open question is recorded."))]
    first, *others = kit.lines([t("Nobody has published an answer we found:"), *texts])
    return [
        kit.header(t("Not known")),
        kit.section(first, kit.button(t("What we searched"), Press.UNKNOWN)),
        *(kit.section(text) for text in others[:2]),
    ]


def not_known_in_full(facts: Facts, t: Translator) -> View:
    """Return the open questions with what was searched, in a modal."""
    blocks: list[Block] = []
    for question in facts.register.open_questions[:OPEN_QUESTIONS]:
        claim = facts.register.claim(question.claim)
        blocks += [*in_full(claim, facts.register, t, asked=t(question.question)), kit.divider()]
    nothing = [kit.section(t("No open question is recorded."))]
    more = _more(len(facts.register.open_questions) - OPEN_QUESTIONS, t)
    return kit.modal(t("Not known"), [*blocks[:-1], *more] or nothing, close=t("Close"))


def differences(facts: Facts, t: Translator) -> list[Block]:
    """Return one section that leads to where Slack's texts differ."""
    number = len(facts.register.differences)
    if not number:
        return []
    text = t.plural(
        "*Where Slack’s texts differ:* {number} place, both sides side by side.",
        "*Where Slack’s texts differ:* {number} places, both sides side by side.",
        number,
    )
    return [kit.section(text, kit.button(t("Show both sides"), Press.DIFFERENCES))]


def differences_in_full(facts: Facts, t: Translator) -> View:
    """Return both sides of each difference, Slack's own explanation first, in a modal."""
    blocks: list[Block] = []
    shown = facts.register.differences[:DIFFERENCES]
    for difference in shown:
        blocks += [*([kit.divider()] if blocks else []), *_both_sides(difference, facts, t)]
    if (more := len(facts.register.differences) - len(shown)) > 0:
        blocks.append(kit.context(t.plural("And {number} more place.", "And {number} more places.", more)))
    return kit.modal(t("Where texts differ"), blocks, close=t("Close"))


def _both_sides(difference: Difference, facts: Facts, t: Translator) -> list[Block]:
    stated = [facts.register.claim(key) for key in dict.fromkeys(difference.claims)]
    first, second = (facts.register.claim(key) for key in difference.sides)
    title = f"*{escape(t(difference.title))}*"
    return [
        kit.section(f"{title}\n• {with_standing(first, facts.register, t)}", sources_button(stated, t)),
        kit.section(f"• {with_standing(second, facts.register, t)}"),
        *_our_reading(difference, facts, t),
    ]


def _our_reading(difference: Difference, facts: Facts, t: Translator) -> list[Block]:
    """How we read both sides, as small print; mostly they stand for themselves."""
    if difference.reading is None:
        return []
    return [kit.context(with_standing(facts.register.claim(difference.reading), facts.register, t))]
