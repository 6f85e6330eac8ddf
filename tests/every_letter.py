"""Every letter in the forms and modals it stands in, by name, and what Home says round it; checks nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.letter import LetterKind, Place, SoFar, compose, so_far
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.people import Role, Scope
from bolt_app.views import history, letters, notices, optout
from bolt_app.views.forms import LETTER_OF, Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.refusals import refusal
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CONFIRM_AGAIN,
    NOW,
    PLACE,
    REACHED_BY,
    SENT,
    WITHDRAW,
    Act,
    done,
    facts_of,
    record_of,
    viewer,
)

Made = Callable[[Translator], dict[str, Any]]

BUREAU = Place(ACME, "Bureau of Weights", "https://weights.slack-gov.com")
MANY = tuple((f"T0ACME{number:02}", f"Acme & Sons {number}" if number % 5 else "") for number in range(20))
GROUP = Place(ACME_GROUP, "Acme Group", "https://acme-group.enterprise.slack.com", MANY, more=37)

OLD: Act = (Action.DONE, Statement(stated_on=SENT[1].stated_on and SENT[1].stated_on.replace(year=2024)))
"""A confirmation from before a text it rests on changed."""


def prefilled(which: Form, entries: Sequence[Entry], place: Place = PLACE) -> Prefilled:
    """Return what a form shows before anything is typed, its letter included."""
    kind, opt_out = LETTER_OF.get(which), fold(place.scope, entries)
    letter = compose(kind, place, so_far(opt_out)) if kind else None
    return Prefilled(NOW.date(), letter=letter, entries=entries)


def every_letter() -> Mapping[str, Made]:
    """Return the views by name."""
    return {**_forms(), **_copies(), **_around()}


def _forms() -> dict[str, Made]:
    def opened(which: Form, acts: Sequence[Act], place: Place = PLACE) -> Made:
        entries = record_of(acts, place.scope)
        facts = facts_of(entries, scope=place.scope)
        return lambda t: optout.form(which, facts, t, prefilled(which, entries, place))

    before = (Action.DONE, Statement())
    return {
        "form-letter-of-government": opened(Form.LETTER, (), BUREAU),
        "form-letter-of-many-workspaces": opened(Form.LETTER, (), GROUP),
        "form-follow-up-of-many-workspaces": opened(Form.FOLLOW_UP, (SENT,), GROUP),
        "form-confirm-again-of-government": opened(Form.CONFIRM_AGAIN, (SENT, done()), BUREAU),
        "form-confirm-again-undated": opened(Form.CONFIRM_AGAIN, (before,)),
        "form-opt-in-undated": opened(Form.OPT_IN, (before,)),
        "form-withdraw-received": opened(Form.WITHDRAW, REACHED_BY[Status.ACKNOWLEDGED]),
    }


def _copies() -> dict[str, Made]:
    def shown(kind: LetterKind, acts: Sequence[Act], place: Place = PLACE) -> Made:
        letter = compose(kind, place, so_far(fold(place.scope, record_of(acts, place.scope))))
        return lambda t: letters.to_copy(kind, letter, t)

    return {
        "letter-with-draft": lambda t: letters.to_copy(
            LetterKind.QUESTIONS,
            compose(LetterKind.QUESTIONS, PLACE, SoFar()),
            t,
            "https://dp.example/draft/token",
        ),
        "letter-questions": shown(LetterKind.QUESTIONS, (SENT,)),
        "letter-questions-organisation": shown(LetterKind.QUESTIONS, (SENT,), GROUP),
        "letter-take-back": shown(LetterKind.TAKE_BACK, (SENT, WITHDRAW)),
        "letter-take-back-of-many-workspaces": shown(LetterKind.TAKE_BACK, (SENT, WITHDRAW), GROUP),
        "letter-opt-in": shown(LetterKind.OPT_IN, (SENT, done(), WITHDRAW)),
        "letter-opt-in-of-government": shown(LetterKind.OPT_IN, (SENT, done(), WITHDRAW), BUREAU),
    }


def _around() -> dict[str, Made]:
    def owner(*acts: Act, scope: Scope = ACME) -> Made:
        return lambda t: home(
            facts_of(record_of(acts, scope), scope=scope), viewer(Role.OWNER, scope=scope), t
        )

    doubted: Act = (Action.DOUBT, Statement(reason="Our plan changed in May."))
    again = record_of((SENT, done(), CONFIRM_AGAIN, doubted))
    stale = Refusal(RefusalKind.MEANWHILE, entry=again[1])
    facts = facts_of(again)
    return {
        "home-owner-asked-to-confirm": owner(SENT, done(), CONFIRM_AGAIN),
        "home-owner-confirmed-long-ago": owner(OLD),
        "home-owner-opted-back-in": owner(SENT, done(), WITHDRAW),
        "home-member-doubted-by-an-owner": lambda t: home(facts, viewer(Role.MEMBER), t),
        "record-confirmed-again-and-doubted": lambda t: history.record(facts, viewer(Role.MEMBER), again, t),
        "refused-from-a-form": lambda t: notices.refused(
            refusal(stale, t), facts, viewer(Role.OWNER), t, typed=True
        ),
    }
