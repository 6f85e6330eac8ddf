"""The inputs of the forms, one function each; knows no modal round them and no rule.

What is asked of whom stands in `forms.py`; whether it may be recorded is decided in optout/.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

from bolt_app.evidence.kept import KeptMail
from bolt_app.i18n import Translator
from bolt_app.letter import Letter
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import PERMANENT, Entry
from bolt_app.optout.rules import LONGEST, LONGEST_TEXT
from bolt_app.views import channels, kit, letters
from bolt_app.views.acts import DONE, OUTCOME, WORKSPACES_MAY
from bolt_app.views.facts import Facts
from bolt_app.views.forms import WITHOUT_ONE_TOO, Form, When, outcomes_from
from bolt_app.views.ids import Field
from bolt_app.views.kit import Block
from bolt_app.views.metadata import About
from bolt_app.views.wording import MAY_DECIDE, MAY_DECIDE_FOR_WORKSPACE, WORDS

_CHOICES = 100  # a select takes no more options
_REVIEW_IN = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a form shows before anything is typed.

    Attributes:
        letter: for the forms that carry one.
        about: which record the form is about; what is ticked says so.
        entries: the record, for a correction; oldest first.
        day: today for the person.
        mails: on file, and fit to back what the form records; newest first.
        draft: where the letter is downloaded as a file, None where the app has no pages.
        texts: of the proposal that is to be agreed to, kind to text; None where one was erased.
    """

    day: date
    letter: Letter | None = None
    entries: Sequence[Entry] = ()
    about: About = About.SCOPE
    mails: Sequence[KeptMail] = ()
    texts: Mapping[str, str | None] = field(default_factory=dict)
    draft: str | None = None


def ticked(which: Form, t: Translator, about: About = About.SCOPE) -> str:
    """Return the wording a person of this language ticks in a form; it is stored with the entry."""
    tick = WORDS[which].tick
    return t(MAY_DECIDE_FOR_WORKSPACE if about is About.WORKSPACE and tick == MAY_DECIDE else tick)


def correctable(entries: Sequence[Entry], corrected: frozenset[int]) -> list[Entry]:
    """Return the entries that may be corrected, newest first."""
    return [
        entry
        for entry in reversed(entries)
        if entry.action not in PERMANENT and entry.position not in corrected
    ]


def _to(which: Form, __: Facts, t: Translator, given: Prefilled) -> Block:
    return letters.recipient(given.letter, t, optional=which in WITHOUT_ONE_TOO)


def _subject(which: Form, __: Facts, t: Translator, given: Prefilled) -> Block:
    return letters.subject(given.letter, t, optional=which in WITHOUT_ONE_TOO)


def _body(which: Form, __: Facts, t: Translator, given: Prefilled) -> Block:
    return letters.body(given.letter, t, optional=which in WITHOUT_ONE_TOO)


def _when(_: Form, __: Facts, t: Translator, ___: Prefilled) -> Block:
    options = [
        kit.option(t("I sent it today"), When.TODAY),
        kit.option(t("I sent it on another date"), When.OTHER),
        kit.option(t("Not yet, keep the draft"), When.NOT_YET),
    ]
    # Nothing is chosen beforehand: who saves to "send" the mail must not record that it was sent.
    element = {"type": "radio_buttons", "options": options}
    return kit.field(t("Did you send it?"), Field.WHEN, element)


def _outcome(_: Form, facts: Facts, t: Translator, __: Prefilled) -> Block:
    options = [kit.option(t(OUTCOME[action]), action) for action in outcomes_from(facts.opt_out.status)]
    return kit.field(t("What did Slack say?"), Field.OUTCOME, {"type": "radio_buttons", "options": options})


_DATE_LABELS: Mapping[Form, Callable[[Translator], str]] = {
    Form.LETTER: lambda t: t("The other date, if it was not today"),
    Form.FOLLOW_UP: lambda t: t("The day you sent it"),
    Form.BEFORE: lambda t: t("The date of Slack’s confirmation"),
    Form.BOUNCED: lambda t: t("The day it came back"),
    Form.REPLIED: lambda t: t("The day you replied"),
    Form.CONFIRM_AGAIN: lambda t: t("The day you sent it"),
    Form.EXCLUDE: lambda t: t("The date of the contract"),
}


_MOST_LIKELY_TODAY = frozenset({Form.FOLLOW_UP, Form.BOUNCED, Form.REPLIED, Form.CONFIRM_AGAIN})


def _stated_on(which: Form, _: Facts, t: Translator, given: Prefilled) -> Block:
    worded = _DATE_LABELS.get(which)
    label = worded(t) if worded else t("The date Slack’s answer bears")
    element: Block = {"type": "datepicker"}
    if which in _MOST_LIKELY_TODAY:
        element["initial_date"] = given.day.isoformat()
    optional = which in (Form.LETTER, Form.BEFORE)
    return kit.field(label, Field.STATED_ON, element, optional=optional)


def _reference(_: Form, __: Facts, t: Translator, ___: Prefilled) -> Block:
    element = kit.text_input(longest=LONGEST["reference"])
    return kit.field(t("Slack’s reference, if it gave one"), Field.REFERENCE, element, optional=True)


def _reply(which: Form, _: Facts, t: Translator, given: Prefilled) -> Block:
    return kit.field(
        t("The text of Slack’s reply"),
        Field.REPLY,
        kit.text_input(lines=True, longest=LONGEST_TEXT),
        hint=t("Paste it whole. Members read only that it is on record."),
        optional=which is not Form.EVIDENCE or bool(given.mails),
    )


def _covers(_: Form, __: Facts, t: Translator, ___: Prefilled) -> Block:
    element = kit.text_input(longest=LONGEST["covers"])
    return kit.field(
        t("Which workspaces it covers, if Slack named some"), Field.COVERS, element, optional=True
    )


def _reason(which: Form, __: Facts, t: Translator, ___: Prefilled) -> Block:
    element = kit.text_input(longest=LONGEST["reason"], lines=True)
    if which is Form.ANSWER:
        label = t("If Slack refused: the reason it gave")
        return kit.field(label, Field.REASON, element, hint=t("Members read it."), optional=True)
    label = _REASON_LABELS[which](t) if which in _REASON_LABELS else t("Reason")
    return kit.field(label, Field.REASON, element, hint=t("Members read it."))


_REASON_LABELS: Mapping[Form, Callable[[Translator], str]] = {
    Form.CORRECT: lambda t: t("What was wrong"),
    Form.TURN_DOWN: lambda t: t("Why you turn it down"),
}


def _clause(_: Form, __: Facts, t: Translator, ___: Prefilled) -> Block:
    element = kit.text_input(longest=LONGEST["clause"])
    return kit.field(t("The clause"), Field.CLAUSE, element, hint=t("Members read it."))


def _review_on(_: Form, __: Facts, t: Translator, given: Prefilled) -> Block:
    element = {"type": "datepicker", "initial_date": (given.day + _REVIEW_IN).isoformat()}
    return kit.field(t("To be looked at again on"), Field.REVIEW_ON, element)


def _ticked(which: Form, __: Facts, t: Translator, given: Prefilled) -> Block:
    element = {"type": "checkboxes", "options": [kit.option(ticked(which, t, given.about), "ticked")]}
    label = t("Your statement, once it is sent") if which is Form.LETTER else t("Your statement")
    return kit.field(
        label,
        Field.TICKED,
        element,
        hint=t("That you are an owner is checked with Slack when you save."),
        optional=which is Form.LETTER,  # a draft states nothing; the rules ask for it once it was sent
    )


def _corrects(_: Form, facts: Facts, t: Translator, given: Prefilled) -> Block:
    choices = correctable(given.entries, facts.opt_out.corrected)
    options = [
        kit.option(
            t(
                "{number}: {what}, {day}",
                number=entry.position,
                what=t(DONE[entry.action]),
                day=entry.recorded_at.astimezone(UTC).date().isoformat(),
            ),
            str(entry.position),
        )
        for entry in choices[:_CHOICES]
    ]
    placeholder = kit.plain(t("Choose an entry"), 150)
    element = {"type": "static_select", "options": options, "placeholder": placeholder}
    hint = t("The {number} newest entries are offered.", number=_CHOICES) if len(choices) > _CHOICES else ""
    return kit.field(t("The entry that was wrong"), Field.CORRECTS, element, hint=hint)


def _rule(_: Form, facts: Facts, t: Translator, __: Prefilled) -> Block:
    options = [kit.option(t(WORKSPACES_MAY[rule]), rule) for rule in WorkspacesMay]
    now = options[list(WorkspacesMay).index(facts.opt_out.workspaces_may)]
    element = {"type": "radio_buttons", "options": options, "initial_option": now}
    return kit.field(t("What workspaces may do for themselves"), Field.RULE, element)


def _named(which: Form, _: Facts, t: Translator, __: Prefilled) -> Block:
    element = {"type": "users_select", "placeholder": kit.plain(t("Choose a person"), 150)}
    if which is Form.READER:
        hint = t("Slack is asked whether this person is a member here; bots and other organisations are not.")
        return kit.field(t("The reader"), Field.NAMED, element, hint=hint)
    return kit.field(t("The person members may ask"), Field.NAMED, element)


INPUTS: Mapping[Field, Callable[[Form, Facts, Translator, Prefilled], Block]] = {
    Field.TO: _to,
    Field.SUBJECT: _subject,
    Field.BODY: _body,
    Field.WHEN: _when,
    Field.OUTCOME: _outcome,
    Field.STATED_ON: _stated_on,
    Field.REFERENCE: _reference,
    Field.REPLY: _reply,
    Field.COVERS: _covers,
    Field.REASON: _reason,
    Field.CLAUSE: _clause,
    Field.REVIEW_ON: _review_on,
    Field.TICKED: _ticked,
    Field.CORRECTS: _corrects,
    Field.NAMED: _named,
    Field.RULE: _rule,
    Field.CHANNEL: lambda _, facts, t, __: channels.choice(facts.opt_out.channel, t),
    Field.TOPICS: lambda _, facts, t, __: channels.topics(facts.opt_out.channel, t),
    Field.LANGUAGE: lambda _, facts, t, __: channels.languages(facts.opt_out.channel, t),
}
"""The input for each field, in a given form."""
