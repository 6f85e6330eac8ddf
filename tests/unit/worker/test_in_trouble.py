"""The worker when something fails: Slack, the database, a message, its own pace; nothing is sent twice."""

from datetime import timedelta
from typing import Any

import pytest

from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Statement
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Scope
from bolt_app.worker import IDLE, LEASE
from storage import Storage
from tests.record_builders import FIRST_DAY, NAME_CONTACT
from tests.unit.worker.scene import ACME, DAY, put


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
