"""The words and options of `register`: check what is said about Slack, or write it to a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bolt_app.cannot_start import CannotStartError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bolt_app.optout.desk import Clock
    from bolt_app.register.model import Register
    from bolt_app.watched import KeptPages

_LANGUAGE = click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
_OUTPUT = click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file."
)


def made_with(base_url: "Callable[[], str]", pages: "Callable[[], KeptPages]", clock: "Clock") -> click.Group:
    """Return the commands.

    Args:
        base_url: reads the app's public address from the settings, "" for none.
        pages: opens what this installation keeps of Slack's pages.
        clock: the time now, aware.
    """

    @click.group()
    def register() -> None:
        """Work on the practices and claims."""

    @register.command()
    @_LANGUAGE
    @_OUTPUT
    @click.option(
        "--watched", is_flag=True, help="Mark the statements by what this installation's watch found."
    )
    def page(*, language: str, output: Path, watched: bool) -> None:
        """Write every statement to one HTML file, to keep or to print; it loads nothing and runs nothing."""
        from bolt_app.i18n import load_translators
        from bolt_app.pages.printed import printed
        from bolt_app.watch.declarations import load
        from bolt_app.watched import Watched

        read = _read()
        if watched:
            read = Watched(read, load(), pages(), clock).known()
        _write(output, printed(read, load_translators()[language]).encode())
        click.echo(f"{output}: register {read.version}, {len(read.claims)} statements.")

    @register.command()
    @_LANGUAGE
    @_OUTPUT
    def feed(*, language: str, output: Path) -> None:
        """Write what changed as an Atom feed. Its links and ids bear APP_BASE_URL, where that is set."""
        from bolt_app.i18n import load_translators
        from bolt_app.pages.feed import feed as made

        read = _read()
        _write(output, made(read, load_translators()[language], base_url()))
        click.echo(f"{output}: register {read.version}, {len(read.timeline)} changes.")

    register.add_command(check)
    return register


@click.command()
def check() -> None:
    """Read the register as the app does. Exit code 1 when something is wrong with it."""
    from bolt_app.i18n import load_translators
    from bolt_app.register import checks
    from bolt_app.register.lint import lint

    read = _read()
    problems = lint(read, load_translators().values())
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
    click.echo(f"Register {read.version}: {len(read.practices)} practices, {len(read.claims)} claims.")
    for task in checks.pending(read):
        click.echo(f"To be done by a person: {task}")


def _read() -> "Register":
    from bolt_app.register import loader
    from bolt_app.register.rows import RegisterError

    try:
        return loader.load()
    except RegisterError as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise CannotStartError(f"The file {output} cannot be written: {error.strerror}.") from None
