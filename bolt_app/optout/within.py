"""What an organisation means for the record of one of its workspaces; pure, and knows no Slack payload."""

from collections.abc import Sequence

from bolt_app.optout.acts import BESIDE_IT
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import ASKING, Action, Entry, Refusal, RefusalKind, Status

_ALWAYS_OPEN = BESIDE_IT | {
    Action.CORRECT,
    Action.REQUIRE_SECOND,
    Action.WAIVE_SECOND,
    Action.TURN_DOWN,
}


def kept_to_itself(organisation: OptOut, action: Action) -> Refusal | None:
    """Return why a workspace may not do this for itself: its organisation decided so; or None."""
    allowed = organisation.workspaces_may
    if allowed is WorkspacesMay.FILE or action in _ALWAYS_OPEN:
        return None
    if allowed is WorkspacesMay.RECORD and action not in ASKING:
        return None
    return Refusal(RefusalKind.ORGANISATION_DECIDES)


def moved(entries: Sequence[Entry], opt_out: OptOut, enterprise: str) -> bool:
    """Whether a workspace's confirmation is from before it belonged to this organisation, and undoubted.

    Nothing Slack published says whether it still holds then (register: claim `survives-changes`). An empty
    `enterprise` proves nothing: not every payload names the organisation. An owner who corrected the app's
    doubt has the last word on it.
    """
    confirmed = opt_out.confirmed
    if opt_out.status is not Status.CONFIRMED or confirmed is None or opt_out.scope.is_organisation:
        return False
    doubted = any(
        entry.action is Action.DOUBT and entry.role is None and entry.statement.organisation == enterprise
        for entry in entries[confirmed.position :]
    )
    return bool(enterprise) and confirmed.statement.organisation != enterprise and not doubted
