"""Every form an owner has, filled in and not yet sent off, in a person's words; knows no rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from bolt_app.demo.person import Person
from tests.scenarios.steps import (
    ANSWER,
    ANSWERED_ON,
    ASKED,
    DONE,
    LETTER,
    OTHER_DATE,
    RECORD,
    REPLY,
    TICK,
    TODAY,
    WHEN,
    fills_in_a_decision,
    opens,
    opted_out_before,
    prepares_and_sends,
    records_answer,
    ticks,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that can be saved as it is.

    Attributes:
        fills: brings an owner from an empty record to the filled form.
        dated: the label of its day as stated, "" for none.
        typed: the label of a text the owner typed, "" for none.
    """

    fills: Callable[[Person], None]
    dated: str = ""
    typed: str = ""


def _letter(owner: Person) -> None:
    opens(owner, LETTER)
    owner.chooses(WHEN, "I sent it on another date")
    owner.fills(OTHER_DATE, TODAY)
    owner.chooses("Your statement, once it is sent", TICK)


def _follow_up(owner: Person) -> None:
    prepares_and_sends(owner)
    opens(owner, "Ask again")
    ticks(owner)


def _answer(owner: Person) -> None:
    prepares_and_sends(owner)
    opens(owner, ANSWER)
    owner.chooses("What did Slack say?", DONE)
    owner.fills(ANSWERED_ON, TODAY)
    owner.fills(REPLY, "Your opt-out request has been completed.")
    owner.fills("Slack’s reference, if it gave one", "12345")


def _before(owner: Person) -> None:
    opens(owner, "We already opted out")
    owner.fills("The date of Slack’s confirmation", "2024-06-01")
    owner.fills(REPLY, "Your opt-out request has been completed.")


def _bounced(owner: Person) -> None:
    prepares_and_sends(owner)
    opens(owner, "It came back undelivered")


def _replied(owner: Person) -> None:
    prepares_and_sends(owner)
    records_answer(owner, ASKED)
    opens(owner, "I replied")
    owner.fills("Text of the e-mail", "Yes, both channels.")


def _exclude(owner: Person) -> None:
    opens(owner, "Our contract excludes it")
    owner.fills("The clause", "Annex 2, section 4")
    owner.fills("The date of the contract", "2025-02-03")
    ticks(owner)


def _withdraw(owner: Person) -> None:
    prepares_and_sends(owner)
    opens(owner, "Withdraw")
    owner.fills("Reason", "The board decided otherwise.")
    ticks(owner)


def _opt_in(owner: Person) -> None:
    opted_out_before(owner, on="2024-06-01")
    opens(owner, "We want to opt back in")
    owner.fills("Reason", "The features matter more.")
    owner.chooses("Your statement", "I may decide this. Whether and how Slack does it is not known.")


def _confirm_again(owner: Person) -> None:
    opted_out_before(owner, on="2024-06-01")
    opens(owner, "Ask Slack to confirm again")


def _doubt(owner: Person) -> None:
    opted_out_before(owner, on="2024-06-01")
    opens(owner, "Record a doubt")
    owner.fills("Reason", "Our plan changed in May.")


def _evidence(owner: Person) -> None:
    opted_out_before(owner, on="2024-06-01")
    opens(owner, "Add Slack’s reply")
    owner.fills(REPLY, "Your opt-out request has been completed.")


def _correct(owner: Person) -> None:
    opted_out_before(owner, on="2024-06-01")
    opens(owner, RECORD)
    owner.presses("Correct the record")
    owner.chooses("The entry that was wrong", "1")
    owner.fills("What was wrong", "It was another workspace’s letter.")


def _contact(owner: Person) -> None:
    opens(owner, "Name a privacy contact")
    owner.fills("The person members may ask", "sam")


FILLED: Mapping[str, Filled] = {
    "letter": Filled(_letter, dated=OTHER_DATE, typed="Text of the e-mail"),
    "follow-up": Filled(_follow_up, dated="The day you sent it", typed="Text of the e-mail"),
    "answer": Filled(_answer, dated=ANSWERED_ON, typed=REPLY),
    "before": Filled(_before, dated="The date of Slack’s confirmation", typed=REPLY),
    "bounced": Filled(_bounced, dated="The day it came back"),
    "replied": Filled(_replied, dated="The day you replied", typed="Text of the e-mail"),
    "exclude": Filled(_exclude, dated="The date of the contract", typed="The clause"),
    "decline": Filled(fills_in_a_decision, typed="Reason"),
    "withdraw": Filled(_withdraw, typed="Reason"),
    "opt-in": Filled(_opt_in, typed="Reason"),
    "confirm-again": Filled(_confirm_again, dated="The day you sent it", typed="Text of the e-mail"),
    "doubt": Filled(_doubt, typed="Reason"),
    "evidence": Filled(_evidence, typed=REPLY),
    "correct": Filled(_correct, typed="What was wrong"),
    "contact": Filled(_contact),
}
"""By name, every form that a workspace's owner has."""

EVERY = pytest.mark.parametrize("filled", FILLED.values(), ids=list(FILLED))


def on_screen(owner: Person) -> Mapping[str, Any]:
    """What the form on top holds, by label."""
    return dict(owner.fields)
