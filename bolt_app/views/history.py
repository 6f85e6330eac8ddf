"""*The record*: who did what as which role, both dates, the evidence; newest first, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import UTC

from bolt_app.evidence.kept import Left
from bolt_app.i18n import Translator, mark
from bolt_app.optout.mails import BACKS, MailKind
from bolt_app.optout.model import Entry, Evidence
from bolt_app.optout.readers import reads_everything
from bolt_app.people import Role, Viewer
from bolt_app.views import channels, kit
from bolt_app.views.acts import done
from bolt_app.views.entries import Manner, dates, stated
from bolt_app.views.evidence import about_us, graded, no_longer_whole
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from bolt_app.views.inputs import correctable
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.status import inline, stand
from bolt_app.views.whose import whose
from bolt_app.views.wording import WORDS

PAGE = 10
"""Entries on a page."""

EVIDENCE: Mapping[Evidence, str] = {
    Evidence.WORD: mark("an owner’s word"),
    Evidence.PASTED: mark("the reply’s text, pasted by an owner"),
    Evidence.FILE: mark("the e-mail as a file"),
    Evidence.SIGNED: mark("the e-mail as a file, signed by a sender on our reviewed list"),
}
"""How well an entry is backed, in words."""


def record(
    facts: Facts,
    viewer: Viewer,
    entries: Sequence[Entry],
    t: Translator,
    *,
    newest: int | None = None,
    about: About = About.SCOPE,
    left: Mapping[str, Left] | None = None,
) -> View:
    """Return a page of the record.

    Args:
        facts: where the opt-out stands.
        viewer: members read roles, guests status and date only; owners and readers read names and texts.
        entries: the whole record, oldest first.
        t: the reader's language.
        newest: position of the newest entry on the page; None for the first page.
        about: which record it is, carried on to the next page and to a correction.
        left: what is left of the mails on file, by SHA-256; None where no mail is ever kept.
    """
    everything = reads_everything(viewer, facts.opt_out)
    if viewer.role in (Role.GUEST, Role.OUTSIDER) and not everything:
        return _for_guests(facts, t)
    named = kit.context(whose(facts.opt_out.scope, t))
    if not entries:
        nothing = kit.section(t("Nothing is recorded here yet."))
        return kit.modal(t("The record"), [named, nothing], close=t("Close"))
    top = min(max(newest or len(entries), 1), len(entries))
    page = list(reversed(entries[max(0, top - PAGE) : top]))
    blocks: list[Block] = [named]
    for entry in page:
        blocks += [
            *([] if entry is page[0] else [kit.divider()]),
            _entry(entry, facts, len(entries), t, everything=everything, left=left),
        ]
    foot = _turning(top, len(entries), t)
    if everything:
        head = t("Fingerprint of entry {number}: `{hash}`", number=len(entries), hash=entries[-1].hash)
        offered = [kit.button(t("Export the record"), Press.EXPORT)]
        if viewer.role is Role.OWNER and correctable(entries, facts.opt_out.corrected):
            offered.append(kit.button(t(WORDS[Form.CORRECT].button), f"{Press.OPEN}.{Form.CORRECT}"))
        if left:
            offered.append(kit.button(t("E-mails on file"), Press.MAILS))
        foot += [kit.context(head), kit.actions(*offered)]
    if foot:
        blocks += [kit.divider(), *foot]
    seen = Seen(about=about, team=own_workspace(about, facts.opt_out.scope))
    return kit.modal(t("The record"), blocks, close=t("Close"), metadata=seen.packed())


def _for_guests(facts: Facts, t: Translator) -> View:
    now = stand(facts, t, reasons=False)
    since = facts.opt_out.since
    day = since.recorded_at.astimezone(UTC).date().isoformat() if since else ""
    dated = t("Recorded on {day}.", day=day) if day else ""
    text = f"*{now.label}.* {now.sentence} {dated}".strip()
    small = t("Guests read the status and its date. Members read the whole record.")
    named = kit.context(whose(facts.opt_out.scope, t))
    return kit.modal(t("The record"), [named, kit.section(text), kit.context(small)], close=t("Close"))


def _turning(top: int, number: int, t: Translator) -> list[Block]:
    buttons = []
    if top < number:
        buttons.append(kit.button(t("Newer"), Press.NEWER, value=str(min(number, top + PAGE))))
    if top > PAGE:
        buttons.append(kit.button(t("Older"), Press.OLDER, value=str(top - PAGE)))
    return [kit.actions(*buttons)] if buttons else []


def _entry(
    entry: Entry,
    facts: Facts,
    number: int,
    t: Translator,
    *,
    everything: bool,
    left: Mapping[str, Left] | None,
) -> Block:
    text = entry_text(entry, facts, number, t, everything=everything, left=left)
    if not everything or not (entry.statement.texts or entry.statement.mail):
        return kit.section(text)
    described = t("Read the texts of No. {number}", number=entry.position)
    return kit.section(
        text, kit.button(t("Read the texts"), Press.TEXTS, value=str(entry.position), described=described)
    )


def entry_text(
    entry: Entry,
    facts: Facts,
    number: int,
    t: Translator,
    *,
    everything: bool,
    left: Mapping[str, Left] | None = None,
) -> str:
    """Return an entry as lines of mrkdwn.

    Args:
        entry: one of the record's.
        facts: where the opt-out stands.
        number: how many entries the record has.
        t: the reader's language.
        everything: whether the reader reads names.
        left: what is left of the mails on file, None where that is not asked.
    """
    what = done(entry, t)
    manner = Manner(_mention if everything else None, channels.mention, inline)
    heading = f"*{what}*"
    if entry.position in facts.opt_out.corrected:
        heading = f"~{what}~ " + t("*Corrected: it no longer counts.*")
    said = [dates(entry, manner, t), *stated(entry, manner, t)]
    mail = entry.statement.mail
    gone = no_longer_whole(left.get(mail), t) if mail and left is not None else ""
    parts = [heading, *said, _grade(entry, t), gone, _number(entry, number, t)]
    return "\n".join(part for part in parts if part)


def _grade(entry: Entry, t: Translator) -> str:
    evidence = entry.statement.evidence
    if (entry.statement.proposes or entry.action) not in BACKS[MailKind.REPLY] and evidence < Evidence.FILE:
        return ""
    words = t("Evidence: {grade}.", grade=t(EVIDENCE[evidence]))
    if evidence is Evidence.PASTED:
        return f"{words} {about_us(entry.statement.about, entry.scope, t)}"
    return f"{words} {graded(entry, t)}".strip()


def _mention(user: str) -> str:
    return f"<@{user}>"


def _number(entry: Entry, number: int, t: Translator) -> str:
    return t("_No. {position} of {number}_", position=entry.position, number=number)
