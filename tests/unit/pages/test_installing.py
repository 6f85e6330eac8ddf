"""The steps of an installation one by one, before a pretended Slack; storage is in memory and in order."""

import socket
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.pages.exchange import SlackRefused, SlackSilent, exchange
from bolt_app.pages.installing import Installed, Installing, NotInstalled, Why
from bolt_app.people import Scope
from tests.unit.pages.sites import NOW, States, Stored, installing

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

BASE = "https://dp.example"


@pytest.fixture
def slack() -> Iterator[PretendedSlack]:
    with before(acme()) as pretended:
        yield pretended


def before(workspace: Workspace) -> PretendedSlack:
    pretended = PretendedSlack(workspace, NOW.timestamp, installed=False)
    pretended.oauth.redirect_urls = (f"{BASE}/slack/oauth_redirect",)
    return pretended


def agreed(
    slack: PretendedSlack, how: Installing, key: str = "ada", *, agrees: bool = True
) -> dict[str, str]:
    """What Slack sends a person back with who agreed on its page."""
    _, address = how.begin()
    return dict(parse_qsl(urlsplit(slack.person(key).at_slack(address, agrees=agrees)).query))


@pytest.mark.parametrize(
    ("api_url", "page"),
    [
        ("https://slack.com/api/", "https://slack.com/oauth/v2/authorize"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/oauth/v2/authorize"),
        ("http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/oauth/v2/authorize"),
        ("https://proxy.example/slack/api/", "https://proxy.example/slack/oauth/v2/authorize"),
    ],
)
def test_slack_s_page_is_beside_its_web_api(api_url: str, page: str):
    state, address = installing(api_url=api_url).begin()
    assert address.partition("?")[0] == page
    assert dict(parse_qsl(urlsplit(address).query)) == {
        "client_id": "1111.2222",
        "scope": "commands,chat:write,users:read,team:read",
        "redirect_uri": f"{BASE}/slack/oauth_redirect",
        "state": state,
    }


@pytest.mark.parametrize(
    ("workspace", "scope", "ids"),
    [
        (acme(), "T0ACME", (None, "T0ACME")),
        (in_organisation(), "T0ACME", ("E0STAR", "T0ACME")),
        (organisation(), "E0STAR", ("E0STAR", None)),
    ],
    ids=["workspace", "in an organisation", "organisation"],
)
def test_what_is_stored_is_what_slack_said(
    workspace: Workspace, scope: str, ids: tuple[str | None, str | None]
):
    stored = Stored()
    with before(workspace) as slack:
        how = installing(stored, api_url=slack.api_url)
        told = agreed(slack, how)
        came_of_it = how.end(told, told["state"], "en")
        token = slack.workspace.bot_token
    name = "Starship" if workspace.org_wide else "Acme"
    assert came_of_it == Installed(Scope(scope), name, ids[1] or "", workspace.app_id)
    (saved,) = stored.saved
    assert (saved.enterprise_id, saved.team_id) == ids
    assert saved.is_enterprise_install is workspace.org_wide
    assert (saved.bot_token, saved.bot_id, saved.bot_user_id) == (
        token,
        workspace.bot_id,
        workspace.bot_user_id,
    )
    assert saved.bot_scopes == ["commands", "chat:write", "users:read", "team:read"]
    assert saved.user_id == workspace.personas["ada"].user_id
    assert (saved.user_token, saved.incoming_webhook_url) == (None, None)
    assert saved.installed_at == NOW.timestamp()
    assert saved.custom_values["url"].startswith("https://acme.")


def test_the_token_is_stored_before_the_record_is_kept_on_and_the_old_token_forgotten(slack: PretendedSlack):
    stored = Stored()
    how = installing(stored, api_url=slack.api_url)
    told = agreed(slack, how)
    how.end(told, told["state"], "en")
    assert stored.happened == ["saved", "returned T0ACME", "forgot None T0ACME"]


def test_who_installed_it_is_written_to_once(slack: PretendedSlack):
    stored = Stored()
    how = installing(stored, api_url=slack.api_url)
    for _ in range(2):
        told = agreed(slack, how)
        assert isinstance(how.end(told, told["state"], "en"), Installed)
    assert len(slack.person("ada").messages) == 1
    assert len(stored.saved) == 2


def test_for_an_organisation_nobody_is_written_to_yet():
    with before(organisation()) as slack:
        how = installing(api_url=slack.api_url)
        told = agreed(slack, how)
        assert isinstance(how.end(told, told["state"], "en"), Installed)
        assert [call.method for call in slack.calls] == ["oauth.v2.access", "auth.test"]


@pytest.mark.parametrize(
    ("told", "kept", "why"),
    [
        ({}, "", Why.NOT_BEGUN),
        ({"code": "1"}, "state-1", Why.NOT_BEGUN),
        ({"state": "state-1"}, "state-1", Why.NOT_BEGUN),
        ({"error": "access_denied"}, "state-1", Why.NOT_BEGUN),
        ({"code": "1", "state": "state-1"}, "", Why.ANOTHER_BROWSER),
        ({"code": "1", "state": "state-1"}, "state-2", Why.ANOTHER_BROWSER),
        ({"code": "1", "state": "\ud800é"}, "state-1", Why.ANOTHER_BROWSER),
        ({"code": "1", "state": "state-9"}, "state-9", Why.OVER),
        ({"error": "access_denied", "state": "state-9"}, "state-9", Why.OVER),
        ({"error": "access_denied", "state": "state-1"}, "state-1", Why.CANCELLED),
    ],
)
def test_what_is_not_as_it_was_begun_asks_slack_nothing(told: dict[str, str], kept: str, why: Why):
    states, stored = States(), Stored()
    how = installing(stored, states)  # of a Slack that nobody reaches
    how.begin()
    assert how.end(told, kept, "en") == NotInstalled(why)
    assert stored.happened == []
    used = why is Why.CANCELLED
    assert states.issued == ([] if used else ["state-1"])


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        ("invalid_scope", "invalid_scope"),
        ("<script>", "unknown_error"),
        ("x" * 51, "unknown_error"),
        ("two words", "unknown_error"),
    ],
)
def test_an_error_in_the_address_is_shown_only_when_it_looks_like_slack_s(
    error: str, shown: str, caplog: pytest.LogCaptureFixture
):
    how = installing()
    state, _ = how.begin()
    assert how.end({"error": error, "state": state}, state, "en") == NotInstalled(Why.REFUSED, shown)
    assert error not in caplog.text


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        ({"error": "bad_client_secret"}, NotInstalled(Why.REFUSED, "bad_client_secret")),
        ({"error": "ratelimited"}, NotInstalled(Why.REFUSED, "ratelimited")),
        ({"status": 503}, NotInstalled(Why.SILENT)),
    ],
)
def test_what_slack_refuses_stores_nothing(
    slack: PretendedSlack, method: str, failure: dict[str, Any], outcome: NotInstalled
):
    stored = Stored()
    how = installing(stored, api_url=slack.api_url)
    told = agreed(slack, how)
    slack.fail_next(method, **failure)
    assert how.end(told, told["state"], "en") == outcome
    assert stored.happened == []


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_secret": "of another app"}, "bad_client_secret"),
        ({"base_url": "https://elsewhere.example"}, "bad_redirect_uri"),
    ],
)
def test_credentials_of_another_app_are_refused_by_slack_s_name(
    slack: PretendedSlack, changed: dict[str, Any], error: str
):
    states = States()
    told = agreed(slack, installing(states=states, api_url=slack.api_url))
    other = installing(states=states, api_url=slack.api_url, **changed)
    assert other.end(told, told["state"], "en") == NotInstalled(Why.REFUSED, error)


def test_a_database_that_fails_after_slack_agreed_is_said_and_the_token_is_nowhere(
    slack: PretendedSlack, caplog: pytest.LogCaptureFixture
):
    class Full(Stored):
        def save(self, _: Any) -> None:
            raise RecordUnavailable

    how = installing(Full(), api_url=slack.api_url)
    told = agreed(slack, how)
    assert how.end(told, told["state"], "en") == NotInstalled(Why.NO_DATABASE)
    assert slack.person("ada").messages == []
    assert slack.workspace.bot_token not in caplog.text
    assert told["code"] not in caplog.text


def exchanged(api_url: str) -> Any:
    return exchange("1", client_id="1.2", client_secret="s", redirect_uri=BASE, api_url=api_url, at=NOW)


def test_a_slack_nobody_reaches_is_silent():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(SlackSilent):
            exchanged(f"http://127.0.0.1:{taken.getsockname()[1]}/api/")


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b"null", b'{"ok": false}', b"\xff"])
@pytest.mark.parametrize("status", ["200 OK", "502 Bad Gateway"])
def test_what_answers_and_is_not_slack_is_silent(body: bytes, status: str):
    def something(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response(status, [("Content-Type", "application/json")])
        return [body]

    with LocalServer(something) as server, pytest.raises(SlackSilent):
        exchanged(f"{server.url}/api/")


def test_a_token_that_is_not_a_bot_s_is_not_kept():
    def a_user_s(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/json")])
        given = b'{"ok": true, "access_token": "xoxp-1", "team": {"id": "T1"}, "user_id": "U1"}'
        return [given if environ["PATH_INFO"].endswith("access") else b'{"ok": true, "user_id": "U1"}']

    with LocalServer(a_user_s) as server, pytest.raises(SlackRefused) as refused:
        exchanged(f"{server.url}/api/")
    assert refused.value.error == "not_a_bot"
