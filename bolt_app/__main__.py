"""The command line: one function per command, each importing what it needs; holds no rule of its own."""

import json
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bolt_app import (
    doctor_command,
    evidence_command,
    export_command,
    register_command,
    settings,
    watch_command,
)
from bolt_app.cannot_start import CannotStartError
from bolt_app.scope_id import SCOPE_ID
from bolt_app.settings import Mode, Settings

if TYPE_CHECKING:
    from storage import Storage


class _OneSentence(click.Group):
    """A group whose commands end with a sentence and exit code 2 when something outside the code is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CannotStartError as cannot:
            click.echo(str(cannot), err=True)
            ctx.exit(2)


@click.group(cls=_OneSentence, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Show a workspace how Slack uses its data, and lead its owners through the opt-out.

    Settings come from the environment and from the file .env; .env.sample lists them.
    """


@main.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one."
)
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@click.option("--organisation", is_flag=True, help="Pretend an organisation with two workspaces.")
def demo(*, port: int, no_browser: bool, organisation: bool) -> None:
    """Try everything in a browser, without a Slack workspace."""
    from bolt_app.demo import tryout, workspace

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that its temporary folder goes with it
    pretended = workspace.organisation() if organisation else workspace.acme()
    tryout.run(port, pretended, open_browser=not no_browser)


_NO_WORKER = click.option(
    "--no-worker", is_flag=True, help="Start no process that sends reminders: one runs elsewhere."
)


@main.command()
@_NO_WORKER
def serve(*, no_worker: bool) -> None:
    """Take Slack's requests over HTTP, and send reminders."""
    from bolt_app import serving

    read = _settings(Mode.SERVE)
    serving.serve(replace(read, worker=read.worker and not no_worker))


@main.command()
@_NO_WORKER
def socket(*, no_worker: bool) -> None:
    """Take Slack's requests over a WebSocket (Socket Mode), and send reminders."""
    from bolt_app import serving

    read = _settings(Mode.SOCKET)
    serving.run_socket(replace(read, worker=read.worker and not no_worker))


@main.command()
@click.option(
    "--single", is_flag=True, help="For the workspace of SLACK_BOT_TOKEN, also where a client id is set."
)
@click.option("--while-parent-lives", is_flag=True, hidden=True)
def work(*, single: bool, while_parent_lives: bool) -> None:
    """Send reminders that fall due. Any number of these may run on one PostgreSQL."""
    from bolt_app import working

    read = _settings(Mode.WORK)
    if single:
        read = replace(read, slack_client_id="", slack_client_secret="")
    working.work(read, while_open=sys.stdin.fileno() if while_parent_lives else None)


@main.command()
@click.option(
    "--url", help="The app's public https address: prints the variant for HTTP instead of Socket Mode."
)
@click.option(
    "--link", is_flag=True, help="Print the address that creates the app at Slack from the manifest."
)
def manifest(*, url: str | None, link: bool) -> None:
    """Print the app's manifest."""
    from bolt_app import manifest as written

    try:
        shown = written.as_http(url) if url is not None else written.read()
    except ValueError as refused:
        raise click.BadParameter(str(refused), param_hint="--url") from None
    click.echo(written.creation_link(shown) if link else json.dumps(shown, indent=2, ensure_ascii=False))


@main.command()
@click.option(
    "--scope", "scope_id", type=SCOPE_ID, help="One workspace's or organisation's (T… or E…) instead of all."
)
@click.option("--expect", metavar="N:HASH", help="A fingerprint that was kept elsewhere.")
def verify(*, scope_id: str | None, expect: str | None) -> None:
    """Check that the record is unbroken. Exit code 1 names the first broken entry."""
    from bolt_app import verifying
    from bolt_app.people import Scope

    try:
        kept = verifying.fingerprint(expect) if expect else None
    except ValueError as refused:
        raise click.BadParameter(str(refused), param_hint="--expect") from None
    storage = _existing_storage()
    scopes = [Scope(scope_id)] if scope_id else list(storage.ledger.scopes())
    if kept and len(scopes) > 1:
        raise click.UsageError("--expect needs --scope here: entries are numbered in each scope.")
    broken = False
    nothing = True
    for scope in scopes:
        finding = verifying.check(scope, storage.ledger.links, kept)
        click.echo(finding.sentence)
        if finding.holds:
            owners = verifying.check_second_owners(scope, storage.ledger.links)
            mails = verifying.check_mails(scope, storage.ledger.links, storage.archive)
            for besides in filter(None, (owners, mails)):
                click.echo(besides.sentence)
                broken = broken or not besides.holds
        nothing, broken = False, broken or not finding.holds
    if nothing and kept:  # not "all is well": whoever kept a fingerprint kept it of an entry
        click.echo(f"Nothing is recorded: entry {kept.position} is missing.")
        broken = True
    elif nothing:
        click.echo("Nothing is recorded.")
    if broken:
        sys.exit(1)


@main.command()
@click.option(
    "--scope", "scope_id", type=SCOPE_ID, help="A workspace's or organisation's (T… or E…), on request."
)
@click.option("--yes", is_flag=True, help="Delete what --scope names, instead of saying what is kept of it.")
def purge(*, scope_id: str | None, yes: bool) -> None:
    """Delete the records of those who removed the app and whose time is over.

    RETENTION_DAYS sets that time. Whose record has none is listed, with the command that deletes it. Slack is
    not asked anything, and no token is needed.

    With --scope, everything kept of one workspace or organisation goes, whether it left or not: the record,
    the texts, the installation with its token. Of an organisation the records of its workspaces stay: each
    has an id of its own. It cannot be undone.
    """
    from bolt_app import purging

    if yes and not scope_id:
        raise click.UsageError("--yes needs --scope: what is due is deleted without it.")
    storage = _existing_storage()
    if scope_id and yes:
        click.echo(purging.told(scope_id, storage.erasure.erase(scope_id), deleted=True))
        return
    if scope_id:
        kept = storage.erasure.kept(scope_id)
        click.echo(purging.told(scope_id, kept, deleted=False))
        if kept.nothing:
            return
        click.echo("Nothing was deleted. Add --yes to delete it; it cannot be undone.")
        sys.exit(1)
    for line in purging.purge_due(storage.departures, datetime.now(UTC)) or ["Nothing is due."]:
        click.echo(line)
    for line in purging.waiting(storage.departures):
        click.echo(line)


@main.group()
def keys() -> None:
    """Work on the keys that tokens and texts are encrypted with."""


@keys.command("rotate")
def keys_rotate() -> None:
    """Encrypt everything anew with the first of ENCRYPTION_KEYS.

    Put the new key in front of the old ones, separated by a comma, and start every process again; then run
    this, beside the running app if you like. When it says that everything is encrypted with the newest key,
    take the old keys out. Where a key file beside the database was used, its text is the old key.
    """
    from storage.rotation import rotate

    written = rotate(_existing_storage())
    if written:
        noun = "value is" if written == 1 else "values are"
        click.echo(f"{written} {noun} encrypted anew. Everything is encrypted with the newest key now.")
    else:
        click.echo("Everything is encrypted with the newest key already.")


def _settings(mode: Mode) -> Settings:
    return settings.read(settings.environment(Path.cwd()), mode)


def _existing_storage() -> "Storage":
    storage = _storage(_settings(Mode.RECORD))
    if storage is None:
        raise CannotStartError("There is no record yet: the database is made by the first start of the app.")
    if not storage.ready():
        raise CannotStartError(
            "An older version of the app made the database: the next start of the app brings it up to date."
        )
    return storage


def _storage(read: Settings) -> "Storage | None":
    from storage import existing_storage

    return existing_storage(read.database_url, read.encryption_keys)


def _watching() -> Any:
    from bolt_app.working import build_watching

    return build_watching(_settings(Mode.RECORD), _existing_storage(), lambda: datetime.now(UTC))


main.add_command(doctor_command.made_with(lambda: settings.environment(Path.cwd()), _storage))
main.add_command(evidence_command.made_with(_existing_storage, lambda: datetime.now(UTC)))
main.add_command(export_command.made_with(_existing_storage, lambda: datetime.now(UTC)))
main.add_command(
    register_command.made_with(
        lambda: _settings(Mode.LOOK).app_base_url,
        lambda: _existing_storage().pages,
        lambda: datetime.now(UTC),
    )
)
main.add_command(watch_command.made_with(_watching, lambda: _existing_storage().pages))

if __name__ == "__main__":
    main(prog_name="python -m bolt_app")
