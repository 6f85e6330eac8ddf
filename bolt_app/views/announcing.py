"""What is posted in the channel an owner chose, and what owners read when Slack does not take it.

Guests are in channels too, so no reason and no clause goes there, and no name: members find both in the
record.
"""

from collections.abc import Sequence
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.announcements import Announcement
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import ANSWERS, Action, Entry, Evidence
from bolt_app.optout.outgoing import Unposted
from bolt_app.people import Scope
from bolt_app.views import kit
from bolt_app.views.acts import DONE
from bolt_app.views.channels import mention
from bolt_app.views.evidence import about_us
from bolt_app.views.facts import Facts
from bolt_app.views.history import EVIDENCE
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About
from bolt_app.views.status import inline, stand

MOST_UNPOSTED = 3
_NOT_THERE = frozenset({"not_in_channel", "channel_not_found"})
"""Slack's words when the app is in no such channel; of a private one it says that there is none."""


def message(told: Announcement, facts: Facts, t: Translator, *, about: About = About.SCOPE) -> dict[str, Any]:
    """Return an announcement as the arguments of `chat.postMessage`.

    Args:
        told: what the channel is told.
        facts: of the opt-out as it stood with the entry, at the time it was recorded.
        t: the language the owner chose for the channel.
        about: which record it is about, so that its button opens the right one.
    """
    now, entry = stand(facts, t, reasons=False), told.entry
    if entry.scope.is_organisation:
        heading = t("Our organisation’s opt-out: {label}", label=now.label)
    else:
        heading = t("Our opt-out: {label}", label=now.label)
    taken_back = [_taken_back(entry, t)] if entry.action is Action.CORRECT else []
    sentences = " ".join(part for part in (now.sentence, _evidence(entry, t), now.follows) if part)
    record = kit.button(t("See the record"), Press.RECORD, value=_value(about))
    return {
        "text": f"{heading}. {now.sentence}",
        "blocks": [
            kit.section("\n".join([f"*{heading}*", *taken_back, sentences])),
            kit.context(_recorded(entry, t), _why(told, t)),
            kit.actions(record),
        ],
        "unfurl_links": False,
    }


def unposted(messages: Sequence[Unposted], opt_out: OptOut, t: Translator) -> list[Block]:
    """Return, for owners, what was not posted in the channel that is chosen now, why, and what to do."""
    channel = opt_out.channel
    there = [one for one in messages if channel and (one.scope, one.recipient) == (opt_out.scope, channel.id)]
    blocks = []
    for refused in there[:MOST_UNPOSTED]:
        number = refused.payload.get("position", "")
        post = kit.button(
            t("Post it now"),
            Press.POST_NOW,
            value=refused.key,
            described=t("Post No. {number} now", number=number) if number else "",
        )
        blocks.append(kit.section(_not_posted(refused, t), post))
    if (left := len(there) - MOST_UNPOSTED) > 0:
        more = t.plural("{number} more was not posted either.", "{number} more were not posted either.", left)
        blocks.append(kit.context(more))
    return blocks


def posting_now(t: Translator) -> View:
    """Return what an owner reads who had it posted after all."""
    return _answered(t("It is posted within a minute. If Slack refuses it again, Home says so."), t)


def nothing_to_post(t: Translator) -> View:
    """Return what an owner reads when somebody else was faster, or it no longer waits."""
    return _answered(t("This no longer waits to be posted. Home shows where the matter stands."), t)


def _answered(sentence: str, t: Translator) -> View:
    return kit.modal(t("Channel"), [kit.section(sentence)], close=t("Close"))


def _not_posted(refused: Unposted, t: Translator) -> str:
    day, channel = t.day(refused.begun_at.date()), mention(refused.recipient)
    if refused.why in _NOT_THERE:
        return t(
            "*Not posted on {day}:* the app is not in {where}. Invite it there with "
            "`/invite @Data Policy`, then post it.",
            day=day,
            where=channel,
        )
    if refused.why == "is_archived":
        return t(
            "*Not posted on {day}:* {where} is archived. Bring it back, then post it; or choose another "
            "channel.",
            day=day,
            where=channel,
        )
    if refused.why.startswith("restricted_action"):
        return t(
            "*Not posted on {day}:* the settings of {where} or of the workspace do not let the app post "
            "there. Ask an admin, then post it; or choose another channel.",
            day=day,
            where=channel,
        )
    return t(
        "*Not posted on {day}:* Slack did not take it in {where} ({why}). Post it once more, or choose "
        "another channel.",
        day=day,
        where=channel,
        why=inline(refused.why) or t("no reason given"),
    )


def _evidence(entry: Entry, t: Translator) -> str:
    """Return how well an answer of Slack's is backed; what was found of a mail, the status says already."""
    if entry.action not in ANSWERS:
        return ""
    words = t("Evidence: {grade}.", grade=t(EVIDENCE[entry.statement.evidence]))
    if entry.statement.evidence is Evidence.PASTED:
        return f"{words} {about_us(entry.statement.about, entry.scope, t)}"
    return words


def _taken_back(entry: Entry, t: Translator) -> str:
    return t("It corrects No. {number}.", number=entry.statement.corrects)


def _recorded(entry: Entry, t: Translator) -> str:
    day, what = t.day(entry.recorded_at.date()), t(DONE[entry.action])
    if entry.role is None:
        return t(
            "No. {number} of the record: {what}. Recorded on {day} by the app. Fingerprint: `{hash}`",
            number=entry.position,
            what=what,
            day=day,
            hash=entry.hash,
        )
    return t(
        "No. {number} of the record: {what}. Recorded on {day} by {who}. Fingerprint: `{hash}`",
        number=entry.position,
        what=what,
        day=day,
        who=_owner_of(entry.scope, t),
        hash=entry.hash,
    )


def _why(told: Announcement, t: Translator) -> str:
    return t(
        "This comes because {who} chose this channel on {day} for news of our opt-out (No. {number}). An "
        "owner ends it on the app’s Home. The app reads no messages.",
        who=_owner_of(told.entry.scope, t),
        day=t.day(told.chosen.recorded_at.date()),
        number=told.chosen.position,
    )


def _owner_of(scope: Scope, t: Translator) -> str:
    return t("an organisation owner") if scope.is_organisation else t("a workspace owner")


def _value(about: About) -> str:
    return "" if about is About.SCOPE else about.value
