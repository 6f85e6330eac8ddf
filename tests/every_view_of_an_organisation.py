"""The views that only an installation for a whole organisation has, by name; checks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.letter import LetterKind, Place, SoFar, compose
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.desk import Recorded
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.model import Action, Evidence, Statement
from bolt_app.people import Role, Scope, Viewer
from bolt_app.views import answer, history, mydata, notices, optout
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.metadata import About
from bolt_app.views.workspaces import Covered, workspaces
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    DECLINE,
    DOUBT,
    DRAFT,
    NAME_CONTACT,
    NOW,
    SENT,
    Act,
    done,
    facts_of,
    record_of,
)

Made = Callable[[Translator], dict[str, Any]]


def rule(allowed: WorkspacesMay) -> Act:
    """Return the act by which an organisation says what its workspaces may do."""
    return Action.RULE_WORKSPACES, Statement(rule=allowed)


def of_both(role: Role, within: Role, locale: str = "en-GB") -> Viewer:
    """Return a person with a role in the organisation and one in the workspace they are in."""
    user = f"W0{role.upper()}{within.upper()}"
    own = Viewer(ACME, user, within, locale, enterprise=ACME_GROUP.id, organisation=ACME_GROUP)
    return Viewer(ACME_GROUP, user, role, locale, enterprise=ACME_GROUP.id, workspace=own)


def both(organisation: tuple[Act, ...], own: tuple[Act, ...]) -> Facts:
    """Return what views are made from when both records hold these acts."""
    facts = facts_of(record_of(organisation, ACME_GROUP), scope=ACME_GROUP)
    return replace(facts, own=fold(ACME, record_of(own)))


ORG_OWNER = of_both(Role.OWNER, Role.MEMBER)
OWNER_OF_BOTH = of_both(Role.OWNER, Role.OWNER)
WORKSPACE_OWNER = of_both(Role.MEMBER, Role.OWNER)
MEMBER = of_both(Role.MEMBER, Role.MEMBER)
GUEST = of_both(Role.GUEST, Role.GUEST)

NOTHING_YET = both((), ())
DIFFERING = both((DECLINE,), (SENT, done(Evidence.PASTED)))
PLACE = Place(ACME_GROUP, "Acme Group", "https://acme-group.enterprise.slack.com")


def _own(number: int) -> OptOut:
    acts: tuple[tuple[Act, ...], ...] = (
        (),
        (DRAFT,),
        (SENT,),
        (SENT, done()),
        (DECLINE,),
        (SENT, done(), DOUBT),
    )
    scope = Scope(f"T0ACME{number:02}")
    return fold(scope, record_of(acts[number % len(acts)], scope))


def covered(number: int) -> list[Covered]:
    """Return that many workspaces, most with a name, with their records in all kinds of states."""
    return [
        Covered(f"T0ACME{one:02}", f"Acme & {one}" if one % 4 else "", _own(one)) for one in range(number)
    ]


def every_view_of_an_organisation() -> Mapping[str, Made]:
    """Return the views by name."""
    return {**_homes(), **_forms(), **_readings()}


def _homes() -> dict[str, Made]:
    def shown(facts: Facts, looking: Viewer) -> Made:
        return lambda t: home(facts, looking, t)

    may = {allowed: both((SENT, rule(allowed)), ()) for allowed in WorkspacesMay}
    filed = both((SENT, rule(WorkspacesMay.NOTHING)), (SENT,))
    return {
        "organisation-home-org-owner": shown(NOTHING_YET, ORG_OWNER),
        "organisation-home-org-owner-ruled": shown(may[WorkspacesMay.RECORD], ORG_OWNER),
        "organisation-home-owner-of-both": shown(DIFFERING, OWNER_OF_BOTH),
        **{
            f"organisation-home-workspace-owner-may-{allowed}": shown(may[allowed], WORKSPACE_OWNER)
            for allowed in WorkspacesMay
        },
        "organisation-home-workspace-owner-filed-before-the-rule": shown(filed, WORKSPACE_OWNER),
        "organisation-home-member": shown(DIFFERING, MEMBER),
        "organisation-home-member-moved": shown(both((), (SENT, done(), DOUBT)), MEMBER),
        "organisation-home-guest": shown(DIFFERING, GUEST),
    }


def _forms() -> dict[str, Made]:
    today = NOW.date()
    own = facts_of()
    letter = compose(LetterKind.OPT_OUT, Place(ACME, "Acme", "https://acme.slack.com"), SoFar())
    ruled = record_of((rule(WorkspacesMay.RECORD),), ACME_GROUP)
    ruled_facts = facts_of(ruled, scope=ACME_GROUP)
    return {
        "organisation-recorded-rule": lambda t: notices.recorded(
            Recorded(ruled_facts.opt_out, ruled[-1]), ruled_facts, t
        ),
        "organisation-form-rule": lambda t: optout.form(Form.RULE, NOTHING_YET, t, Prefilled(today)),
        "organisation-form-letter-of-a-workspace": lambda t: optout.form(
            Form.LETTER, own, t, Prefilled(today, letter=letter, about=About.WORKSPACE)
        ),
        "organisation-form-decline-of-a-workspace": lambda t: optout.form(
            Form.DECLINE, own, t, Prefilled(today, about=About.WORKSPACE)
        ),
    }


def _readings() -> dict[str, Made]:
    ruled = record_of((SENT, rule(WorkspacesMay.RECORD), NAME_CONTACT), ACME_GROUP)
    own = record_of((SENT, done(Evidence.PASTED)))
    half_covered = both((SENT, done(covers="acme.slack.com & acme-labs.slack.com")), ())
    answers = {
        "organisation-answer": (NOTHING_YET, MEMBER),
        "organisation-answer-differing": (DIFFERING, MEMBER),
        "organisation-answer-differing-to-guest": (DIFFERING, GUEST),
    }

    def policy(facts: Facts, asker: Viewer) -> Made:
        return lambda t: answer.policy(facts, asker, t)

    page = covered(15)
    return {name: policy(*asked) for name, asked in answers.items()} | {
        "organisation-status": lambda t: answer.status(DIFFERING, MEMBER, t),
        "organisation-workspaces": lambda t: workspaces(half_covered, page, t, first=True, more=True),
        "organisation-workspaces-last": lambda t: workspaces(
            half_covered, page[:2], t, first=False, more=False
        ),
        "organisation-workspaces-none": lambda t: workspaces(NOTHING_YET, [], t, first=True, more=False),
        "organisation-record-ruled": lambda t: history.record(
            facts_of(ruled, scope=ACME_GROUP), ORG_OWNER, ruled, t
        ),
        "organisation-record-of-the-workspace": lambda t: history.record(
            facts_of(own), WORKSPACE_OWNER.workspace or MEMBER, own, t, about=About.WORKSPACE
        ),
        "organisation-my-data": lambda t: mydata.my_data(
            Viewer(ACME_GROUP, "U0OWNER", Role.MEMBER), (*own, *ruled), t
        ),
    }


REACH = "Whether an organisation’s request covers all its workspaces"
