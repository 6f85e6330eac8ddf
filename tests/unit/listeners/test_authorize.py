"""Whose token a request gets, how often storage is asked, and when what is remembered goes; no Slack."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.installation_store import Bot

from bolt_app.installation import Installation
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.people import Scope
from listeners import authorize
from listeners.authorize import ManyInstallations, OneInstallation
from listeners.strangers import NobodyInstalled
from tests.unit.optout.acts import NOW

TOKEN = "xoxb-1"


def bot(team: str | None, enterprise: str | None = None, token: str = TOKEN) -> Bot:
    return Bot(
        app_id="A1",
        team_id=team,
        team_name=team and f"Team {team}",
        enterprise_id=enterprise,
        enterprise_name=enterprise and f"Org {enterprise}",
        bot_token=token,
        bot_id="B1",
        bot_user_id="U1",
        bot_scopes="commands,chat:write",
        is_enterprise_install=team is None,
        installed_at=NOW.timestamp(),
        custom_values={"url": "https://acme.slack.com/"},
    )


def _nothing() -> None:
    """Happens between the reading of a row and the answer, unless a test says otherwise."""


class Stored:
    """Installations in memory, found as the database finds them; counts how often it is asked.

    `meanwhile` happens between the reading of a row and the answer.
    """

    def __init__(self, *bots: Bot) -> None:
        self.bots = list(bots)
        self.asked: list[tuple[str | None, str | None, bool | None]] = []
        self.meanwhile = _nothing

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        self.asked.append((enterprise_id, team_id, is_enterprise_install))
        own = [one for one in self.bots if one.team_id and one.team_id == team_id]
        wide = [one for one in self.bots if one.is_enterprise_install and one.enterprise_id == enterprise_id]
        found = next(iter(wide if is_enterprise_install else own + wide), None)
        self.meanwhile()
        return found


class MovedClock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


def asks(
    many: ManyInstallations, team: str | None, enterprise: str | None = None, *, org_wide: bool = False
) -> tuple[Installation | None, AuthorizeResult | None]:
    """A request, as Bolt's middleware asks."""
    context = BoltContext({"is_enterprise_install": org_wide})
    result = many(context=context, enterprise_id=enterprise, team_id=team, user_id="U9")
    return context.get("installation"), result


def test_a_workspace_s_request_gets_its_installation_and_its_token(clock):
    found, result = asks(ManyInstallations(Stored(bot("T1"), bot("T2", token="xoxb-2")), clock), "T2")
    assert found == Installation(
        "T2",
        "",
        is_enterprise_install=False,
        bot_user_id="U1",
        bot_id="B1",
        name="Team T2",
        url="https://acme.slack.com/",
        app_id="A1",
    )
    assert result is not None
    assert (result.bot_token, result.team_id, result.enterprise_id) == ("xoxb-2", "T2", None)
    assert result.bot_scopes == ["commands", "chat:write"]


def test_an_organisation_s_installation_serves_every_workspace_of_it_under_its_own_scope(clock):
    many = ManyInstallations(Stored(bot(None, "E1")), clock)
    for place in (("T1", "E1"), ("T2", "E1"), (None, "E1")):
        found, result = asks(many, *place, org_wide=True)
        assert found is not None
        assert (found.scope, found.name) == (Scope("E1"), "Org E1")
        assert result is not None
        assert (result.team_id, result.enterprise_id) == (None, "E1")


def test_a_workspace_s_own_installation_in_an_organisation_is_its_own_scope(clock):
    many = ManyInstallations(Stored(bot("T1", "E1", "xoxb-own"), bot(None, "E1", "xoxb-wide")), clock)
    found, result = asks(many, "T1", "E1")
    assert found is not None
    assert (found.scope, found.enterprise_id) == (Scope("T1"), "E1")
    assert result is not None
    assert result.bot_token == "xoxb-own"
    wide, _ = asks(many, "T1", "E1", org_wide=True)
    assert wide is not None
    assert wide.scope == Scope("E1")


def test_storage_is_asked_once_a_minute_for_each_place(clock):
    stored = Stored(bot("T1"), bot("T2"))
    many = ManyInstallations(stored, clock)
    for _ in range(5):
        asks(many, "T1")
        asks(many, "T2")
    assert stored.asked == [(None, "T1", False), (None, "T2", False)]
    clock.passes(seconds=59)
    asks(many, "T1")
    assert len(stored.asked) == 2
    clock.passes(seconds=2)
    asks(many, "T1")
    assert len(stored.asked) == 3


def test_a_stranger_gets_nothing_and_is_not_remembered_as_one(clock):
    stored = Stored()
    many = ManyInstallations(stored, clock)
    with pytest.raises(NobodyInstalled):
        asks(many, "T1")
    stored.bots.append(bot("T1"))
    assert asks(many, "T1")[1] is not None


def test_without_any_id_nothing_is_found(clock):
    with pytest.raises(NobodyInstalled):
        asks(ManyInstallations(Stored(bot("T1"), bot(None, "E1")), clock), None)


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ((None, "T1"), {"T1"}),
        (("E1", "T1"), {"T1", "T2", None}),
        (("E1", None), {"T1", "T2", None}),
        (("E1", ""), {"T1", "T2", None}),
        (("", "T3"), {"T3"}),
        ((None, None), set()),
        (("", ""), set()),
    ],
)
def test_what_ends_is_forgotten_and_no_other(clock, told: tuple[str | None, str | None], gone: set[Any]):
    stored = Stored(bot("T1", "E1"), bot("T3"), bot(None, "E1"))
    many = ManyInstallations(stored, clock)
    places: list[tuple[str | None, str | None]] = [("T1", "E1"), ("T2", "E1"), (None, "E1"), ("T3", None)]
    for place in places:
        asks(many, *place)
    stored.asked.clear()
    many.forget(*told)
    for place in places:
        asks(many, *place)
    assert {team for _, team, _ in stored.asked} == gone


def test_a_new_token_is_used_from_the_moment_the_old_one_is_forgotten(clock):
    stored = Stored(bot("T1", token="xoxb-old"))
    many = ManyInstallations(stored, clock)
    asks(many, "T1")
    stored.bots = [bot("T1", token="xoxb-new")]
    many.forget(None, "T1")
    result = asks(many, "T1")[1]
    assert result is not None
    assert result.bot_token == "xoxb-new"


def test_a_token_that_ends_while_it_is_read_is_not_remembered(clock):
    stored = Stored(bot("T1", token="xoxb-old"))
    many = ManyInstallations(stored, clock)

    def uninstalled() -> None:
        stored.bots.clear()
        many.forget(None, "T1")

    stored.meanwhile = uninstalled
    assert asks(many, "T1")[1] is not None
    with pytest.raises(NobodyInstalled):
        asks(many, "T1")


def test_what_is_remembered_is_bounded(clock):
    stored = Stored(bot(None, "E1"))
    many = ManyInstallations(stored, clock)
    for number in range(authorize.REMEMBERED + 50):
        asks(many, f"T{number}", "E1")
    assert len(many._remembered) == authorize.REMEMBERED


def test_a_database_that_does_not_answer_is_not_taken_for_a_stranger(clock):
    stored = Stored(bot("T1"))

    def away() -> None:
        raise RecordUnavailable

    stored.meanwhile = away
    with pytest.raises(RecordUnavailable):
        asks(ManyInstallations(stored, clock), "T1")


def test_one_installation_answers_whoever_asks():
    acme = Installation("T1", "", is_enterprise_install=False, bot_user_id="U1", bot_id="B1", name="Acme")
    one, context = OneInstallation(acme, "xoxb-1", ("commands",)), BoltContext()
    result = one(context=context, enterprise_id=None, team_id="T1", user_id="U9")
    assert (result.bot_token, context["installation"]) == ("xoxb-1", acme)


def test_one_installation_is_found_for_its_own_place_and_for_no_other():
    acme = Installation("T1", "E1", is_enterprise_install=False, bot_user_id="U1", bot_id="B1")
    star = Installation("", "E1", is_enterprise_install=True, bot_user_id="U1", bot_id="B1")
    one, all_of_it = OneInstallation(acme, "xoxb-1", ()), OneInstallation(star, "xoxb-2", ())
    for found in (one.find("E1", "T1", org_wide=False), one.find(None, "T1", org_wide=False)):
        assert found is not None
        assert (found[0], found[1].bot_token) == (acme, "xoxb-1")
    assert one.find("E1", "T2", org_wide=False) is None
    assert one.find("E1", None, org_wide=True) is None
    assert one.find("E1", "T1", org_wide=True) is None
    for team in ("T1", "T2", None):
        assert all_of_it.find("E1", team, org_wide=team is None) is not None
    assert all_of_it.find("E2", "T1", org_wide=False) is None
    assert all_of_it.find(None, "T1", org_wide=False) is None
