"""Being told when Slack changes a text, as members, the contact and a channel live it, to the inbox."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select

from bolt_app.demo.person import Person
from bolt_app.demo.plain_text import text_of
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing, Workspace, in_organisation, organisation
from bolt_app.watch.change import PolicyChange
from tests.policy_changes import changed, look
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls_of, names_contact, opens, prepares_and_sends
from tests.scenarios.test_channel import INVITED, POLICY, chooses_channel

TELL_ME = "Tell me when Slack changes a text"
AT_ONCE, MONTHLY, NO_MORE = "Tell me at once", "Tell me once a month", "Tell me no more"


def asks(person: Person, way: str = AT_ONCE) -> None:
    """Asks on Home to be told."""
    person.opens_home()
    person.presses(TELL_ME)
    person.presses(way)
    assert "You are told" in person.sees
    person.closes()


def slack_changes(wired: Wired, clock: StandingClock, change: PolicyChange | None = None) -> PolicyChange:
    """The watch finds a change, a minute passes, and the worker sends what is due."""
    found = change or changed(clock.now())
    assert wired.storage.pages.keep(look(found))
    clock.passes(minutes=1)
    wired.worker.run_due()
    return found


def inbox(wired: Wired, key: str) -> list[str]:
    """What the app sent to a person, the first line of each."""
    posted = wired.slack.direct_messages.get(wired.slack.personas[key].user_id, [])
    return [text_of(one.content).splitlines()[0] for one in posted]


def test_nobody_is_told_who_did_not_ask(wired, ada, clock):
    prepares_and_sends(ada)
    slack_changes(wired, clock)
    assert wired.slack.direct_messages == {}
    assert wired.slack.channel_posts == []


def test_who_asked_reads_the_changed_words_what_they_touch_and_why_it_comes(wired, sam, clock):
    asks(sam)
    slack_changes(wired, clock)
    assert inbox(wired, "sam") == ["Slack’s page “Privacy Principles” was found changed on 23 November 2026."]
    sam.opens_messages_tab()
    for told in (
        "[removed: synthetic old words]",
        "[added: synthetic new words]",
        "Under “A synthetic heading”:",
        "Statements it touches:",
        "You get this because you asked for it.",
        "Nobody has reviewed them yet.",
    ):
        assert told in sam.sees
    sam.presses("Show the words")
    assert sam.title == "What changed"


def test_each_is_told_once_of_each_change(wired, sam, clock):
    asks(sam)
    slack_changes(wired, clock)
    clock.passes(hours=2)
    wired.worker.run_due()
    slack_changes(wired, clock, changed(clock.now(), terms="Supplemental Terms"))
    assert len(inbox(wired, "sam")) == 2
    assert len(calls_of(wired, "chat.postMessage")) == 2


def test_the_digest_comes_on_the_first_of_the_month_and_names_each_change(wired, sam, clock):
    asks(sam, MONTHLY)
    slack_changes(wired, clock)
    slack_changes(wired, clock, changed(clock.now(), terms="Supplemental Terms"))
    assert inbox(wired, "sam") == []
    clock.passes(days=7)
    wired.worker.run_due()
    assert clock.now() >= datetime(2026, 11, 30, tzinfo=UTC)
    assert inbox(wired, "sam") == []
    clock.passes(days=1)
    wired.worker.run_due()
    assert inbox(wired, "sam") == ["2 changes of Slack’s texts were found in November 2026."]
    sam.opens_messages_tab()
    assert sam.buttons == ["Show the words", "Show the words", NO_MORE]
    assert "after a month without a change nothing comes" in sam.sees
    clock.passes(days=60)
    wired.worker.run_due()
    assert len(inbox(wired, "sam")) == 1


@pytest.mark.parametrize("way", [AT_ONCE, MONTHLY])
def test_it_is_taken_back_by_the_button_in_the_message(wired, sam, clock, way):
    asks(sam, way)
    slack_changes(wired, clock)
    clock.passes(days=10)
    wired.worker.run_due()
    sam.opens_messages_tab()
    sam.presses(NO_MORE)
    assert "You are told no more of what Slack changes in its texts." in sam.sees
    sam.closes()
    slack_changes(wired, clock, changed(clock.now()))
    clock.passes(days=40)
    wired.worker.run_due()
    assert len(inbox(wired, "sam")) == 1


def test_what_waits_is_not_sent_to_who_wants_no_more(wired, sam, clock):
    asks(sam)
    assert wired.storage.pages.keep(look(changed(clock.now())))
    sam.opens_home()
    sam.presses("My data")
    assert "you asked on 23 November 2026 to be told at once" in sam.sees
    sam.presses("Change that")
    sam.presses(NO_MORE)
    sam.closes(everything=True)
    wired.worker.run_due()
    assert inbox(wired, "sam") == []


def test_who_changes_their_mind_is_told_in_the_other_way_only(wired, sam, clock):
    asks(sam)
    asks(sam, MONTHLY)
    sam.opens_home()
    sam.presses(TELL_ME)
    assert sam.buttons == [AT_ONCE, NO_MORE]
    sam.closes()
    slack_changes(wired, clock)
    assert inbox(wired, "sam") == []
    clock.passes(days=10)
    wired.worker.run_due()
    assert len(inbox(wired, "sam")) == 1


def test_a_guest_may_ask_and_my_data_says_so(wired, noor, clock):
    asks(noor)
    slack_changes(wired, clock)
    assert len(inbox(wired, "noor")) == 1


def test_the_contact_is_told_without_asking_and_ends_it_for_themselves(wired, ada, sam, clock):
    names_contact(ada, "sam")
    slack_changes(wired, clock)
    sam.opens_messages_tab()
    assert "because an owner named you as the privacy contact" in sam.sees
    sam.presses(NO_MORE)
    sam.closes()
    slack_changes(wired, clock, changed(clock.now()))
    assert len(inbox(wired, "sam")) == 1
    sam.presses(NO_MORE)
    sam.presses(AT_ONCE)
    sam.closes()
    slack_changes(wired, clock, changed(clock.now()))
    assert len(inbox(wired, "sam")) == 2


def test_who_is_contact_no_more_is_not_told(wired, ada, clock):
    names_contact(ada, "sam")
    opens(ada, "Remove the privacy contact")
    ada.closes()
    slack_changes(wired, clock)
    assert inbox(wired, "sam") == []


def test_a_channel_is_told_where_an_owner_chose_that(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada, topic=POLICY, lang="French")
    prepares_and_sends(ada)
    slack_changes(wired, clock)
    [posted] = wired.slack.channel_posts
    told = text_of(posted.content)
    assert "La page de Slack" in told
    assert "pour ce que Slack change dans ses textes" in told
    assert "Ne plus m’avertir" not in told


def test_a_channel_that_was_removed_is_not_told(wired, ada, clock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada, topic=POLICY)
    opens(ada, "Post in no channel")
    ada.closes()
    slack_changes(wired, clock)
    assert wired.slack.channel_posts == []


def test_a_notice_that_a_channel_does_not_take_is_told_to_owners_who_have_it_posted_later(wired, ada, clock):
    chooses_channel(ada, "general", topic=POLICY)
    slack_changes(wired, clock)
    assert wired.slack.channel_posts == []
    ada.types(INVITED)
    ada.opens_home()
    assert "the app is not in C0GENERAL" in ada.sees
    ada.presses("Post it now")
    ada.closes()
    wired.worker.run_due()
    assert len(wired.slack.channel_posts) == 1


def test_of_a_notice_that_may_be_lost_owners_read_the_number_and_no_name(wired, ada, sam, clock):
    asks(sam)
    wired.slack.fail_next("chat.postMessage", "internal_error")
    slack_changes(wired, clock)
    ada.opens_home()
    assert "Whether 1 notice of changes of Slack’s texts arrived is not known." in ada.sees
    assert sam.user_id not in ada.sees


def test_a_french_speaker_is_told_in_french(wired, camille, clock):
    camille.opens_home()
    camille.presses("M’avertir quand Slack change un texte")
    camille.presses("M’avertir aussitôt")
    camille.closes()
    slack_changes(wired, clock)
    camille.opens_messages_tab()
    assert "Vous recevez ceci parce que vous l’avez demandé." in camille.sees


def test_who_left_is_not_told(wired, sam, clock):
    asks(sam)
    wired.slack.change("sam", role=Standing.DEACTIVATED)
    slack_changes(wired, clock)
    assert inbox(wired, "sam") == []


def test_a_pause_slack_asks_for_delays_and_loses_nobody(wired, sam, camille, clock):
    wired.slack.change("camille", locale="en-GB")
    for person in (sam, camille):
        asks(person)
    wired.slack.fail_next("chat.postMessage", "ratelimited", retry_after=90)
    slack_changes(wired, clock)
    assert wired.slack.direct_messages == {}
    clock.passes(seconds=90)
    wired.worker.run_due()
    assert len(inbox(wired, "sam")) == len(inbox(wired, "camille")) == 1


@pytest.mark.parametrize("workspace", [in_organisation(), organisation()], ids=["in", "wide"])
def test_people_of_an_organisation_are_told(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], workspace: Workspace
):
    with wire(tmp_path, clock, workspace, **read_once) as wired:
        sam, ada = wired.slack.person("sam"), wired.slack.person("ada")
        asks(sam)
        ada.types(INVITED, channel="C0PRIVACY")
        chooses_channel(ada, topic=POLICY)
        slack_changes(wired, clock)
        assert len(inbox(wired, "sam")) == 1
        [posted] = wired.slack.channel_posts
        who = "an organisation owner" if workspace.org_wide else "a workspace owner"
        assert f"because {who} chose this channel" in text_of(posted.content)


def test_who_asked_is_forgotten_when_the_app_is_removed(wired, sam, clock):
    asks(sam)
    wired.slack.uninstalls()
    wired.slack.reinstalls()
    slack_changes(wired, clock)
    assert inbox(wired, "sam") == []


def test_home_says_what_changed_since_it_was_opened_last_and_says_it_once(wired, sam, clock):
    sam.opens_home()
    assert "Changed since you last opened this" not in sam.sees
    slack_changes(wired, clock)
    sam.opens_home()
    assert "Changed since you last opened this:" in sam.sees
    assert "• Slack’s page “Privacy Principles” was found changed on 23 November 2026." in sam.sees
    sam.opens_home()
    assert "Changed since you last opened this" not in sam.sees
    before = len(calls_of(wired, "views.publish"))
    sam.opens_home()
    assert len(calls_of(wired, "views.publish")) == before


def test_who_opens_home_the_first_time_is_not_told_of_what_was_before(wired, sam, clock):
    slack_changes(wired, clock)
    sam.opens_home()
    assert "Changed since you last opened this" not in sam.sees


def test_nothing_remembers_who_looked(wired, sam, clock):
    sam.opens_home()
    slack_changes(wired, clock)
    sam.opens_home()
    sam.presses(TELL_ME)
    sam.closes()
    tables = MetaData()
    with wired.storage._database.reading() as connection:
        tables.reflect(connection)
        kept = [row for table in tables.sorted_tables for row in connection.execute(select(table))]
    assert kept
    assert not [row for row in kept if sam.user_id in map(str, row)]
    assert sam.user_id not in str(kept)
