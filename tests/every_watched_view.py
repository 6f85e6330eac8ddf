"""What people read once the watch found something, by name; the findings are made up. Checks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.model import Evidence
from bolt_app.people import Role
from bolt_app.register.findings import Change, Findings, Found, Standing
from bolt_app.register.model import Register
from bolt_app.views import answer, changes, page_changes, sources
from bolt_app.views.facts import Facts
from bolt_app.views.home import home
from bolt_app.watch import Comparison, Mark, Paragraph, PolicyChange, Words
from tests.record_builders import RECEIVED, SENT, done, facts_of, record_of, shipped, viewer

Made = Callable[[Translator], dict[str, Any]]

FOUND_AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
_DAY, _BEFORE, _CHECKED = date(2026, 12, 3), date(2026, 12, 2), date(2026, 12, 4)
_NEXT_MORNING = datetime(2026, 12, 4, 8, 0, tzinfo=UTC)

FINDINGS: Mapping[str, Found] = {
    "predictive": Found(Standing.MISSING, since=_DAY, seen_on=_BEFORE, checked_on=_CHECKED),
    "generative": Found(Standing.NOT_CHECKED, checked_on=_BEFORE, failed_on=_CHECKED),
    "after-opt-out": Found(Standing.AROUND, since=_DAY, seen_on=_CHECKED, checked_on=_CHECKED),
    "how": Found(Standing.THERE, checked_on=_CHECKED, seen_on=_CHECKED),
    "no-deadline": Found(Standing.MISSING, since=_DAY, checked_on=_CHECKED),
    "who-can": Found(Standing.AROUND, quoted=False, since=_DAY, checked_on=_CHECKED),
    "contract": Found(Standing.NOT_CHECKED),
}
"""One of every kind."""

CHANGE = PolicyChange(
    id="privacy-principles-20261203t093000z",
    terms="Privacy Principles",
    url="https://slack.com/trust/data-management/privacy-principles",
    found_at=FOUND_AT,
    unchanged_until=datetime(2026, 12, 2, 21, 30, tzinfo=UTC),
    before=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    comparison=Comparison(
        (
            Paragraph(
                (
                    Words(Mark.KEPT, "To develop"),
                    Words(Mark.REMOVED, "non-generative AI/ML"),
                    Words(Mark.ADDED, "predictive"),
                    Words(
                        Mark.KEPT,
                        "models for features such as emoji and channel recommendations, our systems analyse "
                        "Customer Data (e.g. messages, content and files) submitted to Slack. "
                        + "Invented. "
                        * 40,
                    ),
                ),
                heading="How <we> build models",
            ),
            Paragraph((Words(Mark.REMOVED, "We offer customers a choice around these practices."),)),
            Paragraph((Words(Mark.ADDED, "Contact us to opt out."),), unchanged=12),
        )
    ),
    claims=("predictive", "choice-offered"),
)
"""Words of the register's own quotes; what stands round them is invented."""


def listed(change: PolicyChange = CHANGE) -> Change:
    """Return a change as lists name it."""
    return Change(change.id, change.terms, change.url, change.found_at, change.claims)


def found(*changes: Change, claims: Mapping[str, Found] = FINDINGS) -> Register:
    """Return the shipped register with what the watch found."""
    return replace(shipped(), findings=Findings(claims, changes, "made up"))


def watched(facts: Facts, *changes: Change) -> Facts:
    """Return the facts of the next morning, with these changes or the one."""
    return replace(facts, register=found(*(changes or (listed(),))), now=_NEXT_MORNING)


def every_watched_view() -> Mapping[str, Made]:
    """Return each view in which a finding is told."""
    member = viewer(Role.MEMBER)
    empty = watched(facts_of())
    confirmed = watched(facts_of(record_of((SENT, RECEIVED, done(Evidence.PASTED)))))
    other = replace(CHANGE, comparison=Comparison(CHANGE.comparison.paragraphs[2:]), claims=())
    reviewed = replace(facts_of(), register=found(claims={}))
    a_week_later = replace(empty, now=_NEXT_MORNING + timedelta(days=7))
    return {
        "watched-answer": lambda t: answer.policy(empty, member, t),
        "watched-answer-confirmed": lambda t: answer.policy(confirmed, member, t),
        "watched-command-changes": lambda t: answer.reading("changes", empty, t),
        "watched-command-changes-stale": lambda t: answer.reading("changes", a_week_later, t),
        "watched-home": lambda t: home(empty, member, t),
        "watched-home-owner": lambda t: home(confirmed, viewer(Role.OWNER), t),
        "watched-sources": lambda t: sources.sources_of(
            [empty.register.claim(key) for key in FINDINGS], empty, t
        ),
        "watched-changes": lambda t: changes.changes(empty, t),
        "watched-page-change": lambda t: page_changes.in_full(CHANGE, empty, t),
        "watched-page-change-elsewhere": lambda t: page_changes.in_full(other, empty, t),
        "watched-page-change-reviewed": lambda t: page_changes.in_full(CHANGE, reviewed, t),
    }
