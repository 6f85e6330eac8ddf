"""An owner opts out: send, record Slack's answer, and what members then read; decides nothing else."""

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action, Evidence
from bolt_app.people import Scope
from bolt_app.register import load
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    ASKED,
    BODY,
    DONE,
    LETTER,
    OTHER_DATE,
    RECEIVED,
    REFUSED,
    REPLY,
    TICK,
    WHEN,
    actions,
    entries,
    newest_texts,
    opens,
    opted_out_before,
    prepares_and_sends,
    records_answer,
    reports_it_came_back,
    saves,
    ticks,
)


def test_an_owner_sends_the_letter_and_members_read_that_no_answer_is_recorded(ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.types("/datapolicy status")
    assert "An owner says the request was sent on 23 November 2026." in sam.sees
    assert "nothing shows that the default has changed" in sam.sees


def test_the_letter_is_ready_to_be_copied_or_opened_as_a_mail(ada: Person):
    opens(ada, LETTER)
    assert ada.title == "Opt-out e-mail"
    assert ada.fields["To"]["value"] == "feedback@slack.com"
    assert ada.fields["Subject"]["value"] == "Slack Global model opt-out request"
    body = ada.fields[BODY]["value"]
    assert "Workspace URL: https://acme.slack.com\n" in body
    assert "Workspace ID: T0ACME\n" in body
    assert "Our reference: DP-T0ACME-1\n" in body
    links = [one["text"]["text"] for one in ada.modals[-1].blocks if "mailto:" in str(one.get("text"))]
    assert len(links) == 1
    link = links[0].split("<")[1].split("|")[0].replace("&amp;", "&")
    assert link.startswith(
        "mailto:feedback@slack.com?subject=Slack%20Global%20model%20opt-out%20request&body="
    )
    assert len(link) <= 1800


@pytest.mark.parametrize(("error", "status"), [("internal_error", 200), ("ratelimited", 429), ("", 502)])
def test_the_letter_names_the_workspace_also_while_slack_does_not_answer(
    wired: Wired, ada: Person, error: str, status: int
):
    ada.opens_home()
    wired.slack.fail_next("team.info", error, status=status)
    ada.presses(LETTER)
    assert "https://acme.slack.com\n" in ada.fields[BODY]["value"]


def test_what_was_sent_is_kept_with_its_wording_and_its_version(wired: Wired, ada: Person):
    opens(ada, LETTER)
    ada.fills(BODY, "Hello,\n\nour own words.\n")
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    sent = entries(wired)[-1].statement
    assert (sent.ticked, sent.letter, sent.register) == (TICK, "opt-out.2", load().version)
    assert newest_texts(wired) == {"letter": "Hello,\n\nour own words."}


def test_the_owner_reads_the_number_the_fingerprint_and_what_members_read(wired: Wired, ada: Person):
    opens(ada, LETTER)
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    ada.submits()
    assert "Recorded as No. 1: The opt-out e-mail was sent." in ada.sees
    assert "Members read from now on: An owner says the request was sent on 23 November 2026." in ada.sees
    assert f"Fingerprint of this entry: {entries(wired)[0].hash}" in ada.sees


def test_sent_on_another_date(ada: Person, sam: Person):
    opens(ada, LETTER)
    ada.chooses(WHEN, "I sent it on another date")
    ada.fills(OTHER_DATE, "2026-11-14")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    sam.types("/datapolicy status")
    assert "was sent on 14 November 2026. No answer is recorded here after 9 days." in sam.sees


def test_today_is_the_owners_own_day(wired: Wired, ada: Person, clock: StandingClock):
    clock.passes(hours=14, minutes=20)  # ten to midnight in UTC, and in Ada's winter
    prepares_and_sends(ada)
    stated = entries(wired)[-1].statement.stated_on
    assert stated
    assert stated.isoformat() == "2026-11-23"


def test_a_week_without_an_answer_the_app_suggests_asking_again(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    ada.opens_home()
    assert "Slack gives no deadline; we suggest asking again after 7 days." in ada.sees
    clock.passes(days=9)
    opens(ada, "Ask again")
    assert "we suggest asking again now" not in ada.sees
    assert "On 23 November 2026 I asked you" in ada.fields[BODY]["value"]
    ticks(ada)
    saves(ada)
    assert entries(wired)[-1].statement.letter == "follow-up.2"
    sam.types("/datapolicy status")
    assert "was sent on 2 December 2026. No answer is recorded here yet." in sam.sees


def test_the_suggestion_stands_on_home_after_a_week(ada: Person, clock: StandingClock):
    prepares_and_sends(ada)
    clock.passes(days=7)
    ada.opens_home()
    assert "The e-mail was sent 7 days ago. Slack gives no deadline; we suggest asking again now." in ada.sees


def test_a_letter_that_came_back_is_sent_once_more(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    reports_it_came_back(ada)
    sam.types("/datapolicy status")
    assert "came back undelivered on 23 November 2026" in sam.sees
    prepares_and_sends(ada)
    assert actions(wired) == [Action.SENT, Action.BOUNCED, Action.SENT]


def test_slacks_answer_makes_it_confirmed_beside_how_good_the_evidence_is(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    clock.passes(days=1)
    records_answer(ada, DONE, "2026-11-24", reply="Your opt-out request has been completed.")
    sam.types("/datapolicy")
    assert "An owner reports that Slack confirmed on 24 November 2026 and pasted the reply" in sam.sees
    assert "no e-mail file is on record" in sam.sees
    assert "our data then serves only our own workspace’s models" in sam.sees
    assert "Your opt-out request has been completed." not in sam.sees
    assert newest_texts(wired) == {"reply": "Your opt-out request has been completed."}


def test_the_reply_is_encrypted_where_it_lies(wired: Wired, ada: Person, tmp_path):
    prepares_and_sends(ada)
    records_answer(ada, DONE, reply="A very rare sentence of Slack's.")
    wired.storage.close()
    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert "record.sqlite3" in kept
    assert [name for name, written in kept.items() if b"very rare sentence" in written] == []


def test_received_then_a_question_then_our_reply_then_done(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED, reference="12345")
    ada.opens_home()
    assert "Slack has received it (reference 12345); no confirmation is recorded." in ada.sees
    records_answer(ada, ASKED)
    opens(ada, "I replied")
    ada.fills(BODY, "Yes, both channels.")
    saves(ada)
    records_answer(ada, DONE)
    assert actions(wired) == [Action.SENT, Action.RECEIVED, Action.ASKED, Action.REPLIED, Action.DONE]
    sam.types("/datapolicy status")
    assert "Confirmation recorded." in sam.sees


def test_only_answers_that_can_follow_are_offered(ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, REFUSED, reason="The plan does not allow it.")
    opens(ada, "Record Slack’s answer")
    assert DONE in ada.sees
    for impossible in (RECEIVED, ASKED, REFUSED):
        assert impossible not in ada.sees


def test_a_refusal_is_shown_with_slacks_reason_and_left_at_that(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    records_answer(ada, REFUSED, reason="The plan does not allow it.")
    sam.types("/datapolicy status")
    assert "An owner reports that Slack declined on 23 November 2026." in sam.sees
    assert "The plan does not allow it" in sam.sees
    opens(ada, "Leave it at that")
    ada.fills("Reason", "Slack said no.")
    ticks(ada)
    saves(ada)
    assert actions(wired)[-1] is Action.DECLINE


def test_a_reason_typed_beside_another_outcome_is_not_recorded(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED, reason="Typed by mistake.")
    assert entries(wired)[-1].statement.reason == ""


def test_opted_out_before_this_app_without_a_day_or_a_text(ada: Person, sam: Person):
    opted_out_before(ada)
    sam.types("/datapolicy status")
    assert "An owner reports that Slack confirmed; neither the day nor the reply’s text" in sam.sees


def test_opted_out_before_this_app_with_both_and_more_added_later(wired: Wired, ada: Person, sam: Person):
    opted_out_before(ada, on="2024-06-01")
    sam.types("/datapolicy status")
    assert "Slack confirmed on 1 June 2024; neither the reply’s text nor an e-mail file" in sam.sees
    opens(ada, "Add Slack’s reply")
    ada.fills(REPLY, "Hi, your workspace has been opted out.")
    saves(ada)
    sam.types("/datapolicy status")
    assert "Slack confirmed on 1 June 2024 and pasted the reply" in sam.sees
    assert entries(wired)[-1].statement.evidence is Evidence.PASTED


def test_a_modal_put_aside_records_nothing(wired: Wired, ada: Person):
    opens(ada, LETTER)
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    ada.closes()
    assert entries(wired) == []
    assert list(wired.storage.ledger.scopes()) == []


def test_one_workspaces_record_is_no_other_scopes(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    assert list(wired.storage.ledger.scopes()) == [Scope("T0ACME")]
