"""Refusals as sentences: what was not recorded, why, and what to do. One sentence for each kind."""

from collections.abc import Callable, Mapping

from bolt_app.i18n import Translator
from bolt_app.optout.model import Refusal, RefusalKind
from bolt_app.people import Role
from bolt_app.views.acts import done
from bolt_app.views.status import LABELS


def refusal(refused: Refusal, t: Translator) -> str:
    """Return why nothing was recorded and what the person can do, in plain text or mrkdwn alike."""
    return _SENTENCES[refused.kind](refused, t)


def _not_an_owner(refused: Refusal, t: Translator) -> str:
    match refused.role:
        case Role.ADMIN:
            return t(
                "Slack accepts the opt-out from owners only, and admins are not owners. Ask an owner; Slack "
                "lists them under the workspace name, About this workspace. Nothing was recorded."
            )
        case Role.GUEST:
            return t("Guests can read where the opt-out stands. Only an owner can act. Nothing was recorded.")
        case Role.OUTSIDER:
            return t("Only an owner of the workspace this app is installed in can act. Nothing was recorded.")
        case _:
            return t(
                "Only an owner can do this. Slack lists the owners under the workspace name, About this "
                "workspace. Nothing was recorded."
            )


def _deactivated(_: Refusal, t: Translator) -> str:
    return t("Slack says this account is deactivated or is a bot. Nothing was recorded.")


def _not_from_here(refused: Refusal, t: Translator) -> str:
    status = t(LABELS[refused.status]) if refused.status else ""
    return t(
        "This does not fit where the matter stands now ({status}). Open Home to see what can be done. "
        "Nothing was recorded.",
        status=status,
    )


def _meanwhile(refused: Refusal, t: Translator) -> str:
    entry = refused.entry
    if entry is None or entry.actor is None or entry.actor.user is None:
        return t("The record changed while this was open. Nothing was recorded; look at it as it is now.")
    return t(
        "Meanwhile {person} acted: {what} (No. {number}). Nothing of yours was recorded; look at it as it is "
        "now.",
        person=f"<@{entry.actor.user}>",
        what=done(entry, t),
        number=entry.position,
    )


def _proposal_gone(refused: Refusal, t: Translator) -> str:
    if refused.entry is None:
        return t("No proposal waits for an agreement here any more. Nothing was recorded.")
    return t(
        "The proposal no longer stands: the record changed since ({what}, No. {number}). Nothing was "
        "recorded; what was proposed can be recorded anew.",
        what=done(refused.entry, t),
        number=refused.entry.position,
    )


def _answer_before_letter(refused: Refusal, t: Translator) -> str:
    return t(
        "This is before the e-mail was sent ({day}). Check both dates; the record can be corrected.",
        day=t.day(refused.day) if refused.day else "",
    )


def _mail_of_another_day(refused: Refusal, t: Translator) -> str:
    return t(
        "The e-mail that was chosen bears another date ({day}). State that one, or choose another e-mail, or "
        "none.",
        day=t.day(refused.day) if refused.day else "",
    )


def _day_turned(refused: Refusal, t: Translator) -> str:
    return t(
        "This was opened on {day}, and another day has begun since. Choose “I sent it on another date” and "
        "the day.",
        day=t.day(refused.day) if refused.day else "",
    )


def _before_confirmation(refused: Refusal, t: Translator) -> str:
    return t(
        "This is before the day of Slack’s confirmation ({day}). Check both dates; the record can be "
        "corrected.",
        day=t.day(refused.day) if refused.day else "",
    )


def _date_too_early(refused: Refusal, t: Translator) -> str:
    return t(
        "Slack dates its first machine-learning features to {year}. Choose a later day.",
        year=refused.day.year if refused.day else "",
    )


def _built_upon(refused: Refusal, t: Translator) -> str:
    entry = refused.entry
    return t(
        "Entry No. {number} ({what}) builds on it. Correct that one first, then this one.",
        number=entry.position if entry else "",
        what=done(entry, t) if entry else "",
    )


def _too_long(refused: Refusal, t: Translator) -> str:
    return t("This is too long: at most {limit} characters.", limit=refused.limit)


_SENTENCES: Mapping[RefusalKind, Callable[[Refusal, Translator], str]] = {
    RefusalKind.NOT_AN_OWNER: _not_an_owner,
    RefusalKind.DEACTIVATED: _deactivated,
    RefusalKind.NOT_FROM_HERE: _not_from_here,
    RefusalKind.MEANWHILE: _meanwhile,
    RefusalKind.DATE_MISSING: lambda _, t: t("Choose the day."),
    RefusalKind.DAY_TURNED: _day_turned,
    RefusalKind.DATE_IN_FUTURE: lambda _, t: t("This day has not come yet. Choose today or an earlier day."),
    RefusalKind.DATE_TOO_EARLY: _date_too_early,
    RefusalKind.ANSWER_BEFORE_LETTER: _answer_before_letter,
    RefusalKind.BEFORE_CONFIRMATION: _before_confirmation,
    RefusalKind.REVIEW_MISSING: lambda _, t: t("Choose the day on which this is looked at again."),
    RefusalKind.REVIEW_NOT_AHEAD: lambda _, t: t("Choose a day after today, within five years."),
    RefusalKind.REASON_MISSING: lambda _, t: t("Give the reason in a sentence; members read it."),
    RefusalKind.CLAUSE_MISSING: lambda _, t: t("Name the clause of the contract; members read it."),
    RefusalKind.REPLY_MISSING: lambda _, t: t("Paste the text of Slack’s reply."),
    RefusalKind.ANOTHER_PLACE: lambda _, t: t(
        "This text names another workspace or organisation, and not this one. If this one bore another "
        "address then, add its present address below the text."
    ),
    RefusalKind.LETTER_UNFINISHED: lambda _, t: t(
        "The answer is not in the text yet. Write it in, or empty the text if you answered another way."
    ),
    RefusalKind.TICK_MISSING: lambda _, t: t("Tick the statement: without it this cannot be recorded."),
    RefusalKind.PERSON_MISSING: lambda _, t: t("Choose a person."),
    RefusalKind.MAIL_MISSING: lambda _, t: t("This e-mail is no longer on file. Choose another, or none."),
    RefusalKind.MAIL_OF_ANOTHER_DAY: _mail_of_another_day,
    RefusalKind.MAIL_UNFIT: lambda _, t: t("This e-mail shows something else. Choose another, or none."),
    RefusalKind.CHANNEL_MISSING: lambda _, t: t("Choose a channel."),
    RefusalKind.TOPIC_MISSING: lambda _, t: t("Choose what is posted there, at least one."),
    RefusalKind.RULE_MISSING: lambda _, t: t("Choose what workspaces may do."),
    RefusalKind.ORGANISATION_DECIDES: lambda _, t: t(
        "The owners of the organisation decided that workspaces do not do this themselves. Ask an "
        "organisation owner. Nothing was recorded."
    ),
    RefusalKind.NO_ORGANISATION: lambda _, t: t(
        "This is decided in an organisation’s record only. Nothing was recorded."
    ),
    RefusalKind.TOO_LONG: _too_long,
    RefusalKind.NO_SUCH_ENTRY: lambda _, t: t(
        "This entry cannot be corrected, or was corrected already. Choose another."
    ),
    RefusalKind.BUILT_UPON: _built_upon,
    RefusalKind.NOT_A_READER: lambda _, t: t(
        "Only owners, and the readers they named, read and export this. Nothing was given out or recorded."
    ),
    RefusalKind.NOT_A_MEMBER: lambda _, t: t(
        "Slack does not count this person among the members here, or says that the account is a bot or "
        "deactivated. Choose somebody else."
    ),
    RefusalKind.ALREADY_READER: lambda _, t: t("This person is a reader already."),
    RefusalKind.READERS_FULL: lambda refused, t: t(
        "{limit} readers are named, and that is the most. Remove one first.", limit=refused.limit
    ),
    RefusalKind.NO_SUCH_READER: lambda _, t: t("This person is no longer a reader. Nothing was recorded."),
    RefusalKind.PROPOSAL_GONE: _proposal_gone,
    RefusalKind.OWN_PROPOSAL: lambda _, t: t(
        "You proposed this yourself, and another owner has to agree. Nothing was recorded."
    ),
}
