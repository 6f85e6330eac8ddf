"""What the desk asks of the place where the record is kept; storage/ has it, and is not known here."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Scope


class RecordUnavailable(Exception):
    """The record cannot be read or written now; a later try may succeed."""


class Ledger(Protocol):
    """The append-only list of entries, as storage/ keeps it."""

    def entries(self, scope: Scope) -> Sequence[Entry]:
        """Return the scope's entries, oldest first."""
        ...

    def head(self, scope: Scope) -> str:
        """Return the hash of the scope's newest entry, or `chain.GENESIS` when there is none."""
        ...

    def append(
        self, entries: Sequence[Entry], texts: Mapping[str, str], due: Sequence[Outgoing] = ()
    ) -> bool:
        """Write entries, the texts whose SHA-256 they carry, and what is to be sent, or nothing at all.

        Args:
            entries: one sealed entry, or several of one scope that follow one another.
            texts: kind to text ("letter", "reply"); encrypted at rest, kept apart from the entries.
            due: messages these entries cause; one whose key is known already is left as it is.

        Returns:
            False when the first position is taken already: somebody else was first.
        """
        ...

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a text of this scope, or None when it was erased or never kept."""
        ...
