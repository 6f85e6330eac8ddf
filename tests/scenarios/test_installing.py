"""Somebody installs the app from its pages, and what they read when it does not work; real HTTP both ways."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from bolt_app.demo.browser import Page
from bolt_app.demo.hands import NotPossible
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.people import Scope
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls, prepares_and_sends

PLACES = {"workspace": acme(), "in an organisation": in_organisation(), "organisation": organisation()}


@pytest.fixture
def hosted(tmp_path: Path, clock: StandingClock) -> Iterator[Wired]:
    """The app for whoever installs it; nobody has yet."""
    with wire(tmp_path, clock, many=True) as running:
        yield running


@pytest.fixture
def ada(hosted: Wired) -> Person:
    return hosted.slack.person("ada")


def installs(wired: Wired, key: str = "ada", *, agrees: bool = True) -> Page:
    """Follows *Add to Slack* to the end."""
    return wired.slack.person(key).installs(f"{wired.url}/slack/install", agrees=agrees)


def begins(wired: Wired, key: str = "ada") -> str:
    """Follows *Add to Slack* up to the address that Slack sends the person back to."""
    person = wired.slack.person(key)
    return person.at_slack(person.browser.get(f"{wired.url}/slack/install").leads_to)


def let_in(wired: Wired) -> None:
    """Of an organisation-wide installation an admin adds it to the workspace."""
    if wired.slack.workspace.org_wide:
        wired.slack.adds_to_workspace()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_install_message_command_home_letter(tmp_path: Path, clock: StandingClock, place: Workspace):
    with wire(tmp_path, clock, place, many=True) as wired:
        ada, sam = wired.slack.person("ada"), wired.slack.person("sam")

        front = ada.browser.get(wired.url + "/")
        assert 'href="/slack/install"' in front.text
        page = installs(wired)
        assert (page.status, "Data Policy is installed" in page.text) == (200, True)
        where = "Starship" if place.org_wide else "Acme"
        assert f"installed {'for the organisation' if place.org_wide else 'in'} {where}." in page.text

        assert bool(ada.messages) is not place.org_wide
        let_in(wired)
        (message,) = ada.messages
        assert message.startswith("Data Policy is installed")
        assert "You get this message once, because you installed the app." in message

        sam.types("/datapolicy")
        assert "May Slack use our data to train models?" in sam.sees
        sam.opens_home()
        assert "This installation is run by The try-out (this machine)." in sam.sees
        prepares_and_sends(ada)
        sam.types("/datapolicy status")
        assert "An owner says the request was sent" in sam.sees
        assert [scope.id for scope in wired.storage.ledger.scopes()] == [place.scope_id]
        assert wired.slack.channel_posts == []


def test_the_message_leads_to_home_and_to_the_privacy_page(hosted: Wired, ada: Person):
    installs(hosted)
    ada.opens_messages_tab()
    assert f"{hosted.url}/privacy" in str(ada.inbox[-1].content)
    ada.presses("Open Data Policy")
    assert ada.sees.startswith("How Slack uses our data")


def test_the_message_and_the_page_are_in_the_person_s_language(hosted: Wired):
    page = installs(hosted, "camille")
    assert page.headers["content-language"] == "fr"
    assert "Data Policy est installée" in page.text
    (message,) = hosted.slack.person("camille").messages
    assert message.startswith("Data Policy est installée dans Acme.")


def test_who_installs_again_is_not_written_to_again_and_somebody_else_is(hosted: Wired, ada: Person):
    installs(hosted)
    installs(hosted)
    assert len(ada.messages) == 1
    installs(hosted, "grace")
    assert len(hosted.slack.person("grace").messages) == 1


def test_an_organisation_s_second_workspace_and_a_repeated_event_bring_no_second_message(
    tmp_path: Path, clock: StandingClock
):
    with wire(tmp_path, clock, organisation(), many=True) as wired:
        installs(wired)
        let_in(wired)
        let_in(wired)
        wired.slack.events.about_installation({"type": "team_access_granted", "team_ids": ["T0SECOND"]})
        assert len(wired.slack.person("ada").messages) == 1
        assert [one.team_id for one in wired.storage.grants.workspaces("E0STAR")] == ["T0ACME", "T0SECOND"]
        wired.slack.events.about_installation({"type": "team_access_revoked", "team_ids": ["T0SECOND"]})
        assert [one.team_id for one in wired.storage.grants.workspaces("E0STAR")] == ["T0ACME"]


@pytest.mark.parametrize("error", ["messages_tab_disabled", "ratelimited", "restricted_action"])
def test_a_message_slack_does_not_take_is_no_failed_installation(
    hosted: Wired, ada: Person, caplog: pytest.LogCaptureFixture, error: str
):
    hosted.slack.fail_next("chat.postMessage", error)
    assert installs(hosted).status == 200
    assert ada.messages == []
    assert f"did not take the message to who installed the app: {error}" in caplog.text
    assert calls(hosted).count("chat.postMessage") == 1
    ada.types("/datapolicy")
    assert ada.answers


def test_before_anybody_installed_it_a_person_reads_in_both_languages_what_to_do(hosted: Wired):
    sam = hosted.slack.person("sam")
    sam.types("/datapolicy")
    assert "An admin can install it again" in sam.sees
    assert "Un administrateur peut l’installer à nouveau" in sam.sees
    sam.opens_home()
    assert sam.home is None
    assert calls(hosted) == []


def test_a_request_costs_no_call_of_auth_test_and_one_read_a_minute(
    hosted: Wired, ada: Person, clock: StandingClock
):
    installs(hosted)
    ada.types("/datapolicy")
    hosted.slack.calls.clear()
    hosted.storage.installations.delete_all(enterprise_id=None, team_id="T0ACME")
    ada.types("/datapolicy")
    assert "May Slack use our data" in ada.sees
    assert calls(hosted) == []
    clock.passes(seconds=61)
    ada.types("/datapolicy")
    assert "An admin can install it again" in ada.sees


def test_after_an_uninstallation_a_new_installation_works_at_once_and_finds_the_record(
    hosted: Wired, ada: Person
):
    installs(hosted)
    prepares_and_sends(ada)
    hosted.slack.uninstalls()
    assert installs(hosted).status == 200
    hosted.slack.calls.clear()
    ada.opens_home()
    ada.types("/datapolicy status")
    assert "An owner says the request was sent" in ada.sees
    assert [call.error for call in hosted.slack.calls] == [None] * len(hosted.slack.calls)


def test_a_record_whose_end_is_near_stays_when_its_workspace_comes_back(
    hosted: Wired, ada: Person, clock: StandingClock
):
    installs(hosted)
    prepares_and_sends(ada)
    hosted.slack.uninstalls()
    clock.passes(days=30, seconds=1)
    assert hosted.storage.departures.due(clock.now()) == ["T0ACME"]
    installs(hosted)
    assert hosted.storage.departures.due(clock.now()) == []
    assert len(hosted.storage.ledger.entries(Scope("T0ACME"))) == 1


def test_slack_is_asked_for_the_scopes_of_the_manifest_and_sends_people_back_to_us(
    hosted: Wired, ada: Person
):
    asked = ada.browser.get(f"{hosted.url}/slack/install").leads_to
    assert asked.partition("?")[0] == hosted.slack.authorise_url
    query = dict(parse_qsl(urlsplit(asked).query))
    assert query["scope"] == "commands,chat:write,users:read,team:read"
    assert query["redirect_uri"] == f"{hosted.url}/slack/oauth_redirect"
    assert len(query["state"]) >= 32
    attributes = ada.browser.cookies["install"].attributes
    assert {"secure", "httponly"} <= attributes.keys()
    assert (attributes["samesite"], attributes["path"], attributes["max-age"]) == ("Lax", "/", "600")


def refused(page: Page, status: int, sentence: str) -> None:
    """A page that says what to do next, and nothing of the code's."""
    assert page.status == status, page.text
    assert sentence in page.text
    assert 'href="/slack/install"' in page.text
    assert "Traceback" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_who_cancels_reads_that_nothing_changed_and_can_begin_again(hosted: Wired, ada: Person):
    refused(installs(hosted, agrees=False), 200, "nothing was changed")
    assert calls(hosted) == []
    assert installs(hosted).status == 200
    assert len(ada.messages) == 1


def test_a_link_is_good_once(hosted: Wired, ada: Person):
    back = begins(hosted)
    assert ada.browser.get(back).status == 200
    refused(ada.browser.get(back), 400, "was not begun in this browser")


def test_a_link_whose_cookie_was_kept_is_still_good_once(hosted: Wired, ada: Person):
    back = begins(hosted)
    kept = dict(ada.browser.cookies)
    assert ada.browser.get(back).status == 200
    ada.browser.cookies.update(kept)
    refused(ada.browser.get(back), 400, "was used already, or is more than ten minutes old")
    assert calls(hosted).count("oauth.v2.access") == 1


def test_a_link_is_good_for_ten_minutes(hosted: Wired, ada: Person, clock: StandingClock):
    back = begins(hosted)
    clock.passes(minutes=10, seconds=1)
    refused(ada.browser.get(back), 400, "more than ten minutes old")
    assert calls(hosted) == []


def test_somebody_else_s_link_installs_nothing_and_stays_good_for_its_owner(hosted: Wired, ada: Person):
    back = begins(hosted)
    grace = hosted.slack.person("grace")
    refused(grace.browser.get(back), 400, "was not begun in this browser")
    begins(hosted, "grace")
    refused(grace.browser.get(back), 400, "was not begun in this browser")
    assert ada.browser.get(back).status == 200


@pytest.mark.parametrize(
    "query", ["", "?code=1", "?state=x", "?code=&state=", "?error=access_denied", "?code=1&state=%00%ff"]
)
def test_an_address_without_what_slack_adds_says_where_to_begin(hosted: Wired, ada: Person, query: str):
    page = ada.browser.get(f"{hosted.url}/slack/oauth_redirect{query}")
    sentence = "not begun in this browser" if "%00" in query else "It means nothing by itself."
    refused(page, 400, sentence)


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        ("invalid_code", 502, "each is good once, for ten minutes"),
        ("bad_client_secret", 502, "Its word for the reason is bad_client_secret."),
        ("bad_redirect_uri", 502, "Its word for the reason is bad_redirect_uri."),
        ("ratelimited", 502, "too many requests"),
    ],
)
@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
def test_what_slack_refuses_is_told_with_what_to_do(
    hosted: Wired, method: str, error: str, status: int, sentence: str
):
    hosted.slack.fail_next(method, error)
    refused(installs(hosted), status, sentence)
    assert list(hosted.storage.installations.every()) == []
    assert installs(hosted).status == 200


def test_an_app_installed_for_the_organisation_already_is_added_and_not_installed(hosted: Wired):
    hosted.slack.fail_next("oauth.v2.access", "cannot_install_an_org_installed_app")
    page = installs(hosted)
    assert "An admin of the organisation adds it to your workspace" in page.text
    assert "/slack/install" not in page.text


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
@pytest.mark.parametrize("status", [500, 503])
def test_a_slack_that_does_not_answer_is_told_apart(hosted: Wired, method: str, status: int):
    hosted.slack.fail_next(method, status=status)
    refused(installs(hosted), 502, "Slack did not answer in time.")


def test_what_a_stranger_puts_into_the_query_is_not_shown(hosted: Wired, ada: Person):
    state = dict(parse_qsl(urlsplit(begins(hosted)).query))["state"]
    page = ada.browser.get(f"{hosted.url}/slack/oauth_redirect?error=%3Cb%3Ecall+me&state={state}")
    refused(page, 502, "Its word for the reason is unknown_error.")
    assert "call me" not in page.text


def test_a_guest_is_stopped_by_slack_itself(hosted: Wired):
    with pytest.raises(NotPossible, match="access_denied"):
        installs(hosted, "noor")


def test_a_database_that_is_gone_is_a_page_and_not_a_trace(hosted: Wired, ada: Person, tmp_path: Path):
    back = begins(hosted)
    with sqlite3.connect(tmp_path / "record.sqlite3") as connection:
        connection.execute("DROP TABLE oauth_states")
    connection.close()
    refused_page = ada.browser.get(back)
    assert refused_page.status in (500, 503)
    assert "Traceback" not in refused_page.text
    assert "sqlite" not in refused_page.text.lower()
    page = ada.browser.get(f"{hosted.url}/slack/install")
    assert page.status in (500, 503)
    assert not page.leads_to


def test_no_token_code_or_secret_is_logged_or_lies_about_in_the_database(
    hosted: Wired, ada: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    back = begins(hosted)
    told = dict(parse_qsl(urlsplit(back).query))
    assert ada.browser.get(back).status == 200
    ada.types("/datapolicy")
    ada.opens_home()
    hosted.slack.fail_next("oauth.v2.access", "bad_client_secret")
    installs(hosted)
    token = hosted.slack.workspace.bot_token
    secrets = [token, told["code"], told["state"], hosted.settings.slack_client_secret]
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bolt_app"))
    assert "Slack refused an installation: bad_client_secret" in ours
    assert not any(secret in ours for secret in secrets)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("record.sqlite3*") if file.suffix != ".key")
    assert b"T0ACME" in kept
    assert not any(secret.encode() in kept for secret in secrets)


def test_where_one_workspace_is_served_there_is_nothing_to_install(wired: Wired):
    ada = wired.slack.person("ada")
    assert "/slack/install" not in ada.browser.get(wired.url + "/").text
    for path in ("/slack/install", "/slack/oauth_redirect?code=1&state=2"):
        page = ada.browser.get(wired.url + path)
        assert page.status == 404
        assert "This installation serves one workspace" in page.text
    assert ada.browser.cookies == {}
