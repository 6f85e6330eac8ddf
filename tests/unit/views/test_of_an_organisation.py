"""The views of an installation for a whole organisation: two parts, what each may do, the list."""

from dataclasses import replace

import pytest

from bolt_app.letter import LetterKind, SoFar, compose
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Status
from bolt_app.people import Role, Scope
from bolt_app.views.forms import OFFERED, Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.letters import to_copy
from bolt_app.views.optout import form
from bolt_app.views.workspaces import PAGE, Covered, workspaces
from bolt_app.views.yourpart import your_part
from tests.every_view_of_an_organisation import (
    DIFFERING,
    GUEST,
    MEMBER,
    NOTHING_YET,
    ORG_OWNER,
    OWNER_OF_BOTH,
    PLACE,
    REACH,
    WORKSPACE_OWNER,
    both,
    covered,
    of_both,
    rule,
)
from tests.record_builders import ACME, NAME_CONTACT, NOW, REACHED_BY, SENT, done, facts_of
from tests.unit.views.reading import EN, buttons, headers, labels, options, whole

OF_ORGANISATION, OF_WORKSPACE = (
    "Your part as an owner of the organisation",
    "Your part as an owner of this workspace",
)


@pytest.mark.parametrize(
    ("viewer", "parts"),
    [
        (ORG_OWNER, [OF_ORGANISATION]),
        (WORKSPACE_OWNER, [OF_WORKSPACE]),
        (OWNER_OF_BOTH, [OF_ORGANISATION, OF_WORKSPACE]),
        (MEMBER, []),
        (GUEST, []),
        (of_both(Role.ADMIN, Role.ADMIN), []),
        (of_both(Role.OUTSIDER, Role.OUTSIDER), []),
    ],
)
def test_everybody_is_offered_the_part_of_what_they_own(viewer, parts: list[str]) -> None:
    assert [heading for heading in headers(home(NOTHING_YET, viewer, EN)) if "Your part" in heading] == parts


def test_of_an_owner_without_a_known_workspace_only_the_organisation_s_part_is_shown() -> None:
    facts = replace(NOTHING_YET, own=None)
    assert headers({"blocks": your_part(facts, replace(ORG_OWNER, workspace=None), EN)}) == [OF_ORGANISATION]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("own", Status)
def test_an_owner_of_both_has_one_primary_button_and_tells_every_button_apart(
    status: Status, own: Status
) -> None:
    pressed = buttons(your_part(both(REACHED_BY[status], REACHED_BY[own]), OWNER_OF_BOTH, EN))
    assert [button.get("style") for button in pressed].count("primary") == 1
    named = [button.get("accessibility_label", button["text"]["text"]) for button in pressed]
    assert len(set(named)) == len(named)
    assert all(len(name) <= 75 for name in named)


def test_each_button_says_whose_record_it_is_about() -> None:
    pressed = buttons(your_part(DIFFERING, OWNER_OF_BOTH, EN))
    first_of_workspace = next(i for i, button in enumerate(pressed) if button.get("value") == "workspace")
    kinds = {
        str(button["value"]).partition(":")[0] for button in pressed[:first_of_workspace] if "value" in button
    }
    assert kinds == {"scope"}
    of_workspace = {str(button["value"]).partition(":")[0] for button in pressed[first_of_workspace:]}
    assert of_workspace == {"workspace"}


def test_a_direct_act_carries_whose_record_and_what_the_owner_saw() -> None:
    drafted = both(REACHED_BY[Status.DRAFTED], (*REACHED_BY[Status.DRAFTED], NAME_CONTACT))
    values = [
        b["value"] for b in buttons(your_part(drafted, OWNER_OF_BOTH, EN)) if "discard" in b["action_id"]
    ]
    assert values == ["scope:1", "workspace:2"]


def test_outside_an_organisation_a_button_carries_no_more_than_before() -> None:
    pressed = buttons(your_part(facts_of(), replace(ORG_OWNER, scope=ACME, workspace=None), EN))
    assert not any("accessibility_label" in button for button in pressed)
    assert {button["action_id"] for button in pressed if "value" in button} == {"do.require_second"}


ASKING_FORMS = {Form.LETTER, Form.FOLLOW_UP, Form.CONFIRM_AGAIN}


QUESTIONS, TAKE_BACK = (f"letter.{kind}" for kind in (LetterKind.QUESTIONS, LetterKind.TAKE_BACK))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("allowed", WorkspacesMay)
def test_a_workspace_owner_is_offered_what_the_organisation_left_open(
    status: Status, allowed: WorkspacesMay
) -> None:
    facts = both((rule(allowed),), REACHED_BY[status])
    offered = {button["action_id"] for button in buttons(your_part(facts, WORKSPACE_OWNER, EN))}
    forms = set(OFFERED[status].forms)
    left = {
        WorkspacesMay.FILE: forms,
        WorkspacesMay.RECORD: forms - ASKING_FORMS,
        WorkspacesMay.NOTHING: set(),
    }
    assert {which for which in Form if f"open.{which}" in offered} == left[allowed] | {
        Form.CONTACT,
        Form.READER,
        Form.CHANNEL,
    }
    assert ("do.discard" in offered) is (status is Status.DRAFTED and allowed is not WorkspacesMay.NOTHING)
    assert facts.own is not None
    assert (QUESTIONS in offered) is (facts.own.filed is not None and allowed is WorkspacesMay.FILE)
    withdrawn = status is Status.WITHDRAWN
    assert (TAKE_BACK in offered) is (withdrawn and allowed is not WorkspacesMay.NOTHING)


@pytest.mark.parametrize("allowed", [WorkspacesMay.RECORD, WorkspacesMay.NOTHING])
@pytest.mark.parametrize("status", Status)
def test_an_owner_who_may_not_ask_is_not_told_to(status: Status, allowed: WorkspacesMay) -> None:
    part = whole(your_part(both((rule(allowed),), REACHED_BY[status]), WORKSPACE_OWNER, EN))
    assert "The owners of the organisation decided that workspaces" in part
    assert not any(
        advice in part for advice in ("You can ask", "we suggest asking", "Did you send it", "send it again")
    )


def test_an_organisation_owner_reads_what_workspaces_may_do_and_where_to_decide_it() -> None:
    for allowed, words in (
        (WorkspacesMay.FILE, "Ask Slack, and record it"),
        (WorkspacesMay.RECORD, "Record what Slack answered; ask nothing"),
        (WorkspacesMay.NOTHING, "Nothing: the organisation decides for all"),
    ):
        part = your_part(both((rule(allowed),), ()), ORG_OWNER, EN)
        assert words in whole(part)
        assert {"Decide what workspaces may do", "Which workspaces are covered"} <= set(labels(part))
        modal = form(Form.RULE, both((rule(allowed),), ()), EN, Prefilled(NOW.date()))
        assert options(modal, "rule") == list(WorkspacesMay)
        chosen = next(block for block in modal["blocks"] if block.get("block_id") == "rule")
        assert chosen["element"]["initial_option"]["value"] == allowed


def test_the_second_letter_is_shown_whole_with_a_link_that_opens_it() -> None:
    letter = compose(LetterKind.QUESTIONS, PLACE, SoFar())
    view = to_copy(LetterKind.QUESTIONS, letter, EN)
    shown = next(block for block in view["blocks"] if block["type"] == "rich_text")
    assert shown["elements"][0]["elements"] == [{"type": "text", "text": letter.body}]
    assert "mailto:feedback@slack.com?subject=Questions" in whole(view)
    assert "nothing of it is recorded here" in whole(view)
    assert "submit" not in view


def test_the_list_offers_more_and_the_start_only_where_they_lead_somewhere() -> None:
    page = covered(PAGE)

    def offers(*, first: bool, more: bool) -> list[str]:
        return [b["action_id"] for b in buttons(workspaces(NOTHING_YET, page, EN, first=first, more=more))]

    assert offers(first=True, more=False) == []
    assert offers(first=True, more=True) == ["workspaces_page"]
    assert offers(first=False, more=True) == ["workspaces_first", "workspaces_page"]
    [more] = buttons(workspaces(NOTHING_YET, page, EN, first=True, more=True))
    assert more["value"] == page[-1].team_id


def test_a_workspace_is_called_by_its_name_and_id_and_nobody_s_typing_formats_it() -> None:
    odd = Covered("T0ODD", "*Bold* <!channel> & co", fold(Scope("T0ODD"), ()))
    nameless = Covered("T0NONE", "", fold(Scope("T0NONE"), ()))
    shown = whole(workspaces(NOTHING_YET, [odd, nameless], EN, first=True, more=False))
    assert "*∗Bold∗ &lt;!channel&gt; &amp; co (T0ODD)*. Its own opt-out: None recorded here." in shown
    assert "*T0NONE*. Its own opt-out:" in shown
    assert shown.count("T0NONE") == 1


def test_the_list_says_what_the_organisation_s_confirmation_covers_and_that_more_is_not_known() -> None:
    facts = both((SENT, done(covers="acme.slack.com only")), ())
    shown = whole(workspaces(facts, [], EN, first=True, more=False))
    assert "It covers, as stated: “acme.slack.com only”." in shown
    assert REACH in shown
    assert "No workspace is known here" in shown
