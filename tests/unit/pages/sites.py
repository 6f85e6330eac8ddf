"""Sites for tests: of one workspace and of many, with stand-ins for storage; the clock stands still."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from slack_sdk.oauth.installation_store import Installation
from werkzeug.test import Client

from bolt_app.greeting import Greeting
from bolt_app.i18n import load_translators
from bolt_app.pages.installing import Installing
from bolt_app.pages.site import Site, build_site
from bolt_app.register.model import Register
from bolt_app.views.facts import Operator
from tests.record_builders import shipped

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TRANSLATORS = load_translators()
CLEAR = Operator("Clear Data Ltd", "privacy@datapolicy.example", "Ireland")
NOBODY = "http://127.0.0.1:9/api/"
"""A Slack that nobody reaches."""


class States:
    """States in memory: each is good once."""

    def __init__(self) -> None:
        self.issued: list[str] = []
        self.fails: Exception | None = None

    def issue(self) -> str:
        if self.fails:
            raise self.fails
        self.issued.append(f"state-{len(self.issued) + 1}")
        return self.issued[-1]

    def consume(self, state: str) -> bool:
        if self.fails:
            raise self.fails
        if state not in self.issued:
            return False
        self.issued.remove(state)
        return True


class Stored:
    """Installations in memory, and what happened to them in order."""

    def __init__(self) -> None:
        self.saved: list[Installation] = []
        self.happened: list[str] = []

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        asked = (enterprise_id, team_id, user_id, bool(is_enterprise_install))
        return next(
            (
                one
                for one in self.saved
                if (one.enterprise_id, one.team_id, one.user_id, one.is_enterprise_install) == asked
            ),
            None,
        )

    def save(self, installation: Installation) -> None:
        self.saved.append(installation)
        self.happened.append("saved")

    def returned(self, scope_id: str, at: datetime) -> None:
        assert at == NOW
        self.happened.append(f"returned {scope_id}")

    def forget(self, enterprise_id: str | None, team_id: str | None) -> None:
        self.happened.append(f"forgot {enterprise_id} {team_id}")


def installing(
    stored: Stored | None = None,
    states: States | None = None,
    *,
    api_url: str = NOBODY,
    base_url: str = "https://dp.example",
    forget: Callable[[str | None, str | None], None] | None = None,
    **changed: Any,
) -> Installing:
    kept = stored or Stored()
    given: dict[str, Any] = {
        "client_id": "1111.2222",
        "client_secret": "pretended-client-secret",
        "api_url": api_url,
        "base_url": base_url,
        "states": states or States(),
        "installations": kept,
        "departures": kept,
        "clock": lambda: NOW,
        "greeting": Greeting(TRANSLATORS, base_url),
        "forget": forget or kept.forget,
    }
    return Installing(**given | changed)


def site(*, many: bool = True, register: Register | None = None, **changed: Any) -> Site:
    given: dict[str, Any] = {
        "operator": CLEAR if many else Operator(),
        "base_url": "https://dp.example" if many else "",
        "slack_url": "https://slack.com/api/",
        "retention_days": 30 if many else None,
        "clock": lambda: NOW,
        "translators": TRANSLATORS,
        "known": lambda: register or shipped(),
        "installing": installing() if many else None,
    }
    return Site(**given | changed)


def browser(*, many: bool = True, **changed: Any) -> Client:
    """A browser's side of a site."""
    return Client(build_site(site(many=many, **changed)), use_cookies=False)
