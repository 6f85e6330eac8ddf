"""The practices one by one: what is done, with which data, by which model, on whose switch."""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.register.kinds import DataCategory, Default, ModelKind, ModelScope
from bolt_app.register.model import Practice
from bolt_app.views import kit
from bolt_app.views.claims import with_mark
from bolt_app.views.facts import Facts
from bolt_app.views.findings import marked_practice
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape

SHOWN = 14
"""Practices on the Home tab; the rest stand in a modal of their own."""

SHOWN_IN_MODAL = 48  # two blocks each, and what remains is counted

SCOPE: Mapping[ModelScope, str] = {
    ModelScope.GLOBAL: mark("a global model, shared by Slack’s customers"),
    ModelScope.WORKSPACE: mark("our workspace’s own model"),
    ModelScope.MIXED: mark("partly global, partly our workspace’s own"),
    ModelScope.NOT_SAID: mark("whether the model is global is not said"),
    ModelScope.THIRD_PARTY_LLM: mark("a large language model of another company"),
}
KIND: Mapping[ModelKind, str] = {
    ModelKind.PREDICTIVE: mark("predictive"),
    ModelKind.GENERATIVE: mark("generative"),
}
DEFAULT: Mapping[Default, str] = {
    Default.IN: mark("in by default"),
    Default.OUT: mark("out by default"),
    Default.DEPENDS_ON_PLAN: mark("the default depends on the plan"),
    Default.NOT_SAID: mark("the default is not said"),
}
CATEGORY: Mapping[frozenset[DataCategory], str] = {
    frozenset({DataCategory.CUSTOMER_DATA}): mark("Kind, in Slack’s words: customer data."),
    frozenset({DataCategory.OTHER_INFORMATION}): mark("Kind, in Slack’s words: other information."),
    frozenset(DataCategory): mark("Kind, in Slack’s words: customer data and other information."),
}
"""Whose decision the data is, for each set of categories that a practice may have."""


def practice_sections(facts: Facts, t: Translator) -> list[Block]:
    """Return each practice for the Home tab, at most `SHOWN`, and how many more there are."""
    practices = facts.register.practices
    blocks = [kit.header(t("One by one"))]
    for practice in practices[:SHOWN]:
        blocks += _shown(practice, facts, t)
    more = len(practices) - SHOWN
    if more > 0:
        text = t.plural("And {number} more practice.", "And {number} more practices.", more)
        blocks.append(kit.section(text, kit.button(t("Show all"), Press.PRACTICES)))
    return blocks


def all_practices(facts: Facts, t: Translator) -> View:
    """Return every practice in a modal, as far as Slack's limit reaches."""
    practices = facts.register.practices
    blocks: list[Block] = []
    for practice in practices[:SHOWN_IN_MODAL]:
        blocks += _shown(practice, facts, t)
    if (more := len(practices) - SHOWN_IN_MODAL) > 0:
        blocks.append(
            kit.context(t.plural("And {number} more practice.", "And {number} more practices.", more))
        )
    return kit.modal(t("One by one"), blocks, close=t("Close"))


def _shown(practice: Practice, facts: Facts, t: Translator) -> list[Block]:
    # What it does stands out; by which model and on whose switch is small print, else Home is a wall of text.
    sources = kit.button(
        t("Sources"),
        Press.PRACTICE,
        value=practice.key,
        described=t("Sources: {practice}", practice=t(practice.name)),
    )
    what = f"*{escape(t(practice.name))}*\n{escape(t(practice.purpose))}"
    what = with_mark(what, marked_practice(practice, facts.register, t))
    return [kit.section(what, sources), kit.context(escape("\n".join(details(practice, t))))]


def details(practice: Practice, t: Translator) -> list[str]:
    """Return, in plain words, with which data, by which model, on whose switch and plan; a line each."""
    data = ", ".join(t(name) for name in practice.data)
    return [
        t("Data: {data}.", data=data) if data else t("Data: not said in the copies we read."),
        *([t(CATEGORY[frozenset(practice.categories)])] if practice.categories else ()),
        t(
            "Model: {scope}; {kind}; {default}.",
            scope=t(SCOPE[practice.model_scope]),
            kind=t(KIND[practice.kind]),
            default=t(DEFAULT[practice.default]),
        ),
        _switch(practice, t),
        *([t("Plan: {plan}.", plan=t(practice.plan))] if practice.plan else ()),
    ]


def _switch(practice: Practice, t: Translator) -> str:
    if practice.switch is None:
        return t("What changes it: nothing was found.")
    switch = t(practice.switch)
    if practice.switch_holder is None:
        return t("What changes it: {switch}", switch=switch)
    holder = t(practice.switch_holder)
    return t("What changes it: {switch} Who can do it: {holder}.", switch=switch, holder=holder)
