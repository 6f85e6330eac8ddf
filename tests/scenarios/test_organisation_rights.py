"""Nobody acts for what they do not own: forms changed on their way, other workspaces, demoted owners."""

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import LABS, Standing
from bolt_app.people import Scope
from bolt_app.views.metadata import About, Seen
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from listeners.viewer import ROLE_WITHIN
from tests.scenarios.conftest import StandingClock
from tests.scenarios.organisation_steps import (
    ACME,
    OF_WORKSPACE,
    STAR,
    acts,
    in_an_organisation,
    record_of,
)
from tests.scenarios.steps import opens

pytestmark = in_an_organisation


def submission(wired: Wired, key: str, seen: Seen, team: str = "T0ACME") -> payloads.Payload:
    """A decision not to opt out, sent off from a modal whose metadata somebody may have changed."""
    workspace = wired.slack.workspace.seen_from(team)
    values = {
        "reason": {"value": {"type": "plain_text_input", "value": "Because."}},
        "review_on": {"value": {"type": "datepicker", "selected_date": "2027-05-01"}},
        "ticked": {"value": {"type": "checkboxes", "selected_options": [{"value": "ticked"}]}},
    }
    view = {
        "id": "V1", "type": "modal", "callback_id": "form", "private_metadata": seen.packed(),
        "state": {"values": values},
    }  # fmt: skip
    body = payloads.view_submission(workspace, wired.slack.personas[key], view, "1.2.3")
    return body | {"user": body["user"] | {"team_id": team}}


DECLINE_OF = {about: Seen(form="decline", about=about) for about in About}


@pytest.mark.parametrize(
    ("key", "about", "team"),
    [
        ("grace", About.SCOPE, "T0ACME"),  # owns the workspace, not the organisation
        ("grace", About.WORKSPACE, LABS),  # owns another workspace
        ("ada", About.WORKSPACE, "T0ACME"),  # owns the organisation, not the workspace
        ("mei", About.WORKSPACE, "T0ACME"),  # is not in this workspace at all
        ("sam", About.SCOPE, "T0ACME"),
        ("lin", About.WORKSPACE, "T0ACME"),
        ("noor", About.WORKSPACE, "T0ACME"),
        ("otto", About.WORKSPACE, "T0ACME"),
        ("otto", About.SCOPE, "T0ACME"),
        ("dana", About.WORKSPACE, "T0ACME"),
    ],
)
def test_a_form_changed_on_its_way_records_nothing_where_its_sender_owns_nothing(
    wired: Wired, key: str, about: About, team: str
):
    answer = wired.slack.delivery.interaction(submission(wired, key, DECLINE_OF[about], team))
    assert answer.status == 200
    assert "Not recorded" in answer.body
    assert not any(record_of(wired, scope) for scope in (STAR, ACME, Scope(LABS)))


def test_a_form_changed_on_its_way_is_an_owner_s_own_act_at_most(wired: Wired):
    wired.slack.delivery.interaction(submission(wired, "mei", DECLINE_OF[About.WORKSPACE], LABS))
    assert [len(record_of(wired, scope)) for scope in (STAR, ACME, Scope(LABS))] == [0, 0, 1]


def test_a_demoted_owner_loses_the_act_at_once_and_the_buttons_within_minutes(
    wired: Wired, clock: StandingClock, grace: Person
):
    opens(grace, "We decide not to")
    wired.slack.change("grace", role=Standing.MEMBER)
    grace.fills("Reason", "Because.")
    grace.chooses("Your statement", MAY_DECIDE_FOR_WORKSPACE)
    grace.submits()
    assert "Only an owner can do this." in grace.sees
    assert acts(wired, ACME) == []
    grace.closes(everything=True)
    grace.opens_home()
    assert OF_WORKSPACE not in grace.sees
    wired.slack.change("grace", role=Standing.OWNER)
    clock.passes(seconds=ROLE_WITHIN.total_seconds() + 1)
    grace.opens_home()
    wired.slack.change("grace", role=Standing.MEMBER)
    clock.passes(seconds=ROLE_WITHIN.total_seconds() - 1)
    grace.opens_home()
    assert OF_WORKSPACE in grace.sees
    clock.passes(seconds=2)
    grace.opens_home()
    assert OF_WORKSPACE not in grace.sees
