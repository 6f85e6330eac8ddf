"""*Sources*: claims with quote, language, source, dates and confidence, in a modal."""

from collections.abc import Sequence

from bolt_app.i18n import Translator
from bolt_app.register.kinds import IN_SHORT, STATEMENTS, Slot
from bolt_app.register.model import Claim
from bolt_app.views import kit
from bolt_app.views.claims import each_with_grounds, in_full
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.standing import collected

CLAIMS = 32  # three blocks each, head and foot

PAGE = 20
"""Statements on a page of all of them."""


def sources_of(claims: Sequence[Claim], facts: Facts, t: Translator) -> View:
    """Return the sources of these claims, each once; a reading's are those of the claims it rests on."""
    once = each_with_grounds(claims, facts.register)
    blocks: list[Block] = [kit.context(collected(facts.register, t))]
    for claim in once[:CLAIMS]:
        blocks += [kit.divider(), *in_full(claim, facts.register, t)]
    if (more := len(once) - CLAIMS) > 0:
        blocks.append(
            kit.context(t.plural("And {number} more statement.", "And {number} more statements.", more))
        )
    return kit.modal(t("Sources"), blocks, close=t("Close"))


def sources_of_the_answer(facts: Facts, t: Translator) -> View:
    """Return the sources of what `/datapolicy` and the top of Home say, the ten statements among them."""
    slots = [facts.register.slot(slot) for slot in (*STATEMENTS, *IN_SHORT)]
    headline, access = (facts.register.slot(slot) for slot in (Slot.HEADLINE, Slot.CONTENT_ACCESS))
    return sources_of([headline, access, *slots], facts, t)


def every_statement(facts: Facts, t: Translator, first: int = 0) -> View:
    """Return a page of all statements of the register, in its order, each with its sources.

    Args:
        facts: where the register is.
        t: the reader's language.
        first: the first statement on the page, from 0; one that is none is taken for the last.
    """
    claims = list(facts.register.claims.values())
    total = len(claims)
    if not total:
        return kit.modal(t("Sources"), [kit.context(collected(facts.register, t))], close=t("Close"))
    first = min(max(first, 0), total - 1)
    page = claims[first : first + PAGE]
    counted = t(
        "Statements {first} to {last} of {total}.", first=first + 1, last=first + len(page), total=total
    )
    blocks: list[Block] = [kit.context(collected(facts.register, t), counted)]
    for claim in page:
        blocks += [kit.divider(), *in_full(claim, facts.register, t)]
    back, on = (t("Previous"), Press.STATEMENTS_BACK), (t("Next"), Press.STATEMENTS_NEXT)
    if buttons := kit.turning(back, on, first, PAGE, total):
        blocks += [kit.divider(), kit.actions(*buttons)]
    return kit.modal(t("Sources"), blocks, close=t("Close"))
