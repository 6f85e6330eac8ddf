"""How the pretended Slack hands out tokens: asked as the SDK asks; each refusal once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.browser import Browser
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from tests.unit.demo.tiny_app import Clock, TinyApp, listening

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

BACK = "http://127.0.0.1:1/slack/oauth_redirect"
ASKED = {"client_id": "1111.2222", "scope": "commands,users:read", "state": "s", "redirect_uri": BACK}
SECRET = "pretended-client-secret"


@contextmanager
def uninstalled(workspace: Workspace, clock: Clock) -> Iterator[PretendedSlack]:
    with PretendedSlack(workspace, clock, installed=False) as slack:
        slack.oauth.redirect_urls = (BACK,)
        yield slack


@pytest.fixture
def fresh(clock: Clock) -> Iterator[PretendedSlack]:
    with uninstalled(acme(), clock) as slack:
        yield slack


def sent_back(
    slack: PretendedSlack, key: str = "ada", *, agrees: bool = True, **asked: Any
) -> dict[str, str]:
    """What the app's address is called with after the person saw Slack's page."""
    query = {name: value for name, value in (ASKED | asked).items() if value}
    address = slack.person(key).at_slack(f"{slack.authorise_url}?{urlencode(query)}", agrees=agrees)
    assert address.startswith(f"{BACK}?")
    return dict(parse_qsl(urlsplit(address).query))


def access(slack: PretendedSlack, code: str, **changed: Any) -> Any:
    """oauth.v2.access as the SDK asks it."""
    told = {"client_id": "1111.2222", "client_secret": SECRET, "code": code, "redirect_uri": BACK} | changed
    return WebClient(base_url=slack.api_url, retry_handlers=[]).oauth_v2_access(**told).data


def refused(slack: PretendedSlack, code: str, **changed: Any) -> str:
    with pytest.raises(SlackApiError) as refusal:
        access(slack, code, **changed)
    return str(refusal.value.response["error"])


def works(slack: PretendedSlack, token: str) -> bool:
    return bool(WebClient(token, base_url=slack.api_url, retry_handlers=[]).auth_test()["ok"])


def test_a_code_becomes_a_token_that_works_with_the_scopes_that_were_asked_for(fresh: PretendedSlack):
    told = sent_back(fresh)
    assert told["state"] == "s"
    answer = access(fresh, told["code"])
    assert answer["team"] == {"id": "T0ACME", "name": "Acme"}
    assert (answer["enterprise"], answer["is_enterprise_install"]) == (None, False)
    assert answer["authed_user"] == {"id": "U0ADA"}
    assert answer["scope"] == "commands,users:read"
    assert works(fresh, answer["access_token"])
    assert fresh.workspace.scopes == ("commands", "users:read")


def test_before_the_installation_no_token_works(fresh: PretendedSlack):
    with pytest.raises(SlackApiError, match="account_inactive"):
        works(fresh, acme().bot_token)


def test_neither_code_nor_secret_nor_token_is_recorded(fresh: PretendedSlack):
    code = sent_back(fresh)["code"]
    fresh.fail_next("oauth.v2.access", "fatal_error")
    assert refused(fresh, code) == "fatal_error"
    token = access(fresh, code)["access_token"]
    assert refused(fresh, code) == "invalid_code"
    recorded = repr(fresh.calls)
    assert recorded.count("oauth.v2.access") == 3
    assert not any(secret in recorded for secret in (code, SECRET, token))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"code": "wrong"}, "invalid_code"),
        ({"redirect_uri": BACK + "/elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": None}, "bad_redirect_uri"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name_and_spends_no_code(
    fresh: PretendedSlack, changed: dict[str, Any], error: str
):
    code = sent_back(fresh)["code"]
    assert refused(fresh, **{"code": code, **changed}) == error
    assert access(fresh, code)["access_token"]


def test_a_code_is_good_once_and_for_ten_minutes(fresh: PretendedSlack, clock: Clock):
    code = sent_back(fresh)["code"]
    clock.passes(600)
    access(fresh, code)
    assert refused(fresh, code) == "invalid_code"
    late = sent_back(fresh)["code"]
    clock.passes(601)
    assert refused(fresh, late) == "invalid_code"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_id": ""}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"scope": "commands,telepathy"}, "invalid_scope"),
        ({"redirect_uri": "https://elsewhere.example/slack/oauth_redirect"}, "bad_redirect_uri"),
    ],
)
def test_slack_s_page_refuses_an_app_that_asks_for_something_wrong(
    fresh: PretendedSlack, asked: dict[str, Any], error: str
):
    with pytest.raises(NotPossible, match=error):
        sent_back(fresh, **asked)


def test_without_a_redirect_address_the_configured_one_is_taken(fresh: PretendedSlack):
    assert "code" in sent_back(fresh, redirect_uri="")


def test_who_cancels_is_sent_back_with_access_denied_and_the_state(fresh: PretendedSlack):
    assert sent_back(fresh, agrees=False) == {"error": "access_denied", "state": "s"}


@pytest.mark.parametrize("key", ["noor", "otto", "dana"])
def test_guests_outsiders_and_deactivated_people_cannot_install(fresh: PretendedSlack, key: str):
    with pytest.raises(NotPossible, match="access_denied"):
        sent_back(fresh, key)


def test_a_workspace_of_an_organisation_names_both(clock: Clock):
    with uninstalled(in_organisation(), clock) as slack:
        answer = access(slack, sent_back(slack)["code"])
    assert (answer["team"]["id"], answer["enterprise"]["id"]) == ("T0ACME", "E0STAR")
    assert answer["is_enterprise_install"] is False


def test_an_organisation_wide_installation_names_no_team_and_is_in_no_workspace_until_added(clock: Clock):
    with uninstalled(organisation(), clock) as slack:
        answer = access(slack, sent_back(slack)["code"])
        assert (answer["team"], answer["is_enterprise_install"]) == (None, True)
        assert answer["enterprise"] == {"id": "E0STAR", "name": "Starship"}
        with pytest.raises(NotPossible, match="no admin of the organisation added the app"):
            slack.person("sam").opens_home()
        app = TinyApp(slack)
        app.on_event("team_access_granted", lambda: None)
        app.on_event("app_home_opened", lambda: None)
        with listening(app):
            slack.adds_to_workspace()
            slack.person("sam").opens_home()
    assert app.received[0]["event"]["team_ids"] == ["T0ACME"]
    assert app.received[0]["enterprise_id"] == "E0STAR"


@pytest.mark.parametrize("key", ["grace", "sam"])
def test_only_who_administers_the_organisation_installs_for_it(clock: Clock, key: str):
    with (
        uninstalled(organisation(), clock) as slack,
        pytest.raises(NotPossible, match="access_denied"),
    ):
        sent_back(slack, key)


def test_a_new_installation_after_an_uninstallation_gets_a_new_token_and_a_repeated_one_the_same(
    fresh: PretendedSlack,
):
    first = access(fresh, sent_back(fresh)["code"])["access_token"]
    again = access(fresh, sent_back(fresh)["code"])["access_token"]
    assert again == first
    fresh.uninstalls(announce=False)
    anew = access(fresh, sent_back(fresh)["code"])["access_token"]
    assert anew != first
    with pytest.raises(SlackApiError, match="invalid_auth"):
        works(fresh, first)


def pages(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """An app's pages: /set gives cookies, /clear takes one, anything else shows what came."""
    headers = [("Content-Type", "text/plain")]
    if environ["PATH_INFO"] == "/set":
        headers += [
            ("Set-Cookie", "a=1; Path=/slack; Secure; HttpOnly; SameSite=Lax"),
            ("Set-Cookie", "b=2"),
        ]
    if environ["PATH_INFO"] == "/clear":
        headers.append(("Set-Cookie", "b=; Max-Age=0"))
    if environ["PATH_INFO"] == "/round":
        start_response("302 Found", [("Location", f"http://{environ['HTTP_HOST']}/round")])
        return []
    start_response("200 OK", headers)
    shown = f"{environ.get('HTTP_COOKIE', '')} {environ['HTTP_ACCEPT_LANGUAGE']} {environ['QUERY_STRING']}"
    return [shown.encode()]


def test_the_browser_keeps_cookies_for_their_host_and_path_until_they_are_taken():
    browser = Browser("fr-FR")
    with LocalServer(pages) as server, LocalServer(pages) as other:
        browser.get(f"{server.url}/set")
        assert browser.cookies["a"].attributes["samesite"] == "Lax"
        assert browser.get(f"{server.url}/slack/x?q=1").text == "a=1; b=2 fr-FR q=1"
        assert browser.get(f"{server.url}/x").text == "b=2 fr-FR "
        assert browser.get(f"{other.url}/slack/x").text == " fr-FR "
        browser.get(f"{server.url}/clear")
        assert browser.get(f"{server.url}/").text == " fr-FR "


def test_a_page_that_leads_in_circles_is_given_up(fresh: PretendedSlack):
    with LocalServer(pages) as server, pytest.raises(NotPossible, match="too many redirects"):
        fresh.person("ada").installs(f"{server.url}/round")


def test_a_page_that_leads_nowhere_is_read_in_the_person_s_language(fresh: PretendedSlack):
    with LocalServer(pages) as server:
        assert "fr-FR" in fresh.person("camille").installs(f"{server.url}/").text


def test_the_client_s_credentials_may_also_come_in_the_form(fresh: PretendedSlack):
    client = WebClient(base_url=fresh.api_url, retry_handlers=[])
    form = {"client_id": "1111.2222", "client_secret": SECRET, "code": sent_back(fresh)["code"]}
    answer = client.api_call("oauth.v2.access", data=form | {"redirect_uri": BACK})
    assert answer["ok"]


def test_an_app_with_other_credentials_is_another_app(clock: Clock):
    with uninstalled(replace(acme(), client_id="7.7"), clock) as slack:
        assert "code" in sent_back(slack, client_id="7.7")
