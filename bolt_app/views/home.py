"""The Home tab: status first, then what owners can do, what everybody asks, and what is not known."""

import hashlib
import json

from bolt_app.i18n import Translator
from bolt_app.optout.model import Status
from bolt_app.optout.readers import reads_reasons
from bolt_app.people import Role, Viewer
from bolt_app.register.kinds import IN_SHORT, Slot
from bolt_app.views import kit
from bolt_app.views.about import about
from bolt_app.views.answer import LISTED
from bolt_app.views.changes import newest_changes
from bolt_app.views.claims import sources_button, with_standing
from bolt_app.views.contents import leading_on
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen
from bolt_app.views.outsiders import OUTSIDER
from bolt_app.views.own import own_record
from bolt_app.views.practices import practice_sections
from bolt_app.views.questions import differences, not_known, questions
from bolt_app.views.readers import reader_s_part
from bolt_app.views.reminding import unsure
from bolt_app.views.since import changed_since, mark
from bolt_app.views.status import stand
from bolt_app.views.yourpart import your_part


def home(facts: Facts, viewer: Viewer, t: Translator, before: Seen | None = None) -> View:
    """Return the Home view; its metadata carries what it shows, so that an unchanged one is not published.

    Args:
        facts: what is true now.
        viewer: for whom.
        t: the viewer's language.
        before: what the view carried that is shown until now; None: none is, or it is not known.
    """
    outside = viewer.role is Role.OUTSIDER
    blocks = _for_outsiders(t) if outside else _blocks(facts, viewer, before, t)
    digest = hashlib.sha256(json.dumps(blocks, sort_keys=True).encode()).hexdigest()[:24]
    seen = Seen(
        after=0 if outside else facts.opt_out.position,  # how much is recorded is nothing for outsiders
        digest=digest,
        language=t.language,
        team=facts.own.scope.id if facts.own else "",
        told="" if outside else mark(facts.register, before),
    )
    return {"type": "home", "blocks": blocks, "private_metadata": seen.packed()}


def _for_outsiders(t: Translator) -> list[Block]:
    return [kit.header(t("How Slack uses our data")), kit.section(t(OUTSIDER))]


def _blocks(facts: Facts, viewer: Viewer, before: Seen | None, t: Translator) -> list[Block]:
    return [
        kit.header(t("How Slack uses our data")),
        *_card(facts, viewer, t),
        *changed_since(facts, before, t),
        *your_part(facts, viewer, t),
        *reader_s_part(facts, viewer, t),
        *unsure(facts.unsure, t),
        *_in_short(facts, t),
        *questions(facts, t),
        *practice_sections(facts, t),
        *not_known(facts, t),
        *newest_changes(facts, t),
        *differences(facts, t),
        *leading_on(facts, t),
        *about(facts, t),
    ]


def _card(facts: Facts, viewer: Viewer, t: Translator) -> list[Block]:
    now = stand(facts, t, reasons=reads_reasons(viewer, facts.opt_out))
    if facts.opt_out.scope.is_organisation:
        text = t("*Our organisation’s opt-out: {label}*\n{sentence}", label=now.label, sentence=now.sentence)
    else:
        text = t("*Our opt-out: {label}*\n{sentence}", label=now.label, sentence=now.sentence)
    unasked = facts.opt_out.status is Status.NOT_FILED and not facts.opt_out.scope.is_organisation
    if unasked and viewer.role is not Role.OWNER:
        text += " " + t(LISTED)
    record = kit.button(t("See the record"), Press.RECORD)
    headline = facts.register.slot(Slot.HEADLINE)
    return [
        kit.section(
            t(
                "*May Slack use our data to train models?* {answer}",
                answer=with_standing(headline, facts.register, t),
            ),
            sources_button([headline], t),
        ),
        kit.section(f"{text} {now.follows}".strip(), record),
        *_own(facts, viewer, t),
    ]


def _own(facts: Facts, viewer: Viewer, t: Translator) -> list[Block]:
    """The record of the person’s own workspace, beside the organisation’s, also when they differ."""
    now = own_record(facts, viewer, t)
    if now is None:
        return []
    text = t("*This workspace’s own opt-out: {label}*\n{sentence}", label=now.label, sentence=now.sentence)
    record = kit.button(t("See the workspace’s record"), Press.RECORD, value=About.WORKSPACE)
    return [kit.section(text, record), *([kit.context(now.follows)] if now.follows else ())]


def _in_short(facts: Facts, t: Translator) -> list[Block]:
    register = facts.register
    return [
        kit.header(t("In short")),
        *(
            kit.section(
                with_standing(register.slot(slot), register, t),
                sources_button([register.slot(slot)], t),
            )
            for slot in IN_SHORT
        ),
    ]
