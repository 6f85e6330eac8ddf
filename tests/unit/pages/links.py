"""Somebody who comes by a link, with used links and people in memory, and what the page answered them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from slack_sdk.errors import SlackApiError
from werkzeug.test import Client, TestResponse

from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import Kept
from bolt_app.letter import LetterKind, Place
from bolt_app.links import Link, Links
from bolt_app.optout.desk import Desk as OptOutDesk
from bolt_app.optout.model import Action, Entry
from bolt_app.pages.arriving import Arriving
from bolt_app.pages.by_link import Behind
from bolt_app.pages.downloading import Downloading
from bolt_app.pages.drafting import Drafting
from bolt_app.pages.uploading import Uploading
from bolt_app.people import Viewer
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.evidence.mails import LISTED, PLACE, mail, never
from tests.unit.optout.acts import ADA, MemoryLedger, record
from tests.unit.pages.kept import Kept as NothingKept
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import NOW, browser

LINKS = Links("https://dp.example", [b"s" * 32])


@dataclass
class Known:
    """Used links and people in memory, who fail as a test says."""

    viewer: Viewer | None = ADA
    spent: set[str] = field(default_factory=set)
    fails: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def used(self, once: str) -> bool:
        return once in self.spent

    def use(self, once: str, until: datetime, now: datetime) -> bool:
        assert until > now
        return once not in self.spent

    def comes(self, link: Link) -> Viewer | None:
        self.asked.append(link.user)
        if self.fails:
            raise self.fails
        return self.viewer

    def place(self, link: Link) -> Place:
        assert link.scope == PLACE.scope
        return PLACE


class Full(MemoryArchive):
    """As many mails on file as there may be."""

    def keep(self, *_: Any, **__: Any) -> Kept:
        return Kept.FULL


def client(
    known: Known | None = None,
    archive: MemoryArchive | None = None,
    *,
    clock: Callable[[], datetime] = lambda: NOW,
    entries: Sequence[Entry] = (),
    **changed: Any,
) -> Client:
    people = known or Known()
    arriving = Arriving(LINKS, people, people, clock)
    uploading = Uploading(
        arriving, Desk(archive or MemoryArchive(), LISTED, never), lambda _: record(Action.SENT)
    )
    drafting = Drafting(arriving, OptOutDesk(MemoryLedger(entries), clock))
    downloading = Downloading(arriving, NothingKept())
    return browser(behind=Behind(uploading, drafting, downloading), **changed)


def path(entry: int = 1, now: datetime = NOW) -> str:
    made = LINKS.upload(ADA, entry, now=now)
    assert made
    return made.removeprefix("https://dp.example")


def send(to: Client, raw: bytes, where: str = "") -> TestResponse:
    head = b'--b\r\nContent-Disposition: form-data; name="mail"; filename="reply.eml"\r\n\r\n'
    body = head + raw + b"\r\n--b--\r\n"
    return to.post(where or path(), data=body, content_type="multipart/form-data; boundary=b")


def refusal(error: str) -> Exception:
    failed: Any = SlackApiError
    return cast("Exception", failed("no", {"error": error}))


def refused_by(known: Known) -> tuple[int, str]:
    archive = MemoryArchive()
    answer = send(client(known, archive), mail())
    assert archive.kept == {}
    return answer.status_code, Read(answer.text).text


def parts_of(where: str) -> tuple[Any, str]:
    _, purpose, token = where.split("/")
    return purpose, token


def draft_path(kind: str = LetterKind.OPT_OUT) -> str:
    made = LINKS.draft(ADA, kind, now=NOW)
    assert made
    return made.removeprefix("https://dp.example")
