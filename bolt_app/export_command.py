"""The words and options of `export`; is given the record when it is wanted, and imports nothing before."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bolt_app.scope_id import SCOPE_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bolt_app.exporting import Kept


def made_with(kept: "Callable[[], Kept]", now: "Callable[[], datetime]") -> click.Command:
    """Return the command that exports what this opens, by a clock that gives aware times."""

    @click.command()
    @click.option(
        "--scope",
        "scope_id",
        type=SCOPE_ID,
        required=True,
        help="A workspace's or organisation's (T… or E…).",
    )
    @click.option(
        "--format",
        "form",
        required=True,
        type=click.Choice(["csv", "jsonl", "dpv", "ics", "bundle"]),
        help="A table, the record as stored, JSON-LD, a calendar, or a zip of everything with its check.",
    )
    @click.option(
        "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file."
    )
    @click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
    def export(*, scope_id: str, form: str, output: Path, language: str) -> None:
        """Write a record to a file, ids of persons included. Exit code 1 when it is broken or empty."""
        from bolt_app import exporting  # noqa: PLC0415 # the other commands start without it

        outcome = exporting.run(kept(), scope_id, form, output, language, now=now)
        click.echo(outcome.sentence, err=not outcome.whole)
        if not outcome.whole:
            sys.exit(1)

    return export
