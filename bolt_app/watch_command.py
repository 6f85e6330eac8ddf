"""The words and options of `watch`; is given what looks and what is kept, and imports nothing before."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from bolt_app.watching import Watching


def made_with(watching: "Callable[[], Watching]") -> click.Command:
    """Return the command; what it is given opens the storage and gives what looks at the pages."""

    @click.command()
    @click.option("--check-list", is_flag=True, help="Check the list of pages; look at none.")
    def watch(*, check_list: bool) -> None:
        """Look at Slack's published pages once, for cron; a worker does it twice a day by itself.

        Prints a line for each page: unchanged, changed, or why it could not be read. Exit code 1 when a page
        could not be read, or another process is looking at this moment.
        """
        if check_list:
            click.echo(_checked())
            return
        from bolt_app.watching import in_words  # noqa: PLC0415 # the other commands start without it

        looks = watching().turn(early=True, looked=lambda look: click.echo(in_words(look)))
        if looks is None:
            click.echo("Another process is looking at the pages at this moment.", err=True)
        if looks is None or any(look.failure for look in looks):
            sys.exit(1)

    return watch


def _checked() -> str:
    from bolt_app.register import loader  # noqa: PLC0415
    from bolt_app.watch import declarations  # noqa: PLC0415
    from bolt_app.watch.citations import citations  # noqa: PLC0415

    pages, register = declarations.load(), loader.load()
    declarations.refuse_bad_selectors(pages)
    cited = [len(citations(page, register)) for page in pages]
    lines = [
        f"{page.terms}: {page.url} ({number} citations)" for page, number in zip(pages, cited, strict=True)
    ]
    return "\n".join([*lines, f"{len(pages)} pages, {sum(cited)} citations of register {register.version}."])
