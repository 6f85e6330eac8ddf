"""A letter as a view shows it: a warning before it, its inputs, its mail link, a modal to copy it from.

Knows no form and records nothing.
"""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.letter import Letter, LetterKind
from bolt_app.optout.rules import LONGEST_TEXT
from bolt_app.views import kit
from bolt_app.views.ids import Field
from bolt_app.views.kit import Block, View

COPIED: Mapping[LetterKind, tuple[str, str]] = {
    LetterKind.QUESTIONS: (
        mark("Questions to Slack"),
        mark(
            "A second letter with what nobody has published an answer to. It goes apart, so that it does not "
            "delay the request. Send it from your own mail account; nothing of it is recorded here."
        ),
    ),
    LetterKind.TAKE_BACK: (
        mark("Letter to Slack"),
        mark(
            "The record says that the request was withdrawn; it tells Slack nothing. This letter does, once "
            "you send it from your own mail account. Nothing of it is recorded here."
        ),
    ),
    LetterKind.OPT_IN: (
        mark("Letter to Slack"),
        mark(
            "The record says that the opt-out was withdrawn; it tells Slack nothing. This letter does, once "
            "you send it from your own mail account. Whether and how Slack takes an opt-out back is not "
            "known: we found nothing published. Nothing of the letter is recorded here."
        ),
    ),
}
"""The letters that are shown to be copied: the modal’s title, and what stands above the letter."""


def before(letter: Letter, t: Translator) -> list[Block]:
    """Return what an owner reads before a letter whose address is not known; nothing for any other."""
    if letter.to:
        return []
    return [
        kit.section(
            t(
                "*Before you send anything:* your Slack is on slack-gov.com. Our sources on the opt-out are "
                "about slack.com. Where such a request goes from slack-gov.com is not known, so no recipient "
                "is filled in. Ask Slack for the address first."
            )
        )
    ]


def recipient(letter: Letter | None, t: Translator, *, optional: bool) -> Block:
    """Return the input that holds the address, which is empty and not asked for where nobody knows it."""
    known = letter.to if letter else ""
    unknown = letter is not None and not known
    return kit.field(t("To"), Field.TO, kit.text_input(initial=known), optional=optional or unknown)


def subject(letter: Letter | None, t: Translator, *, optional: bool) -> Block:
    """Return the input that holds the subject."""
    ours = letter is not None and not letter.subject_is_prescribed
    element = kit.text_input(initial=letter.subject if letter else "")
    hint = "" if ours else t("Leave it exactly as it is.")
    return kit.field(t("Subject"), Field.SUBJECT, element, hint=hint, optional=optional)


def body(letter: Letter | None, t: Translator, *, optional: bool) -> Block:
    """Return the input that holds the text; of an optional one nothing is kept once it is emptied."""
    kept = t("What stands here when you save is kept with the record, encrypted.")
    if optional:
        kept = t("What stands here when you save is kept with the record, encrypted. Empty it to keep none.")
    element = kit.text_input(initial=letter.body if letter else "", lines=True, longest=LONGEST_TEXT)
    return kit.field(t("Text of the e-mail"), Field.BODY, element, hint=kept, optional=optional)


def link(letter: Letter, t: Translator, draft: str | None = None) -> list[Block]:
    """Return the mail link, that the text is not in it where it is too long, and the link to a draft.

    Args:
        letter: as it was composed.
        t: the owner's language.
        draft: where it is downloaded as a file; None where the app has no pages.
    """
    if letter.subject_is_prescribed:
        text = t(
            "*<{link}|Open in my mail app>*\nThe subject and the text stay in English: Slack’s instructions "
            "name this very subject.",
            link=_target(letter),
        )
    else:
        text = t(
            "*<{link}|Open in my mail app>*\nThe letter stays in English: Slack’s support reads it.",
            link=_target(letter),
        )
    blocks = [kit.section(text)]
    if not letter.fits_a_link:
        short = t("The text is too long for a mail link: the link holds the subject alone, so copy the text.")
        blocks.append(kit.context(short))
    if draft:
        blocks.append(
            kit.section(
                t(
                    "*<{link}|Download as a draft>*\nA file for your mail program, without a sender. What "
                    "you change here is not in it. The link is yours, for 15 minutes.",
                    link=draft,
                )
            )
        )
    return blocks


def to_copy(kind: LetterKind, letter: Letter, t: Translator, draft: str | None = None) -> View:
    """Return a modal with a letter of which nothing is recorded; `kind` is one of `COPIED`."""
    title, above = COPIED[kind]
    to = letter.to or t("not known")
    return kit.modal(
        t(title),
        [
            *before(letter, t),
            kit.section(t(above)),
            *link(letter, t, draft),
            kit.section(t("*To:* {to}\n*Subject:* {subject}", to=to, subject=kit.escape(letter.subject))),
            kit.preformatted(letter.body),
        ],
        close=t("Close"),
    )


def _target(letter: Letter) -> str:
    # A button's url does not reliably take mailto:, a link in text does.
    return letter.as_mailto().replace("&", "&amp;")
