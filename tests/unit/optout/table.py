"""The table of the opt-out's states, typed out a second time, and the replay it implies; asks no app code."""

from collections.abc import Iterable

from bolt_app.optout.model import Action, Entry, Status

_AS_DESIGNED = """
draft          not_filed undelivered refused declined withdrawn excluded uncertain > drafted
discard        drafted > not_filed
sent           not_filed drafted undelivered > filed
sent_again     filed acknowledged needs_reply refused > filed
bounced        filed > undelivered
received       filed > acknowledged
asked          filed acknowledged > needs_reply
replied        needs_reply > filed
done           not_filed filed acknowledged needs_reply refused uncertain > confirmed
refused        filed acknowledged needs_reply > refused
decline        not_filed drafted undelivered refused withdrawn > declined
exclude        all-but-confirmed > excluded
withdraw       filed acknowledged needs_reply confirmed > withdrawn
doubt          confirmed > uncertain
evidence       confirmed > same
confirm_again  confirmed > same
correct        any > same
name_contact   any > same
remove_contact any > same
rule_workspaces any > same
name_reader    any > same
remove_reader  any > same
require_second any > same
waive_second   any > same
proposed       any > same
turn_down      any > same
choose_channel any > same
remove_channel any > same
"""

_MANY: dict[str, list[Status]] = {
    "any": list(Status),
    "all-but-confirmed": [s for s in Status if s is not Status.CONFIRMED],
}


def _read() -> dict[tuple[Action, Status], Status]:
    table = {}
    for line in _AS_DESIGNED.strip().splitlines():
        action, _, rest = line.partition(" ")
        origins, _, target = rest.partition(" > ")
        for word in origins.split():
            for status in _MANY.get(word) or [Status(word)]:
                table[Action(action), status] = status if target == "same" else Status(target)
    return table


TABLE = _read()
"""(action, status before) to status after; what is not in it cannot be recorded."""

WAYS: dict[Status, tuple[Action, ...]] = {
    Status.NOT_FILED: (),
    Status.DRAFTED: (Action.DRAFT,),
    Status.FILED: (Action.SENT,),
    Status.UNDELIVERED: (Action.SENT, Action.BOUNCED),
    Status.ACKNOWLEDGED: (Action.SENT, Action.RECEIVED),
    Status.NEEDS_REPLY: (Action.SENT, Action.ASKED),
    Status.CONFIRMED: (Action.SENT, Action.DONE),
    Status.REFUSED: (Action.SENT, Action.REFUSED),
    Status.DECLINED: (Action.DECLINE,),
    Status.EXCLUDED: (Action.EXCLUDE,),
    Status.WITHDRAWN: (Action.SENT, Action.WITHDRAW),
    Status.UNCERTAIN: (Action.SENT, Action.DONE, Action.DOUBT),
}
"""A way to each status."""


def replayed(entries: Iterable[Entry]) -> Status:
    """Return the status that follows from entries by the table; a KeyError when it has no way."""
    every = list(entries)
    gone = {entry.statement.corrects for entry in every if entry.action is Action.CORRECT}
    status = Status.NOT_FILED
    for entry in every:
        if entry.action is not Action.CORRECT and entry.position not in gone:
            status = TABLE[entry.action, status]
    return status
