"""Two processes on one PostgreSQL, started as compose.yaml starts them; one stops, and nothing is lost."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.delivery import Answer, HttpDelivery, Retry
from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from bolt_app.optout.model import Action
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Scope
from storage import Storage, open_storage
from tests.patience import patient_delivery, without_expiry
from tests.postgres import fresh_database
from tests.scenarios.containers import image, services
from tests.scenarios.process import Process, free_port, running, until
from tests.scenarios.steps import (
    RECEIVED,
    fills_in_a_decision,
    fills_in_the_letter,
    prepares_and_sends,
    records_answer,
    saves,
)
from tests.storage.racing import at_once
from tests.storage.record import KEY

ACME = acme()
SCOPE = Scope(ACME.team_id)


@dataclass(slots=True)
class Doors:
    """The ways to the processes: each person is sent through one, others through the first."""

    ways: list[HttpDelivery]
    by_user: dict[str, int]
    first: int = 0

    def _way(self, user_id: str) -> HttpDelivery:
        return self.ways[self.by_user.get(user_id, self.first)]

    def command(self, form: Mapping[str, str]) -> Answer:
        return self._way(form["user_id"]).command(form)

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        return self._way(payload["user"]["id"]).interaction(payload)

    def event(self, body: Mapping[str, Any], retry: Retry | None = None) -> Answer:
        return self._way(body["event"].get("user", "")).event(body, retry)


@dataclass(frozen=True, slots=True)
class Running:
    """Two processes, the Slack before them, and the database behind them."""

    processes: list[Process]
    doors: Doors
    slack: PretendedSlack
    storage: Storage

    def person(self, key: str, through: int) -> Person:
        """Somebody whose requests go to this process."""
        person = self.slack.person(key)
        self.doors.by_user[person.user_id] = through
        return person

    def actions(self) -> list[Action]:
        """What the record says was done; it is unbroken."""
        assert inconsistency(SCOPE, self.storage.ledger.links(SCOPE)) is None
        return [entry.action for entry in self.storage.ledger.entries(SCOPE)]


def today() -> str:
    """The real day: these processes have the real clock."""
    return datetime.now(UTC).date().isoformat()


def environ(slack: PretendedSlack, database_url: str, port: int) -> dict[str, str]:
    """The image's environment, over it .env's, over it compose's: the database's address is the test's."""
    in_env_file = {
        "SLACK_CLIENT_ID": ACME.client_id,
        "SLACK_CLIENT_SECRET": ACME.client_secret,
        "SLACK_SIGNING_SECRET": ACME.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "ENCRYPTION_KEYS": KEY,
        "APP_BASE_URL": f"http://127.0.0.1:{port}",
        "OPERATOR_NAME": "Clear Data Ltd",
        "OPERATOR_CONTACT": "privacy@datapolicy.example",
        "OPERATOR_COUNTRY": "Ireland",
    }
    given = {**image().environ, **in_env_file, **services()["app"]["environment"]}
    assert given["DATABASE_URL"].startswith("postgresql://")
    return {**given, "DATABASE_URL": database_url, "PORT": str(port)}


@contextmanager
def started(tmp_path: Path, slack: PretendedSlack, database_url: str) -> Iterator[list[Process]]:
    """As many as compose says, by the image's command, all at once: who is first migrates."""
    words = image().command
    assert words[:2] == ("python", "-m")
    number = int(services()["app"]["deploy"]["replicas"])
    with ExitStack() as stack:
        made = [
            stack.enter_context(running(tmp_path, *words[2:], **environ(slack, database_url, port)))
            for port in (free_port() for _ in range(number))
        ]
        yield [process.ready() for process in made]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Running]:
    """Two processes whose app Ada has installed through the first."""
    with (
        fresh_database() as database_url,
        PretendedSlack(ACME, installed=False) as slack,
        started(tmp_path, slack, database_url) as processes,
    ):
        base = f"http://127.0.0.1:{processes[0].port}"
        slack.oauth.redirect_urls = (f"{base}/slack/oauth_redirect",)
        ways = [
            patient_delivery(f"http://127.0.0.1:{process.port}", ACME.signing_secret) for process in processes
        ]
        doors = Doors(ways, {})
        without_expiry(slack).connect(doors)
        assert "Data Policy is installed" in slack.person("ada").installs(f"{base}/slack/install").text
        storage = open_storage(database_url, [KEY])
        yield Running(processes, doors, slack, storage)
        storage.close()


def test_racing_starts_migrate_once_and_what_one_installs_the_other_answers_for(two: Running):
    assert len(two.processes) == 2
    sam, lin = two.person("sam", 0), two.person("lin", 1)
    for person in (sam, lin):
        person.types("/datapolicy")
        assert "May Slack use our data to train models?" in person.sees
    assert [process.log.count("Traceback") for process in two.processes] == [0, 0]


def test_a_journey_goes_on_in_the_other_process_at_every_step(two: Running):
    ada = two.person("ada", 0)
    fills_in_the_letter(ada)
    two.person("ada", 1)
    saves(ada)
    two.person("ada", 0)
    records_answer(ada, RECEIVED, on=today())
    assert two.actions() == [Action.SENT, Action.RECEIVED]


@pytest.mark.parametrize("how", ["SIGTERM", "kill -9"])
def test_one_stops_in_the_middle_of_a_journey_and_the_other_takes_it_to_its_end(two: Running, how: str):
    ada, sam = two.person("ada", 0), two.person("sam", 1)
    fills_in_the_letter(ada)
    if how == "SIGTERM":
        two.processes[0].terminate()
        assert two.processes[0].exit_code() == 0
    else:
        two.processes[0].kill()
    two.doors.first = 1
    two.person("ada", 1)
    saves(ada)
    records_answer(ada, RECEIVED, on=today())
    sam.types("/datapolicy status")
    assert two.actions() == [Action.SENT, Action.RECEIVED]
    assert "Traceback" not in two.processes[1].log


@pytest.mark.parametrize("how", ["SIGTERM", "kill -9"])
def test_whatever_was_answered_is_in_the_record_when_one_stops_under_load(two: Running, how: str):
    """Members ask without pause while an owner files; what the owner was told was recorded, is recorded."""
    ada = two.person("ada", 0)
    halt, answers = threading.Event(), list[int]()

    def asks() -> None:
        form = {
            "command": "/datapolicy",
            "text": "status",
            "team_id": ACME.team_id,
            "user_id": "U0SAM",
            "channel_id": "C0GENERAL",
            "trigger_id": "1.1.1",
            "api_app_id": ACME.app_id,
        }
        while not halt.is_set():
            try:
                answers.append(two.doors.ways[0].command(form).status)
            except Exception:  # noqa: BLE001 - the process is gone: what matters is what it said before
                return

    members = [threading.Thread(target=asks) for _ in range(4)]
    for member in members:
        member.start()
    until(lambda: len(answers) >= len(members), "members are answered")
    prepares_and_sends(ada)
    if how == "SIGTERM":
        two.processes[0].terminate()
        assert two.processes[0].exit_code() == 0
    else:
        two.processes[0].kill()
    halt.set()
    for member in members:
        member.join()
    assert set(answers) == {200}
    two.doors.first = 1
    two.person("ada", 1)
    records_answer(ada, RECEIVED, on=today())
    assert two.actions() == [Action.SENT, Action.RECEIVED]


def test_two_owners_at_once_through_two_processes_make_one_entry(two: Running):
    ada, grace = two.person("ada", 0), two.person("grace", 1)
    fills_in_the_letter(ada)
    fills_in_a_decision(grace)
    at_once(lambda racer: (ada, grace)[racer].submits(), racers=2)
    titles = [person.title for person in (ada, grace)]
    assert len(two.actions()) == 1
    assert titles.count("Recorded") == 1


def test_an_uninstallation_heard_by_one_takes_the_token_from_both_and_the_record_waits(two: Running):
    prepares_and_sends(two.person("ada", 1))
    two.slack.uninstalls()
    assert list(two.storage.installations.every()) == []
    assert two.storage.departures.away(SCOPE.id)
    assert two.actions() == [Action.SENT]
