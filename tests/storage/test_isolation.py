"""Interleaved workspaces and organisations, whatever they do: each finds its own and nobody else's."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bolt_app.optout.chain import digest
from bolt_app.optout.model import Statement
from bolt_app.people import Scope
from storage import Storage
from storage.tables import META, Schema
from tests.storage.installs import Installed
from tests.storage.record import NOON, entry_after

TEAMS = ["T1", "T2", "T3"]
ORGANISATIONS = ["E1", "E2"]
SCOPES = TEAMS + ORGANISATIONS
PLACES = [(e, t) for e in [None, *ORGANISATIONS] for t in [None, *TEAMS] if e or t]
INSTALLS_OR_NOT = st.sampled_from(["install", "install", "uninstall", "revoke"])
HOURS = st.integers(0, 9)

STEPS = st.lists(
    st.one_of(
        st.builds(lambda does, place: (does, *place), INSTALLS_OR_NOT, st.sampled_from(PLACES)),
        st.tuples(st.just("grant"), st.sampled_from(ORGANISATIONS), st.sampled_from(TEAMS), HOURS),
        st.tuples(st.just("ungrant"), st.sampled_from(ORGANISATIONS), st.sampled_from(TEAMS), HOURS),
        st.tuples(st.just("leave"), st.sampled_from(SCOPES), HOURS),
        st.tuples(st.just("come_back"), st.sampled_from(SCOPES), HOURS),
        st.tuples(st.just("write"), st.sampled_from(SCOPES)),
        st.tuples(st.just("purge"), HOURS),
    ),
    max_size=30,
)


def at(hour: int) -> datetime:
    return NOON + timedelta(hours=hour)


@dataclass
class World:
    """What should be kept, in dictionaries that are keyed as the rows should be."""

    tokens: dict[tuple[str, str], str] = field(default_factory=dict)
    grants: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    installs: int = 0

    def token(self, enterprise_id: str | None, team_id: str | None, *, org_wide: bool) -> str | None:
        e, t = enterprise_id or "", "" if org_wide else team_id or ""
        for place in ((e, t), ("", t), (e, "")):
            if place in self.tokens and place != ("", ""):
                return self.tokens[place]
        return None

    def meant(self, enterprise_id: str | None, team_id: str | None) -> list[tuple[str, str]]:
        return [
            (e, t)
            for e, t in self.tokens
            if t == (team_id or "") and (e in {enterprise_id, ""} if enterprise_id else bool(team_id))
        ]

    def granted(self, enterprise_id: str) -> list[str]:
        return sorted(t for (e, t), (_, yes) in self.grants.items() if e == enterprise_id and yes)

    def has_the_app(self, scope: str) -> bool:
        if scope in ORGANISATIONS:
            return (scope, "") in self.tokens
        through = any((e, "") in self.tokens for e in ORGANISATIONS if scope in self.granted(e))
        return through or any(t == scope for _, t in self.tokens)

    def forget(self, scope: str) -> None:
        self.left.pop(scope, None)
        self.returned.pop(scope, None)
        self.written.pop(scope, None)
        self.grants = {
            (e, t): (said, yes)
            for (e, t), (said, yes) in self.grants.items()
            if e != scope and (yes or t != scope)  # who was shut out and is forgotten leaves no trace there
        }

    def due(self, hour: int) -> set[str]:
        return {scope for scope, left in self.left.items() if left <= hour and not self.has_the_app(scope)}


@dataclass(frozen=True)
class Both:
    """Does each step in the database and in the world of dictionaries."""

    storage: Storage
    world: World = field(default_factory=World)

    def install(self, enterprise_id: str | None, team_id: str | None) -> None:
        self.world.installs += 1
        token = f"xoxb-{self.world.installs}"
        if enterprise_id and team_id:
            self.world.tokens.pop(("", team_id), None)
        self.world.tokens[enterprise_id or "", team_id or ""] = token
        Installed(self.storage).save(enterprise_id, team_id, bot_token=token)

    def uninstall(self, enterprise_id: str | None, team_id: str | None) -> None:
        self.storage.installations.delete_all(enterprise_id=enterprise_id, team_id=team_id)
        self._without(enterprise_id, team_id)

    def revoke(self, enterprise_id: str | None, team_id: str | None) -> None:
        self.storage.installations.delete_bot(enterprise_id=enterprise_id, team_id=team_id)
        self._without(enterprise_id, team_id)

    def _without(self, enterprise_id: str | None, team_id: str | None) -> None:
        for place in self.world.meant(enterprise_id, team_id):
            del self.world.tokens[place]

    def grant(self, enterprise_id: str, team_id: str, hour: int) -> None:
        said, yes = self.world.grants.get((enterprise_id, team_id), (-1, True))
        if hour > said or (hour == said and yes):
            self.world.grants[enterprise_id, team_id] = (hour, True)
        self.storage.grants.granted(enterprise_id, {team_id: enterprise_id}, at(hour))

    def ungrant(self, enterprise_id: str, team_id: str, hour: int) -> None:
        said, _ = self.world.grants.get((enterprise_id, team_id), (-1, True))
        if hour >= said:
            self.world.grants[enterprise_id, team_id] = (hour, False)
        self.storage.grants.revoked(enterprise_id, [team_id], at(hour))

    def leave(self, scope: str, hour: int) -> None:
        world = self.world
        if hour > world.returned.get(scope, -1) and not world.has_the_app(scope):
            world.left[scope] = min(hour, world.left.get(scope, hour))
        self.storage.departures.left(scope, at(hour), at(hour))

    def come_back(self, scope: str, hour: int) -> None:
        world = self.world
        world.returned[scope] = max(hour, world.returned.get(scope, -1), world.left.pop(scope, -1))
        self.storage.departures.returned(scope, at(hour))

    def write(self, scope: str) -> None:
        letter = f"letter {len(self.world.written[scope]) + 1} of {scope}"
        before = self.storage.ledger.entries(Scope(scope))
        said = Statement(texts=(("letter", digest(letter)),))
        entry = entry_after(before[-1] if before else None, said, scope=Scope(scope))
        assert self.storage.ledger.append([entry], {"letter": letter})
        self.world.written[scope].append(letter)

    def purge(self, hour: int) -> None:
        due = self.world.due(hour)
        assert set(self.storage.departures.purge(at(hour))) == due
        for scope in due:
            self.world.forget(scope)

    def compare(self) -> None:
        world, storage, installed = self.world, self.storage, Installed(self.storage)
        for place in PLACES:
            for org_wide in (False, True):
                assert installed.token(*place, org_wide=org_wide) == world.token(*place, org_wide=org_wide)
        kept = {each.bot_token for each in storage.installations.every() if each.bot_token}
        assert kept == set(world.tokens.values())
        for enterprise_id in ORGANISATIONS:
            granted = [(each.team_id, each.name) for each in storage.grants.workspaces(enterprise_id)]
            assert granted == [(team_id, enterprise_id) for team_id in world.granted(enterprise_id)]
        departed = {each.scope_id: each.left_at for each in storage.departures.departed()}
        assert departed == {scope: at(hour) for scope, hour in world.left.items()}
        letters = [letter for written in world.written.values() for letter in written]
        for scope in SCOPES:
            seen = [letter for letter in letters if storage.ledger.text(Scope(scope), digest(letter))]
            assert seen == world.written.get(scope, [])
            assert len(storage.ledger.entries(Scope(scope))) == len(seen)


def emptied(storage: Storage) -> Storage:
    """Return the same database with nothing but the check value in it."""
    for scope in SCOPES:
        storage.ledger.purge(Scope(scope))
    with storage._database.writing() as connection:
        for table in Schema.metadata.sorted_tables:
            if table is not META:
                connection.execute(table.delete())
    return storage


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_the_others_do_each_finds_what_is_its_own(storage: Storage, steps: list[tuple[Any, ...]]):
    both = Both(emptied(storage))
    for does, *with_what in steps:
        getattr(both, does)(*with_what)
    both.compare()


@pytest.mark.parametrize(
    ("does", "with_what"),
    [
        ("install", ("E1", None)),
        ("uninstall", ("E1", "T1")),
        ("write", ("T2",)),
        ("grant", ("E2", "T1", 0)),
        ("leave", ("E2", 0)),
    ],
)
def test_the_comparison_would_notice_a_leak(storage: Storage, does: str, with_what: tuple[Any, ...]):
    both = Both(storage)
    both.install("E1", "T1")
    both.write("T1")
    both.grant("E1", "T1", 0)
    both.leave("E1", 0)
    both.compare()
    getattr(Both(storage), does)(*with_what)
    with pytest.raises(AssertionError):
        both.compare()
