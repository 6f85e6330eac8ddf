"""Views of records that mails on file back, and of the forms in which one is chosen; checks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bolt_app.evidence.kept import KeptMail, Left, Source
from bolt_app.i18n import Translator
from bolt_app.letter import LetterKind, SoFar, compose
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Evidence, Statement
from bolt_app.people import Role
from bolt_app.views import answer, filing, history, mails, optout
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.metadata import Seen
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    NOW,
    PLACE,
    SENT,
    Act,
    done,
    facts_of,
    record_of,
    viewer,
)

Made = Callable[[Translator], dict[str, Any]]

REPLY = KeptMail(
    scope=ACME,
    entry=1,
    source=Source.OPERATOR,
    backing=Backing(MailKind.REPLY, Evidence.FILE, AboutUs.NAMES, Checked.UNLISTED, "slack.com"),
    sha256="ab" * 32,
    sender="support@slack.com",
    to=("ada@acme.example",),
    subject="Re: Slack Global model opt-out request",
    dated=datetime(2026, 5, 14, 14, 24, tzinfo=UTC),
    message_id="<reply-1@slack.com>",
    own="Thank you for reaching out to Slack.\n\nYour opt-out request for acme.slack.com is completed.",
    asked="s2026._domainkey.slack.com",
    answer="v=DKIM1; p=AAAA",
    at=NOW,
)
REDUCED = replace(REPLY, sha256="cd" * 32, header="Subject: Re", subject="<@U0ADA> *now* | reduced")
LETTER = replace(
    REPLY,
    sha256="ef" * 32,
    backing=Backing(MailKind.LETTER, Evidence.FILE, AboutUs.NAMES, Checked.NOT_CHECKED),
    sender="ada@acme.example",
    subject="Slack Global model opt-out request",
    dated=None,
)

MANY = tuple(replace(REPLY, sha256=f"{n:064x}") for n in range(25))

LETTER_ON_FILE: Act = (
    Action.SENT,
    replace(SENT[1], mail="ef" * 32, evidence=Evidence.FILE, about=AboutUs.NAMES),
)


def backed(action: Action, checked: Checked, about: AboutUs) -> Act:
    """Return an answer of Slack's that a mail on file backs."""
    valid = checked is Checked.VALID
    return action, Statement(
        stated_on=date(2026, 5, 14),
        reason="Not by an owner." if action is Action.REFUSED else "",
        mail="ab" * 32,
        evidence=Evidence.SIGNED if valid else Evidence.FILE,
        about=about,
        checked=checked,
        signer="slack.com" if valid or checked is Checked.UNLISTED else "",
    )


def _answer(*acts: Act) -> Made:
    facts = facts_of(record_of(acts))
    return lambda t: answer.policy(facts, viewer(Role.MEMBER), t)


def kept_less(left: Left | None, *acts: Act) -> Facts:
    """Return what views are made from, of a record whose newest mail is not whole any more."""
    entries = record_of(acts)
    return replace(facts_of(entries), not_whole=((entries[-1].hash, left),))


def _less(left: Left | None, *acts: Act) -> Made:
    facts = kept_less(left, *acts)
    return lambda t: answer.policy(facts, viewer(Role.MEMBER), t)


def _home_less(left: Left | None, *acts: Act) -> Made:
    facts = kept_less(left, *acts)
    return lambda t: home(facts, viewer(Role.OWNER), t)


def _record(*acts: Act) -> Made:
    entries = record_of(acts)
    return lambda t: history.record(facts_of(entries), viewer(Role.MEMBER), entries, t)


def _record_left(left: Mapping[str, Left]) -> Made:
    entries = record_of((LETTER_ON_FILE, backed(Action.DONE, Checked.VALID, AboutUs.NAMES)))
    return lambda t: history.record(facts_of(entries), viewer(Role.OWNER), entries, t, left=left)


def _form(which: Form, *offered: KeptMail, acts: tuple[Act, ...] = (SENT,)) -> Made:
    letter = compose(LetterKind.OPT_OUT, PLACE, SoFar(2)) if which is Form.LETTER else None
    given = Prefilled(NOW.date(), letter, mails=offered)
    return lambda t: optout.form(which, facts_of(record_of(acts)), t, given)


def _group(t: Translator) -> dict[str, Any]:
    acts = (SENT, backed(Action.DONE, Checked.VALID, AboutUs.STATED))
    facts = facts_of(record_of(acts, ACME_GROUP), scope=ACME_GROUP)
    return answer.policy(facts, viewer(Role.MEMBER), t)


VIEWS: Mapping[str, Made] = {
    **{
        f"answer-checked-{checked.value.replace('_', '-')}": _answer(
            SENT, backed(Action.DONE, checked, AboutUs.STATED)
        )
        for checked in Checked
    },
    **{
        f"answer-about-{about.name.lower()}": _answer(SENT, backed(Action.DONE, Checked.VALID, about))
        for about in AboutUs
    },
    "answer-about-organisation": _group,
    "answer-letter-on-file": _answer(LETTER_ON_FILE),
    "answer-received-on-file": _answer(SENT, backed(Action.RECEIVED, Checked.UNLISTED, AboutUs.ANSWERS)),
    "answer-refused-on-file": _answer(SENT, backed(Action.REFUSED, Checked.INVALID, AboutUs.STATED)),
    "answer-confirmed-part": _less(Left.PART, SENT, backed(Action.DONE, Checked.VALID, AboutUs.NAMES)),
    "answer-confirmed-erased": _less(None, SENT, backed(Action.DONE, Checked.MISSING, AboutUs.STATED)),
    "answer-letter-part": _less(Left.PART, LETTER_ON_FILE),
    "answer-received-erased": _less(None, SENT, backed(Action.RECEIVED, Checked.UNLISTED, AboutUs.ANSWERS)),
    "home-owner-confirmed-part": _home_less(
        Left.PART, SENT, backed(Action.DONE, Checked.VALID, AboutUs.NAMES)
    ),
    "record-with-mails": _record(
        LETTER_ON_FILE,
        backed(Action.RECEIVED, Checked.KEY_GONE, AboutUs.ANSWERS),
        done(Evidence.PASTED),
        backed(Action.EVIDENCE, Checked.VALID, AboutUs.NAMES),
    ),
    "record-of-mails-no-longer-whole": _record_left({"ef" * 32: Left.PART}),
    "mails-none": lambda t: mails.mails((), (), t),
    "mails": lambda t: mails.mails((REPLY, REDUCED, LETTER), record_of((LETTER_ON_FILE,)), t),
    "mails-many": lambda t: mails.mails(MANY, record_of((SENT,)), t, first=mails.PAGE),
    "mails-kept-less": lambda t: mails.mails((REDUCED,), (), t, told=mails.kept_less(REDUCED, t)),
    "form-answer-with-mails": _form(Form.ANSWER, REPLY, REDUCED),
    "form-letter-with-mail": _form(Form.LETTER, LETTER, acts=()),
    "add-mail": lambda t: filing.add_by_link(
        "https://dp.example/upload/token", Seen(after=1, form=Form.ANSWER), t
    ),
    "add-mail-by-command": lambda t: filing.add_by_command(ACME, 1, t),
    "form-evidence-with-many-mails": _form(
        Form.EVIDENCE, *[replace(REPLY, sha256=f"{n:064x}") for n in range(120)], acts=(SENT, done())
    ),
}
"""By name, made in a language."""
