"""Two workers in processes of their own, killed in the middle of sending, and a pretended Slack that counts.

Each worker has an address of its own for Slack's Web API, so that Slack knows whom to kill, and when.
"""

import contextlib
import itertools
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import select

from bolt_app import settings, startup
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Persona, Sibling, Standing, Workspace, organisation
from bolt_app.optout.model import Action, Entry, Statement
from bolt_app.optout.reminders import caused
from bolt_app.optout.rules import decide
from bolt_app.people import Role, Scope, Viewer
from bolt_app.settings import Mode
from bolt_app.worker import LEASE
from bolt_app.working import build_worker
from storage import Storage, open_storage
from storage.outbox_tables import OUTBOX
from tests.scenarios.process import Process, running, until
from tests.storage.record import KEY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MOMENTS = ("asked", "before", "after", "answered")
"""When a worker dies: as it asks about a person; before Slack took its message; after that, without the
answer; and right after the answer, while it may be writing down that it was sent."""

SENT_BEFORE_DYING = 1
READY = "Sending what is due"
"""What a worker logs once it takes SIGTERM as a wish to end well; before that the signal just kills it."""


@dataclass
class Tally:
    """How it ended.

    Attributes:
        outcomes: outcome to how many messages.
        delivered: recipient to how many messages they got.
        sent: recipients whose message is recorded as sent.
        unknown: recipients whose message nobody knows about.
        killed: how many workers died, by moment.
    """

    outcomes: Counter[str]
    delivered: Counter[str]
    sent: set[str]
    unknown: set[str]
    killed: Counter[str]


class Deaths:
    """Which moments are still to come, for all workers together.

    Attributes:
        over: set once every one has come.
    """

    def __init__(self, times: int) -> None:
        self._to_come = [moment for moment, _ in zip(itertools.cycle(MOMENTS), range(times))][::-1]
        self._left = times
        self._lock = threading.Lock()
        self.over = threading.Event()

    def next(self) -> str | None:
        """When the next worker is to die; None: it lives to the end, and is started after all who die.

        It would otherwise send what those are to die of, on a machine where they start slowly.
        """
        with self._lock:
            return self._to_come.pop() if self._to_come else None

    def died(self) -> None:
        """One of them came."""
        with self._lock:
            self._left -= 1
            if not self._left:
                self.over.set()


@dataclass
class Slot:
    """One worker's way to Slack, which ends it."""

    web_api: "WSGIApplication"
    deaths: "Deaths"
    killed: Counter[str] = field(default_factory=Counter)
    process: Process | None = None
    _moment: str | None = None
    _sent: int = 0

    def lives(self, process: Process, moment: str | None) -> None:
        """Another process took the slot, to die at that moment; None: it lives to the end."""
        self._sent, self._moment, self.process = 0, moment, process

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        method = environ["PATH_INFO"].removeprefix("/api/")
        due = self._sent >= SENT_BEFORE_DYING
        if due and (method, self._moment) in {("users.info", "asked"), ("chat.postMessage", "before")}:
            self._kill()
            start_response("500 Gone", [])
            return []
        answer = self.web_api(environ, start_response)
        if method != "chat.postMessage":
            return answer
        self._sent += 1
        if due and self._moment == "after":
            self._kill()
        if due and self._moment == "answered":
            return _ThenKills(answer, self)
        return answer

    def _kill(self) -> None:
        moment, self._moment = self._moment, None
        if moment and self.process and not self.process.ended:
            os.kill(self.process.pid, signal.SIGKILL)
            self.killed[moment] += 1
            self.deaths.died()


class _ThenKills:
    """An answer after which the worker that reads it dies."""

    def __init__(self, answer: Iterable[bytes], slot: Slot) -> None:
        self._answer = answer
        self._slot = slot

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        self._slot._kill()


def crowd(number: int) -> Workspace:
    """An organisation-wide installation with so many owners, each of a workspace of their own."""
    people = {
        f"owner{one}": Persona(
            key=f"owner{one}",
            user_id=f"W0OWNER{one}",
            name=f"Owner {one}",
            role=Standing.OWNER,
            locale="en-GB",
            team_id=f"T0WORKSPACE{one}",
            organisation_role=Standing.OWNER,
        )
        for one in range(number)
    }
    siblings = tuple(Sibling(f"T0WORKSPACE{one}", f"No. {one}", f"no-{one}") for one in range(number))
    return replace(organisation(), personas=MappingProxyType(people), siblings=siblings)


def letters(storage: Storage, number: int) -> None:
    """Each of so many owners sent a letter eight days ago, so that a reminder is due for each."""
    now = datetime.now(UTC) - timedelta(days=8)
    for one in range(number):
        owner = Viewer(Scope(f"T0WORKSPACE{one}"), f"W0OWNER{one}", Role.OWNER)
        statement = Statement(stated_on=now.date(), ticked="I may.")
        entry = decide([], Action.SENT, statement, actor=owner, now=now, salts=("5a" * 16, "a5" * 16))
        assert isinstance(entry, Entry), entry
        assert storage.ledger.append([entry], {}, caused([entry]))


def kill_workers(times: int, database_url: str, folder: Path) -> Tally:
    """Let two workers send, kill so many of them, let the last two finish, and count.

    A worker dies at its second message, so three messages for each death are more than enough.
    """
    number = 3 * times
    storage = open_storage(database_url, [KEY])
    storage.migrate()
    letters(storage, number)
    deaths = Deaths(times)
    workspace = crowd(number)
    with PretendedSlack(workspace) as slack:
        slots = [Slot(slack.web_api, deaths) for _ in range(2)]
        with contextlib.ExitStack() as stack, ThreadPoolExecutor(2) as threads:
            kept = [
                threads.submit(_keep_alive, slot, folder / str(place), environ, storage)
                for place, slot in enumerate(slots)
                for environ in [_environ(stack.enter_context(LocalServer(slot)).url, workspace, database_url)]
            ]
            for one in kept:
                one.result()
        _finish(storage, slack, database_url)
        tally = _counted(storage, slack, slots)
    storage.close()
    return tally


def _environ(url: str, workspace: Workspace, database_url: str) -> Mapping[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_API_URL": f"{url}/api/",
        "DATABASE_URL": database_url,
        "ENCRYPTION_KEYS": KEY,
    }


def _keep_alive(slot: Slot, home: Path, environ: Mapping[str, str], storage: Storage) -> None:
    """Start a worker in the slot, and another when it was killed, until one lives to the end."""
    for life in itertools.count():
        folder = home / str(life)
        folder.mkdir(parents=True)
        moment = slot.deaths.next()
        if moment is None:
            until(slot.deaths.over.is_set, "every other worker died")
        with running(folder, "bolt_app", "work", **environ) as process:
            slot.lives(process, moment)
            if moment is None:
                until(lambda: READY in process.log and not _free(storage), "everything is done")
                process.terminate()
                assert process.exit_code() == 0, process.log
                return
            until(lambda: process.ended, f"it died: {moment}")
            assert process.exit_code() == -signal.SIGKILL, process.log


def _finish(storage: Storage, slack: PretendedSlack, database_url: str) -> None:
    """Do what a worker does once every lease is over."""
    environ = _environ(slack.api_url.removesuffix("/api/"), slack.workspace, database_url)
    read = settings.read(environ, Mode.WORK)
    found = startup.installation(read.slack_bot_token, read.slack_api_url, ())
    build_worker(read, storage, found, lambda: datetime.now(UTC) + 2 * LEASE).run_due()


def _free(storage: Storage) -> bool:
    """Whether anything waits for a worker now."""
    c = OUTBOX.c
    waiting = select(c.key).where(
        c.outcome == "waiting", c.leased_until.is_(None), c.due < datetime.now(UTC).isoformat()
    )
    with storage._database.reading() as connection:
        return connection.execute(waiting.limit(1)).one_or_none() is not None


def _counted(storage: Storage, slack: PretendedSlack, slots: Sequence[Slot]) -> Tally:
    c = OUTBOX.c
    with storage._database.reading() as connection:
        due = select(c.recipient, c.outcome).where(c.due < datetime.now(UTC).isoformat())
        rows = connection.execute(due).all()
    return Tally(
        outcomes=Counter(outcome for _, outcome in rows),
        delivered=Counter({user: len(posted) for user, posted in slack.direct_messages.items()}),
        sent={recipient for recipient, outcome in rows if outcome == "sent"},
        unknown={recipient for recipient, outcome in rows if outcome == "unknown"},
        killed=slots[0].killed + slots[1].killed,
    )
