"""What people do in several scenarios, a step each; knows the words on the screen and no rule."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.web_api import Call
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.optout.rules import decide, doubt
from bolt_app.people import Role, Scope, Viewer
from tests.scenarios.conftest import MORNING

TODAY = MORNING.date().isoformat()
TICK = "I am an owner and may decide this for our organisation."

LETTER = "Prepare the opt-out e-mail"
BODY = "Text of the e-mail"
RECORD = "See the record"
ANSWER = "Record Slack’s answer"
RECEIVED = "Received: Slack has the request"
ASKED = "Asked: Slack wants to know something"
REFUSED = "Refused: Slack says no"
DONE = "Done: Slack says the opt-out is completed"
WHEN = "Did you send it?"
OTHER_DATE = "The other date, if it was not today"
REPLY = "The text of Slack’s reply"
ANSWERED_ON = "The date Slack’s answer bears"


def entries(wired: Wired) -> Sequence[Entry]:
    """The record, oldest first."""
    return wired.storage.ledger.entries(Scope(wired.slack.workspace.scope_id))


def actions(wired: Wired) -> list[Action]:
    """What the record says was done, oldest first."""
    return [entry.action for entry in entries(wired)]


def newest_texts(wired: Wired) -> dict[str, str | None]:
    """The texts kept with the newest entry: kind to text."""
    newest = entries(wired)[-1]
    kept = newest.statement.texts
    return {kind: wired.storage.ledger.text(newest.scope, sha256) for kind, sha256 in kept}


def calls(wired: Wired) -> list[str]:
    """The methods of Slack's Web API that the app called, in order."""
    return [call.method for call in wired.slack.calls]


def calls_of(wired: Wired, method: str) -> list[Call]:
    """The calls of one method, in order."""
    return [call for call in wired.slack.calls if call.method == method]


def opens(owner: Person, button: str) -> None:
    """Opens Home and presses a button on it."""
    owner.opens_home()
    owner.presses(button, nth=0)  # who owns organisation and workspace has each button twice, the wider first


def saves(owner: Person) -> None:
    """Submits the form on top, reads that it was recorded, closes what says so."""
    owner.submits()
    assert owner.title == "Recorded", (owner.errors, owner.sees)
    owner.closes()


def ticks(owner: Person) -> None:
    """Ticks the statement of a decision."""
    owner.chooses("Your statement", TICK)


def fills_in_the_letter(owner: Person) -> None:
    """Is about to save that the letter was sent today."""
    opens(owner, LETTER)
    owner.chooses("Did you send it?", "I sent it today")
    owner.chooses("Your statement, once it is sent", TICK)


def fills_in_a_decision(owner: Person, reason: str = "The features matter more.") -> None:
    """Is about to save the decision not to opt out."""
    opens(owner, "We decide not to")
    owner.fills("Reason", reason)
    ticks(owner)


def prepares_and_sends(owner: Person) -> None:
    """Sends the letter today."""
    fills_in_the_letter(owner)
    saves(owner)


def keeps_a_draft(owner: Person) -> None:
    """Prepares the letter and has not sent it yet."""
    opens(owner, LETTER)
    owner.chooses(WHEN, "Not yet, keep the draft")
    saves(owner)


def answers(owner: Person, outcome: str, on: str = TODAY, **more: str) -> None:
    """Fills in what Slack answered, and leaves the form open; `more` is the reply, reference, reason."""
    opens(owner, ANSWER)
    owner.chooses("What did Slack say?", outcome)
    owner.fills(ANSWERED_ON, on)
    labels = {
        "reply": REPLY,
        "reference": "Slack’s reference, if it gave one",
        "reason": "If Slack refused: the reason it gave",
    }
    for name, text in more.items():
        owner.fills(labels[name], text)


def records_answer(owner: Person, outcome: str, on: str = TODAY, **more: str) -> None:
    """Records what Slack answered."""
    answers(owner, outcome, on, **more)
    saves(owner)


def reports_it_came_back(owner: Person) -> None:
    """Records that the letter came back today."""
    opens(owner, "It came back undelivered")
    saves(owner)


def declines(owner: Person, reason: str = "We want the features to learn from us.") -> None:
    """Records the decision not to opt out."""
    fills_in_a_decision(owner, reason)
    saves(owner)


def excludes(owner: Person) -> None:
    """Records the clause that excludes the use."""
    opens(owner, "Our contract excludes it")
    owner.fills("The clause", "Annex 2, section 4")
    owner.fills("The date of the contract", "2025-02-03")
    ticks(owner)
    saves(owner)


def withdraws(owner: Person, reason: str = "The board decided otherwise.") -> None:
    """Records that the request no longer stands."""
    opens(owner, "Withdraw")
    owner.fills("Reason", reason)
    ticks(owner)
    saves(owner)


def opted_out_before(owner: Person, *, on: str = "", reply: str = "") -> None:
    """Records a confirmation from before this app."""
    opens(owner, "We already opted out")
    owner.fills("The date of Slack’s confirmation", on)
    owner.fills(REPLY, reply)
    saves(owner)


def opens_correction(owner: Person) -> None:
    """Opens the form that says what was wrong in the record."""
    opens(owner, RECORD)
    owner.presses("Correct the record")


def corrects(owner: Person, number: int, reason: str = "It was another workspace’s letter.") -> None:
    """Says that an entry was wrong, and goes back to Home."""
    opens_correction(owner)
    owner.chooses("The entry that was wrong", str(number))
    owner.fills("What was wrong", reason)
    owner.submits()
    assert owner.title == "Recorded", (owner.errors, owner.sees)
    owner.closes(everything=True)


def names_contact(owner: Person, key: str) -> None:
    """Names the person whom members may ask."""
    opens(owner, "Name a privacy contact")
    owner.fills("The person members may ask", key)
    saves(owner)


def _after_sending(outcome: str, **more: str) -> Callable[[Wired, Person], None]:
    def reached(_: Wired, owner: Person) -> None:
        prepares_and_sends(owner)
        records_answer(owner, outcome, **more)

    return reached


def _came_back(_: Wired, owner: Person) -> None:
    prepares_and_sends(owner)
    reports_it_came_back(owner)


def _withdrawn(_: Wired, owner: Person) -> None:
    prepares_and_sends(owner)
    withdraws(owner)


def becomes_uncertain(wired: Wired, owner: Person) -> None:
    """A confirmation is recorded, and then the app itself doubts it, as when an organisation appears."""
    _after_sending(DONE)(wired, owner)
    record = entries(wired)
    doubted = doubt(record, record[0].scope, "E0STAR", now=MORNING)
    assert isinstance(doubted, Entry)
    assert wired.storage.ledger.append([doubted], {})


REACHED: Mapping[Status, Callable[[Wired, Person], None]] = {
    Status.NOT_FILED: lambda _, __: None,
    Status.DRAFTED: lambda _, owner: keeps_a_draft(owner),
    Status.FILED: lambda _, owner: prepares_and_sends(owner),
    Status.UNDELIVERED: _came_back,
    Status.ACKNOWLEDGED: _after_sending(RECEIVED, reference="12345"),
    Status.NEEDS_REPLY: _after_sending(ASKED),
    Status.CONFIRMED: _after_sending(DONE, reply="Your opt-out request has been completed."),
    Status.REFUSED: _after_sending(REFUSED, reason="The plan does not allow it."),
    Status.DECLINED: lambda _, owner: declines(owner),
    Status.EXCLUDED: lambda _, owner: excludes(owner),
    Status.WITHDRAWN: _withdrawn,
    Status.UNCERTAIN: becomes_uncertain,
}
"""How an owner brings the record to each status, from an empty one."""


def fills_the_record(wired: Wired, number: int, reason: str = "") -> None:
    """An empty record gets this many entries: Ada names Sam as contact again and again, for this reason."""
    scope = Scope(wired.slack.workspace.scope_id)
    ada = Viewer(scope, wired.slack.personas["ada"].user_id, Role.OWNER)
    statement = Statement(named=wired.slack.personas["sam"].user_id, reason=reason)
    record: list[Entry] = []
    for position in range(number):
        entry = decide(
            record,
            Action.NAME_CONTACT,
            statement,
            actor=ada,
            now=MORNING + timedelta(minutes=position),
            salts=("a" * 32, "b" * 32),
        )
        assert isinstance(entry, Entry), entry
        record.append(entry)
    assert wired.storage.ledger.append(record, {})
