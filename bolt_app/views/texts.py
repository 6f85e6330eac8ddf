"""The texts kept with an entry, for owners and readers: letter, reply, the mail on file; fetches none."""

from collections.abc import Mapping

from bolt_app.evidence.kept import KeptMail
from bolt_app.i18n import Translator, mark
from bolt_app.optout.model import Entry
from bolt_app.views import evidence, kit
from bolt_app.views.acts import done
from bolt_app.views.kit import Block, View

_KINDS: Mapping[str, tuple[str, str]] = {
    "letter": (mark("*The letter’s text:*"), mark("The letter’s text was erased, or never kept.")),
    "reply": (mark("*The reply’s text:*"), mark("The reply’s text was erased, or never kept.")),
}
_LONGEST_MAIL = 2500


def texts(entry: Entry, kept: Mapping[str, str | None], mail: KeptMail | None, t: Translator) -> View:
    """Return the texts of an entry.

    Args:
        entry: the entry they belong to.
        kept: kind to text, None where it was erased.
        mail: the mail on file that the entry names, None where it names none or it was erased.
        t: the reader's language.
    """
    heading = t("No. {number}: {what}", number=entry.position, what=done(entry, t))
    blocks = [kit.section(f"*{heading}*"), *shown(kept, t)]
    if mail is not None:
        blocks += [
            kit.section(t("*The e-mail on file:*")),
            kit.section(evidence.offered(mail, t, longest=_LONGEST_MAIL)),
        ]
    elif entry.statement.mail:
        blocks.append(kit.section(t("The e-mail that was on file was erased.")))
    return kit.modal(t("Texts"), blocks, close=t("Close"))


def none_there(t: Translator) -> View:
    """Return what says that an entry has no text."""
    return kit.modal(t("Texts"), [kit.section(t("No text is kept with this entry."))], close=t("Close"))


def shown(kept: Mapping[str, str | None], t: Translator) -> list[Block]:
    """Return each text to the letter, or that it is gone."""
    blocks: list[Block] = []
    for kind, text in kept.items():
        there, gone = _KINDS[kind]
        blocks += [kit.section(t(there)), kit.preformatted(text)] if text else [kit.section(t(gone))]
    return blocks
