"""The export as people ask for it: its form, its link or its command, and when the last one was."""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.optout.exported import LastExport
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Status
from bolt_app.optout.rules import days_since
from bolt_app.views import kit
from bolt_app.views.buttons import told_apart
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Callback, Field, Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.whose import whose

FORMS: Mapping[str, str] = {
    "bundle": mark("Evidence bundle (zip): everything, and its check"),
    "csv": mark("Table for spreadsheets (CSV)"),
    "jsonl": mark("The record to the letter (JSON Lines)"),
    "dpv": mark("Data Privacy Vocabulary (JSON-LD)"),
    "ics": mark("The days to look again, for a calendar (.ics)"),
}
"""Each of `export.Form` in words, the most complete first."""

_ENDINGS = {"bundle": "zip", "dpv": "jsonld"}

LINK_LIVES = 15
"""Minutes, as `links.LIFETIME`; a test holds the two together."""


def offer(facts: Facts, t: Translator, about: About) -> list[Block]:
    """Return, for owners, when the record was exported last, with the button that opens the form.

    While a confirmation is recorded the button stands first among the others instead (`first`).
    """
    if not facts.opt_out.position:
        return []
    beside = None if facts.opt_out.status is Status.CONFIRMED else _button(facts, t, about)
    return [kit.section(_last(facts, t), beside)]


def first(facts: Facts, t: Translator, about: About, *, primary: bool) -> list[Block]:
    """Return the button where a confirmation is recorded: what proves it is to be kept elsewhere too."""
    if facts.opt_out.status is not Status.CONFIRMED:
        return []
    button = _button(facts, t, about)
    return [button | {"style": "primary"} if primary else button]


def _button(facts: Facts, t: Translator, about: About) -> Block:
    return told_apart(t("Export the record"), Press.EXPORT, facts.opt_out, about, t)


def choosing(facts: Facts, t: Translator, about: About) -> View:
    """Return the form in which an owner or reader says what the export is for."""
    options = [kit.option(t(words), export) for export, words in FORMS.items()]
    element = {"type": "radio_buttons", "options": options, "initial_option": options[0]}
    hint = t("The calendar holds days to ask again or look again; where none follows, there is no file.")
    return kit.modal(
        t("Export the record"),
        [
            kit.section(
                t(
                    "The export carries the Slack ids of those who acted, and the bundle also the texts of "
                    "letters and replies. Keep it where nobody else can read it."
                )
            ),
            kit.context(whose(facts.opt_out.scope, t), newest(facts.opt_out, t)),
            kit.field(t("What do you need?"), Field.EXPORT_FORM, element, hint=hint),
        ],
        close=t("Cancel"),
        submit=t("Prepare the export"),
        callback=Callback.EXPORT,
        metadata=Seen(
            form="export", language=t.language, about=about, team=own_workspace(about, facts.opt_out.scope)
        ).packed(),
    )


def link(facts: Facts, export: str, address: str, t: Translator) -> View:
    """Return the link to the file: it works once, for this person, for a quarter of an hour."""
    text = t(
        "The link works once, for {minutes} minutes, and only while you are an owner or a reader. Whoever "
        "has it meanwhile has the record: do not pass it on.",
        minutes=LINK_LIVES,
    )
    page = kit.button(t("Open the download page"), Press.DOWNLOAD_PAGE, url=address, primary=True)
    return _given(facts, export, kit.section(text), t, kit.actions(page))


def command(facts: Facts, export: str, t: Translator) -> View:
    """Return the command that writes the file, for whoever runs the app: it has no public address."""
    scope, ending = facts.opt_out.scope, _ENDINGS.get(export, export)
    line = (
        f"python -m bolt_app export --scope {scope} --format {export} --language {t.language} "
        f"--output opt-out-record-{scope}.{ending}"
    )
    text = t(
        "This app has no public address to download from. Whoever runs it can write the file with this "
        "command:"
    )
    return _given(facts, export, kit.section(text), t, kit.preformatted(line))


def _given(facts: Facts, export: str, first: Block, t: Translator, *more: Block) -> View:
    return kit.modal(
        t("Export the record"),
        [
            kit.section(f"*{t(FORMS[export])}*"),
            first,
            *more,
            kit.context(whose(facts.opt_out.scope, t), newest(facts.opt_out, t)),
        ],
        close=t("Close"),
    )


def newest(opt_out: OptOut, t: Translator) -> str:
    """Return number and fingerprint of the newest entry: an export is held against the record by them."""
    if not opt_out.position:
        return t("Nothing is recorded here yet.")
    return t("Newest entry: No. {number}, fingerprint `{hash}`", number=opt_out.position, hash=opt_out.head)


def _last(facts: Facts, t: Translator) -> str:
    exported, number = facts.exported, facts.opt_out.position
    if exported is None:
        return t("*Last export:* none. This app is not your archive.")
    return _dated(exported, number, days_since(exported.at.date(), facts.now), t)


def _dated(exported: LastExport, number: int, days: int, t: Translator) -> str:
    if days == 0:
        return t(
            "*Last export:* today, up to entry {position} of {total}.",
            position=exported.position,
            total=number,
        )
    return t.plural(
        "*Last export:* {number} day ago, up to entry {position} of {total}.",
        "*Last export:* {number} days ago, up to entry {position} of {total}.",
        days,
        position=exported.position,
        total=number,
    )
