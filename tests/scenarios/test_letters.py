"""The journeys round a letter: doubt, confirming again, answering a question, taking back, opting back in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Action
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    ASKED,
    BODY,
    DONE,
    LETTER,
    RECORD,
    TICK,
    actions,
    calls,
    corrects,
    entries,
    newest_texts,
    opens,
    opted_out_before,
    prepares_and_sends,
    records_answer,
    saves,
    ticks,
    withdraws,
)

pytestmark = pytest.mark.usefixtures("nothing_breaks")

CONFIRM_AGAIN = "Ask Slack to confirm again"
DOUBT = "Record a doubt"
OPT_IN = "We want to opt back in"
TELL = "Letter to Slack"
OPT_IN_TICK = "I may decide this. Whether and how Slack does it is not known."


def is_confirmed(owner: Person) -> None:
    """Filed and confirmed today."""
    prepares_and_sends(owner)
    records_answer(owner, DONE, reference="12345")


def opts_back_in(owner: Person) -> None:
    """Records that the opt-out no longer stands."""
    opens(owner, OPT_IN)
    owner.fills("Reason", "The features matter more.")
    owner.chooses("Your statement", OPT_IN_TICK)
    saves(owner)


def mail_of(owner: Person) -> tuple[str, str, str]:
    """Recipient, subject and text of the mail that the link on top opens."""
    [link] = [text for text in _mrkdwn(owner) if "mailto:" in text]
    parts = urlsplit(link.partition("<")[2].partition("|")[0].replace("&amp;", "&"))
    headers = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts.path, headers["subject"], headers.get("body", "").replace("\r\n", "\n")


def _mrkdwn(owner: Person) -> list[str]:
    blocks = owner.modals[-1].blocks
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


def test_an_owner_doubts_and_members_read_why_and_no_longer_that_it_is_confirmed(
    wired: Wired, ada: Person, sam: Person
):
    is_confirmed(ada)
    opens(ada, DOUBT)
    ada.submits()
    assert "Reason" in ada.errors
    ada.fills("Reason", "Our plan changed in May.")
    saves(ada)
    assert actions(wired) == [Action.SENT, Action.DONE, Action.DOUBT]
    sam.types("/datapolicy status")
    assert "Confirmed once, now uncertain." in sam.sees
    assert "An owner reported that Slack confirmed on 23 November 2026; whether it still holds" in sam.sees
    assert "Reason: “Our plan changed in May”." in sam.sees
    assert "before this workspace belonged to its organisation" not in sam.sees


def test_a_doubt_is_settled_by_an_answer_or_taken_back_by_a_correction(wired: Wired, ada: Person):
    is_confirmed(ada)
    opens(ada, DOUBT)
    ada.fills("Reason", "Our plan changed in May.")
    saves(ada)
    corrects(ada, 3)
    ada.opens_home()
    assert "A confirmation is recorded." in ada.sees
    opens(ada, DOUBT)
    ada.fills("Reason", "It changed after all.")
    saves(ada)
    records_answer(ada, DONE)
    assert actions(wired)[-2:] == [Action.DOUBT, Action.DONE]
    assert "A confirmation is recorded." in ada.sees


def test_asking_to_confirm_again_quotes_the_day_and_leaves_the_status(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    is_confirmed(ada)
    clock.passes(days=100)
    opens(ada, CONFIRM_AGAIN)
    to, subject, text = mail_of(ada)
    assert (to, subject) == ("feedback@slack.com", "Does our Slack Global model opt-out still hold?")
    assert text == ada.fields[BODY]["value"]
    assert "On 23 November 2026 you confirmed that the data of the Slack workspace named below" in text
    assert "Our reference: DP-T0ACME-3\nYour reference: 12345\n" in text
    saves(ada)
    newest = entries(wired)[-1]
    assert (newest.action, newest.statement.letter) == (Action.CONFIRM_AGAIN, "confirm-again.1")
    assert newest_texts(wired) == {"letter": text.rstrip("\n")}
    assert "Slack was asked on 3 March 2027 whether it still holds." in ada.sees
    sam.types("/datapolicy status")
    assert "An owner reports that Slack confirmed on 23 November 2026" in sam.sees


def test_a_year_after_the_confirmation_the_reminder_has_the_letter_ready(
    wired: Wired, ada: Person, clock: StandingClock
):
    is_confirmed(ada)
    clock.passes(days=366)
    wired.worker.run_due()
    ada.opens_messages_tab()
    assert "You may ask Slack whether it still holds." in ada.sees
    ada.presses(CONFIRM_AGAIN)
    assert "On 23 November 2026 you confirmed" in ada.fields[BODY]["value"]
    saves(ada)
    assert actions(wired)[-1] is Action.CONFIRM_AGAIN
    clock.passes(days=364)
    wired.worker.run_due()
    assert len(wired.slack.direct_messages[ada.user_id]) == 1
    clock.passes(days=2)
    wired.worker.run_due()
    assert len(wired.slack.direct_messages[ada.user_id]) == 2


def test_a_confirmation_whose_day_is_not_known_is_not_given_one(ada: Person):
    opted_out_before(ada)
    opens(ada, CONFIRM_AGAIN)
    assert "Hello,\n\nEarlier you confirmed that the data" in ada.fields[BODY]["value"]


def test_an_old_confirmation_is_shown_beside_what_changed_since(ada: Person):
    opted_out_before(ada, on="2026-02-26")
    ada.opens_home()
    assert "Slack’s texts changed since, on 27 February 2026: you may ask Slack to confirm again." in ada.sees
    assert "Download the evidence, and keep" in ada.sees
    opens(ada, CONFIRM_AGAIN)
    saves(ada)
    assert "Slack’s texts changed since" not in ada.sees


def test_a_question_is_answered_with_the_letter_and_its_text_is_kept(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, ASKED, reference="12345")
    opens(ada, "I replied")
    to, subject, text = mail_of(ada)
    assert (to, subject) == ("feedback@slack.com", "Re: Slack Global model opt-out request")
    assert "On 23 November 2026 I asked you to exclude the data" in text
    assert "Your reference: 12345" in text
    ada.submits()
    assert ada.errors == {
        BODY: "The answer is not in the text yet. Write it in, or empty the text if you answered another way."
    }
    ada.fills(BODY, text.replace("[Write the answer here.]", "Yes, both channels."))
    saves(ada)
    replied = entries(wired)[-1]
    assert (replied.action, replied.statement.letter) == (Action.REPLIED, "reply.1")
    assert "Yes, both channels." in str(newest_texts(wired)["letter"])


def test_a_question_answered_without_the_letter_leaves_no_letter_in_the_record(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, ASKED)
    opens(ada, "I replied")
    ada.fills(BODY, "")
    saves(ada)
    replied = entries(wired)[-1]
    assert (replied.action, replied.statement.letter, newest_texts(wired)) == (Action.REPLIED, "", {})


def test_withdrawing_a_request_offers_the_letter_that_takes_it_back_before_and_after(
    wired: Wired, ada: Person, sam: Person
):
    prepares_and_sends(ada)
    opens(ada, "Withdraw")
    to, subject, text = mail_of(ada)
    assert (to, subject) == ("feedback@slack.com", "We take back our request (Slack Global model)")
    assert "We take that request back: please do not carry it out." in text
    ada.fills("Reason", "The board decided otherwise.")
    ticks(ada)
    saves(ada)
    assert entries(wired)[-1].statement.letter == "take-back.1"
    opens(ada, TELL)
    assert ada.title == TELL
    assert mail_of(ada) == (to, subject, text)  # the same letter, with the withdrawal's own number
    assert "Our reference: DP-T0ACME-2" in ada.sees
    assert len(entries(wired)) == 2
    sam.types("/datapolicy status")
    assert "This alone does not tell Slack anything." in sam.sees


def test_opting_back_in_is_a_withdrawal_that_says_what_is_not_known(wired: Wired, ada: Person, sam: Person):
    is_confirmed(ada)
    opens(ada, OPT_IN)
    assert "Whether and how Slack takes an opt-out back is not known: we found nothing published." in ada.sees
    to, subject, text = mail_of(ada)
    assert (to, subject) == ("feedback@slack.com", "We take back our opt-out (Slack Global model)")
    assert "On 23 November 2026 you confirmed that the data" in text
    ada.closes()
    opts_back_in(ada)
    newest = entries(wired)[-1]
    assert (newest.action, newest.statement.letter) == (Action.WITHDRAW, "opt-in.1")
    assert newest.statement.ticked == OPT_IN_TICK
    sam.types("/datapolicy status")
    assert "Recorded here as withdrawn on 23 November 2026." in sam.sees
    opens(sam, RECORD)
    assert f"Ticked: “{OPT_IN_TICK.removesuffix('.')}”." in sam.sees
    opens(ada, TELL)
    assert mail_of(ada) == (to, subject, text)
    ada.closes()
    ada.presses(LETTER)
    assert "I ask you to exclude its data" in ada.fields[BODY]["value"]


def test_a_button_from_before_the_record_changed_opens_the_form_that_is_true_now(ada: Person, grace: Person):
    prepares_and_sends(ada)
    grace.opens_home()
    records_answer(ada, DONE)
    grace.presses("Withdraw")
    assert grace.title == "Opt back in"
    grace.closes()
    grace.opens_home()
    corrects(ada, 2)
    grace.presses(OPT_IN)
    assert grace.title == "Withdraw the request"
    assert "We take that request back" in grace.fields[BODY]["value"]


def test_a_letter_that_is_no_longer_true_is_not_handed_out(ada: Person, grace: Person):
    prepares_and_sends(ada)
    withdraws(ada)
    grace.opens_home()
    corrects(ada, 2)
    corrects(ada, 1)
    grace.presses(TELL)
    assert grace.title == "Not recorded"
    assert "does not fit where the matter stands now (None recorded here)" in grace.sees
    assert "mailto:" not in str(grace.modals[-1].content)


@pytest.mark.parametrize("button", [TELL, "Ask Slack what is not known"])
def test_an_old_button_gives_no_letter_to_somebody_who_is_no_owner(
    wired: Wired, ada: Person, clock: StandingClock, button: str
):
    prepares_and_sends(ada)
    withdraws(ada)
    wired.slack.change("ada", role=Standing.ADMIN)
    clock.passes(hours=5)
    ada.presses(button)
    assert ada.title == "Not recorded"
    assert "admins are not owners" in ada.sees
    assert "mailto:" not in str(ada.modals[-1].content)


def test_the_letters_cost_one_look_at_the_workspace_and_no_other_call(wired: Wired, ada: Person):
    is_confirmed(ada)
    ada.opens_home()
    for button in (CONFIRM_AGAIN, OPT_IN):
        wired.slack.calls.clear()
        ada.presses(button)
        assert calls(wired) == ["team.info", "views.open"]
        ada.closes()


def test_whoever_may_decide_ticks_for_the_request_and_not_for_the_question(ada: Person):
    is_confirmed(ada)
    opens(ada, OPT_IN)
    assert TICK not in ada.sees
    ada.closes()
    opens(ada, CONFIRM_AGAIN)
    assert "Your statement" not in ada.sees
