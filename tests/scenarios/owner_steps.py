"""What owners and readers do about each other: name, propose, agree, export; knows no rule."""

from bolt_app.demo import payloads
from bolt_app.demo.browser import Page
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.steps import opens, saves

NAME_READER = "Name a reader"
READER = "The reader"
REQUIRE = "Require a second owner"
WAIVE = "Stop requiring a second owner"
EXPORT = "Export the record"
DOWNLOAD = "Open the download page"
NEEDED = "What do you need?"
BUNDLE = "Evidence bundle (zip): everything, and its check"
TABLE = "Table for spreadsheets (CSV)"
LINES = "The record to the letter (JSON Lines)"
VOCABULARY = "Data Privacy Vocabulary (JSON-LD)"
CALENDAR = "The days to look again, for a calendar (.ics)"


def names_reader(owner: Person, key: str) -> None:
    """Names a person who reads everything."""
    opens(owner, NAME_READER)
    owner.fills(READER, key)
    saves(owner)


def requires_a_second(owner: Person) -> None:
    """Requires a second owner from here on."""
    opens(owner, REQUIRE)
    assert owner.title == "Recorded", owner.sees
    owner.closes()


def agrees(owner: Person) -> None:
    """Agrees to the proposal that waits."""
    opens(owner, "Agree")
    assert owner.title == "Agree as second owner"
    saves(owner)


def turns_down(owner: Person, reason: str = "The reply is about another workspace.") -> None:
    """Turns the proposal down that waits."""
    opens(owner, "Turn it down")
    owner.fills("Why you turn it down", reason)
    saves(owner)


def asks_for_an_export(person: Person, form: str = BUNDLE) -> None:
    """Presses the button on Home and chooses a form."""
    opens(person, EXPORT)
    person.chooses(NEEDED, form)
    person.submits()


def a_download(person: Person, form: str = BUNDLE) -> str:
    """Comes to the address of a download."""
    asks_for_an_export(person, form)
    person.presses(DOWNLOAD)
    person.closes()
    return person.visited[-1]


def downloads(person: Person, form: str = BUNDLE) -> Page:
    """Takes the file."""
    return person.browser.sends(a_download(person, form))


def presses_what_is_not_there(wired: Wired, person: Person, action_id: str, value: str = "1") -> None:
    """Sends what a changed client would: a button of the Home tab that this person does not have."""
    action = {"type": "button", "block_id": "b", "action_id": action_id, "value": value}
    view = {"id": "V0HOME", "type": "home", "private_metadata": ""}
    trigger = wired.slack.exchange.trigger(person.user_id)
    sent = payloads.action_in_view(person.here, person.persona, action, view, trigger)
    assert wired.slack.delivery.interaction(sent).status == 200
