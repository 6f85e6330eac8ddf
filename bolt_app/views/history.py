"""*The record*: who did what as which role, both dates, the evidence; newest first, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import UTC

from bolt_app.evidence.kept import Left
from bolt_app.i18n import Translator, mark
from bolt_app.optout.model import Action, Entry, Evidence
from bolt_app.optout.readers import reads_everything
from bolt_app.people import Role, Viewer
from bolt_app.views import channels, kit
from bolt_app.views.evidence import about_us, graded, no_longer_whole
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from bolt_app.views.inputs import correctable
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen
from bolt_app.views.status import inline, stand
from bolt_app.views.whose import whose
from bolt_app.views.wording import WORDS, WORKSPACES_MAY, done

PAGE = 10
"""Entries on a page."""

EVIDENCE: Mapping[Evidence, str] = {
    Evidence.WORD: mark("an owner’s word"),
    Evidence.PASTED: mark("the reply’s text, pasted by an owner"),
    Evidence.FILE: mark("the e-mail as a file"),
    Evidence.SIGNED: mark("the e-mail as a file, signed by a sender on our reviewed list"),
}
"""How well an entry is backed, in words."""

_BACKED = frozenset({Action.DONE, Action.RECEIVED, Action.ASKED, Action.REFUSED, Action.EVIDENCE})
_NAMES = frozenset({Action.NAME_CONTACT, Action.NAME_READER})


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
    return kit.modal(t("The record"), blocks, close=t("Close"), metadata=Seen(about=about).packed())


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
    recorded = entry.recorded_at.astimezone(UTC)
    day = recorded.date().isoformat()
    time = recorded.strftime("%H:%M")
    who = _who(entry, t, named=everything)
    stated_on = entry.statement.stated_on
    if stated_on:
        dates = t(
            "Dated {stated} (as stated), recorded {day} {time} UTC by {who}.",
            stated=stated_on.isoformat(),
            day=day,
            time=time,
            who=who,
        )
    else:
        dates = t("Recorded {day} {time} UTC by {who}.", day=day, time=time, who=who)
    heading = f"*{what}*"
    if entry.position in facts.opt_out.corrected:
        heading = f"~{what}~ " + t("*Corrected: it no longer counts.*")
    stated = [*_stated(entry, t), *_persons(entry, t, named=everything)]
    mail = entry.statement.mail
    gone = no_longer_whole(left.get(mail), t) if mail and left is not None else ""
    parts = [heading, dates, *stated, _grade(entry, t), gone, _number(entry, number, t)]
    return "\n".join(part for part in parts if part)


def _who(entry: Entry, t: Translator, *, named: bool) -> str:
    if entry.role is None:
        return t("the app")
    role = t("an organisation owner") if entry.scope.is_organisation else t("a workspace owner")
    known = entry.actor.user if entry.actor else None
    if named and known:
        return t("{role} ({person})", role=role, person=f"<@{known}>")
    return role


def _stated(entry: Entry, t: Translator) -> list[str]:
    statement = entry.statement
    typed = {
        t("Reason: “{text}”."): statement.reason,
        t("Slack’s reference: {text}."): statement.reference,
        t("Clause: “{text}”."): statement.clause,
        t("It covers, as stated: “{text}”."): statement.covers,
        t("Ticked: “{text}”."): statement.ticked,
    }
    texts = [sentence.format(text=inline(text)) for sentence, text in typed.items() if text]
    if statement.review_on:
        texts.append(t("To be looked at again on {day}.", day=statement.review_on.isoformat()))
    if statement.corrects is not None:
        texts.append(t("It corrects No. {number}.", number=statement.corrects))
    if statement.rule is not None:
        texts.append(t("Workspaces may: {allowed}.", allowed=t(WORKSPACES_MAY[statement.rule])))
    texts += channels.stated(statement, channels.mention(statement.channel), t)
    if entry.role is None:
        texts.append(t("The workspace belongs to organisation {id} now.", id=statement.organisation))
    return texts


def _persons(entry: Entry, t: Translator, *, named: bool) -> list[str]:
    """Return what an entry says of others: whom it names, what it follows up, who had proposed it."""
    regards = entry.statement.regards
    person = f"<@{entry.named.user}>" if named and entry.named and entry.named.user else ""
    if entry.action in _NAMES:
        return [t("The person named: {person}.", person=person)] if person else []
    if regards is None:
        return []
    if entry.action is Action.REMOVE_READER:
        return [t("It ends No. {number}.", number=regards)]
    if entry.action is Action.TURN_DOWN:
        return [t("It is about No. {number}.", number=regards)]
    if person:
        return [t("{person} had proposed it as No. {number}.", person=person, number=regards)]
    return [t("Another owner had proposed it as No. {number}.", number=regards)]


def _grade(entry: Entry, t: Translator) -> str:
    evidence = entry.statement.evidence
    if (entry.statement.proposes or entry.action) not in _BACKED and evidence < Evidence.FILE:
        return ""
    words = t("Evidence: {grade}.", grade=t(EVIDENCE[evidence]))
    if evidence is Evidence.PASTED:
        return f"{words} {about_us(entry.statement.about, entry.scope, t)}"
    return f"{words} {graded(entry, t)}".strip()


def _number(entry: Entry, number: int, t: Translator) -> str:
    return t("_No. {position} of {number}_", position=entry.position, number=number)
