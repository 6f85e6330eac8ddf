"""*E-mails on file*: what is kept of each, which entries name it, and the button that keeps less of it.

Owners and readers read it. What a mail is worth stands in views/evidence.py; nothing is taken away here.
"""

from collections.abc import Sequence
from datetime import UTC

from bolt_app.evidence.kept import KeptMail
from bolt_app.evidence.reducing import NotReduced
from bolt_app.i18n import Translator
from bolt_app.optout.model import Entry
from bolt_app.views import evidence, kit
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.views.metadata import About, Seen

PAGE = 10
"""Mails on a page."""


def mails(
    on_file: Sequence[KeptMail],
    entries: Sequence[Entry],
    t: Translator,
    *,
    first: int = 0,
    about: About = About.SCOPE,
    told: str = "",
    may_reduce: bool = True,
) -> View:
    """Return a page of the mails on file.

    Args:
        on_file: all of the scope, newest first.
        entries: its record.
        t: the owner's language.
        first: how many newer ones are left out.
        about: which record they belong to.
        told: what was just done, above everything.
        may_reduce: whether the person is an owner; readers only read.
    """
    first = first if first < len(on_file) else 0
    blocks: list[Block] = [kit.section(f"*{told}*")] if told else []
    if not on_file:
        blocks.append(kit.section(t("No e-mail is on file.")))
    for mail in on_file[first : first + PAGE]:
        blocks += [kit.divider()] if blocks else []
        blocks += [kit.section(evidence.offered(mail, t, 300)), kit.context(_small(mail, entries, t))]
        if may_reduce and not mail.reduced:
            blocks.append(kit.actions(_keep_less(mail, t)))
    turning = []
    if first:
        turning.append(kit.button(t("Newer"), Press.MAILS_NEWER, value=str(max(0, first - PAGE))))
    if first + PAGE < len(on_file):
        turning.append(kit.button(t("Older"), Press.MAILS_OLDER, value=str(first + PAGE)))
    if turning:
        blocks += [kit.divider(), kit.actions(*turning)]
    return kit.modal(t("E-mails on file"), blocks, close=t("Close"), metadata=Seen(about=about).packed())


def kept_less(outcome: KeptMail | NotReduced, t: Translator) -> str:
    """Return what became of a mail of which only a part was to be kept."""
    match outcome:
        case NotReduced.NOT_ON_FILE:
            return t("This e-mail is no longer on file.")
        case NotReduced.ALREADY:
            return t("Of this e-mail only a part was kept already.")
    return t(
        "Only the header, the hash and the sender’s own words are kept now of “{which}”. Its signature "
        "cannot be checked again.",
        which=escape(evidence.choice(outcome)),
    )


def _small(mail: KeptMail, entries: Sequence[Entry], t: Translator) -> str:
    put = t("Put on file {day}.", day=mail.at.astimezone(UTC).date().isoformat())
    named = [str(entry.position) for entry in entries if entry.statement.mail == mail.sha256]
    by = t("No entry names it.")
    if named:
        by = t("Named by No. {numbers}.", numbers=", ".join(named))
    return f"{put} {by} SHA-256: `{mail.sha256}`"


def _keep_less(mail: KeptMail, t: Translator) -> Block:
    confirm = kit.confirmation(
        t("Keep only a part?"),
        t(
            "The header, the hash and the sender’s own words stay; the file goes. Its signature cannot be "
            "checked again, and exports no longer hold it. The grades recorded stay. This cannot be undone."
        ),
        t("Keep only a part"),
        t("Keep all of it"),
    )
    described = t("Keep only a part of {which}", which=evidence.choice(mail))
    return kit.button(
        t("Keep only a part"), Press.REDUCE, value=mail.sha256, described=described, confirm=confirm
    )
