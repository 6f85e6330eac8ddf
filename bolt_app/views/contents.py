"""What there is to read beside the answer, a section and a button each; shows none of it itself."""

from bolt_app.i18n import Translator
from bolt_app.views import kit
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.questions import differences


def contents(facts: Facts, t: Translator) -> View:
    """Return everything that can be read, for who comes from the command: one click more, and it is there."""
    return kit.modal(
        t("More to read"),
        [
            *leading_to_practices(facts, t),
            kit.section(
                t("*What changed* in Slack’s texts, by date."), kit.button(t("All changes"), Press.CHANGES)
            ),
            *differences(facts, t),
            kit.section(
                t("*Not known:* what nobody has published an answer to that we found."),
                kit.button(t("What we searched"), Press.UNKNOWN),
            ),
            *leading_on(facts, t),
        ],
        close=t("Close"),
    )


def leading_on(facts: Facts, t: Translator) -> list[Block]:
    """Return the sections that lead to versions, officer's questions, settings and all statements."""
    return [
        *leading_to_versions(facts, t),
        *leading_to_officer_questions(facts, t),
        *leading_to_ai_settings(facts, t),
        kit.section(
            t("*Every statement* of this app about Slack, with its sources."),
            kit.button(t("Show all sources"), Press.STATEMENTS),
        ),
    ]


def leading_to_practices(facts: Facts, t: Translator) -> list[Block]:
    """Return the section that leads to the practices, or nothing where there are none."""
    if not facts.register.practices:
        return []
    text = t("*One by one:* each way the data is used, with which data, by which model.")
    return [kit.section(text, kit.button(t("Show the practices"), Press.PRACTICES))]


def leading_to_versions(facts: Facts, t: Translator) -> list[Block]:
    """Return the section that leads to the versions of the principles page, or nothing."""
    if not facts.register.versions:
        return []
    text = t("*Versions of Slack’s principles page:* what each said, with its date, and what changed.")
    return [kit.section(text, kit.button(t("Show the versions"), Press.VERSIONS))]


def leading_to_officer_questions(facts: Facts, t: Translator) -> list[Block]:
    """Return the section that leads to the questions for a data-protection officer, or nothing."""
    if not facts.register.officer_questions:
        return []
    text = t("*For your data-protection officer:* questions that Slack’s texts raise, with both sides.")
    return [kit.section(text, kit.button(t("Show the questions"), Press.OFFICER))]


def leading_to_ai_settings(facts: Facts, t: Translator) -> list[Block]:
    """Return the section that leads to the settings of generative AI, or nothing."""
    if not facts.register.ai_settings:
        return []
    text = t("*Settings for generative AI:* what can be set in Slack, where, and by whom.")
    return [kit.section(text, kit.button(t("Show the settings"), Press.AI_SETTINGS))]
