"""The words and options of `evidence`; is given the record when it is wanted, and imports nothing before."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from bolt_app.scope_id import SCOPE_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from bolt_app.evidence.kept import Archive
    from bolt_app.filing import Filed
    from bolt_app.optout.desk import Clock
    from bolt_app.optout.ledger import Ledger


class Opened(Protocol):
    """The record as storage/ keeps it, as far as mails go."""

    @property
    def archive(self) -> "Archive":
        """The mails on file."""
        ...

    @property
    def ledger(self) -> "Ledger":
        """The record of every scope."""
        ...


_scope = click.option(
    "--scope", "scope_id", type=SCOPE_ID, required=True, help="The workspace's or organisation's (T… or E…)."
)


def made_with(opened: "Callable[[], Opened]", clock: "Clock") -> click.Group:
    """Return the group whose commands work on what this opens."""

    @click.group()
    def evidence() -> None:
        """Work on the mails that back the record."""

    @evidence.command("add")
    @_scope
    @click.option(
        "--entry",
        "position",
        type=click.IntRange(0),
        required=True,
        help="The entry it is about; 0: none yet.",
    )
    @click.option(
        "--file",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help="The mail, .eml.",
    )
    @click.option(
        "--url", default="", help="The address, such as https://acme.slack.com, to look for in the mail."
    )
    def add(*, scope_id: str, position: int, file: Path, url: str) -> None:
        """Put a mail on file and print its grade. Records nothing: an owner chooses it in Slack, or not."""
        from bolt_app import filing  # noqa: PLC0415 # the other commands start without it
        from bolt_app.letter import Place  # noqa: PLC0415
        from bolt_app.people import Scope  # noqa: PLC0415

        try:
            raw = filing.read(file)
        except OSError as error:
            raise click.BadParameter(
                f"{file} cannot be read: {error.strerror}", param_hint="--file"
            ) from None
        record = opened()
        place, desk = Place(Scope(scope_id), "", url), filing.desk(record.archive)
        entries = record.ledger.entries(place.scope)
        _ends_with(filing.put(raw, place, entries, position, desk=desk, now=clock()))

    @evidence.command("list")
    @_scope
    def list_(*, scope_id: str) -> None:
        """Print the mails on file, newest first: what is left of each, beside which entry."""
        from bolt_app import filing  # noqa: PLC0415
        from bolt_app.people import Scope  # noqa: PLC0415

        for line in filing.listed(opened().archive, Scope(scope_id)) or ["No mail is on file."]:
            click.echo(line)

    @evidence.command("reduce")
    @_scope
    @click.option("--mail", "beginning", required=True, help="The mail's SHA-256, or how it begins.")
    @click.option("--yes", is_flag=True, help="Do it, instead of saying what would go.")
    def reduce(*, scope_id: str, beginning: str, yes: bool) -> None:
        """Keep of a mail only its header, its hash and the sender's own words.

        The file goes, so nobody can check its signature again, and exports no longer hold it. The grades that
        entries carry stay. It cannot be undone.
        """
        from bolt_app import filing  # noqa: PLC0415
        from bolt_app.people import Scope  # noqa: PLC0415

        _ends_with(filing.reduce_one(opened().archive, Scope(scope_id), beginning, yes=yes))

    return evidence


def _ends_with(filed: "Filed") -> None:
    click.echo("\n".join(filed.lines))
    sys.exit(0 if filed.done else 1)
