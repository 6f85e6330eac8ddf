"""What the watch found of a claim, in words: a mark wherever it is shown, small print among its sources.

Refuses to call unchanged what was not read, and to say that Slack changed what was never seen on its page.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from bolt_app.i18n import Translator
from bolt_app.register.findings import Found, Standing
from bolt_app.register.marks import Mark, found, mark, mark_of_any
from bolt_app.register.model import Claim, Practice, Register

_LOOKED_DAILY = timedelta(days=2)
"""The watch looks twice a day: a change found within this time is dated by the day on which it was found."""
STALE_AFTER = timedelta(days=3)
"""After so long without a look something is wrong with the worker that looks, and somebody has to be told."""


def marked(claim: Claim, register: Register, t: Translator) -> str:
    """Return the sentence that marks a claim as being re-read, or "" where nothing marks it."""
    why = mark(claim, register)
    return in_words(why, t) if why else ""


def marked_practice(practice: Practice, register: Register, t: Translator) -> str:
    """Return the sentence that marks a practice by any of its claims, or ""."""
    return marked_by_any(register.claims_of(practice), register, t)


def marked_by_any(claims: Iterable[Claim], register: Register, t: Translator) -> str:
    """Return the sentence that marks what stands on all these claims by any of them, or ""."""
    why = mark_of_any(claims, register)
    return in_words(why, t) if why else ""


def in_words(why: Mark, t: Translator) -> str:
    """Return why a claim is being re-read, as one whole sentence."""
    found_on = t.day(why.found.since or date.min)
    if why.found.standing is Standing.MISSING:
        return _missing(why, found_on, t)
    if not why.own:
        return t(
            "It rests on a page whose text Slack changed, found on {day}; that is being re-read.",
            day=found_on,
        )
    if why.found.quoted:
        return t(
            "Slack changed the text around this passage, found on {day}; it is being re-read.", day=found_on
        )
    return t("Slack changed the page this is from, found on {day}; it is being re-read.", day=found_on)


def _missing(why: Mark, found_on: str, t: Translator) -> str:
    seen, since = why.found.seen_on, why.found.since
    if seen is None or since is None or seen > since:
        return _not_there(why, found_on, t)
    if not why.own:
        return t(
            "It rests on a passage that Slack changed, found on {day}; the passage is being re-read.",
            day=found_on,
        )
    if since - seen > _LOOKED_DAILY:
        return t(
            "Slack changed this passage between {first} and {day}; it is being re-read.",
            first=t.day(seen),
            day=found_on,
        )
    return t("Slack changed this passage on {day}; it is being re-read.", day=found_on)


def _not_there(why: Mark, found_on: str, t: Translator) -> str:
    """Return that a passage was missing, where nothing shows that Slack took it away."""
    if not why.own:
        return t(
            "It rests on a passage that Slack’s page did not have on {day}; the passage is being re-read.",
            day=found_on,
        )
    if why.found.seen_on is not None:
        return t(
            "Slack’s page did not have this passage on {day}, and had it on {seen}; it is being re-read.",
            day=found_on,
            seen=t.day(why.found.seen_on),
        )
    return t(
        "Slack’s page did not have this passage when it was first read, on {day}; it is being re-read.",
        day=found_on,
    )


def last_look(register: Register, today: date, t: Translator) -> str:
    """Return when Slack's pages were looked at last, and what to do where that went wrong; "" for never.

    Args:
        register: with what the watch found.
        today: the day it is, in UTC.
        t: the reader's language.
    """
    known = register.findings.claims.values()
    read = max((one.checked_on for one in known if one.checked_on), default=None)
    failed = max((one.failed_on for one in known if one.failed_on), default=None)
    looked = max((day for day in (read, failed) if day), default=None)
    if looked is None:
        return ""
    if today - looked > STALE_AFTER:
        return t(
            "The app last looked at Slack’s pages on {day}. It should look twice a day: tell whoever runs "
            "it.",
            day=t.day(looked),
        )
    if failed is None:
        return t("The app last read Slack’s pages on {day}.", day=t.day(looked))
    if read is None:
        return t(
            "The app could not read Slack’s pages yet; it last tried on {day}. *Sources* leads to them: "
            "compare them yourself.",
            day=t.day(failed),
        )
    return t(
        "The app last read Slack’s pages on {day}; on {failed} not all of them could be read. *Sources* says "
        "which statements that touches.",
        day=t.day(read),
        failed=t.day(failed),
    )


def checked(claim: Claim, register: Register, t: Translator) -> str:
    """Return when a claim was held against Slack's live page, as small print; "" where no page is watched."""
    known = found(claim, register)
    if known is None:
        return ""
    if known.checked_on is None:
        return _never(known, t)
    day = t.day(known.checked_on)
    if known.failed_on is not None:
        return t(
            "last checked {day}; Slack’s page could not be read on {failed}",
            day=day,
            failed=t.day(known.failed_on),
        )
    if known.standing is Standing.THERE:
        return t("on Slack’s page when it was last checked, {day}", day=day)
    return t("last checked {day}", day=day)


def _never(known: Found, t: Translator) -> str:
    if known.failed_on is None:
        return t("not checked against Slack’s live page yet")
    return t(
        "not checked against Slack’s live page yet: it could not be read on {failed}",
        failed=t.day(known.failed_on),
    )
