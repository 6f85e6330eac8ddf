"""A played page behind a server of this machine, declared in the place of Slack's; knows no findings."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Self

from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.played_page import PATH, PlayedPage
from bolt_app.register.model import Register
from bolt_app.watch import Declaration
from bolt_app.watch.citations import citations
from bolt_app.watch.declarations import load
from bolt_app.watch.fetch import Fetcher, Reach

PLAYED = "Privacy Principles"
"""The terms whose page is played; of the others nothing is read, and nothing is said to have been."""


def quoted(register: Register) -> tuple[str, ...]:
    """Return the keys of the claims that quote the page, in the register's order."""
    [page] = [one for one in load() if one.terms == PLAYED]
    return tuple(one.claim for one in citations(page, register) if one.quote)


class Stage:
    """The page's server and its declaration, while the context lasts."""

    def __init__(self, played: PlayedPage) -> None:
        """Take what answers."""
        self._played = played
        self._stack = ExitStack()
        self._url = ""

    @property
    def declarations(self) -> Sequence[Declaration]:
        """What is watched: as shipped, but that the played page is here."""
        return [replace(one, url=self._url + PATH) if one.terms == PLAYED else one for one in load()]

    @property
    def asked(self) -> Sequence[Declaration]:
        """The played page alone."""
        return [one for one in self.declarations if one.terms == PLAYED]

    def fetcher(self) -> Fetcher:
        """Return what asks this one server and no other."""
        return Fetcher("datapolicy-tryout/1", reach=Reach(self._fault, lambda address: address.is_loopback))

    def _fault(self, url: str) -> str:
        return "" if url.startswith(f"{self._url}/") else "leads away from the try-out"

    def __enter__(self) -> Self:
        self._url = self._stack.enter_context(LocalServer(self._played)).url
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
