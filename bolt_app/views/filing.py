"""The part of a form in which an owner reads the mails on file and chooses one; knows no form and no rule.

Whoever put a mail on file, it counts from the moment an owner chooses it here, in an act that is recorded.
"""

from collections.abc import Sequence

from bolt_app.evidence.kept import KeptMail
from bolt_app.i18n import Translator
from bolt_app.views import evidence, kit
from bolt_app.views.ids import Field
from bolt_app.views.kit import Block

READ = 3
"""Mails that are shown with their words; more would push the form's questions off the screen."""

_CHOICES = 100  # a select takes no more options


def mails_on_file(mails: Sequence[KeptMail], t: Translator) -> list[Block]:
    """Return the newest mails to be read, and the choice among all; nothing when none is on file.

    Args:
        mails: fit to back what the form records, newest first.
        t: the owner's language.
    """
    if not mails:
        return []
    shown: list[Block] = [kit.section(t("*On file, and not used yet:*"))]
    shown += [kit.section(evidence.offered(mail, t)) for mail in mails[:READ]]
    element = {
        "type": "static_select",
        "options": [kit.option(evidence.choice(mail), mail.sha256) for mail in mails[:_CHOICES]],
        "placeholder": kit.plain(t("Choose an e-mail"), 150),
    }
    hint = t("It counts because you choose it here. Read it first: does it say what you record?")
    label = t("The e-mail on file that shows it, if one does")
    return [*shown, kit.field(label, Field.MAIL, element, hint=hint, optional=True)]
