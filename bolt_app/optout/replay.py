"""The status after each entry of a record, corrections included, in two bytes an entry; holds no entry."""

from bolt_app.optout.fold import BrokenRecord, step, step_by
from bolt_app.optout.model import Action, Entry, Status

_STATUSES = tuple(Status)
_ACTIONS = tuple(Action)
_NO_LONGER = len(_ACTIONS)
"""Stands for an entry that moves nothing: a correction, or one that was corrected."""


class Replay:
    """Replays a record entry by entry, so that none has to be kept.

    What a correction needs of the past is which action each entry was and which status it met: a byte each.
    It goes back to the entry it names and forward again until the statuses are what they were.
    """

    def __init__(self) -> None:
        self.status = Status.NOT_FILED
        self._actions = bytearray()
        self._met = bytearray()

    def add(self, entry: Entry) -> Status:
        """Return the status after the next entry of the record.

        Raises:
            BrokenRecord: the table has no such way, or a correction names no entry that still counts, or one
                that later ones build upon. The replay is of no use afterwards.
        """
        self._met.append(_STATUSES.index(self.status))
        if entry.action is Action.CORRECT:
            self._actions.append(_NO_LONGER)
            self._take_out(entry)
        else:
            self._actions.append(_ACTIONS.index(entry.action))
            self.status = step(self.status, entry)
        return self.status

    def _take_out(self, correction: Entry) -> None:
        target = correction.statement.corrects
        if target is None or not 0 < target < len(self._actions):
            raise BrokenRecord(correction.position)
        if self._actions[target - 1] == _NO_LONGER:
            raise BrokenRecord(correction.position)
        self._actions[target - 1] = _NO_LONGER
        status = _STATUSES[self._met[target - 1]]
        for index in range(target, len(self._actions)):
            if _STATUSES[self._met[index]] is status:
                return
            self._met[index] = _STATUSES.index(status)
            if self._actions[index] != _NO_LONGER:
                status = step_by(_ACTIONS[self._actions[index]], status, index + 1)
        self.status = status
