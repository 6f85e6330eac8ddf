"""A pretended Slack and the services of an app whose record is empty; the clock stands still."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from bolt_app.greeting import Greeting
from bolt_app.i18n import Translator, load_translators
from bolt_app.leaving import Leaving
from bolt_app.optout.desk import Desk
from bolt_app.register import Register, load
from bolt_app.views.facts import Operator
from listeners.services import Services
from listeners.standing import Standing
from listeners.viewer import Viewers
from storage import Storage, open_storage
from tests.unit.leavers import MemoryDepartures, MemoryInstallations
from tests.unit.listeners.grants import GrantsInMemory
from tests.unit.optout.acts import NOW, MemoryLedger


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with PretendedSlack(acme(), NOW.timestamp) as pretended:
        yield pretended


@pytest.fixture
def client(slack: PretendedSlack) -> WebClient:
    return WebClient(slack.workspace.bot_token, base_url=slack.api_url, retry_handlers=[])


@cache
def _shipped() -> tuple[Register, Mapping[str, Translator]]:
    return load(), load_translators()


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    opened = open_storage(f"sqlite:///{tmp_path / 'record.sqlite3'}", ())
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def services(storage: Storage) -> Services:
    register, translators = _shipped()
    installations, grants = MemoryInstallations(), GrantsInMemory()
    departures = MemoryDepartures(installations)
    ledger = MemoryLedger()
    desk = Desk(ledger, lambda: NOW)
    return Services(
        desk=desk,
        standing=Standing(ledger, desk, lambda: NOW),
        register=register,
        translators=translators,
        viewers=Viewers(lambda: NOW),
        clock=lambda: NOW,
        operator=Operator(name="Acme IT"),
        outbox=storage.outbox,
        subscriptions=storage.subscriptions,
        grants=grants,
        greeting=Greeting(translators, ""),
        installer=lambda _: "",
        forget=lambda *_: None,
        leaving=Leaving(installations, departures, grants, None, lambda: NOW),
    )
