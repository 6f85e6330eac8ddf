"""The words and options of `watch`; is given what looks and what is kept, and imports nothing before."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bolt_app.cannot_start import CannotStartError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bolt_app.watch import PageArchive
    from bolt_app.watching import Watching


def made_with(watching: "Callable[[], Watching]", kept: "Callable[[], PageArchive]") -> click.Command:
    """Return the command; what it is given opens the storage and gives what looks at pages, or keeps them."""

    @click.command()
    @click.option("--check-list", is_flag=True, help="Check the list of pages; look at none.")
    @click.option(
        "--tree",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write what was read so far to a zip file, in Open Terms Archive's tree; look at no page.",
    )
    def watch(*, check_list: bool, tree: Path | None) -> None:
        """Look at Slack's published pages once, for cron; a worker does it twice a day by itself.

        Prints a line for each page: unchanged, changed, or why it could not be read. Exit code 1 when a page
        could not be read, or another process is looking at this moment.
        """
        if check_list:
            click.echo(_checked())
            return
        if tree:
            click.echo(_written(tree, kept()))
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


def _written(file: Path, kept: "PageArchive") -> str:
    from zipfile import ZIP_DEFLATED, ZipFile  # noqa: PLC0415

    from bolt_app.watch import declarations  # noqa: PLC0415
    from bolt_app.watch.tree import export_tree  # noqa: PLC0415

    histories = (kept.versions(page.terms) for page in declarations.load())
    try:
        with ZipFile(file, "w", ZIP_DEFLATED) as tree:
            for path, content in export_tree(histories):
                tree.writestr(path, content)
            texts = [name for name in tree.namelist() if name.endswith(".md")]
    except OSError as error:
        raise CannotStartError(f"The file {file} cannot be written: {error.strerror}.") from None
    # Of each page the newest text stands there twice: in its history, and above it.
    pages = sum(1 for name in texts if name.count("/") == 1)
    return f"{file}: versions {len(texts) - pages}, pages {pages}."
