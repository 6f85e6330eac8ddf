"""Where the record of a person’s own workspace stands, beside the organisation’s; the same in every place."""

from dataclasses import replace

from bolt_app.i18n import Translator
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Status
from bolt_app.optout.readers import reads_reasons
from bolt_app.people import Viewer
from bolt_app.register.kinds import Slot
from bolt_app.views.claims import with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.status import Stand, stand


def own_record(facts: Facts, viewer: Viewer, t: Translator) -> Stand | None:
    """Return where it stands, None outside an organisation; `follows` says that the two differ."""
    if facts.own is None:
        return None
    one_of = viewer.workspace
    reasons = one_of is not None and reads_reasons(one_of, facts.own)
    now = stand(replace(facts, opt_out=facts.own), t, reasons=reasons)
    if facts.own.status is Status.NOT_FILED:
        return replace(now, sentence=_who_may(facts.opt_out.workspaces_may, t), follows="")
    return replace(now, follows=_differing(facts.own, facts, t))


def _who_may(allowed: WorkspacesMay, t: Translator) -> str:
    match allowed:
        case WorkspacesMay.FILE:
            return t("An owner of this workspace can ask for it alone, by e-mail to Slack.")
        case WorkspacesMay.RECORD:
            return t("The owners of the organisation decided that workspaces ask Slack nothing themselves.")
        case WorkspacesMay.NOTHING:
            return t("The owners of the organisation decide for all workspaces.")


def _differing(own: OptOut, facts: Facts, t: Translator) -> str:
    """Both are shown and neither is called the one that counts: nothing published says which does."""
    if facts.opt_out.since is None or facts.opt_out.status is own.status:
        return ""
    reach = with_standing(facts.register.slot(Slot.ORGANISATION_REACH), facts.register, t)
    return t("The two records differ. {claim}", claim=reach)
