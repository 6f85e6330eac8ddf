"""Where an owner adds a mail as a file, reads those on file and chooses one; knows no form and no rule.

Whoever put a mail on file, it counts from the moment an owner chooses it here, in an act that is recorded.
"""

from collections.abc import Sequence

from bolt_app.evidence.kept import KeptMail
from bolt_app.i18n import Translator
from bolt_app.people import Scope
from bolt_app.views import evidence, kit
from bolt_app.views.ids import Callback, Field, Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import Seen

READ = 3
"""Mails that are shown with their words; more would push the form's questions off the screen."""

_CHOICES = 100  # a select takes no more options


def mails_on_file(mails: Sequence[KeptMail], t: Translator) -> list[Block]:
    """Return the newest mails to be read, the choice among all, and the button that adds one.

    Args:
        mails: fit to back what the form records, newest first.
        t: the owner's language.
    """
    add = kit.actions(kit.button(t("Add the e-mail as a file"), Press.ADD_MAIL))
    if not mails:
        return [add]
    shown: list[Block] = [kit.section(t("*On file, and not used yet:*"))]
    shown += [kit.section(evidence.offered(mail, t)) for mail in mails[:READ]]
    element = {
        "type": "static_select",
        "options": [kit.option(evidence.choice(mail), mail.sha256) for mail in mails[:_CHOICES]],
        "placeholder": kit.plain(t("Choose an e-mail"), 150),
    }
    hint = t("It counts because you choose it here. Read it first: does it say what you record?")
    label = t("The e-mail on file that shows it, if one does")
    return [*shown, kit.field(label, Field.MAIL, element, hint=hint, optional=True), add]


def add_by_link(url: str, seen: Seen, t: Translator) -> View:
    """Return the modal that leads to the upload page and back to the form beneath, which it carries.

    Args:
        url: the one-time link.
        seen: what the form beneath carried.
        t: the owner's language.
    """
    page = kit.button(t("Open the upload page"), Press.UPLOAD_PAGE, url=url, primary=True)
    return kit.modal(
        t("Add an e-mail"),
        [
            kit.section(
                t(
                    "The page opens in your browser. It takes the e-mail saved as a file (.eml, at most 2 "
                    "MB), says how well it backs the record, and keeps it encrypted. The link is yours, good "
                    "for one e-mail, within 15 minutes."
                )
            ),
            kit.actions(page),
            kit.section(
                t(
                    "When the e-mail is on file, come back and press *I have added it*: then it can be "
                    "chosen in the form. What you typed there stays."
                )
            ),
        ],
        close=t("Back"),
        submit=t("I have added it"),
        callback=Callback.MAIL_ADDED,
        metadata=seen.packed(),
    )


def add_by_command(scope: Scope, entry: int, t: Translator) -> View:
    """Return what to do where the app has no pages: the operator's command."""
    command = f"python -m bolt_app evidence add --scope {scope} --entry {entry} --file reply.eml"
    return kit.modal(
        t("Add an e-mail"),
        [
            kit.section(
                t(
                    "This installation has no page that takes files. Send the e-mail, saved as a file "
                    "(.eml), to whoever runs this app; they put it on file with this command. Then open the "
                    "form anew."
                )
            ),
            kit.preformatted(command),
        ],
        close=t("Back"),
    )
