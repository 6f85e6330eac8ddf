"""Questions for a data-protection officer, and the settings of generative AI; gives no verdict, no advice."""

from collections.abc import Mapping, Sequence

from bolt_app.i18n import Translator, mark
from bolt_app.register.governance import AiSetting, OfficerQuestion
from bolt_app.register.kinds import Default
from bolt_app.views import kit
from bolt_app.views.claims import sources_button, with_mark, with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.findings import marked_by_any
from bolt_app.views.kit import Block, View, escape

OFFICER_QUESTIONS = 15  # at most six blocks each in their modal
SAID = 5  # statements on a side: two blocks at their longest
AI_SETTINGS = 45  # two blocks each

BY_DEFAULT: Mapping[Default, str] = {
    Default.IN: mark("on"),
    Default.OUT: mark("off"),
    Default.DEPENDS_ON_PLAN: mark("it depends on the plan"),
    Default.NOT_SAID: mark("not said"),
}


def officer_questions(facts: Facts, t: Translator) -> View:
    """Return each question with what Slack says to it and what others say, Slack's side first."""
    every = facts.register.officer_questions
    blocks = [kit.section(t("Questions, not verdicts: what either side says, and where. No legal advice."))]
    for question in every[:OFFICER_QUESTIONS]:
        blocks += [kit.divider(), *_question(question, facts, t)]
    if (more := len(every) - OFFICER_QUESTIONS) > 0:
        blocks.append(
            kit.context(t.plural("And {number} more question.", "And {number} more questions.", more))
        )
    if not every:
        blocks = [kit.section(t("No question is recorded."))]
    return kit.modal(t("For your DPO"), blocks, close=t("Close"))


def _question(question: OfficerQuestion, facts: Facts, t: Translator) -> list[Block]:
    register = facts.register
    asked = f"*{escape(t(question.topic))}*\n{escape(t(question.question))}"
    claims = [register.claim(key) for key in dict.fromkeys(question.claims)]
    return [
        kit.section(asked, sources_button(claims, t)),
        *_side(t("*Slack’s side:*"), question.slack_side, facts, t),
        *_side(t("*The other side:*"), question.other_side, facts, t),
    ]


def _side(heading: str, keys: Sequence[str], facts: Facts, t: Translator) -> list[Block]:
    said = [with_standing(facts.register.claim(key), facts.register, t) for key in keys[:SAID]]
    lines = [heading, *(f"• {text}" for text in said)]
    if (more := len(keys) - SAID) > 0:
        lines.append(t.plural("And {number} more statement.", "And {number} more statements.", more))
    return [kit.section(text) for text in kit.lines(lines)]


def ai_settings(facts: Facts, t: Translator) -> View:
    """Return each setting with its default, its path, who holds it and on which plan it is there."""
    every = facts.register.ai_settings
    blocks = [
        kit.section(t("These settings govern features: none of them is the opt-out from the global models."))
    ]
    for setting in every[:AI_SETTINGS]:
        claims = [facts.register.claim(key) for key in setting.claims]
        name = f"*{escape(t(setting.name))}*\n{escape(t(setting.effect))}"
        name = with_mark(name, marked_by_any(claims, facts.register, t))
        blocks += [
            kit.section(name, sources_button(claims, t)),
            kit.context(escape("\n".join(setting_details(setting, t)))),
        ]
    if (more := len(every) - AI_SETTINGS) > 0:
        blocks.append(
            kit.context(t.plural("And {number} more setting.", "And {number} more settings.", more))
        )
    if not every:
        blocks = [kit.section(t("No setting is recorded."))]
    return kit.modal(t("Generative AI settings"), blocks, close=t("Close"))


def setting_details(setting: AiSetting, t: Translator) -> list[str]:
    """Return in plain words what holds by default, where the setting is, whose it is and on which plan."""
    path, holder, plan = setting.path, setting.holder, setting.plan
    return [
        t("Default: {default}.", default=t(BY_DEFAULT[setting.default])),
        t("Where: {path}.", path=t(path)) if path else t("Where: not said in the copies we read."),
        t("Who can do it: {holder}.", holder=t(holder)) if holder else t("Who can do it: not said."),
        t("Plan: {plan}.", plan=t(plan)) if plan else t("Plan: not said."),
    ]
