"""The records of an organisation and of a workspace inside it: which is shown, to whom, in whose words."""

from dataclasses import replace

import pytest

from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Action, Evidence, Statement
from bolt_app.views import answer, history
from bolt_app.views.forms import FORMS, Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled, ticked
from bolt_app.views.metadata import About, unpack
from bolt_app.views.optout import form
from bolt_app.views.own import own_record
from tests.every_view_of_an_organisation import (
    DIFFERING,
    GUEST,
    MEMBER,
    NOTHING_YET,
    ORG_OWNER,
    REACH,
    WORKSPACE_OWNER,
    both,
    rule,
)
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    DECLINE,
    NAME_CONTACT,
    NOW,
    SENT,
    Act,
    done,
    facts_of,
    record_of,
)
from tests.unit.views.reading import EN, texts, whole


def test_both_records_stand_in_home_and_in_the_answers() -> None:
    for view in (
        home(DIFFERING, MEMBER, EN),
        answer.policy(DIFFERING, MEMBER, EN),
        answer.status(DIFFERING, MEMBER, EN),
    ):
        shown = whole(view)
        assert "Our organisation’s opt-out:" in shown
        assert "This workspace’s own opt-out:" in shown
        assert "Decided not to opt out" in shown
        assert "Confirmation recorded" in shown
        assert REACH in shown


def test_the_answer_begins_with_what_is_recorded_wherever_it_is() -> None:
    nothing, own_only = NOTHING_YET, both((), (SENT,))
    assert texts(answer.policy(nothing, MEMBER, EN))[3].startswith("*Our organisation’s opt-out:*")
    assert texts(answer.policy(own_only, MEMBER, EN))[1].startswith("*Our organisation’s opt-out:*")


@pytest.mark.parametrize(
    ("organisation", "own", "differ"),
    [
        ((), (), False),
        ((DECLINE,), (), False),
        ((), (DECLINE,), False),
        ((SENT,), (SENT,), False),
        ((DECLINE,), (SENT,), True),
        ((SENT, done()), (SENT,), True),
    ],
)
def test_that_the_records_differ_is_said_only_when_both_say_something(
    organisation: tuple[Act, ...],
    own: tuple[Act, ...],
    differ: bool,  # noqa: FBT001
) -> None:
    now = own_record(both(organisation, own), MEMBER, EN)
    assert now is not None
    assert now.follows.startswith("The two records differ.") is differ


def test_a_workspace_without_a_record_says_who_may_ask_for_it() -> None:
    said = {
        allowed: whole(home(both((rule(allowed),), ()), MEMBER, EN)).split(
            "own opt-out: None recorded here*\n"
        )[1]
        for allowed in WorkspacesMay
    }
    assert said[WorkspacesMay.FILE].startswith("An owner of this workspace can ask for it alone")
    assert said[WorkspacesMay.RECORD].startswith("The owners of the organisation decided that workspaces ask")
    assert said[WorkspacesMay.NOTHING].startswith("The owners of the organisation decide for all workspaces.")


def test_a_guest_of_the_workspace_reads_its_state_without_reasons() -> None:
    facts = both((), (DECLINE,))
    assert "works council" in whole(home(facts, MEMBER, EN))
    for view in (home(facts, GUEST, EN), answer.policy(facts, GUEST, EN)):
        assert "works council" not in whole(view)


def test_outside_an_organisation_there_is_no_second_record() -> None:
    assert own_record(facts_of(), MEMBER, EN) is None
    assert "own opt-out" not in whole(home(facts_of(), replace(MEMBER, scope=ACME, workspace=None), EN))


def test_members_read_whom_to_ask_in_the_organisation_and_in_their_workspace() -> None:
    own = (Action.NAME_CONTACT, Statement(named="W0WORKS"))
    assert "For this workspace: <@W0WORKS>." in whole(home(both((), (own,)), MEMBER, EN))
    named = whole(home(both((NAME_CONTACT,), (own,)), MEMBER, EN))
    assert "The privacy contact an owner named: <@U0PRIYA>. For this workspace: <@W0WORKS>." in named


def test_the_digest_changes_with_the_workspace_s_own_record() -> None:
    views = [home(both((SENT,), own), MEMBER, EN) for own in ((), (SENT,), (SENT, done()))]
    assert len({unpack(view["private_metadata"]).digest for view in views}) == len(views)


def test_a_form_about_a_workspace_says_so_in_what_it_carries_and_in_what_is_ticked() -> None:
    given = Prefilled(NOW.date(), about=About.WORKSPACE)
    modal = form(Form.DECLINE, facts_of(), EN, given)
    assert unpack(modal["private_metadata"]).about is About.WORKSPACE
    assert "The record of workspace T0ACME." in whole(modal)
    assert "I am an owner of this workspace and may decide this for it." in whole(modal)
    assert ticked(Form.DECLINE, EN, About.WORKSPACE) in texts(modal)
    assert "for our organisation" not in whole(modal)


@pytest.mark.parametrize("which", [which for which in Form if which not in (Form.CORRECT, Form.AGREE)])
def test_in_an_organisation_every_form_says_whose_record_it_is(which: Form) -> None:
    assert "The record of organisation E0ACMEGROUP." in whole(
        form(which, NOTHING_YET, EN, Prefilled(NOW.date()))
    )
    alone = form(which, facts_of(), EN, Prefilled(NOW.date()))
    assert "The record of" not in whole(alone)
    assert FORMS[which].actions


def test_the_record_says_whose_it_is_and_carries_it_on() -> None:
    entries = record_of((SENT, done(Evidence.PASTED)))
    viewer = WORKSPACE_OWNER.workspace
    assert viewer is not None
    page = history.record(facts_of(entries), viewer, entries, EN, about=About.WORKSPACE)
    assert texts(page)[2] == "The record of workspace T0ACME."
    assert unpack(page["private_metadata"]).about is About.WORKSPACE
    theirs = record_of((SENT,), ACME_GROUP)
    page = history.record(facts_of(theirs, scope=ACME_GROUP), ORG_OWNER, theirs, EN)
    assert texts(page)[2] == "The record of organisation E0ACMEGROUP."
