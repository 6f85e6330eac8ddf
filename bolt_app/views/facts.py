"""What a view is made from: plain frozen values, read beforehand. Knows no source they came from."""

from dataclasses import dataclass
from datetime import datetime

from bolt_app.evidence.kept import Left
from bolt_app.optout.exported import LastExport
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Unposted, Unsure
from bolt_app.register.model import Register


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this installation, as the settings say; empty fields are shown as not stated."""

    name: str = ""
    contact: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true now, for one scope.

    Attributes:
        opt_out: where the record says the opt-out stands.
        register: what may be said about Slack.
        now: aware UTC; views show days, so two times of one day look alike.
        team: the workspace the person is in, for links into Slack; "" where Slack sent none.
        app_id: this app's id at Slack, for the same links; "" where it is not known.
        operator: who runs this installation.
        unsure: reminders of which nobody knows whether they arrived, newest first; for owners.
        exported: the newest export of the record; for owners, None when there was none.
        unposted: announcements Slack did not take in the channel an owner chose, newest first; for owners.
        own: in an org-wide installation, where the record of the person's own workspace stands.
        own_exported: the newest export of that one.
        not_whole: of the mails the status rests on, what is left where it is not the whole: see `not_whole`.
    """

    opt_out: OptOut
    register: Register
    now: datetime
    team: str = ""
    app_id: str = ""
    operator: Operator = Operator()
    unsure: tuple[Unsure, ...] = ()
    exported: LastExport | None = None
    unposted: tuple[Unposted, ...] = ()
    own: OptOut | None = None
    own_exported: LastExport | None = None
    not_whole: tuple[tuple[str, Left | None], ...] = ()

    def left_of(self, entry: Entry | None) -> Left | None:
        """Return what is left of the mail that backs an entry, None once it is erased."""
        return dict(self.not_whole).get(entry.hash, Left.WHOLE) if entry else Left.WHOLE
