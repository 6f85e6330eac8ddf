"""What a monitoring system reads of the wired app after people used it: numbers, and nothing about them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls, prepares_and_sends

TOKEN = "a-token-of-the-monitoring"
pytestmark = pytest.mark.usefixtures("nothing_breaks")


@pytest.fixture
def wired(tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]) -> Iterator[Wired]:
    with wire(tmp_path, clock, metrics_token=TOKEN, **read_once) as running:
        yield running


def page(wired: Wired) -> str:
    answer = httpx.get(f"{wired.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
    assert answer.status_code == 200
    return answer.text


def numbers(wired: Wired) -> dict[str, int]:
    """Each number by its name and labels."""
    said = (line.rsplit(" ", 1) for line in page(wired).splitlines() if not line.startswith("#"))
    return {name: int(number) for name, number in said}


def test_commands_and_the_calls_they_took_are_counted(wired: Wired, sam: Person):
    for word in ("", "status", "help"):
        sam.types(f"/datapolicy {word}".strip())
    said = numbers(wired)
    assert said['datapolicy_requests_total{kind="command",status="200"}'] == 3
    assert said['datapolicy_slack_calls_total{method="users.info",outcome="ok"}'] == 1


def test_every_call_that_slack_saw_is_counted(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    made = {name: number for name, number in numbers(wired).items() if "slack_calls" in name}
    assert sum(made.values()) == len(calls(wired))
    assert all('outcome="ok"' in name for name in made)


def test_a_reminder_that_nobody_sends_grows_old_until_a_worker_comes(
    wired: Wired, ada: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    assert numbers(wired)["datapolicy_outbox_oldest_due_seconds"] == 0
    clock.passes(days=20)
    late = numbers(wired)
    assert late["datapolicy_outbox_oldest_due_seconds"] > 86_400
    assert late['datapolicy_outbox_messages{state="sent"}'] == 0
    wired.worker.run_due()
    told = numbers(wired)
    assert told['datapolicy_outbox_messages{state="sent"}'] >= 1
    assert told["datapolicy_outbox_oldest_due_seconds"] < late["datapolicy_outbox_oldest_due_seconds"]


def test_no_workspace_person_or_token_is_in_it(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.types("/datapolicy")
    shown = page(wired)
    workspace = wired.slack.workspace
    people = [workspace.personas[key].user_id for key in ("ada", "sam")]
    for secret in (workspace.team_id, workspace.name, *people, workspace.bot_token, TOKEN):
        assert secret not in shown


def test_without_the_token_nobody_reads_it(wired: Wired):
    assert httpx.get(f"{wired.url}/metrics", timeout=60).status_code == 401


def test_where_the_setting_is_empty_there_is_no_such_page(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    (tmp_path / "silent").mkdir()
    with wire(tmp_path / "silent", clock, **read_once) as silent:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{silent.url}/metrics", headers=bearer, timeout=60).status_code == 404
