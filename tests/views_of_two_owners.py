"""Views of readers, of two owners, of exports and of what is kept about a person; checks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.chain import digest
from bolt_app.optout.desk import Recorded
from bolt_app.optout.exported import LastExport
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Evidence, Statement, Status
from bolt_app.optout.outgoing import Addressed
from bolt_app.optout.rules import decide
from bolt_app.optout.second import agreement
from bolt_app.people import Role, Viewer
from bolt_app.views import answer, exporting, history, mydata, notices, optout, readers, texts
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.metadata import About
from tests import views_of_mails
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    DECLINE,
    NAME_CONTACT,
    NOW,
    REACHED_BY,
    RECEIVED,
    SENT,
    WITHDRAW,
    Act,
    done,
    facts_of,
    record_of,
    viewer,
)

Made = Callable[[Translator], dict[str, Any]]

OWNER = viewer(Role.OWNER)
SECOND = replace(OWNER, user="U0SECOND")
NOOR = Viewer(ACME, "U0NOOR", Role.GUEST, "en-GB")
MEMBER = viewer(Role.MEMBER)

REPLY = "Hello Ada,\n\nYour opt-out request for acme.slack.com has been completed.\n"
REQUIRE: Act = (Action.REQUIRE_SECOND, Statement())
WAIVE: Act = (Action.WAIVE_SECOND, Statement())
PASTED = (
    Action.DONE,
    replace(
        done(Evidence.PASTED)[1],
        texts=(("letter", digest("a letter")), ("reply", digest(REPLY))),
    ),
)


def on_top(entries: tuple[Entry, ...], act: Act, actor: Viewer = OWNER) -> tuple[Entry, ...]:
    """Return a record with an act on top, by somebody, a day after what stands there."""
    action, statement = act
    now = entries[-1].recorded_at + timedelta(days=1) if entries else NOW - timedelta(days=3)
    named = Viewer(actor.scope, statement.named, Role.GUEST)
    entry = decide(
        entries, action, statement, actor=actor, now=now, salts=("5a" * 16, "a5" * 16), named=named
    )
    assert isinstance(entry, Entry), entry
    return (*entries, entry)


def played(*acts: Act | tuple[Viewer, Act], scope: Viewer = OWNER) -> tuple[Entry, ...]:
    """Return the record that acts make, by the first owner where nobody else is named."""
    entries: tuple[Entry, ...] = ()
    for act in acts:
        actor, done_by = act if isinstance(act[0], Viewer) else (scope, act)
        entries = on_top(entries, done_by, actor)
    return entries


def agreed(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return a record in which another owner agreed to its proposal."""
    proposal = fold(ACME, entries).proposal
    assert proposal is not None
    return on_top(entries, agreement(proposal), SECOND)


def reads(user: str) -> Act:
    """Return the act that names a reader."""
    return Action.NAME_READER, Statement(named=user)


READ = played(SENT, reads("U0NOOR"), reads("U0AUDIT"))
PROPOSED: Mapping[str, tuple[Entry, ...]] = {
    "done": played(SENT, REQUIRE, PASTED),
    "decline": played(REQUIRE, DECLINE),
    "withdraw": played(SENT, REQUIRE, WITHDRAW),
    "waive": played(SENT, REQUIRE, WAIVE),
    "correct": played(
        SENT,
        done(),
        (Action.DOUBT, Statement(reason="It was about another workspace.")),
        REQUIRE,
        (Action.CORRECT, Statement(corrects=3, reason="It was about ours after all.")),
    ),
}
"""A proposal of each act that can take two owners."""

OVERTAKEN = on_top(PROPOSED["done"], RECEIVED, SECOND)
AGREED = agreed(PROPOSED["done"])
TURNED_DOWN = on_top(
    PROPOSED["done"],
    (Action.TURN_DOWN, Statement(reason="The reply is about another workspace.", regards=3)),
    SECOND,
)
_GONE = PROPOSED["done"][2].actor
ERASED = (
    *PROPOSED["done"][:2],
    replace(PROPOSED["done"][2], actor=replace(_GONE, user=None, salt=None) if _GONE else None),
)


def _homes() -> dict[str, Made]:
    def shown(entries: tuple[Entry, ...], looking: Viewer, exported: LastExport | None = None) -> Made:
        return lambda t: home(replace(facts_of(entries), exported=exported), looking, t)

    ten = played(SENT, *(reads(f"U0READER{number}") for number in range(10)))
    confirmed = record_of(REACHED_BY[Status.CONFIRMED])
    exports = {"today": NOW, "yesterday": NOW - timedelta(days=1), "long-ago": NOW - timedelta(days=9)}
    return {
        **{f"home-second-{name}-other": shown(entries, SECOND) for name, entries in PROPOSED.items()},
        **{f"home-second-{name}-member": shown(entries, MEMBER) for name, entries in PROPOSED.items()},
        "home-second-done-proposer": shown(PROPOSED["done"], OWNER),
        "home-second-overtaken": shown(OVERTAKEN, SECOND),
        "home-second-overtaken-member": shown(OVERTAKEN, MEMBER),
        "home-second-erased": shown(ERASED, SECOND),
        "home-second-agreed": shown(AGREED, SECOND),
        "home-reader": shown(READ, NOOR),
        "home-owner-readers": shown(READ, OWNER),
        "home-owner-ten-readers": shown(ten, OWNER),
        **{
            f"home-exported-{name}": shown(confirmed, OWNER, LastExport(2, at))
            for name, at in exports.items()
        },
    }


def _of_an_organisation(t: Translator) -> dict[str, Any]:
    """A guest of one workspace of an organisation, who is a reader of both records."""
    group = replace(OWNER, scope=ACME_GROUP, enterprise=ACME_GROUP.id)
    facts = facts_of(played(SENT, reads("U0NOOR"), scope=group), scope=ACME_GROUP)
    own = replace(NOOR, enterprise=ACME_GROUP.id, organisation=ACME_GROUP)
    looking = replace(NOOR, scope=ACME_GROUP, enterprise=ACME_GROUP.id, workspace=own)
    return home(replace(facts, own=fold(ACME, played(reads("U0NOOR")))), looking, t)


def _recorded(entries: tuple[Entry, ...], t: Translator) -> dict[str, Any]:
    facts = facts_of(entries)
    return notices.recorded(Recorded(facts.opt_out, entries[-1]), facts, t)


def _agreeing(entries: tuple[Entry, ...]) -> Made:
    kept: dict[str, str | None] = {"letter": "Hello,\n\nplease exclude us.\n", "reply": REPLY}
    given = Prefilled(NOW.date(), texts=kept if entries[-1].statement.texts else {})
    return lambda t: optout.form(Form.AGREE, facts_of(entries), t, given)


def _agreeing_to_what_was_erased(t: Translator) -> dict[str, Any]:
    given = Prefilled(NOW.date(), texts={"letter": None, "reply": REPLY})
    return optout.form(Form.AGREE, facts_of(PROPOSED["done"]), t, given)


def _exporting() -> dict[str, Made]:
    facts = facts_of(AGREED)
    address = "https://datapolicy.example/export/W10.c2lnbmF0dXJl"
    return {
        "export": lambda t: exporting.choosing(facts, t, About.SCOPE),
        "export-nothing": lambda t: exporting.choosing(facts_of(), t, About.SCOPE),
        "export-link": lambda t: exporting.link(facts, "bundle", address, t),
        **{f"export-command-{form}": _command(facts, form) for form in exporting.FORMS},
    }


def _command(facts: Facts, form: str) -> Made:
    return lambda t: exporting.command(facts, form, t)


def _my_data() -> dict[str, Made]:
    opt_out = fold(ACME, played(NAME_CONTACT, reads("U0PRIYA")))
    priya = replace(MEMBER, user="U0PRIYA")
    in_a_week, days_ago = NOW + timedelta(days=7), datetime(2026, 5, 2, 8, 0, tzinfo=UTC)
    waiting = Addressed(ACME, due=(in_a_week, in_a_week + timedelta(days=7)), ended=1)
    stopped = Addressed(ACME, ended=3, stopped_at=days_ago)
    elsewhere = Addressed(ACME_GROUP, due=(in_a_week,))

    def data(looking: Viewer, besides: mydata.Besides) -> Made:
        return lambda t: mydata.my_data(looking, played(NAME_CONTACT, reads("U0PRIYA")), t, besides)

    return {
        "my-data-named": data(priya, mydata.Besides([opt_out], [waiting])),
        "my-data-stopped": data(priya, mydata.Besides([opt_out], [stopped, elsewhere])),
        "my-data-installer": data(OWNER, mydata.Besides([opt_out], [Addressed(ACME)], installed=True)),
    }


def _texts() -> dict[str, Made]:
    entry = PROPOSED["done"][2]
    with_mail = replace(entry, statement=replace(entry.statement, mail=views_of_mails.REPLY.sha256))
    return {
        "texts": lambda t: texts.texts(entry, {"letter": None, "reply": REPLY}, None, t),
        "texts-letter-erased-mail": lambda t: texts.texts(with_mail, {"reply": None}, None, t),
        "texts-mail": lambda t: texts.texts(with_mail, {"letter": "Hello,"}, views_of_mails.REPLY, t),
        "texts-none": texts.none_there,
    }


def _record(entries: tuple[Entry, ...], looking: Viewer) -> Made:
    return lambda t: history.record(facts_of(entries), looking, entries, t)


VIEWS: Mapping[str, Made] = {
    **_homes(),
    **_exporting(),
    **_my_data(),
    **_texts(),
    "organisation-home-reader-of-both": _of_an_organisation,
    "answer-second-done": lambda t: answer.policy(facts_of(PROPOSED["done"]), MEMBER, t),
    **{f"form-agree-{name}": _agreeing(entries) for name, entries in PROPOSED.items()},
    "form-agree-overtaken": _agreeing(OVERTAKEN),
    "form-agree-erased": _agreeing_to_what_was_erased,
    "record-agreed-owner": _record(AGREED, OWNER),
    "record-agreed-member": _record(AGREED, MEMBER),
    "record-turned-down": _record(TURNED_DOWN, MEMBER),
    "record-readers-member": _record(
        on_top(READ, (Action.REMOVE_READER, Statement(regards=2))), viewer(Role.ADMIN)
    ),
    "record-reader": _record(READ, NOOR),
    "recorded-proposed": lambda t: _recorded(PROPOSED["done"], t),
    "recorded-agreed": lambda t: _recorded(AGREED, t),
    "readers": lambda t: readers.readers(facts_of(READ), t, About.SCOPE),
    "readers-none": lambda t: readers.readers(facts_of(), t, About.SCOPE),
}
"""By name."""
