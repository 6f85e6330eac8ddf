"""An owner downloads a letter as a draft for their mail program, by the link beside it; over real HTTP."""

import re
from collections.abc import Mapping
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from tests.scenarios.conftest import StandingClock, in_every_kind_of_workspace, wire
from tests.scenarios.steps import BODY, LETTER, TICK, keeps_a_draft, opens, saves

AGAIN, DRAFT = "Show the e-mail, or say you sent it", "Download as a draft"

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def link_in(owner: Person) -> str:
    """The address behind *Download as a draft* in the modal on top."""
    view = owner._slack.surfaces.top(owner.user_id)
    assert view is not None
    [address] = re.findall(rf"<(http[^|>]+)\|{DRAFT}>", str(view.content))
    return str(address)


def read(text: str) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(text.encode())


@in_every_kind_of_workspace
def test_the_letter_is_downloaded_as_a_draft_without_a_sender(wired: Wired, ada: Person):
    opens(ada, LETTER)
    file = ada.browser.get(link_in(ada))
    assert (file.status, file.headers["content-type"]) == (200, "message/rfc822")
    scope = wired.slack.workspace.scope_id
    assert file.headers["content-disposition"] == f'attachment; filename="letter-opt-out-{scope}.eml"'
    draft = read(file.text)
    assert (draft["X-Unsent"], draft["To"], draft["From"]) == ("1", "feedback@slack.com", None)
    assert draft["Subject"] == "Slack Global model opt-out request"
    assert scope in draft.get_content()


def test_a_draft_that_was_kept_is_the_one_that_is_downloaded(ada: Person):
    opens(ada, LETTER)
    ada.fills(BODY, "Our own words about acme.slack.com.")
    ada.chooses("Did you send it?", "Not yet, keep the draft")
    saves(ada)
    opens(ada, AGAIN)
    assert (
        read(ada.browser.get(link_in(ada)).text).get_content().strip()
        == "Our own words about acme.slack.com."
    )


def test_a_letter_that_was_sent_meanwhile_is_not_given_out_again(ada: Person, grace: Person):
    keeps_a_draft(ada)
    opens(ada, AGAIN)
    url = link_in(ada)
    opens(grace, AGAIN)
    grace.chooses("Did you send it?", "I sent it today")
    grace.chooses("Your statement, once it is sent", TICK)
    saves(grace)
    page = ada.browser.get(url)
    assert page.status == 409
    assert "this letter no longer fits it" in page.text
    ada.browser.language = "fr"
    assert "cette lettre n’y correspond plus" in ada.browser.get(url).text
    ada.closes()
    opens(ada, "Ask again")
    assert read(ada.browser.get(link_in(ada)).text)["X-Unsent"] == "1"


def test_who_is_no_owner_any_more_and_who_comes_late_get_no_draft(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock
):
    opens(grace, LETTER)
    url = link_in(grace)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.MEMBER)
    assert grace.browser.get(url).status == 403
    opens(ada, LETTER)
    url = link_in(ada)
    clock.passes(minutes=15)
    assert ada.browser.get(url).status == 410


def test_where_the_app_has_no_pages_no_draft_is_offered(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with wire(tmp_path, clock, base_url="", **read_once) as wired:
        ada = wired.slack.person("ada")
        opens(ada, LETTER)
        assert DRAFT not in ada.sees
