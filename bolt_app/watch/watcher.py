"""One turn of the watch over all pages: ask, look, keep, one after the other; has no network of its own."""

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bolt_app.register import Register
from bolt_app.watch.answer import Answer
from bolt_app.watch.archive import PageArchive
from bolt_app.watch.citations import Citation, citations
from bolt_app.watch.compare import compare
from bolt_app.watch.finding import Failure, FailureKind
from bolt_app.watch.look import Kept, look
from bolt_app.watch.model import Declaration, Look, Validators


class Asks(Protocol):
    """What asks a server for a page; `fetch.Fetcher` does."""

    def __call__(self, url: str, validators: Validators, /) -> Answer:
        """Return the page, that it is unchanged, or why it could not be had. Never raises for the network."""
        ...


@dataclass(frozen=True, slots=True)
class Watcher:
    """The watch, put together.

    Attributes:
        declarations: the pages, in the order they are asked.
        register: what cites them.
        archive: where all is kept.
        ask: what asks servers.
        clock: gives the time now, aware, UTC.
    """

    declarations: Sequence[Declaration]
    register: Register
    archive: PageArchive
    ask: Asks
    clock: Callable[[], datetime]

    def turn(self) -> Iterator[Look]:
        """Look at each page once, and yield each look when it is kept.

        A look that came second to somebody else's is not kept and not yielded. Between two pages the caller
        may stop: what was yielded is complete.

        Raises:
            DeclarationError: the declarations name what the register does not have; before any page is asked.
        """
        cited = [citations(declaration, self.register) for declaration in self.declarations]
        for declaration, of_page in zip(self.declarations, cited, strict=True):
            seen = self._look(declaration, of_page)
            if self.archive.keep(seen):
                yield seen

    def _look(self, declaration: Declaration, cited: Sequence[Citation]) -> Look:
        """Look at a page; a change is believed when the page says it twice in a row."""
        began = self.clock()
        kept = Kept(
            self.archive.latest(declaration.terms),
            self.archive.standing(declaration.terms),
            self.archive.findings(),
        )

        def seen(answer: Answer) -> Look:
            # Two versions of one look have different times, on a clock that stands still as well.
            at = max(self.clock(), began + timedelta(microseconds=1))
            return look(declaration, cited, kept, answer, began=began, at=at)

        first = seen(self.ask(declaration.url, _asked_with(kept, began)))
        if first.change is None:
            return first
        second = seen(self.ask(declaration.url, Validators()))
        if second.failure or (second.change and not compare(_text(first), _text(second)).material):
            return second
        return seen(Failure(FailureKind.UNSETTLED))


def _asked_with(kept: Kept, began: datetime) -> Validators:
    """Return what the server is to compare with; on Mondays nothing, so that it sends the whole page.

    A server that says "unchanged" of a page which did change is found out within a week.
    """
    if kept.latest is None or began.astimezone(UTC).weekday() == calendar.MONDAY:
        return Validators()
    return kept.standing.validators


def _text(changed: Look) -> str:
    """Return the page's text of a look at which it had changed."""
    return changed.versions[-1].text
