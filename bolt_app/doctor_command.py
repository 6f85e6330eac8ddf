"""The command `doctor`; is given what opens the record, and imports nothing before it is run."""

import sys
from typing import TYPE_CHECKING, Protocol

import click

from bolt_app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bolt_app.installation import Installation
    from bolt_app.watch_health import Standings


class Turns(Protocol):
    """Whose turn it is to look at Slack's pages."""

    def due(self) -> "datetime | None":
        """When the next turn is due, aware; None: there was none yet."""
        ...


class Found(Protocol):
    """What the app has stored, as far as a doctor looks."""

    def ready(self) -> bool:
        """Whether it is of this version of the app."""
        ...

    @property
    def pages(self) -> "Standings":
        """How the looks at Slack's pages ended."""
        ...

    @property
    def watch_turns(self) -> Turns:
        """When they are looked at."""
        ...


def made_with(
    environment: "Callable[[], Mapping[str, str]]", existing: "Callable[[Settings], Found | None]"
) -> click.Command:
    """Return the command for these settings, and for what opens the stored data without making any."""

    @click.command()
    def doctor() -> None:
        """Say what is set, how the database stands and what Slack says. Changes nothing, shows no secret.

        Exit code 1 when something must be put right first; such a line begins with !!.
        """
        from bolt_app import doctor as examining  # noqa: PLC0415 # the other commands start without it
        from bolt_app import manifest, startup, watch_health  # noqa: PLC0415
        from bolt_app.evidence import signature  # noqa: PLC0415
        from bolt_app.watch.declarations import load  # noqa: PLC0415

        def ask_slack(read: Settings) -> "Installation":
            return startup.installation(read.slack_bot_token, read.slack_api_url, manifest.scopes())

        def ask_of_client(read: Settings) -> None:
            startup.hold_client(read.slack_client_id, read.slack_client_secret, read.slack_api_url)

        def ask_watch(read: Settings) -> str:
            kept = existing(read)
            if kept is None or not kept.ready():
                return watch_health.NEVER
            return watch_health.in_words(load(), kept.pages, kept.watch_turns.due())

        well = True
        lines = examining.examine(
            environment(),
            existing,
            ask_slack,
            ask_of_client,
            ask_watch,
            checks_signatures=signature.installed(),
        )
        for line in lines:
            click.echo(f"{'   ' if line.well else '!! '}{line.name:<22}{line.standing}")
            well = well and line.well
        if not well:
            sys.exit(1)

    return doctor
