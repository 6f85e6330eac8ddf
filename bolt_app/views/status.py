"""The sentence that says where the opt-out stands, one for each status and grade of evidence.

It says who stated what, and when. What nobody typed in is "not recorded"; only a recorded confirmation is
shown as one, beside how well it is backed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bolt_app.i18n import Translator, mark
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry, Status
from bolt_app.optout.rules import days_since
from bolt_app.register.kinds import Slot
from bolt_app.views import backed
from bolt_app.views.claims import plainly
from bolt_app.views.facts import Facts
from bolt_app.views.kit import escape
from bolt_app.views.proposals import not_agreed_yet


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the matter stands, in words.

    Attributes:
        label: the status in a few words.
        sentence: what is recorded: who stated it, and when.
        follows: what follows according to Slack, and what an opt-out does not do; "" while nothing is filed.
    """

    label: str
    sentence: str
    follows: str = ""


def stand(facts: Facts, t: Translator, *, reasons: bool = True) -> Stand:
    """Return where the opt-out stands as members read it.

    Args:
        facts: the record and the register.
        t: the reader's language.
        reasons: whether the reader may read why: the reason, the clause (guests may not).
    """
    opt_out = facts.opt_out if reasons else _unexplained(facts.opt_out)
    sentence = _SENTENCES[opt_out.status](opt_out, facts, t)
    parts = (sentence, backed.mail(opt_out, facts, t), _reason(opt_out, t), not_agreed_yet(opt_out, t))
    return Stand(
        label=t(LABELS[opt_out.status]),
        sentence=" ".join(part for part in parts if part),
        follows=_follows(facts, t),
    )


def inline(text: str) -> str:
    """Return text that people typed as one line, safe inside a sentence, which brings its own full stop."""
    return escape(" ".join(text.split()).removesuffix("."))


def stated(entry: Entry | None, t: Translator) -> str:
    """Return the day an entry states, in words, or that none is recorded."""
    day = entry.statement.stated_on if entry else None
    return t.day(day) if day else t("a day that is not recorded")


def review(entry: Entry | None, t: Translator) -> str:
    """Return the day on which a decision is to be looked at again, in words, or that none is recorded."""
    day = entry.statement.review_on if entry else None
    return t.day(day) if day else t("a day that is not recorded")


def _unexplained(opt_out: OptOut) -> OptOut:
    """Return the opt-out without what an owner typed to explain it."""
    if opt_out.since is None:
        return opt_out
    statement = replace(opt_out.since.statement, reason="", clause="", covers="")
    return replace(opt_out, since=replace(opt_out.since, statement=statement))


def _follows(facts: Facts, t: Translator) -> str:
    status, register = facts.opt_out.status, facts.register
    if status is Status.NOT_FILED:
        return ""
    limits = plainly(register.slot(Slot.NOT_SWITCHED_OFF), register, t)
    if status is Status.CONFIRMED:
        return f"{plainly(register.slot(Slot.AFTER_OPT_OUT), register, t)} {limits}"
    return limits


def _reason(opt_out: OptOut, t: Translator) -> str:
    entry = opt_out.since
    if entry is None:
        return ""
    stated_with_it = entry.statement
    if stated_with_it.covers:
        return t("It covers, as stated: “{covers}”.", covers=inline(stated_with_it.covers))
    if stated_with_it.reason:
        return t("Reason: “{reason}”.", reason=inline(stated_with_it.reason))
    return ""


def _not_filed(opt_out: OptOut, _: Facts, t: Translator) -> str:
    if opt_out.scope.is_organisation:
        return t("Only an owner of the organisation can ask for it, by e-mail to Slack.")
    return t("Only an owner can ask for it, by e-mail to Slack.")


def _drafted(_: OptOut, __: Facts, t: Translator) -> str:
    return t("An owner prepared the request; nothing says it was sent.")


def _filed(opt_out: OptOut, facts: Facts, t: Translator) -> str:
    sent = opt_out.filed.statement.stated_on if opt_out.filed else None
    days = days_since(sent, facts.now) if sent else 0
    day = stated(opt_out.filed, t)
    if days == 0:
        return t(
            "An owner says the request was sent on {day}. No answer is recorded here yet. "
            "Until one is, nothing shows that the default has changed.",
            day=day,
        )
    return t.plural(
        "An owner says the request was sent on {day}. No answer is recorded here after {number} day. "
        "Until one is, nothing shows that the default has changed.",
        "An owner says the request was sent on {day}. No answer is recorded here after {number} days. "
        "Until one is, nothing shows that the default has changed.",
        days,
        day=day,
    )


def _undelivered(opt_out: OptOut, _: Facts, t: Translator) -> str:
    return t("An owner reports that the e-mail came back undelivered on {day}.", day=stated(opt_out.since, t))


def _acknowledged(opt_out: OptOut, _: Facts, t: Translator) -> str:
    return t(
        "An owner reports that Slack received the request on {day}; no confirmation is recorded.",
        day=stated(opt_out.since, t),
    )


def _needs_reply(opt_out: OptOut, _: Facts, t: Translator) -> str:
    return t(
        "An owner reports that Slack asked a question on {day}; no confirmation is recorded.",
        day=stated(opt_out.since, t),
    )


def _refused(opt_out: OptOut, _: Facts, t: Translator) -> str:
    return t("An owner reports that Slack declined on {day}.", day=stated(opt_out.since, t))


def _declined(opt_out: OptOut, _: Facts, t: Translator) -> str:
    entry = opt_out.since
    return t(
        "An owner recorded on {day} the decision not to opt out. It is to be looked at again on {review}.",
        day=t.day(entry.recorded_at.date()) if entry else "",
        review=review(entry, t),
    )


def _excluded(opt_out: OptOut, _: Facts, t: Translator) -> str:
    entry = opt_out.since
    clause = inline(entry.statement.clause) if entry else ""
    if clause:
        return t(
            "An owner recorded that the organisation’s contract excludes this use (clause “{clause}”, dated "
            "{day}). It is to be looked at again on {review}.",
            clause=clause,
            day=stated(entry, t),
            review=review(entry, t),
        )
    return t(
        "An owner recorded that the organisation’s contract excludes this use. It is to be looked at again "
        "on {review}.",
        review=review(entry, t),
    )


def _withdrawn(opt_out: OptOut, _: Facts, t: Translator) -> str:
    day = t.day(opt_out.since.recorded_at.date()) if opt_out.since else ""
    return t("Recorded here as withdrawn on {day}. This alone does not tell Slack anything.", day=day)


def _uncertain(opt_out: OptOut, _: Facts, t: Translator) -> str:
    day = opt_out.confirmed.statement.stated_on if opt_out.confirmed else None
    moved = opt_out.since is not None and opt_out.since.role is None  # the app found that the workspace did
    if moved and day is not None:
        return t(
            "An owner reported that Slack confirmed on {day}, before this workspace belonged to its "
            "organisation; whether it still holds is not known.",
            day=t.day(day),
        )
    if moved:
        return t(
            "An owner reported that Slack confirmed, before this workspace belonged to its organisation; "
            "whether it still holds is not known."
        )
    if day is None:
        return t("An owner reported that Slack confirmed; whether it still holds is not known.")
    return t(
        "An owner reported that Slack confirmed on {day}; whether it still holds is not known.",
        day=t.day(day),
    )


_SENTENCES: Mapping[Status, Callable[[OptOut, Facts, Translator], str]] = {
    Status.NOT_FILED: _not_filed,
    Status.DRAFTED: _drafted,
    Status.FILED: _filed,
    Status.UNDELIVERED: _undelivered,
    Status.ACKNOWLEDGED: _acknowledged,
    Status.NEEDS_REPLY: _needs_reply,
    Status.CONFIRMED: backed.confirmed,
    Status.REFUSED: _refused,
    Status.DECLINED: _declined,
    Status.EXCLUDED: _excluded,
    Status.WITHDRAWN: _withdrawn,
    Status.UNCERTAIN: _uncertain,
}

LABELS: Mapping[Status, str] = {
    Status.NOT_FILED: mark("None recorded here"),
    Status.DRAFTED: mark("Prepared, not sent"),
    Status.FILED: mark("Sent, no answer recorded"),
    Status.UNDELIVERED: mark("Came back undelivered"),
    Status.ACKNOWLEDGED: mark("Received, not confirmed"),
    Status.NEEDS_REPLY: mark("Question from Slack recorded"),
    Status.CONFIRMED: mark("Confirmation recorded"),
    Status.REFUSED: mark("Refusal recorded"),
    Status.DECLINED: mark("Decided not to opt out"),
    Status.EXCLUDED: mark("Excluded by contract"),
    Status.WITHDRAWN: mark("Withdrawn"),
    Status.UNCERTAIN: mark("Confirmed once, now uncertain"),
}
"""The statuses in a few words, to be translated."""
