"""What a letter says of a place: whether it is on the government site, its name, its workspaces."""

import pytest
from hypothesis import given

from bolt_app.letter import Place
from bolt_app.letter.place import LISTED, address
from bolt_app.people import Scope
from tests.unit.letter.places import ACME, GROUP, PLACES, WHOLE_GROUP


def at(url: str) -> Place:
    return Place(Scope("T0X"), "X", url)


@pytest.mark.parametrize(
    "url",
    [
        "https://bureau.slack-gov.com",
        "https://Bureau.Slack-Gov.com/",
        "https://agency.enterprise.slack-gov.com",
        "https://slack-gov.com",
    ],
)
def test_an_address_below_slack_gov_com_is_the_government_s(url: str):
    assert at(url).of_government


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://slack-gov.slack.com",
        "https://slack-gov.com.slack.com",
        "https://notslack-gov.com",
        "https://acme.slack.com/slack-gov.com",
        "slack-gov.com",
    ],
)
def test_what_only_looks_like_it_is_not(url: str):
    assert not at(url).of_government


def test_where_its_own_address_is_not_known_the_one_beside_it_tells_the_site():
    beside = "https://star.enterprise.slack-gov.com/"
    assert Place(Scope("T0X"), "X", "", beside=beside).of_government
    assert not Place(Scope("T0X"), "X", "https://x.slack.com", beside=beside).of_government
    assert not Place(Scope("T0X"), "X", "").of_government


@pytest.mark.parametrize(
    ("domain", "beside", "expected"),
    [
        ("acme", "", "https://acme.slack.com"),
        ("acme", "https://star.enterprise.slack.com/", "https://acme.slack.com"),
        ("acme", "https://star.enterprise.slack-gov.com/", "https://acme.slack-gov.com"),
        ("", "https://star.enterprise.slack-gov.com/", ""),
    ],
)
def test_a_workspace_whose_domain_alone_is_known_is_on_the_site_of_its_neighbours(
    domain: str, beside: str, expected: str
):
    assert address(domain, beside) == expected


def test_a_workspace_and_an_organisation_are_called_so():
    assert (ACME.kind, GROUP.kind) == ("workspace", "organisation")


def test_a_name_of_several_lines_is_called_in_one_and_a_long_one_is_seen_to_be_cut():
    assert Place(ACME.scope, " Two\nlines\t here ", "").called == "Two lines here"
    assert Place(ACME.scope, "x" * 120, "").called == "x" * 120
    assert Place(ACME.scope, "x" * 121, "").called == "x" * 119 + "…"


def test_a_workspace_without_a_name_is_listed_by_its_id():
    assert WHOLE_GROUP.listed() == [
        "Acme (T0ACME)",
        "Acme Labs (T0LABS)",
        "T0NEW",
        "and 4 more that we know of",
    ]
    assert GROUP.listed() == []


@given(PLACES)
def test_every_workspace_that_is_known_is_listed_or_counted(place: Place):
    lines = place.listed()
    shown = min(len(place.workspaces), LISTED)
    left = len(place.workspaces) - shown + place.more
    assert len(lines) == shown + bool(left)
    assert not left or lines[-1] == f"and {left} more that we know of"
    assert all(team in line for (team, _), line in zip(place.workspaces[:shown], lines, strict=False))
