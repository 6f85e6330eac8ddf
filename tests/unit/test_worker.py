"""The worker's turns over a real outbox and a pretended Slack: what is sent, dropped, put off, given up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bolt_app import manifest, startup
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing, acme
from bolt_app.notices.told import Told
from bolt_app.optout.desk import Desk
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Role, Scope, Viewer
from bolt_app.posting import Access, Posting
from bolt_app.worker import IDLE, LEASE, Worker
from bolt_app.working import _seen
from bolt_app.writing import writers
from storage import Storage, open_storage
from storage.outbox_rows import keep
from storage.outbox_tables import OUTBOX
from tests.record_builders import FIRST_DAY, NAME_CONTACT, SENT, shipped, translator

ACME = Scope("T0ACME")
ADA = Viewer(ACME, "U0ADA", Role.OWNER)
DAY = timedelta(days=1)


class Posted(Posting):
    """The way to Slack, on which something may happen just before a message is sent."""

    before_sending: Callable[[], None] = staticmethod(lambda: None)

    def send(self, *args: Any) -> None:
        self.before_sending()
        super().send(*args)


@dataclass
class Scene:
    """Acme, where Ada sent the letter on the first day, and a worker whose clock the test moves."""

    slack: PretendedSlack
    storage: Storage
    now: datetime = FIRST_DAY

    def __post_init__(self) -> None:
        token = self.slack.workspace.bot_token
        found = startup.installation(token, self.slack.api_url, manifest.scopes())
        self.posting = Posted(lambda _: Access(token, found), self.slack.api_url, _seen)
        self.told = Told(self.storage.pages, self.storage.subscriptions)
        self.worker = self.another()
        self.desk = Desk(self.storage.ledger, lambda: self.now)
        self.act(*SENT)
        self.slack.calls.clear()

    def another(self, **parts: Any) -> Worker:
        """One more worker on the same outbox."""
        given: dict[str, Any] = {"outbox": self.storage.outbox, "entries": self.storage.ledger.entries}
        given |= parts
        translators = {"en": translator("en"), "fr": translator("fr")}
        written_by = writers(
            given["entries"],
            self.posting,
            translators,
            known=shipped,
            clock=lambda: self.now,
            told=self.told,
        )
        return Worker(given["outbox"], written_by, self.posting, lambda: self.now)

    def act(self, action: Action, statement: Statement) -> None:
        """Ada records something."""
        self.desk.act(ADA, action, statement, after=self.desk.opt_out(ACME).position)

    def passes(self, by: timedelta) -> None:
        """Time goes on, and the worker does what is due."""
        self.now += by
        self.worker.run_due()

    @property
    def outcomes(self) -> list[str]:
        """How the messages stand, in the order of their keys."""
        with self.storage._database.reading() as connection:
            return list(connection.execute(select(OUTBOX.c.outcome).order_by(OUTBOX.c.key)).scalars())

    @property
    def inbox(self) -> list[str]:
        """What Ada got."""
        return [posted.content["text"] for posted in self.slack.direct_messages.get("U0ADA", [])]

    @property
    def calls(self) -> list[str]:
        """What Slack was asked."""
        return [call.method for call in self.slack.calls]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.sqlite3'}", ())
    storage.migrate()
    with PretendedSlack(acme()) as slack:
        yield Scene(slack, storage)
    storage.close()


def test_nothing_is_sent_before_it_is_due_and_slack_is_not_asked(scene):
    scene.passes(7 * DAY - timedelta(seconds=1))
    assert scene.calls == []
    assert scene.worker.turn() is False


def test_a_reminder_costs_one_question_and_one_message(scene):
    scene.passes(7 * DAY)
    assert scene.calls == ["users.info", "chat.postMessage"]
    [text] = scene.inbox
    assert text.startswith("The opt-out e-mail was sent 7 days ago; no answer is recorded.")
    assert scene.outcomes == ["sent", "waiting", "waiting"]


def test_a_reminder_comes_in_the_recipient_s_language(scene):
    scene.slack.change("ada", locale="fr-FR")
    scene.passes(7 * DAY)
    assert scene.inbox[0].startswith("L’e-mail d’exclusion a été envoyé il y a 7")


def test_only_the_first_says_why_it_comes(scene):
    scene.passes(7 * DAY)
    scene.passes(7 * DAY)
    first, second = scene.slack.direct_messages["U0ADA"]
    assert [block["type"] for block in first.blocks] == ["section", "context", "actions"]
    assert [block["type"] for block in second.blocks] == ["section", "actions"]


def test_a_reminder_whose_entry_is_no_longer_the_newest_is_dropped_without_a_call(scene):
    scene.act(Action.DONE, Statement(stated_on=FIRST_DAY.date()))
    scene.passes(60 * DAY)
    assert scene.calls == []
    assert scene.outcomes == ["dropped", "dropped", "dropped", "waiting"]


@pytest.mark.parametrize(
    "standing", [Standing.MEMBER, Standing.ADMIN, Standing.DEACTIVATED, Standing.OUTSIDER]
)
def test_who_filed_and_is_no_owner_any_more_gets_nothing(scene, standing):
    scene.slack.change("ada", role=standing)
    scene.passes(7 * DAY)
    assert scene.inbox == []
    assert scene.outcomes[0] == "dropped"


def test_a_contact_who_is_a_member_gets_it_without_the_owner_s_buttons(scene):
    scene.act(NAME_CONTACT[0], Statement(named="U0SAM"))
    scene.passes(7 * DAY)
    [posted] = scene.slack.direct_messages["U0SAM"]
    assert [one["text"]["text"] for one in posted.blocks[-1]["elements"]] == [
        "Remind me in 7 days",
        "Stop these reminders",
    ]
    assert "privacy contact" in posted.blocks[1]["elements"][0]["text"]


def test_a_pause_slack_asks_for_is_kept_for_the_whole_workspace(scene):
    scene.act(NAME_CONTACT[0], Statement(named="U0SAM"))
    scene.slack.fail_next("chat.postMessage", status=429, error="ratelimited", retry_after=120)
    scene.passes(7 * DAY)
    assert scene.calls == ["users.info", "chat.postMessage"]
    scene.passes(timedelta(seconds=119))
    assert scene.inbox == []
    scene.passes(timedelta(seconds=1))
    assert len(scene.inbox) == len(scene.slack.direct_messages["U0SAM"]) == 1


def test_a_slack_that_stays_away_is_asked_ever_more_rarely_and_nothing_is_lost(scene):
    scene.slack.fail_next("users.info", "service_unavailable", times=8)
    waits = []
    scene.passes(7 * DAY)
    while not scene.inbox:
        before = len(scene.calls)
        began = scene.now
        while len(scene.calls) == before:
            scene.passes(timedelta(minutes=1))
        waits.append((scene.now - began) // timedelta(minutes=1))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert scene.outcomes[0] == "sent"


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
def test_what_may_have_been_sent_is_unknown_and_not_repeated(scene, error):
    scene.slack.fail_next("chat.postMessage", error)
    scene.passes(7 * DAY)
    scene.passes(DAY)
    assert scene.outcomes[0] == "unknown"
    assert scene.calls == ["users.info", "chat.postMessage"]
    assert [lost.recipient for lost in scene.storage.outbox.unsure(ACME, FIRST_DAY)] == ["U0ADA"]


def test_what_slack_refuses_for_good_has_failed_and_the_next_is_tried(scene):
    scene.slack.fail_next("chat.postMessage", "restricted_action")
    scene.passes(7 * DAY)
    scene.passes(7 * DAY)
    assert scene.outcomes == ["failed", "sent", "waiting"]


def test_a_message_whose_kind_is_not_known_is_dropped(scene):
    odd = Outgoing("odd", ACME, "riddle", "U0ADA", {"position": 1, "nth": 1}, scene.now)
    put(scene.storage, odd)
    scene.passes(timedelta(0))
    assert "dropped" in scene.outcomes
    assert scene.calls == []


def put(storage: Storage, outgoing: Outgoing) -> None:
    """Write a message that no entry causes."""
    with storage._database.writing() as connection:
        keep(connection, [outgoing])


def test_a_message_that_cannot_be_written_fails_alone(scene, caplog):
    put(scene.storage, Outgoing("broken", ACME, "ask_again", "U0ADA", {}, scene.now))
    scene.passes(timedelta(0))
    scene.passes(7 * DAY)
    assert scene.outcomes == ["sent", "waiting", "waiting", "failed"]
    assert "A message could not be written" in caplog.text
    assert "KeyError" in caplog.text


def test_an_exception_nobody_foresaw_while_sending_leaves_it_unknown(scene):
    def breaks() -> None:
        raise ZeroDivisionError

    scene.posting.before_sending = breaks
    scene.passes(7 * DAY)
    assert scene.outcomes[0] == "unknown"


def test_a_worker_that_is_overtaken_before_it_begins_sends_nothing(scene):
    other = scene.another()
    entries = scene.storage.ledger.entries

    def slowly(scope: Scope) -> Any:
        scene.now += LEASE
        other.run_due()
        return entries(scope)

    slow = scene.another(entries=slowly)
    scene.now += 7 * DAY
    slow.turn()
    assert scene.calls == ["users.info", "chat.postMessage", "users.info"]
    assert len(scene.inbox) == 1
    assert scene.outcomes[0] == "sent"


def test_a_worker_that_is_slow_while_it_sends_still_says_that_it_was_sent(scene):
    other = scene.another()

    def slowly() -> None:
        scene.now += LEASE
        other.run_due()
        assert scene.outcomes[0] == "unknown"

    scene.posting.before_sending = slowly
    scene.passes(7 * DAY)
    assert len(scene.inbox) == 1
    assert scene.outcomes[0] == "sent"


class Away:
    """An outbox whose database does not answer for a while."""

    def __init__(self, storage: Storage, times: int) -> None:
        self._storage = storage
        self._times = times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage.outbox, name)

    def claim(self, *args: Any) -> Any:
        if self._times:
            self._times -= 1
            raise RecordUnavailable
        return self._storage.outbox.claim(*args)


def test_the_loop_outlives_a_database_that_is_away_and_pauses_when_there_is_nothing_to_do(scene):
    worker = scene.another(outbox=Away(scene.storage, times=2))
    scene.now += 7 * DAY
    paused: list[float] = []

    def pause(seconds: float) -> bool:
        paused.append(seconds)
        return len(paused) == 6

    worker.run(pause)
    assert paused == [0.0, IDLE, IDLE, 0.0, IDLE, IDLE]
    assert len(scene.inbox) == 1


def test_the_message_in_hand_is_finished_before_the_loop_ends(scene):
    scene.now += 7 * DAY
    stops = iter([False, True])
    scene.worker.run(lambda _: next(stops))
    assert scene.outcomes[0] == "sent"
