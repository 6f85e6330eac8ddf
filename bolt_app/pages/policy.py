"""The register as the parts of one page, in a language; knows no markup, no request and no workspace."""

from dataclasses import dataclass

from bolt_app.i18n import Translator
from bolt_app.pages.compared import VersionShown, versions_of
from bolt_app.pages.statements import Cited, Statement, Told, Writer
from bolt_app.register.kinds import IN_SHORT, Slot
from bolt_app.register.model import Register
from bolt_app.views.changes import day_of
from bolt_app.views.governance import setting_details
from bolt_app.views.practices import details
from bolt_app.views.standing import collected


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands under a heading or beside a day, with the statements it leads to.

    Attributes:
        anchor: stable, and the same in every language.
        title: the heading; of a change its day.
        lines: texts, a line each.
        told: statements, in the order of the register.
        sources: documents that it cites by itself.
    """

    anchor: str
    title: str
    lines: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a data-protection officer, with what Slack says to it and what others say."""

    anchor: str
    topic: str
    question: str
    slack_side: tuple[Told, ...]
    other_side: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole page, section by section.

    Attributes:
        version: of the register.
        collected: how fresh the register is.
        headline: the answer people come for.
        in_short: the four lines below it.
        practices: one by one.
        asked: what members ask, each with its answer.
        unknown: what nobody has published an answer to.
        changes: newest first.
        differences: both sides of each, Slack's own explanation first, then our reading if there is one.
        versions: of the principles page, newest first, each against the one before.
        officer: questions for a data-protection officer.
        settings: of generative AI.
        statements: every statement of the register, numbered in its order.
        documents: every document it cites.
    """

    version: str
    collected: str
    headline: Told
    in_short: tuple[Told, ...]
    practices: tuple[Entry, ...]
    asked: tuple[Entry, ...]
    unknown: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    differences: tuple[Entry, ...]
    versions: tuple[VersionShown, ...]
    officer: tuple[Asked, ...]
    settings: tuple[Entry, ...]
    statements: tuple[Statement, ...]
    documents: tuple[Cited, ...]


def change_anchor(key: str) -> str:
    """Return the anchor of a change of the timeline; the feed's links lead to it."""
    return f"change-{key}"


def policy_of(register: Register, t: Translator) -> Policy:
    """Return the page's parts. A cap there is none: a page may be as long as the register."""
    write = Writer(register, t)
    return Policy(
        version=register.version,
        collected=collected(register, t),
        headline=write.told(register.slots[Slot.HEADLINE]),
        in_short=write.all_told(register.slots[slot] for slot in IN_SHORT),
        practices=tuple(
            Entry(
                f"practice-{practice.key}",
                t(practice.name),
                (t(practice.purpose), *details(practice, t)),
                write.all_told(practice.claims),
            )
            for practice in register.practices
        ),
        asked=tuple(
            Entry(
                f"asked-{question.key}",
                t(question.question),
                (t(question.more),) if question.more else (),
                write.all_told([question.claim]),
            )
            for question in register.member_questions
        ),
        unknown=tuple(
            Entry(f"unknown-{question.key}", t(question.question), told=write.all_told([question.claim]))
            for question in register.open_questions
        ),
        changes=tuple(
            Entry(
                change_anchor(event.key),
                day_of(event, t),
                (t(event.text), *((t(event.note),) if event.note else ())),
                write.all_told(event.claims),
                write.all_cited(event.sources),
            )
            for event in register.timeline
        ),
        differences=tuple(
            Entry(f"difference-{one.key}", t(one.title), told=write.all_told(one.claims))
            for one in register.differences
        ),
        versions=versions_of(register, write, t),
        officer=tuple(
            Asked(
                f"officer-{one.key}",
                t(one.topic),
                t(one.question),
                write.all_told(one.slack_side),
                write.all_told(one.other_side),
            )
            for one in register.officer_questions
        ),
        settings=tuple(
            Entry(
                f"setting-{one.key}",
                t(one.name),
                (t(one.effect), *setting_details(one, t)),
                write.all_told(one.claims),
            )
            for one in register.ai_settings
        ),
        statements=tuple(write.statement(claim) for claim in register.claims.values()),
        documents=write.all_cited(register.sources),
    )
