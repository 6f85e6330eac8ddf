"""An owner opts out: prepare, send, record Slack's answer, and what members then read."""

from bolt_app.demo.person import Person
from tests.scenarios.conftest import StandingClock

TICK = "I am an owner and may decide this for our organisation."


def prepares_and_sends(owner: Person) -> None:
    owner.opens_home()
    owner.presses("Prepare the opt-out e-mail")
    owner.chooses("Your statement, once it is sent", TICK)
    owner.submits()
    assert owner.title == "Recorded"
    owner.closes()


def test_an_owner_sends_the_letter_and_members_read_that_no_answer_is_recorded(ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.types("/datapolicy status")
    assert "An owner says the request was sent on 23 November 2026." in sam.sees
    assert "nothing shows that the default has changed" in sam.sees


def test_slacks_answer_makes_it_confirmed_beside_how_good_the_evidence_is(
    ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    clock.passes(days=1)
    ada.presses("Record Slack’s answer")
    ada.chooses("What did Slack say?", "Done: Slack says the opt-out is completed")
    ada.fills("The date Slack’s answer bears", "2026-11-24")
    ada.fills("The text of Slack’s reply", "Your opt-out request has been completed.")
    ada.submits()
    assert ada.title == "Recorded"
    sam.types("/datapolicy")
    assert "An owner reports that Slack confirmed on 24 November 2026 and pasted the reply" in sam.sees
    assert "no e-mail file is on record" in sam.sees
    assert "our data then serves only our own workspace’s models" in sam.sees
    assert "Your opt-out request has been completed." not in sam.sees
