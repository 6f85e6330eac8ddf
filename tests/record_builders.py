"""Records in every status, decided by the app’s own rules, and what views are made from; opens nothing."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bolt_app.i18n import Translator, load_translators
from bolt_app.letter import Place
from bolt_app.optout.chain import digest
from bolt_app.optout.choices import Topic
from bolt_app.optout.fold import fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Entry, Evidence, Statement, Status
from bolt_app.optout.rules import decide
from bolt_app.people import Role, Scope, Viewer
from bolt_app.register import Register, load
from bolt_app.views.facts import Facts, Operator
from bolt_app.views.forms import Form
from bolt_app.views.wording import WORDS

ACME = Scope("T0ACME")
ACME_GROUP = Scope("E0ACMEGROUP")
PLACE = Place(ACME, "Acme", "https://acme.slack.com")
OPERATOR = Operator(name="Acme IT", contact="privacy@acme.example", country="France")

FIRST_DAY = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
"""When the first entry of a built record is written down; each entry after it comes two days later."""

NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)

Act = tuple[Action, Statement]

_TICK = WORDS[Form.LETTER].tick


def viewer(role: Role, locale: str = "en-GB", scope: Scope = ACME) -> Viewer:
    """Return a person of that role, whose id says so."""
    return Viewer(scope, f"U0{role.upper()}", role, locale)


SENT: Act = (
    Action.SENT,
    Statement(stated_on=date(2026, 5, 12), ticked=_TICK, letter="opt-out.1", register="2026-11-21.1"),
)
DRAFT: Act = (Action.DRAFT, Statement(letter="opt-out.1", register="2026-11-21.1"))
RECEIVED: Act = (Action.RECEIVED, Statement(stated_on=date(2026, 5, 13), reference="12345"))
ASKED: Act = (Action.ASKED, Statement(stated_on=date(2026, 5, 13), reference="12345"))
BOUNCED: Act = (Action.BOUNCED, Statement(stated_on=date(2026, 5, 12)))
REFUSED: Act = (
    Action.REFUSED,
    Statement(stated_on=date(2026, 5, 14), reason="The request did not come from an owner’s address."),
)
DECLINE: Act = (
    Action.DECLINE,
    Statement(
        reason="The works council wants to look at it first.", review_on=date(2026, 12, 3), ticked=_TICK
    ),
)
EXCLUDE: Act = (
    Action.EXCLUDE,
    Statement(
        clause="§ 7.2 (b) of the order form",
        stated_on=date(2025, 1, 15),
        review_on=date(2027, 1, 15),
        ticked=_TICK,
    ),
)
WITHDRAW: Act = (
    Action.WITHDRAW,
    Statement(reason="We want suggestions trained on many teams again.", ticked=_TICK),
)
DOUBT: Act = (Action.DOUBT, Statement(reason="The workspace joined an organisation."))
CONFIRM_AGAIN: Act = (Action.CONFIRM_AGAIN, Statement(stated_on=date(2026, 5, 16), letter="confirm-again.1"))
NAME_CONTACT: Act = (Action.NAME_CONTACT, Statement(named="U0PRIYA"))
CHOOSE_CHANNEL: Act = (
    Action.CHOOSE_CHANNEL,
    Statement(channel="C0PRIVACY", topics=(Topic.OUR_OPT_OUT, Topic.POLICY), language="en"),
)
REMOVE_CHANNEL: Act = (Action.REMOVE_CHANNEL, Statement())


def done(evidence: Evidence = Evidence.WORD, covers: str = "") -> Act:
    """Return Slack's confirmation, backed as well as said."""
    pasted, signed = evidence is Evidence.PASTED, evidence is Evidence.SIGNED
    stated = Statement(
        stated_on=date(2026, 5, 14),
        reference="12345",
        texts=(("reply", digest("Your opt-out is completed.")),) if pasted else (),
        evidence=evidence,
        mail=digest("the mail") if evidence >= Evidence.FILE else "",
        about=AboutUs.NAMES if signed else AboutUs.STATED,
        checked=Checked.VALID if signed else Checked.NOT_CHECKED,
        signer="slack.com" if signed else "",
        covers=covers,
    )
    return Action.DONE, stated


REACHED_BY: dict[Status, tuple[Act, ...]] = {
    Status.NOT_FILED: (),
    Status.DRAFTED: (DRAFT,),
    Status.FILED: (SENT,),
    Status.UNDELIVERED: (SENT, BOUNCED),
    Status.ACKNOWLEDGED: (SENT, RECEIVED),
    Status.NEEDS_REPLY: (SENT, ASKED),
    Status.CONFIRMED: (SENT, RECEIVED, done(Evidence.PASTED)),
    Status.REFUSED: (SENT, REFUSED),
    Status.DECLINED: (DECLINE,),
    Status.EXCLUDED: (EXCLUDE,),
    Status.WITHDRAWN: (SENT, WITHDRAW),
    Status.UNCERTAIN: (SENT, done(), DOUBT),
}
"""A short way to each status."""


def record_of(acts: Iterable[Act], scope: Scope = ACME, first: datetime = FIRST_DAY) -> tuple[Entry, ...]:
    """Return the entries that an owner’s acts make, two days apart, each decided by the rules."""
    entries: list[Entry] = []
    owner = viewer(Role.OWNER, scope=scope)
    for number, (action, statement) in enumerate(acts):
        now = first + timedelta(days=2 * number)
        entry = decide(entries, action, statement, actor=owner, now=now, salts=("5a" * 16, "a5" * 16))
        assert isinstance(entry, Entry), entry
        entries.append(entry)
    return tuple(entries)


@cache
def shipped() -> Register:
    """Return the register the app ships, read once."""
    return load()


@cache
def translator(language: str) -> Translator:
    """Return the shipped translator of a language, read once."""
    return load_translators()[language]


def facts_of(
    entries: Sequence[Entry] = (),
    *,
    scope: Scope = ACME,
    now: datetime = NOW,
    register: Register | None = None,
    operator: Operator = OPERATOR,
) -> Facts:
    """Return what views are made from, for a record."""
    opt_out = fold(scope, entries)
    return Facts(opt_out, register or shipped(), now, team="T0ACME", app_id="A0DATAPOLICY", operator=operator)


def facts_in(status: Status, *more: Act) -> Facts:
    """Return what views are made from when the opt-out stands there, after further acts if any."""
    return facts_of(record_of((*REACHED_BY[status], *more)))
