"""Which workspace a text names: ours, another, none; Slack's own pages are no workspace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.evidence.naming import SLACKS_OWN, Names, named
from bolt_app.letter import Place
from bolt_app.people import Scope
from tests.unit.evidence.mails import PLACE, REPLY

GROUP = Place(Scope("E0ACMEGROUP"), "Acme Group", "https://acme.enterprise.slack.com")
WITHOUT_ADDRESS = Place(Scope("T0ACME"), "", "")


@pytest.mark.parametrize(
    "text",
    [
        "We have excluded acme.slack.com.",
        "https://ACME.slack.com/",
        "(acme.slack.com, globex.slack.com)",
        "Workspace T0ACME is done",
        "Your reference: DP-T0ACME-2",
    ],
)
def test_our_address_and_our_id_are_ours(text: str):
    assert named(text, PLACE) is Names.US


@pytest.mark.parametrize(
    "text",
    ["We have excluded globex.slack.com.", "https://acme-labs.slack.com", "Workspace T024BE7LH is done"],
)
def test_another_workspace_is_another(text: str):
    assert named(text, PLACE) is Names.ANOTHER


@pytest.mark.parametrize(
    "text",
    [
        REPLY,
        "acme.slack.com.evil.example",
        "notacme-slack.com",
        "mail bob@acme.slack.com",
        "See https://slack.com/help and https://app.slack.com/client",
        "Ticket T12345678",
        "TRANSACTION T0ACMES",
        "XT0ACMEX",
        "the organisation globex.enterprise.slack.com, E024BE7LH",
    ],
)
def test_what_only_looks_like_an_address_or_an_id_names_nobody(text: str):
    assert named(text, PLACE) is Names.NOBODY


@pytest.mark.parametrize("name", sorted(SLACKS_OWN))
def test_slack_s_own_pages_are_no_workspace(name: str):
    assert named(f"https://{name}.slack.com/x", PLACE) is Names.NOBODY


def test_an_organisation_is_named_by_its_own_address_and_not_by_a_workspace_s():
    assert named("acme.enterprise.slack.com", GROUP) is Names.US
    assert named("E0ACMEGROUP", GROUP) is Names.US
    assert named("globex.enterprise.slack.com", GROUP) is Names.ANOTHER
    assert named("acme-labs.slack.com is excluded", GROUP) is Names.NOBODY


def test_without_our_address_another_one_may_be_ours():
    assert named("acme.slack.com", WITHOUT_ADDRESS) is Names.NOBODY
    assert named("T0ACME", WITHOUT_ADDRESS) is Names.US
    assert named("T024BE7LH", WITHOUT_ADDRESS) is Names.ANOTHER


@given(st.text(max_size=80), st.text(max_size=80))
def test_our_id_between_spaces_is_found_in_any_text(before: str, after: str):
    assert named(f"{before} T0ACME {after}", PLACE) is Names.US
