"""What letters say of the place they are about: an organisation's workspaces, a government address."""

from dataclasses import replace

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Sibling, acme, organisation
from bolt_app.optout.model import Action
from tests.scenarios.steps import (
    BODY,
    DONE,
    LETTER,
    TICK,
    WHEN,
    actions,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)

pytestmark = pytest.mark.usefixtures("nothing_breaks")

BUREAU = replace(acme(), name="Bureau of Weights", domain="weights", site="slack-gov.com")
LARGE = replace(
    organisation(),
    siblings=tuple(
        Sibling(f"T0TEAM{one:03}", f"Région {one} : ventes & conseil", f"team-{one}") for one in range(1, 200)
    ),
)

of_government = pytest.mark.parametrize("workspace", [BUREAU], ids=["government"], indirect=True)
of_organisation = pytest.mark.parametrize("workspace", [organisation()], ids=["organisation"], indirect=True)
of_many = pytest.mark.parametrize("workspace", [LARGE], ids=["200 workspaces"], indirect=True)

WARNING = "Before you send anything: your Slack is on slack-gov.com."


def linked(person: Person) -> str:
    """The mail link of the modal on top, as it stands in its text."""
    [text] = [
        block["text"]["text"]
        for block in person.modals[-1].blocks
        if block["type"] == "section" and "mailto:" in block["text"]["text"]
    ]
    link: str = text.partition("<")[2].partition("|")[0]
    return link


@of_government
def test_on_slack_gov_com_a_warning_comes_before_the_letter_and_no_recipient_is_filled_in(ada: Person):
    opens(ada, LETTER)
    assert ada.sees.splitlines()[1].startswith(WARNING)
    assert "Where such a request goes from slack-gov.com is not known" in ada.sees
    assert ada.fields["To"] == {"type": "plain_text_input", "value": None}
    assert linked(ada).startswith("mailto:?subject=Slack%20Global")
    assert "feedback@slack.com" not in str(ada.modals[-1].content)
    assert "Workspace URL: https://weights.slack-gov.com\n" in ada.fields[BODY]["value"]


@of_government
def test_on_slack_gov_com_every_letter_has_the_warning(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    for button in ("Ask again", "Withdraw", "Ask Slack what is not known"):
        opens(ada, button)
        assert ada.sees.splitlines()[1].startswith(WARNING), button
        assert linked(ada).startswith("mailto:?")
        ada.closes()
    records_answer(ada, DONE)
    for button in ("Ask Slack to confirm again", "We want to opt back in"):
        opens(ada, button)
        assert ada.sees.splitlines()[1].startswith(WARNING), button
        assert linked(ada).startswith("mailto:?")
        ada.closes()
    assert actions(wired) == [Action.SENT, Action.DONE]


@of_government
def test_on_slack_gov_com_what_was_sent_can_be_recorded_with_or_without_a_recipient(
    wired: Wired, ada: Person
):
    opens(ada, LETTER)
    ada.fills("To", "owner-support@example.gov")
    ada.chooses(WHEN, "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    assert actions(wired) == [Action.SENT]


def test_on_slack_com_there_is_no_such_warning(ada: Person):
    opens(ada, LETTER)
    assert "slack-gov" not in ada.sees
    assert linked(ada).startswith("mailto:feedback@slack.com?")


@of_organisation
def test_the_letter_of_an_organisation_names_its_address_and_its_workspaces(ada: Person):
    opens(ada, LETTER)
    assert (
        "Organisation URL: https://acme.enterprise.slack.com\n"
        "Organisation ID: E0STAR\n"
        "Our reference: DP-E0STAR-1\n\n"
        "This letter is about the whole organisation. Among its workspaces are:\n"
        "- Acme (T0ACME)\n"
        "- Acme Labs (T0LABS)\n\n"
        "Please confirm in writing"
    ) in ada.fields[BODY]["value"]
    assert "too long for a mail link" not in ada.sees


@of_organisation
def test_the_letter_of_one_of_its_workspaces_names_that_one_alone(grace: Person):
    opens(grace, LETTER)
    assert "Workspace ID: T0ACME\n" in grace.fields[BODY]["value"]
    assert "Acme Labs" not in grace.fields[BODY]["value"]


@of_organisation
def test_while_slack_does_not_tell_the_workspaces_the_letter_names_none(wired: Wired, ada: Person):
    ada.opens_home()
    wired.slack.fail_next("auth.teams.list", "internal_error")
    ada.presses(LETTER, nth=0)
    text = ada.fields[BODY]["value"]
    assert "Organisation ID: E0STAR" in text
    assert "Among its workspaces" not in text


@of_many
def test_of_200_workspaces_twenty_are_named_the_others_counted_and_the_link_says_what_it_leaves_out(
    ada: Person,
):
    opens(ada, LETTER)
    text = ada.fields[BODY]["value"]
    assert text.count("\n- ") == 21
    assert "\n- and 180 more that we know of\n" in text
    assert "body=" not in linked(ada)
    assert "The text is too long for a mail link: the link holds the subject alone" in ada.sees
    ada.chooses(WHEN, "Not yet, keep the draft")
    saves(ada)
    opens(ada, "Show the e-mail, or say you sent it")
    assert ada.fields[BODY]["value"] == text.rstrip("\n")


@pytest.mark.parametrize(
    "workspace",
    [replace(organisation(), site="slack-gov.com")],
    ids=["government organisation"],
    indirect=True,
)
@pytest.mark.parametrize("silent", [False, True], ids=["told", "silent"])
def test_a_workspace_of_an_organisation_on_slack_gov_com_is_there_too_also_while_slack_is_silent(
    wired: Wired,
    grace: Person,
    silent: bool,  # noqa: FBT001
):
    grace.opens_home()
    if silent:
        wired.slack.fail_next("team.info", "internal_error")
    grace.presses(LETTER, nth=0)
    assert grace.sees.splitlines()[1].startswith(WARNING)
    assert linked(grace).startswith("mailto:?")
    assert ("Workspace URL: (not known)" in grace.fields[BODY]["value"]) is silent
