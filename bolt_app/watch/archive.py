"""What the watch asks of the place where pages are kept; storage/ has it, and is not known here."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from bolt_app.watch.change import PolicyChange
from bolt_app.watch.finding import Finding
from bolt_app.watch.model import Look, Standing, Version


class PageArchive(Protocol):
    """The pages as they were read, what was found of the citations, and what changed.

    Versions and changes are only ever added; of standings and findings the newest counts.
    """

    def latest(self, terms: str) -> Version | None:
        """Return the newest version of a page, its bytes included, or None: it was never read."""
        ...

    def versions(self, terms: str) -> Iterator[Version]:
        """Yield every version of a page, oldest first."""
        ...

    def standing(self, terms: str) -> Standing:
        """Return how the newest looks at a page ended; an empty standing when there was none."""
        ...

    def findings(self) -> Sequence[Finding]:
        """Return the newest finding of every citation, by (terms, claim)."""
        ...

    def changes(self, since: datetime | None = None) -> Sequence[PolicyChange]:
        """Return what changed, newest first; with `since`, only what was found after it."""
        ...

    def keep(self, look: Look) -> bool:
        """Record a look in one transaction: versions, change, findings and standing.

        The findings of a look replace all findings of its terms: a citation that is no longer among them is
        no longer cited.

        Returns:
            False, with nothing recorded, when the newest version is no longer that of `look.after`, or when a
            later look at this page is recorded: somebody else was first.
        """
        ...
