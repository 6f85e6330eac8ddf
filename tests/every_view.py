"""Every view and message the app can send, by name, made from its facts in a language; checks nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.letter import LetterKind, Place, SoFar, compose
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.rules import doubt
from bolt_app.people import Role, Viewer
from bolt_app.register.comparison import steps
from bolt_app.views import (
    answer,
    changes,
    contents,
    governance,
    history,
    mydata,
    notices,
    optout,
    practices,
    questions,
    sources,
    versions,
)
from bolt_app.views.facts import Facts, Operator
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.notices import What
from bolt_app.views.refusals import refusal
from bolt_app.views.welcome import welcome
from tests import views_of_mails, views_of_two_owners
from tests.every_announcement import every_announcement
from tests.every_letter import every_letter, prefilled
from tests.every_notice import every_notice
from tests.every_reminder import every_reminder
from tests.every_view_of_an_organisation import every_view_of_an_organisation
from tests.every_watched_view import every_watched_view
from tests.record_builders import (
    ACME_GROUP,
    DRAFT,
    EXCLUDE,
    NAME_CONTACT,
    NOW,
    PLACE,
    REACHED_BY,
    RECEIVED,
    SENT,
    WITHDRAW,
    Act,
    done,
    facts_in,
    facts_of,
    record_of,
    shipped,
    viewer,
)

Sent = dict[str, Any]
"""A view or message as it goes to Slack."""

Made = Callable[[Translator], Sent]

CORRECTION: Act = (Action.CORRECT, Statement(corrects=4, reason="The reply was about another workspace."))
CORRECTED = record_of((DRAFT, SENT, RECEIVED, done(Evidence.PASTED), NAME_CONTACT, CORRECTION))
LONG = record_of((SENT, *((Action.SENT_AGAIN, SENT[1]),) * 24))
BEFORE_THIS_APP: Act = (Action.DONE, Statement())
GROUP_CONFIRMED = record_of((SENT, done(covers="acme.slack.com and acme-labs.slack.com")), ACME_GROUP)

_MEMBER, _OWNER, _GUEST = viewer(Role.MEMBER), viewer(Role.OWNER), viewer(Role.GUEST)
_TODAY = NOW.date()


def _named(status: Status) -> str:
    return status.replace("_", "-")


def _erased(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries as they read once the ids and salts of their people were erased."""
    return tuple(
        replace(
            entry,
            actor=replace(entry.actor, user=None, salt=None) if entry.actor else None,
            named=replace(entry.named, user=None, salt=None) if entry.named else None,
        )
        for entry in entries
    )


STANDS: Mapping[str, Facts] = {
    **{_named(status): facts_in(status) for status in Status if status is not Status.CONFIRMED},
    "filed-today": facts_of(record_of((SENT,)), now=datetime(2026, 5, 12, 18, 0, tzinfo=UTC)),
    "filed-a-day-ago": facts_of(record_of((SENT,)), now=datetime(2026, 5, 13, 9, 0, tzinfo=UTC)),
    **{
        f"confirmed-{grade.name.lower()}": facts_of(record_of((SENT, RECEIVED, done(grade))))
        for grade in Evidence
    },
    "confirmed-some-day": facts_of(record_of((BEFORE_THIS_APP,))),
    "confirmed-in-part": facts_of(GROUP_CONFIRMED, scope=ACME_GROUP),
}
"""Every status and every grade of evidence."""

_FILED = STANDS["filed"]
ANSWERED_APART = {"help", "status", "sources"}
"""Words of the command whose answers are not about something to read."""


def _answers() -> dict[str, Made]:
    def policy(facts: Facts, asker: Viewer) -> Made:
        return lambda t: answer.policy(facts, asker, t)

    def read(word: str) -> Made:
        return lambda t: answer.reading(word, facts_of(), t)

    return {f"answer-{name}": policy(facts, _MEMBER) for name, facts in STANDS.items()} | {
        "answer-excluded-to-guest": policy(STANDS["excluded"], _GUEST),
        "answer-refused-to-guest": policy(STANDS["refused"], _GUEST),
        "command-status": lambda t: answer.status(_FILED, _MEMBER, t),
        "command-help": lambda t: answer.guidance(_FILED, t),
        "command-sources": lambda t: answer.offer_sources(_FILED, t),
        **{f"command-{word}": read(word) for word in sorted(set(answer.WORDS.values()) - ANSWERED_APART)},
        "command-not-understood": lambda t: answer.not_understood("stauts <!channel>", _FILED, t),
        "command-outsider": answer.for_outsiders,
        "failure-message": lambda t: notices.failed_message(t, What.BROKEN),
        "failure-message-late": lambda t: notices.failed_message(t, What.LATE),
        "failure": lambda t: notices.failed(t, What.BROKEN),
        "failure-of-a-form": lambda t: notices.failed(t, What.BROKEN, typed=True),
        "failure-late": lambda t: notices.failed(t, What.LATE),
        "failure-outdated": lambda t: notices.failed(t, What.OUTDATED),
        "failure-outdated-form": lambda t: notices.failed(t, What.OUTDATED, typed=True),
    }


def _homes() -> dict[str, Made]:
    def shown(facts: Facts, looking: Viewer) -> Made:
        return lambda t: home(facts, looking, t)

    contact = record_of((NAME_CONTACT,))
    compared = replace(shipped(), compared=date(2026, 11, 28))
    return {f"home-owner-{_named(status)}": shown(facts_in(status), _OWNER) for status in Status} | {
        "home-member": shown(facts_of(), _MEMBER),
        "home-member-confirmed": shown(STANDS["confirmed-signed"], _MEMBER),
        "home-admin": shown(_FILED, viewer(Role.ADMIN)),
        "home-guest": shown(STANDS["excluded"], _GUEST),
        "home-outsider": shown(_FILED, viewer(Role.OUTSIDER)),
        "home-owner-contact-named": shown(facts_of(contact), _OWNER),
        "home-member-contact-erased": shown(facts_of(_erased(contact)), _MEMBER),
        "home-member-nobody-named": shown(facts_of(register=compared, operator=Operator()), _MEMBER),
    }


_FORM_OPENED_IN: Mapping[Form, Status] = {
    Form.LETTER: Status.NOT_FILED,
    Form.FOLLOW_UP: Status.FILED,
    Form.ANSWER: Status.FILED,
    Form.BEFORE: Status.NOT_FILED,
    Form.BOUNCED: Status.FILED,
    Form.REPLIED: Status.NEEDS_REPLY,
    Form.DECLINE: Status.NOT_FILED,
    Form.EXCLUDE: Status.NOT_FILED,
    Form.WITHDRAW: Status.FILED,
    Form.OPT_IN: Status.CONFIRMED,
    Form.CONFIRM_AGAIN: Status.CONFIRMED,
    Form.DOUBT: Status.CONFIRMED,
    Form.EVIDENCE: Status.CONFIRMED,
    Form.CORRECT: Status.CONFIRMED,
    Form.CONTACT: Status.NOT_FILED,
    Form.READER: Status.NOT_FILED,
    Form.TURN_DOWN: Status.FILED,
}
"""Every form but the one that only an organisation has, that chooses a channel, or that shows a proposal."""


def _form(which: Form) -> Made:
    status = _FORM_OPENED_IN[which]
    entries = record_of(REACHED_BY[status])
    return lambda t: optout.form(which, facts_of(entries), t, prefilled(which, entries))


def _forms() -> dict[str, Made]:
    made = {f"form-{which.replace('_', '-')}": _form(which) for which in _FORM_OPENED_IN}
    group = facts_of(record_of((SENT,), ACME_GROUP), scope=ACME_GROUP)
    unreachable = Place(ACME_GROUP, "Acme Group", "")
    group_letter = Prefilled(_TODAY, letter=compose(LetterKind.OPT_OUT, unreachable, SoFar()))
    return made | {
        "form-answer-uncertain": lambda t: optout.form(
            Form.ANSWER, STANDS["uncertain"], t, Prefilled(_TODAY)
        ),
        "form-answer-organisation": lambda t: optout.form(Form.ANSWER, group, t, Prefilled(_TODAY)),
        "form-letter-organisation": lambda t: optout.form(
            Form.LETTER, facts_of(scope=ACME_GROUP), t, group_letter
        ),
    }


REFUSALS: Mapping[str, Refusal] = {
    **{kind.replace("_", "-"): Refusal(kind) for kind in RefusalKind},
    **{f"not-an-owner-{role}": Refusal(RefusalKind.NOT_AN_OWNER, role=role) for role in Role},
    "not-from-here": Refusal(RefusalKind.NOT_FROM_HERE, status=Status.CONFIRMED),
    "meanwhile": Refusal(RefusalKind.MEANWHILE, entry=CORRECTED[1]),
    "meanwhile-erased": Refusal(RefusalKind.MEANWHILE, entry=_erased(CORRECTED)[1]),
    "date-too-early": Refusal(RefusalKind.DATE_TOO_EARLY, day=date(2016, 1, 1)),
    "day-turned": Refusal(RefusalKind.DAY_TURNED, day=date(2026, 5, 20)),
    "before-confirmation": Refusal(RefusalKind.BEFORE_CONFIRMATION, day=date(2026, 5, 14)),
    "answer-before-letter": Refusal(RefusalKind.ANSWER_BEFORE_LETTER, day=date(2026, 5, 12)),
    "mail-of-another-day": Refusal(RefusalKind.MAIL_OF_ANOTHER_DAY, day=date(2024, 5, 17)),
    "too-long": Refusal(RefusalKind.TOO_LONG, limit=500),
    "built-upon": Refusal(RefusalKind.BUILT_UPON, entry=CORRECTED[2]),
    "readers-full": Refusal(RefusalKind.READERS_FULL, limit=10),
    "proposal-overtaken": Refusal(RefusalKind.PROPOSAL_GONE, entry=CORRECTED[2]),
}
"""Every kind of refusal with what it carries in life."""


def _notices() -> dict[str, Made]:
    def told(refused: Refusal) -> Made:
        actor = viewer(refused.role or Role.OWNER)
        return lambda t: notices.refused(refusal(refused, t), _FILED, actor, t)

    facts = facts_of(CORRECTED)
    return {f"refused-{name}": told(refused) for name, refused in REFUSALS.items()} | {
        "recorded-sent": lambda t: _recorded((SENT,), t),
        "recorded-sent-twice": lambda t: _recorded((SENT,), t, twice=True),
        "recorded-done": lambda t: _recorded((SENT, done(Evidence.PASTED)), t),
        "recorded-withdraw": lambda t: _recorded((SENT, WITHDRAW), t),
        "recorded-contact": lambda t: _recorded((NAME_CONTACT,), t),
        "recorded-correction": lambda t: notices.recorded(Recorded(facts.opt_out, CORRECTED[-1]), facts, t),
    }


def _recorded(acts: Sequence[Act], t: Translator, *, twice: bool = False) -> Sent:
    entries = record_of(acts)
    facts = facts_of(entries)
    return notices.recorded(Recorded(facts.opt_out, entries[-1], twice=twice), facts, t)


def _readings() -> dict[str, Made]:
    register = shipped()
    facts, long = facts_of(CORRECTED), facts_of(LONG)
    search = next(practice for practice in register.practices if practice.key == "search-ranking")
    org_owner = viewer(Role.OWNER, scope=ACME_GROUP)
    doubtful = record_of((SENT, done()))
    explained = record_of((*REACHED_BY[Status.REFUSED], EXCLUDE, NAME_CONTACT))

    def page(newest: int) -> Made:
        return lambda t: history.record(long, _MEMBER, LONG, t, newest=newest)

    def compared(key: str) -> Made:
        return lambda t: versions.comparison(facts, key, t)

    return {f"record-long-from-{newest}": page(newest) for newest in (25, 15, 5)} | {
        "sources-of-the-answer": lambda t: sources.sources_of_the_answer(facts, t),
        "sources-of-a-practice": lambda t: sources.sources_of(register.claims_of(search), facts, t),
        "sources-of-a-claim": lambda t: sources.sources_of([register.claim("generative")], facts, t),
        "practices": lambda t: practices.all_practices(facts, t),
        "changes": lambda t: changes.changes(facts, t),
        "changes-older": lambda t: changes.changes(facts, t, 10),
        "changes-last": lambda t: changes.changes(facts, t, 20),
        "versions": lambda t: versions.versions(facts, t),
        **{
            f"versions-{after.key}-against-{before.key}": compared(after.key)
            for before, after in steps(register)
        },
        "officer-questions": lambda t: governance.officer_questions(facts, t),
        "ai-settings": lambda t: governance.ai_settings(facts, t),
        "contents": lambda t: contents.contents(facts, t),
        "statements": lambda t: sources.every_statement(facts, t),
        "statements-next": lambda t: sources.every_statement(facts, t, 20),
        "differences": lambda t: questions.differences_in_full(facts, t),
        "not-known": lambda t: questions.not_known_in_full(facts, t),
        "my-data": lambda t: mydata.my_data(_MEMBER, CORRECTED, t),
        "my-data-of-who-acted": lambda t: mydata.my_data(_OWNER, CORRECTED, t),
        "record-empty": lambda t: history.record(facts_of(), _MEMBER, (), t),
        "record-member": lambda t: history.record(facts, _MEMBER, CORRECTED, t),
        "record-owner": lambda t: history.record(facts, _OWNER, CORRECTED, t),
        "record-guest": lambda t: history.record(facts, _GUEST, CORRECTED, t),
        "record-guest-empty": lambda t: history.record(facts_of(), _GUEST, (), t),
        "record-explained": lambda t: history.record(facts_of(explained), _MEMBER, explained, t),
        "record-erased": lambda t: history.record(facts, _OWNER, _erased(CORRECTED), t),
        "record-organisation": lambda t: history.record(
            facts_of(GROUP_CONFIRMED, scope=ACME_GROUP), org_owner, GROUP_CONFIRMED, t
        ),
        "record-doubted-by-the-app": lambda t: _doubted(doubtful, t),
    }


def _doubted(entries: tuple[Entry, ...], t: Translator) -> Sent:
    now = entries[-1].recorded_at + timedelta(days=1)
    doubted = doubt(entries, entries[0].scope, ACME_GROUP.id, now=now)
    assert isinstance(doubted, Entry), doubted
    whole = (*entries, doubted)
    return history.record(facts_of(whole), _MEMBER, whole, t)


def _welcomes() -> dict[str, Made]:
    privacy = "https://datapolicy.example/privacy"
    return {
        "welcome": lambda t: welcome(
            PLACE.scope, "Acme & Sons", t, team="T0ACME", app_id="A0DATAPOLICY", privacy=privacy
        ),
        "welcome-organisation": lambda t: welcome(
            ACME_GROUP, "Acme Group", t, team="T0ACME", app_id="A0DATAPOLICY", privacy=privacy
        ),
    }


EVERY: Mapping[str, Made] = {
    **_answers(),
    **_homes(),
    **_forms(),
    **_notices(),
    **_readings(),
    **_welcomes(),
    **every_view_of_an_organisation(),
    **views_of_mails.VIEWS,
    **views_of_two_owners.VIEWS,
    **every_reminder(),
    **every_announcement(),
    **every_notice(),
    **every_letter(),
    **every_watched_view(),
}
"""Every view and message by name."""
