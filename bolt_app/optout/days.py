"""Which days may be stated with an act, wherever on earth its actor is; knows no person and no record."""

from datetime import UTC, date, datetime, timedelta

from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import ANSWERS, Action, Entry, Refusal, RefusalKind, Statement

EARLIEST = date(2016, 1, 1)
"""Slack dates its first machine-learning features to 2016 (register: slack-engineering-2016)."""

REVIEW_WITHIN = timedelta(days=5 * 366)

_AHEAD_OF_UTC = timedelta(hours=14)  # the first time zone to see a new day
_BEHIND_UTC = timedelta(hours=12)  # the last one
_CLOCK_ROUND_THE_WORLD = timedelta(days=1)  # a reply dated in California, a letter dated in Auckland

_A_LETTER_OF_OURS = frozenset({Action.SENT, Action.SENT_AGAIN, Action.REPLIED, Action.CONFIRM_AGAIN})
_FOLLOWS_A_LETTER = ANSWERS | {Action.BOUNCED, Action.REPLIED, Action.SENT_AGAIN}
_OWES_DATE = ANSWERS | _A_LETTER_OF_OURS | {Action.BOUNCED, Action.EXCLUDE}
_OWES_REVIEW = frozenset({Action.DECLINE, Action.EXCLUDE})


def date_refused(action: Action, statement: Statement, opt_out: OptOut, now: datetime) -> Refusal | None:
    """Return why the days that are stated with an act cannot be, None where they can; days owed included.

    A day has no time zone, so it is held against the first one that sees it and the last one that leaves it.

    Args:
        action: what is to be recorded.
        statement: its days are as stated.
        opt_out: where the matter stands before.
        now: aware.
    """
    newest_today = (now.astimezone(UTC) + _AHEAD_OF_UTC).date()
    oldest_today = (now.astimezone(UTC) - _BEHIND_UTC).date()
    stated, review = statement.stated_on, statement.review_on
    before_this_app = action is Action.DONE and opt_out.filed is None
    if stated is None:
        if action in _OWES_DATE and not before_this_app:
            return Refusal(RefusalKind.DATE_MISSING, field="stated_on")
    elif stated > newest_today:
        return Refusal(RefusalKind.DATE_IN_FUTURE, field="stated_on")
    elif stated < EARLIEST:
        return Refusal(RefusalKind.DATE_TOO_EARLY, field="stated_on", day=EARLIEST)
    elif action in _FOLLOWS_A_LETTER and (sent := _long_before(opt_out.filed, stated)):
        return Refusal(RefusalKind.ANSWER_BEFORE_LETTER, field="stated_on", day=sent)
    elif action is Action.CONFIRM_AGAIN and (confirmed := _long_before(opt_out.confirmed, stated)):
        return Refusal(RefusalKind.BEFORE_CONFIRMATION, field="stated_on", day=confirmed)
    if review is None:
        return Refusal(RefusalKind.REVIEW_MISSING, field="review_on") if action in _OWES_REVIEW else None
    if not oldest_today < review <= newest_today + REVIEW_WITHIN:
        return Refusal(RefusalKind.REVIEW_NOT_AHEAD, field="review_on")
    return None


def _long_before(entry: Entry | None, stated: date) -> date | None:
    """Return the day of an entry that a day lies before, whatever the time zones; else None."""
    day = entry.statement.stated_on if entry else None
    return day if day is not None and stated < day - _CLOCK_ROUND_THE_WORLD else None
