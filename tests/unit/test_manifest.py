"""manifest.json and its HTTP variant, held against Slack's limits and the words the command knows."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bolt_app import manifest
from bolt_app.views import answer

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_app_asks_for_exactly_the_four_scopes_the_readme_explains():
    assert manifest.scopes() == ("commands", "chat:write", "users:read", "team:read")
    explained = re.findall(r"^\| `([a-z]+(?::[a-z]+)?)` \| [A-Z].{20,}\. \|$", README, re.MULTILINE)
    assert tuple(explained) == manifest.scopes()


def test_the_readme_s_link_creates_the_app_from_this_very_manifest():
    assert f"\n[create]: {manifest.creation_link(manifest.read())}\n" in f"{README}\n"
    assert "[create from manifest][create]" in README


def test_the_readme_begins_by_saying_that_the_app_is_independent():
    beginning = " ".join(README[:1500].split())
    assert "not affiliated with Slack or Salesforce" in beginning
    assert "dated quotes, not legal advice" in beginning


def test_the_manifest_subscribes_to_home_and_to_everything_that_ends_an_installation():
    assert set(manifest.events()) == {
        "app_home_opened",
        "app_uninstalled",
        "tokens_revoked",
        "team_access_granted",
        "team_access_revoked",
    }


def test_socket_mode_is_the_default_and_needs_no_address():
    written = manifest.read()
    assert written["settings"]["socket_mode_enabled"] is True
    assert "https://" not in json.dumps(written)


def test_organisations_can_install_it_and_tokens_do_not_rotate():
    settings = manifest.read()["settings"]
    assert settings["org_deploy_enabled"] is True
    assert settings["token_rotation_enabled"] is False


def test_home_is_on_and_the_messages_tab_is_read_only():
    assert manifest.read()["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


def test_the_descriptions_fit_slack_and_say_that_the_app_is_independent():
    shown = manifest.read()["display_information"]
    assert shown["name"] == "Data Policy"
    assert len(shown["description"].split()) <= 10
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert "independent" in shown["long_description"]
    assert "not legal advice" in shown["long_description"]


def test_the_command_is_not_escaped_and_hints_at_its_words():
    (command,) = manifest.read()["features"]["slash_commands"]
    assert command["command"] == "/datapolicy"
    assert command["should_escape"] is False
    named = command["usage_hint"].strip("[]").split(" | ")
    assert {"help", "status", "sources"} <= set(named) <= set(answer.WORDS)


@pytest.mark.parametrize(
    "url", ["https://dp.example.org", "https://dp.example.org/", " https://dp.example.org "]
)
def test_over_http_slack_delivers_everything_to_one_address(url):
    over_http = manifest.as_http(url)
    wanted = "https://dp.example.org/slack/events"
    assert over_http["settings"]["socket_mode_enabled"] is False
    assert over_http["settings"]["event_subscriptions"]["request_url"] == wanted
    assert over_http["settings"]["interactivity"]["request_url"] == wanted
    assert [command["url"] for command in over_http["features"]["slash_commands"]] == [wanted]
    assert over_http["oauth_config"]["redirect_urls"] == ["https://dp.example.org/slack/oauth_redirect"]


def test_an_address_below_a_path_keeps_its_path():
    over_http = manifest.as_http("https://example.org:8443/datapolicy/")
    assert over_http["settings"]["interactivity"]["request_url"] == (
        "https://example.org:8443/datapolicy/slack/events"
    )


def test_the_http_variant_asks_for_the_same_scopes_and_changes_nothing_else():
    over_http = manifest.as_http("https://dp.example.org")
    for command in over_http["features"]["slash_commands"]:
        del command["url"]
    del over_http["oauth_config"]["redirect_urls"]
    del over_http["settings"]["event_subscriptions"]["request_url"]
    del over_http["settings"]["interactivity"]["request_url"]
    over_http["settings"]["socket_mode_enabled"] = True
    assert over_http == manifest.read()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "dp.example.org",
        "http://dp.example.org",
        "ftp://dp.example.org",
        "https://",
        "https:///slack",
        "https://dp.example.org/?a=b",
        "https://dp.example.org/#top",
        "https://somebody@dp.example.org",
    ],
)
def test_an_address_slack_would_refuse_is_refused_with_a_sentence(url):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        manifest.as_http(url)


def test_what_one_caller_changes_the_next_does_not_see():
    manifest.read()["oauth_config"]["scopes"]["bot"].append("channels:history")
    assert "channels:history" not in manifest.scopes()


def test_the_creation_link_carries_the_whole_manifest():
    link = manifest.creation_link(manifest.read())
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "api.slack.com", "/apps")
    query = parse_qs(parts.query)
    assert query["new_app"] == ["1"]
    assert json.loads(query["manifest_json"][0]) == manifest.read()


def test_the_creation_link_is_short_enough_for_browsers_and_servers():
    assert len(manifest.creation_link(manifest.read())) < 4000
