"""Every order in which Slack may tell of a removal, round a new installation, for each kind of one."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.people import Scope
from tests.patience import patiently
from tests.postgres import fresh_database
from tests.scenarios.conftest import MORNING, StandingClock, wire
from tests.storage.record import KEY, three_entries

KINDS = {"team": acme(), "enterprise and team": in_organisation(), "enterprise": organisation()}
KEPT = timedelta(days=30)
LONG_AFTER = MORNING + timedelta(days=4000)

UNINSTALLED: Mapping[str, Any] = {"type": "app_uninstalled"}
REVOKED: Mapping[str, Any] = {
    "type": "tokens_revoked",
    "tokens": {"oauth": ["U0ADA"], "bot": ["U0DATAPOLICY"]},
}
REINSTALLS = "installs again"
TOLD = {"app_uninstalled": UNINSTALLED, "tokens_revoked": REVOKED}
SHUT_OUT = "team_access_revoked"


def orders(kind: str, *, again: bool) -> list[tuple[str, ...]]:
    """All orders of what is told, with or without a new installation; then those with one of it twice.

    Of the 180 with something twice round an organisation's new installation, every fifth: 120 ms each.
    """
    told = [*TOLD, *([SHUT_OUT] if kind == "enterprise" else [])]
    rest = [REINSTALLS] if again else []
    doubled = {order for twice in told for order in itertools.permutations([*told, twice, *rest])}
    every = 5 if len(doubled) > 100 else 1
    return [*itertools.permutations([*told, *rest]), *sorted(doubled)[::every]]


@dataclass(slots=True)
class Life:
    """One workspace or organisation from its installation on."""

    wired: Wired
    clock: StandingClock
    workspace: Workspace
    removed_at: datetime = MORNING
    number: int = 0

    @property
    def scope(self) -> Scope:
        return Scope(self.workspace.scope_id)

    @property
    def inside(self) -> Scope:
        """The workspace; of an org-wide installation one with a record of its own."""
        return Scope(self.workspace.team_id)

    @property
    def records(self) -> set[Scope]:
        """Whose records there are."""
        return {self.scope, self.inside}

    def begins(self) -> None:
        """Installed, used for a day, and removed: no event has come yet."""
        self.wired.slack.workspace = self.workspace
        self.wired.slack.uninstalled = True
        self.installs()
        for scope in self.records:
            three_entries(self.wired.storage, scope)
        self.clock.passes(days=1)
        self.removed_at = self.clock.now()
        self.wired.slack.uninstalled = True
        self.clock.passes(minutes=1)

    def installs(self) -> None:
        """By the pages, and for an organisation into its workspace."""
        slack = self.wired.slack
        page = slack.person("ada").installs(f"{self.wired.url}/slack/install")
        assert page.status == 200
        if self.workspace.org_wide:
            self.tells(
                {"type": "team_access_granted", "team_ids": [self.workspace.team_id]}, self.clock.now()
            )

    def tells(self, inner: Mapping[str, Any], at: datetime) -> None:
        """Slack delivers an event about what happened then."""
        self.number += 1
        number = f"Ev{self.workspace.team_id}{self.number}"
        body = payloads.bare_event(self.wired.slack.workspace, inner, number, at.timestamp())
        if inner["type"] == "team_access_granted":
            body = payloads.event(self.wired.slack.workspace, inner, number, at.timestamp())
        assert self.wired.slack.delivery.event(body).status == 200

    def goes_on(self, order: Sequence[str]) -> None:
        """What is told, and the new installation, one after the other, a minute between."""
        for step in order:
            if step == REINSTALLS:
                self.installs()
            elif step == SHUT_OUT:
                self.tells({"type": SHUT_OUT, "team_ids": [self.workspace.team_id]}, self.removed_at)
            else:
                self.tells(TOLD[step], self.removed_at)
            self.clock.passes(minutes=1)

    def token(self) -> str | None:
        """The token that a request would be answered with."""
        bot = self.wired.storage.installations.find_bot(
            enterprise_id=self.workspace.enterprise_id,
            team_id=None if self.workspace.org_wide else self.workspace.team_id,
            is_enterprise_install=self.workspace.org_wide,
        )
        return bot.bot_token if bot else None

    def entries(self) -> set[int]:
        """How many entries each of its records has."""
        return {len(self.wired.storage.ledger.entries(scope)) for scope in self.records}


def ids(kind: str, number: int) -> Workspace:
    """Another workspace or organisation of a kind."""
    workspace = replace(KINDS[kind], team_id=f"T{number:04}", bot_token=f"xoxb-old-{number:04}")
    return replace(workspace, enterprise_id=f"E{number:04}") if workspace.enterprise_id else workspace


@contextmanager
def running(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], database: str
) -> Iterator[Wired]:
    """The app for whoever installs it, on either database."""
    if database == "sqlite":
        with wire(tmp_path, clock, many=True, **read_once) as wired:
            yield wired
        return
    with (
        fresh_database() as address,
        patiently(
            acme(),
            address,
            clock.now,
            slack_now=clock.timestamp,
            encryption_keys=[KEY],
            many=True,
            **read_once,
        ) as wired,
    ):
        yield wired


def lives(
    wired: Wired, clock: StandingClock, kind: str, every: int, *, again: bool
) -> Iterator[tuple[tuple[str, ...], Life]]:
    """A life for each order, or for one order in `every`, led to the end of the order."""
    for number, order in enumerate(orders(kind, again=again)[::every]):
        life = Life(wired, clock, ids(kind, number))
        life.begins()
        life.goes_on(order)
        yield order, life


EVERY = {"sqlite": 1, "postgresql": 7}
DATABASES = pytest.mark.parametrize("database", EVERY)
IN_EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


@DATABASES
@IN_EVERY_KIND
def test_whoever_does_not_come_back_has_no_token_at_once_and_no_record_in_time(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], kind: str, database: str
):
    with running(tmp_path, clock, read_once, database) as wired:
        for order, life in lives(wired, clock, kind, EVERY[database], again=False):
            assert life.token() is None, order
            assert life.entries() == {3}, order
            told = {one.scope_id: one for one in wired.storage.departures.departed()}
            for scope in life.records:
                departure = told[scope.id]
                assert timedelta(0) <= departure.left_at - life.removed_at < timedelta(seconds=1), order
                assert departure.keep_until == departure.left_at + KEPT, order
            assert list(wired.storage.grants.workspaces(life.workspace.enterprise_id or "")) == [], order
            over = life.removed_at + KEPT
            assert not {scope.id for scope in life.records} & set(wired.storage.departures.due(over))
            over += timedelta(seconds=1)
            assert {scope.id for scope in life.records} <= set(wired.storage.departures.purge(over))
            assert life.entries() == {0}
            life.goes_on([order[-1]])  # told once more, after the purge: nothing comes back, and it ends
            wired.storage.departures.purge(over)
            for scope in life.records:
                assert wired.storage.erasure.kept(scope.id).nothing, (order, scope)


@DATABASES
@IN_EVERY_KIND
def test_whoever_comes_back_in_time_finds_the_record_and_keeps_the_new_token(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], kind: str, database: str
):
    with running(tmp_path, clock, read_once, database) as wired:
        for order, life in lives(wired, clock, kind, EVERY[database], again=True):
            assert life.token() == wired.slack.workspace.bot_token, order
            assert life.token() != life.workspace.bot_token, order
            assert life.entries() == {3}, order
            assert list(wired.storage.departures.departed()) == [], order
            assert wired.storage.departures.purge(LONG_AFTER) == [], order
            granted = wired.storage.grants.workspaces(life.workspace.enterprise_id or "")
            assert [one.team_id for one in granted] == ([life.inside.id] if life.workspace.org_wide else [])
            assert life.entries() == {3}, order


@IN_EVERY_KIND
def test_whoever_comes_back_later_starts_clean(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], kind: str
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        life = Life(wired, clock, ids(kind, 1))
        life.begins()
        life.goes_on(["app_uninstalled", "tokens_revoked"])
        clock.passes(days=31)
        wired.storage.departures.purge(clock.now())
        life.installs()
        assert life.entries() == {0}
        assert life.token() == wired.slack.workspace.bot_token
        three_entries(wired.storage, life.scope)
        assert wired.storage.departures.purge(LONG_AFTER) == []


def test_a_workspace_taken_out_of_an_organisation_leaves_alone_and_comes_back_when_it_is_let_in(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        life = Life(wired, clock, ids("enterprise", 1))
        life.begins()
        wired.slack.uninstalled = False
        life.goes_on([SHUT_OUT])
        assert [one.scope_id for one in wired.storage.departures.departed()] == [life.inside.id]
        assert life.token() == wired.slack.workspace.bot_token
        life.tells({"type": "team_access_granted", "team_ids": [life.inside.id]}, clock.now())
        assert list(wired.storage.departures.departed()) == []
        life.tells({"type": SHUT_OUT, "team_ids": [life.inside.id]}, life.removed_at)  # delivered again, late
        assert list(wired.storage.departures.departed()) == []


def test_a_workspace_with_an_installation_of_its_own_stays_when_its_organisation_leaves(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        life = Life(wired, clock, ids("enterprise", 1))
        life.begins()
        own = Life(wired, clock, replace(ids("enterprise and team", 1), bot_token="xoxb-its-own"))
        wired.slack.workspace = own.workspace
        own.installs()
        wired.slack.workspace = life.workspace
        life.goes_on(["app_uninstalled", "tokens_revoked", SHUT_OUT])
        assert [one.scope_id for one in wired.storage.departures.departed()] == [life.scope.id]
        assert own.token() is not None


@IN_EVERY_KIND
def test_a_person_s_own_token_that_is_revoked_ends_nothing(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], kind: str
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        life = Life(wired, clock, ids(kind, 1))
        life.begins()
        for tokens in ({"oauth": ["U0ADA"], "bot": []}, {"oauth": ["U0ADA"]}, {}):
            life.tells({"type": "tokens_revoked", "tokens": tokens}, clock.now())
        assert life.token() == wired.slack.workspace.bot_token
        assert list(wired.storage.departures.departed()) == []


def test_no_call_is_made_when_the_app_is_removed(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        for number, kind in enumerate(KINDS):
            life = Life(wired, clock, ids(kind, number))
            life.begins()
            wired.slack.calls.clear()
            life.goes_on([*TOLD, SHUT_OUT])
            assert wired.slack.calls == []


def test_the_removal_of_another_app_ends_nothing(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with running(tmp_path, clock, read_once, "sqlite") as wired:
        life = Life(wired, clock, ids("team", 1))
        life.begins()
        wired.slack.workspace = replace(wired.slack.workspace, app_id="A0ANOTHER")
        life.goes_on(list(TOLD))
        assert life.token() == wired.slack.workspace.bot_token
        assert list(wired.storage.departures.departed()) == []
