"""Who reads everything beside the owners, and who can be named; knows no view and asks Slack nothing.

A guest may be named. An auditor or a data-protection officer from outside often has a guest's account, and an
owner names them in an entry of the record. Somebody of another organisation may not: they are not in this
workspace, and nothing ends their access there when it should end here.
"""

from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Statement
from bolt_app.people import Role, Viewer

MOST = 10
"""Readers at a time: a data-protection officer, an auditor, a works council; not a second audience."""


def naming(opt_out: OptOut, user: str) -> Entry | None:
    """Return the entry by which a person is a reader now, or None when they are not."""
    return next((entry for entry in opt_out.readers if entry.named and entry.named.user == user), None)


def reads_everything(viewer: Viewer, opt_out: OptOut) -> bool:
    """Whether a person reads names, texts and notes of this record and may export it.

    Args:
        viewer: the person, as one of the record's scope.
        opt_out: of that scope. Being a reader of one record makes nobody a reader of another.
    """
    if viewer.scope != opt_out.scope or viewer.role is Role.OUTSIDER or not viewer.active:
        return False
    return viewer.role is Role.OWNER or naming(opt_out, viewer.user) is not None


def reads_reasons(viewer: Viewer, opt_out: OptOut) -> bool:
    """Whether a person reads why things are so: the reason, the clause. Guests do not, unless named readers.

    Args:
        viewer: the person, as one of the record's scope.
        opt_out: of that scope.
    """
    return viewer.role not in (Role.GUEST, Role.OUTSIDER) or reads_everything(viewer, opt_out)


def barred_reading(viewer: Viewer, opt_out: OptOut) -> Refusal | None:
    """Return why a person may not read everything of this record, or None."""
    return None if reads_everything(viewer, opt_out) else Refusal(RefusalKind.NOT_A_READER)


def readers_refused(
    opt_out: OptOut, action: Action, statement: Statement, named: Viewer | None
) -> Refusal | None:
    """Return why a reader cannot be named, or the naming not be ended; None for every other act.

    Args:
        opt_out: where the record stands.
        action: what is to be recorded.
        statement: what is stated with it.
        named: the person named, as Slack knows them now and as one of the record's scope.
    """
    if action is Action.REMOVE_READER:
        there = any(entry.position == statement.regards for entry in opt_out.readers)
        return None if there else Refusal(RefusalKind.NO_SUCH_READER)
    if action is not Action.NAME_READER:
        return None
    if not statement.named:
        return Refusal(RefusalKind.PERSON_MISSING, field="named")
    unknown = named is None or (named.user, named.scope) != (statement.named, opt_out.scope)
    if named is None or unknown or not named.active or named.role is Role.OUTSIDER:
        return Refusal(RefusalKind.NOT_A_MEMBER, field="named")
    if naming(opt_out, statement.named):
        return Refusal(RefusalKind.ALREADY_READER, field="named")
    return _too_many(len(opt_out.readers) + 1, "named")


def readers_after_correction_refused(opt_out: OptOut) -> Refusal | None:
    """Return why a correction that gives a reader back cannot stand: named anew since, or one too many."""
    users = [entry.named.user for entry in opt_out.readers if entry.named]
    if len(set(users)) < len(users):
        return Refusal(RefusalKind.ALREADY_READER, field="corrects")
    return _too_many(len(users), "corrects")


def _too_many(number: int, field: str) -> Refusal | None:
    return Refusal(RefusalKind.READERS_FULL, field=field, limit=MOST) if number > MOST else None
