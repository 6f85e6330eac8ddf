"""What is learnt from auth.test, and in which words a start is refused; Slack is a server on loopback."""

import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bolt_app import manifest, startup
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from bolt_app.installation import Installation
from bolt_app.people import Scope
from bolt_app.startup import StartupError

TOKEN = "xoxb-1-invented"
WORKSPACE = {
    "ok": True,
    "url": "https://acme.slack.com/",
    "team": "Acme",
    "user": "datapolicy",
    "team_id": "T1",
    "user_id": "U9",
    "bot_id": "B9",
    "is_enterprise_install": False,
}
ALL = "commands,chat:write,users:read,team:read"

Slack = Callable[..., str]


@pytest.fixture
def slack() -> Iterator[Slack]:
    """Start a Slack that answers everything in one way; gives its address."""
    servers: list[LocalServer] = []

    def start(answer: object, status: str = "200 OK", **headers: str) -> str:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()

        def application(_: dict[str, Any], start_response: Any) -> list[bytes]:
            named = [(name.replace("_", "-"), value) for name, value in headers.items()]
            start_response(status, [("Content-Type", "application/json"), *named])
            return [body]

        servers.append(LocalServer(application).start())
        return f"{servers[-1].url}/api/"

    yield start
    for server in servers:
        server.stop()


def refusal(api_url: str, needed: tuple[str, ...] = manifest.scopes()) -> str:
    """The sentence a start is refused with; it never holds the token."""
    with pytest.raises(StartupError) as refused:
        startup.installation(TOKEN, api_url, needed)
    assert TOKEN not in str(refused.value)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_workspace_s_token_names_the_workspace(slack):
    found = startup.installation(TOKEN, slack(WORKSPACE, X_OAuth_Scopes=ALL), manifest.scopes())
    assert found == Installation("T1", "", False, "U9", "B9", "Acme", "https://acme.slack.com/")  # noqa: FBT003
    assert found.scope == Scope("T1")


def test_a_workspace_of_an_organisation_is_still_its_own_scope(slack):
    answer = {**WORKSPACE, "enterprise_id": "E1"}
    found = startup.installation(TOKEN, slack(answer, X_OAuth_Scopes=ALL), manifest.scopes())
    assert (found.team_id, found.enterprise_id) == ("T1", "E1")
    assert found.scope == Scope("T1")


@pytest.mark.parametrize("enterprise", [{"enterprise_id": "E1"}, {}])
def test_an_organisation_s_token_names_the_organisation_and_no_workspace(slack, enterprise):
    answer = {**WORKSPACE, **enterprise, "team_id": "E1", "is_enterprise_install": True}
    found = startup.installation(TOKEN, slack(answer, X_OAuth_Scopes=ALL), manifest.scopes())
    assert (found.team_id, found.enterprise_id) == ("", "E1")
    assert found.scope == Scope("E1")


def test_missing_scopes_are_named_and_the_granted_ones_are_not(slack):
    sentence = refusal(slack(WORKSPACE, X_OAuth_Scopes="commands, users:read,channels:read"))
    assert sentence.startswith("The app was installed without the scopes chat:write, team:read. ")
    assert "users:read" not in sentence
    assert "api.slack.com/apps" in sentence


def test_one_missing_scope_is_one_scope(slack):
    sentence = refusal(slack(WORKSPACE, x_oauth_scopes="commands,chat:write,users:read"))
    assert sentence.startswith("The app was installed without the scope team:read. ")


def test_more_scopes_than_needed_and_a_header_that_a_proxy_dropped_are_no_reason_not_to_start(slack):
    assert startup.installation(TOKEN, slack(WORKSPACE), manifest.scopes()).team_id == "T1"
    more = slack(WORKSPACE, X_OAuth_Scopes=f"{ALL},channels:read")
    assert startup.installation(TOKEN, more, manifest.scopes()).team_id == "T1"


@pytest.mark.parametrize(
    ("error", "part"),
    [
        ("invalid_auth", "Slack does not accept SLACK_BOT_TOKEN (invalid_auth). Copy it again from"),
        ("not_authed", "Slack does not accept SLACK_BOT_TOKEN (not_authed)."),
        ("token_revoked", "The app is no longer installed (token_revoked)."),
        ("account_inactive", "The app is no longer installed (account_inactive)."),
        ("org_login_required", "Slack refused SLACK_BOT_TOKEN: org_login_required."),
    ],
)
def test_a_token_slack_refuses_is_refused_in_a_sentence(slack, error, part):
    assert part in refusal(slack({"ok": False, "error": error}))


def test_a_user_s_token_is_not_taken_for_the_bot_s(slack):
    answer = {name: value for name, value in WORKSPACE.items() if name != "bot_id"}
    assert refusal(slack(answer)).startswith("SLACK_BOT_TOKEN is not a bot's token.")


def test_rate_limiting_says_when_to_try_again(slack):
    api_url = slack({"ok": False, "error": "ratelimited"}, "429 Too Many Requests", Retry_After="17")
    assert refusal(api_url) == "Slack is rate limiting this app. Start it again in 17 seconds."


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"<html>", "200 OK"),
        (b"<html>", "502 Bad Gateway"),
        (b"", "200 OK"),
        (b"{", "200 OK"),
        (b"[]", "200 OK"),
    ],
)
def test_something_else_than_slack_at_the_address_is_refused_without_a_traceback(slack, answer, status):
    assert "is not Slack's Web API. The setting SLACK_API_URL" in refusal(slack(answer, status))


def test_an_address_nobody_listens_at_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        api_url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        assert refusal(api_url) == f"Slack cannot be reached at {api_url} (Connection refused)."


def test_socket_mode_s_refusals_name_the_app_token(slack):
    def sentence(error: str) -> str:
        with pytest.raises(StartupError) as refused:
            startup.socket_url("xapp-1-invented", slack({"ok": False, "error": error}))
        return str(refused.value)

    assert sentence("invalid_auth").startswith("Slack does not accept SLACK_APP_TOKEN (invalid_auth).")
    assert sentence("missing_scope").startswith("SLACK_APP_TOKEN lacks the scope connections:write.")


def test_socket_mode_s_address_is_passed_on(slack):
    api_url = slack({"ok": True, "url": "wss://wss.example/link/?ticket=1"})
    assert startup.socket_url("xapp-1-invented", api_url) == "wss://wss.example/link/?ticket=1"


def client_refusal(api_url: str, client_id: str = "1.2", client_secret: str | None = None) -> str:
    """The sentence about client id and secret; it never holds the secret."""
    secret = client_secret or "c1ient5ecret"
    with pytest.raises(StartupError) as refused:
        startup.hold_client(client_id, secret, api_url)
    assert secret not in str(refused.value)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_of_client_id_and_secret_the_one_that_is_wrong_is_named():
    with PretendedSlack(acme(), installed=False) as pretended:
        known = pretended.workspace
        startup.hold_client(known.client_id, known.client_secret, pretended.api_url)
        wrong_id = client_refusal(pretended.api_url, "1.2", known.client_secret)
        wrong_secret = client_refusal(pretended.api_url, known.client_id)
        assert [call.error for call in pretended.calls] == [
            "invalid_code",
            "invalid_client_id",
            "bad_client_secret",
        ]
        assert pretended.uninstalled, "asking installs nothing"
    page = "Copy it again from api.slack.com/apps → your app → Basic Information → App Credentials."
    assert wrong_id == f"Slack does not accept SLACK_CLIENT_ID (invalid_client_id). {page}"
    assert wrong_secret == f"Slack does not accept SLACK_CLIENT_SECRET (bad_client_secret). {page}"


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (
            {"ok": False, "error": "no_scopes"},
            "Slack refused SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: no_scopes.",
        ),
        ({"ok": True, "access_token": "xoxb-for-nothing"}, "is not Slack's Web API."),
        (b"<html>", "is not Slack's Web API."),
    ],
    ids=["another error", "a token for no code", "a page"],
)
def test_whatever_else_is_answered_is_not_taken_for_a_yes(slack, answer, part):
    assert part in client_refusal(slack(answer))


def test_client_id_and_secret_cannot_be_asked_about_where_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        api_url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        assert client_refusal(api_url) == f"Slack cannot be reached at {api_url} (Connection refused)."
