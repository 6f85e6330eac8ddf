"""What people of an organisation do in several scenarios, a step each; knows the words on the screen."""

from collections.abc import Sequence

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Action, Entry
from bolt_app.people import Scope
from bolt_app.views.acts import WORKSPACES_MAY
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from tests.scenarios.conftest import WORKSPACES
from tests.scenarios.steps import LETTER, REPLY, opens, saves

ACME, STAR = Scope("T0ACME"), Scope("E0STAR")
OF_ORGANISATION, OF_WORKSPACE = (
    f"Your part as an owner of {whose}" for whose in ("the organisation", "this workspace")
)

in_an_organisation = [
    pytest.mark.parametrize("workspace", [WORKSPACES["organisation"]], ids=["organisation"], indirect=True),
    pytest.mark.usefixtures("nothing_breaks"),
]


def record_of(wired: Wired, scope: Scope) -> Sequence[Entry]:
    """The record of a scope, oldest first."""
    return wired.storage.ledger.entries(scope)


def acts(wired: Wired, scope: Scope) -> list[Action]:
    """What was done in a scope, oldest first."""
    return [entry.action for entry in record_of(wired, scope)]


def rules(ada: Person, allowed: WorkspacesMay) -> None:
    """An organisation owner decides what workspaces may do."""
    opens(ada, "Decide what workspaces may do")
    ada.chooses("What workspaces may do for themselves", WORKSPACES_MAY[allowed])
    saves(ada)


def files_for_the_workspace(owner: Person) -> None:
    """A workspace owner sends the letter about the workspace today."""
    opens(owner, LETTER)
    owner.chooses("Did you send it?", "I sent it today")
    owner.chooses("Your statement, once it is sent", MAY_DECIDE_FOR_WORKSPACE)
    saves(owner)


def confirmed_for_the_workspace(owner: Person) -> None:
    """A workspace owner records a confirmation from before this app, with the reply."""
    opens(owner, "We already opted out")
    owner.fills(REPLY, "Done.")
    saves(owner)
