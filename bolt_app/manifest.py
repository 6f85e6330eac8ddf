"""The app's manifest, from manifest.json: the only list of scopes and events; knows no settings."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

PATH = Path(__file__).parent.parent / "manifest.json"
REQUEST_PATH = "/slack/events"
"""Where Slack delivers commands, events and clicks in HTTP mode; Bolt's own default."""
INSTALL_PATH = "/slack/install"
"""Where a person begins to install the app; Bolt's own default, as is the next."""
REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack sends that person back to."""

_CREATE = "https://api.slack.com/apps?new_app=1&manifest_json="


def read() -> dict[str, Any]:
    """The manifest as written, for Socket Mode; a copy that may be changed."""
    return deepcopy(_read())


def scopes() -> tuple[str, ...]:
    """The bot scopes the app asks for, in the manifest's order."""
    return tuple(_read()["oauth_config"]["scopes"]["bot"])


def events() -> tuple[str, ...]:
    """The bot events the app subscribes to, in the manifest's order; each one owes a listener."""
    return tuple(_read()["settings"]["event_subscriptions"]["bot_events"])


def as_http(url: str) -> dict[str, Any]:
    """The manifest for HTTP mode: Slack delivers to `<url>/slack/events`, installers come back to us.

    Args:
        url: the public https address of the app, with or without a path, without query or fragment.

    Raises:
        ValueError: with one sentence, when Slack would refuse the address.
    """
    base = _public(url)
    request_url = base + REQUEST_PATH
    manifest = read()
    for command in manifest["features"]["slash_commands"]:
        command["url"] = request_url
    manifest["oauth_config"]["redirect_urls"] = [base + REDIRECT_PATH]
    settings = manifest["settings"]
    settings["event_subscriptions"]["request_url"] = request_url
    settings["interactivity"]["request_url"] = request_url
    settings["socket_mode_enabled"] = False
    return manifest


def creation_link(manifest: dict[str, Any]) -> str:
    """The address that opens Slack's "create an app from a manifest" with this manifest filled in."""
    return _CREATE + quote(json.dumps(manifest, ensure_ascii=False, separators=(",", ":")), safe="")


def _public(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("Slack delivers to https addresses only, such as https://datapolicy.example.org.")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("The address must have no user name, query or fragment.")
    return f"https://{parts.netloc}{parts.path.rstrip('/')}"


@cache
def _read() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return manifest
