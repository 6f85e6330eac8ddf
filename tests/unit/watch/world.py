"""A watch over one pretended page, day after day, with a server that answers what it is told to."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bolt_app.register import load as load_register
from bolt_app.watch import Declaration, Failure, FailureKind, FindingKind, Look, RecordKind, Validators
from bolt_app.watch.answer import Answer, Fetched
from bolt_app.watch.declarations import load
from bolt_app.watch.watcher import Watcher
from tests.page_archive import ArchiveInMemory
from tests.slack_pages import page, principles

REGISTER = load_register()


PRINCIPLES = next(one for one in load() if one.terms == "Privacy Principles")


BEFORE, CHANGE, LATER = (principles(REGISTER, version) for version in "BCE")


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


DOWN = Failure(FailureKind.HTTP_STATUS, "503")


@dataclass
class Server:
    """Answers what it was told to, and notes with what it was asked."""

    answer: Answer
    asked: list[tuple[str, Validators]] = field(default_factory=list)

    def __call__(self, url: str, validators: Validators) -> Answer:
        self.asked.append((url, validators))
        return self.answer


@dataclass
class Days:
    """A clock that moves when it is told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


class World:
    """A watch over one page, day after day."""

    def __init__(self, declaration: Declaration = PRINCIPLES) -> None:
        self.archive, self.server, self.clock = ArchiveInMemory(), Server(DOWN), Days()
        self.declaration = declaration

    def day(self, answer: Answer | bytes | tuple[str, ...]) -> Look:
        """What the next day's look gave, the server answering so."""
        if isinstance(answer, tuple):
            answer = page(*answer)
        if isinstance(answer, bytes):
            answer = Fetched(answer, "text/html", Validators(f'"{hashlib.sha256(answer).hexdigest()[:8]}"'))
        self.server.answer = answer
        watcher = Watcher([self.declaration], REGISTER, self.archive, self.server, self.clock)
        (look,) = watcher.turn()
        self.clock.now += timedelta(days=1)
        return look

    def found(self) -> dict[str, FindingKind]:
        return {finding.claim: finding.kind for finding in self.archive.findings()}


def versions(world: World) -> list[RecordKind]:
    return [version.kind for version in world.archive.versions(PRINCIPLES.terms)]


def fetched(paragraphs: tuple[str, ...]) -> Fetched:
    return Fetched(page(*paragraphs), "text/html", Validators())
