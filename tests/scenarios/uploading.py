"""What owners do who bring a mail by a one-time link, a step each; knows no rule."""

from bolt_app.demo.browser import Page
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.evidence.kept import KeptMail
from bolt_app.people import Scope
from tests.scenarios.steps import ANSWER, opens
from tests.unit.evidence.mails import REPLY, mail

ADD, PAGE, BACK = "Add the e-mail as a file", "Open the upload page", "I have added it"


CHOICE = "The e-mail on file that shows it, if one does"


RAW = mail(REPLY.replace("on your workspace", "on acme.slack.com"), Date="Mon, 23 Nov 2026 08:00:00 +0000")


OFFERED = "2026-11-23 support@slack.com: Re: Slack Global model opt-out request"


def asks_for_a_link(owner: Person) -> str:
    """Presses the button in the form on top, and the link in what opens."""
    owner.presses(ADD)
    owner.presses(PAGE)
    return owner.visited[-1]


def a_link(owner: Person, form: str = ANSWER) -> str:
    """Opens a form on Home, and comes to a link."""
    opens(owner, form)
    return asks_for_a_link(owner)


def brings(owner: Person, url: str, raw: bytes = RAW) -> Page:
    return owner.browser.sends_file(url, "mail", raw)


def on_file(wired: Wired) -> list[KeptMail]:
    return list(wired.storage.archive.mails(Scope(wired.slack.workspace.scope_id)))


def assert_refused(wired: Wired, page: Page, status: int, *said: str) -> None:
    assert (page.status, page.headers["cache-control"]) == (status, "no-store")
    for sentence in said:
        assert sentence in page.text
    assert on_file(wired) == []
