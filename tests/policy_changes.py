"""Changes of Slack's pages as the watch finds them, and looks that found them; plainly synthetic."""

from datetime import UTC, datetime, timedelta

from bolt_app.register.words import Mark, Words
from bolt_app.watch import Look
from bolt_app.watch.change import Comparison, Paragraph, PolicyChange

FOUND = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)

_PARAGRAPH = Paragraph(
    (
        Words(Mark.KEPT, "We may use"),
        Words(Mark.REMOVED, "synthetic old words"),
        Words(Mark.ADDED, "synthetic new words"),
        Words(Mark.KEPT, "for it."),
    ),
    heading="A synthetic heading",
    unchanged=4,
)


def changed(
    found_at: datetime = FOUND,
    *,
    terms: str = "Privacy Principles",
    claims: tuple[str, ...] = ("generative",),
    paragraphs: int = 1,
) -> PolicyChange:
    """Return a change that was found then, twelve hours after the page was read the last time."""
    return PolicyChange(
        id=f"synthetic-{found_at:%Y-%m-%d-%H%M}",
        terms=terms,
        url="https://slack.com/trust/data-management/privacy-principles",
        found_at=found_at,
        unchanged_until=found_at - timedelta(hours=12),
        before=found_at - timedelta(days=30),
        comparison=Comparison((_PARAGRAPH,) * paragraphs),
        claims=claims,
    )


def look(change: PolicyChange) -> Look:
    """Return the look that found a change; its version is left out, so that the next look may follow it."""
    return Look(terms=change.terms, at=change.found_at, after=None, change=change)
