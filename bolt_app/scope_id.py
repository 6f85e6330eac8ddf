"""An id that is typed after --scope, as Slack writes ids; knows no record and no command."""

import re

import click

_WRITTEN = re.compile(r"[TE][A-Z0-9]+")


class ScopeId(click.ParamType[str]):
    """A workspace's or organisation's id: a mistyped one would look like a record that is empty."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id, or end the command with a sentence that says where to find it."""
        if not _WRITTEN.fullmatch(value):
            self.fail(
                f"{value!r} is not the id of a workspace or an organisation, such as T0123456 or E0123456. "
                "The command `verify` names those that have a record.",
                param,
                ctx,
            )
        return value


SCOPE_ID = ScopeId()
"""To be given as an option's type."""
