"""A channel that an owner chose, as owners and the people in it live it: over signed HTTP, to the outbox."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.form import CannotEnter
from bolt_app.demo.person import Person
from bolt_app.demo.plain_text import text_of
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import in_organisation, organisation
from bolt_app.optout.choices import Topic
from bolt_app.optout.model import Action
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import (
    DONE,
    REFUSED,
    actions,
    calls,
    calls_of,
    corrects,
    declines,
    entries,
    fills_in_the_letter,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
    withdraws,
)

CHOOSE = "Choose a channel"
OUR_OPT_OUT = "Our opt-out: sent, confirmed, refused, declined, withdrawn"
POLICY = "What Slack changes in its texts"
INVITED = "/invite @Data Policy"


def chooses_channel(owner: Person, name: str = "privacy", topic: str = OUR_OPT_OUT, lang: str = "") -> None:
    """Chooses a channel and what goes there, on Home."""
    opens(owner, CHOOSE)
    owner.fills("The channel", name)
    owner.chooses("What is posted there", topic)
    if lang:
        owner.chooses("In which language", lang)
    saves(owner)


def posted(wired: Wired) -> list[str]:
    """What stands in channels, oldest first, once the worker did what is due."""
    wired.worker.run_due()
    return [text_of(one.content) for one in wired.slack.channel_posts]


def test_nothing_is_posted_anywhere_before_an_owner_chooses_a_channel(wired, ada, clock):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    clock.passes(days=60)
    assert posted(wired) == []
    assert not [call for call in calls_of(wired, "chat.postMessage") if call.arguments["channel"][0] == "C"]


def test_choosing_a_channel_is_recorded_and_posts_nothing(wired, ada, sam):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    [entry] = entries(wired)
    assert (entry.action, entry.statement.channel) == (Action.CHOOSE_CHANNEL, "C0PRIVACY")
    assert (entry.statement.topics, entry.statement.language) == ((Topic.OUR_OPT_OUT,), "en")
    assert posted(wired) == []
    sam.opens_home()
    sam.presses("See the record")
    assert "Channel: C0PRIVACY." in sam.sees
    assert f"Posted there: {OUR_OPT_OUT}." in sam.sees


def test_what_becomes_of_the_opt_out_is_posted_with_its_evidence_number_and_fingerprint(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    [filed] = posted(wired)
    assert "Our opt-out: Sent, no answer recorded" in filed
    assert "An owner says the request was sent on 23 November 2026." in filed
    assert "No. 2 of the record: The opt-out e-mail was sent. Recorded on 23 November 2026 by a" in filed
    assert entries(wired)[1].hash in filed
    assert "because a workspace owner chose this channel on 23 November 2026" in filed
    clock.passes(days=3)
    records_answer(ada, DONE, on="2026-11-26", reply="Your opt-out request has been completed.")
    [_, confirmed] = posted(wired)
    assert "Evidence: the reply’s text, pasted by an owner." in confirmed
    assert "does not switch" in confirmed
    assert entries(wired)[2].hash in confirmed
    for text in (filed, confirmed):
        assert "U0ADA" not in text
        assert "Ada" not in text


def test_neither_reasons_nor_names_go_into_a_channel_where_guests_read(wired, ada):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    declines(ada, reason="The works council asked for it.")
    [declined] = posted(wired)
    assert "the decision not to opt out" in declined
    assert "works council" not in declined
    assert "U0ADA" not in declined


def test_refused_declined_withdrawn_and_corrected_are_each_posted_once(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    records_answer(ada, REFUSED, reason="Not your plan.")
    corrects(ada, 3)
    withdraws(ada)
    clock.passes(minutes=1)
    labels = []
    for _ in range(4):
        clock.passes(seconds=1)
        labels = [text.splitlines()[0] for text in posted(wired)]
    assert labels == [
        "Our opt-out: Sent, no answer recorded",
        # The refusal was corrected before it was posted: it is dropped, and its correction is told.
        "Our opt-out: Sent, no answer recorded",
        "Our opt-out: Withdrawn",
    ]
    assert "It corrects No. 3." in posted(wired)[1]


def test_two_posts_to_one_channel_are_a_second_apart(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    assert len(posted(wired)) == 1
    clock.passes(seconds=1)
    assert len(posted(wired)) == 2


def test_a_channel_shared_with_others_is_not_offered(ada):
    opens(ada, CHOOSE)
    with pytest.raises(CannotEnter, match="does not offer 'with-globex'"):
        ada.fills("The channel", "with-globex")
    assert "If this one is shared later, the app cannot notice it." in ada.sees


IN_GENERAL = frozenset({"C0GENERAL"})


@pytest.mark.parametrize(
    ("channel", "obstacle", "told"),
    [
        ("general", {}, "the app is not in C0GENERAL. Invite it there with /invite @Data Policy"),
        ("privacy", {}, "the app is not in C0PRIVACY. Invite it there with /invite @Data Policy"),
        ("general", {"joined": IN_GENERAL, "archived": IN_GENERAL}, "C0GENERAL is archived."),
        ("general", {"joined": IN_GENERAL, "restricted": IN_GENERAL}, "do not let the app post there."),
    ],
    ids=["not_in_channel", "channel_not_found", "is_archived", "restricted_action"],
)
def test_what_slack_does_not_take_is_told_to_owners_and_not_tried_for_ever(
    wired: Wired, clock: StandingClock, channel: str, obstacle: dict[str, Any], told: str
):
    ada, grace, sam = (wired.slack.person(key) for key in ("ada", "grace", "sam"))
    chooses_channel(ada, channel)
    wired.slack.workspace = replace(wired.slack.workspace, **obstacle)
    prepares_and_sends(ada)
    assert posted(wired) == []
    clock.passes(days=2)
    assert posted(wired) == []
    assert len(calls_of(wired, "chat.postMessage")) == 1
    for owner in (ada, grace):
        owner.opens_home()
        assert told in owner.sees
    sam.opens_home()
    assert "Not posted" not in sam.sees


def test_once_the_app_is_invited_an_owner_has_it_posted(wired, ada, grace):
    chooses_channel(ada, "general")
    prepares_and_sends(ada)
    assert posted(wired) == []
    grace.types(INVITED)
    grace.opens_home()
    grace.presses("Post No. 2 now")
    assert "It is posted within a minute." in grace.sees
    grace.closes()
    assert "Not posted" not in grace.sees
    [filed] = posted(wired)
    assert "No. 2 of the record" in filed
    grace.opens_home()
    assert "Not posted" not in grace.sees


def test_a_second_press_and_one_by_who_is_no_owner_any_more_post_nothing(wired, ada, grace):
    chooses_channel(ada, "general")
    prepares_and_sends(ada)
    posted(wired)
    for owner in (ada, grace):
        owner.opens_home()
    ada.presses("Post No. 2 now")
    assert "It is posted within a minute." in ada.sees
    grace.presses("Post No. 2 now")
    assert "This no longer waits to be posted." in grace.sees
    posted(wired)
    assert len(calls_of(wired, "chat.postMessage")) == 2


def test_after_removing_the_channel_nothing_more_is_posted(wired, ada):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    opens(ada, "Post in no channel")
    assert "the app posts in none." in ada.sees.lower()
    ada.closes()
    prepares_and_sends(ada)
    assert posted(wired) == []
    assert actions(wired) == [Action.CHOOSE_CHANNEL, Action.REMOVE_CHANNEL, Action.SENT]


def test_what_waits_when_the_channel_is_removed_is_not_posted(wired, ada):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    opens(ada, "Post in no channel")
    ada.closes()
    assert posted(wired) == []


def test_a_channel_reads_the_language_the_owner_chose_for_it(wired, ada):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada, lang="French")
    prepares_and_sends(ada)
    [filed] = posted(wired)
    assert "Exclusion de nos données" in filed
    assert "Empreinte" in filed


def test_only_a_channel_can_be_chosen_and_something_has_to_be_posted_there(wired, ada):
    opens(ada, CHOOSE)
    (picker,) = [one for one in ada.controls if one.kind == "conversations_select"]
    for named in ("<!channel>", "U0SAM", "C0GENERAL> <!here", "D0SAM"):
        ada.modals[-1].entered[picker.place] = {
            "type": "conversations_select",
            "selected_conversation": named,
        }
        ada.chooses("What is posted there", OUR_OPT_OUT)
        ada.submits()
        assert ada.errors == {"The channel": "Choose a channel."}
        ada.chooses("What is posted there", OUR_OPT_OUT)
    ada.fills("The channel", "privacy")
    ada.submits()
    assert list(ada.errors) == ["What is posted there"]
    assert entries(wired) == []


def test_choosing_again_shows_what_was_chosen_before(ada):
    chooses_channel(ada, "general", lang="French")
    opens(ada, CHOOSE)
    shown = ada.fields
    assert shown["The channel"]["selected_conversation"] == "C0GENERAL"
    assert shown["In which language"]["selected_option"]["value"] == "fr"
    assert [one["value"] for one in shown["What is posted there"]["selected_options"]] == ["our_opt_out"]


def test_members_of_the_channel_open_the_record_from_what_was_posted(wired, ada, sam, noor):
    ada.types(INVITED)
    chooses_channel(ada, "general")
    prepares_and_sends(ada)
    posted(wired)
    [message] = wired.slack.channel_posts
    sees_of = {sam: "The opt-out e-mail was sent", noor: "Guests read the status and its date."}
    for reader, sees in sees_of.items():
        reader.looks_at(message)
        reader.presses("See the record")
        assert sees in reader.sees


def test_an_announcement_that_may_be_posted_or_not_is_not_posted_twice(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    wired.slack.fail_next("chat.postMessage", "internal_error")
    assert posted(wired) == []
    clock.passes(hours=2)
    assert posted(wired) == []
    ada.opens_home()
    assert "What was to be posted in C0PRIVACY on 23 November 2026 may or may not be there" in ada.sees


@pytest.mark.parametrize("workspace", [in_organisation(), organisation()], ids=["in", "wide"])
def test_an_organisation_s_channel_is_told_of_its_own_opt_out(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], workspace: Any
):
    with wire(tmp_path, clock, workspace, **read_once) as wired:
        ada = wired.slack.person("ada")
        ada.types(INVITED, channel="C0PRIVACY")
        chooses_channel(ada)
        prepares_and_sends(ada)
        [filed] = posted(wired)
        whose = "Our organisation’s opt-out" if workspace.org_wide else "Our opt-out"
        assert filed.startswith(f"{whose}: Sent, no answer recorded")


def test_the_announcement_is_in_the_outbox_as_soon_as_the_entry_is_in_the_record(wired, ada):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    fills_in_the_letter(ada)
    wired.slack.calls.clear()
    ada.submits()
    assert "chat.postMessage" not in calls(wired)
    wired.worker.run_due()
    assert calls(wired).count("chat.postMessage") == 1
    assert "users.info" not in calls(wired)[calls(wired).index("chat.postMessage") - 1]
