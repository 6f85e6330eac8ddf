"""The draft a link gives out: a file a mail program opens, and only while it says what is so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from bolt_app.letter import LetterKind
from bolt_app.optout.desk import Desk as OptOutDesk
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Action, Entry
from bolt_app.pages.arriving import Arriving, Closed
from bolt_app.pages.drafting import Drafting
from bolt_app.people import Role, Scope
from tests.unit.optout.acts import ADA, MemoryLedger, record
from tests.unit.pages.links import LINKS, Known, client, draft_path, path
from tests.unit.pages.sites import NOW


def test_a_draft_is_a_file_a_mail_program_opens_for_sending():
    answer = client().get(draft_path())
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "message/rfc822")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter-opt-out-T0ACME.eml"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes(answer.data)
    assert (read["X-Unsent"], read["To"]) == ("1", "feedback@slack.com")
    assert read["Subject"] == "Slack Global model opt-out request"
    assert [read[name] for name in ("From", "Date", "Message-ID")] == [None, None, None]
    assert "https://acme.slack.com" in read.get_content()


def test_a_draft_may_be_opened_twice_for_it_changes_nothing():
    to, where = client(), draft_path()
    assert [to.get(where).status_code for _ in range(2)] == [200, 200]
    assert to.post(where).status_code == 405


@pytest.mark.parametrize(
    ("kind", "acts", "status"),
    [
        (LetterKind.OPT_OUT, (Action.SENT,), 409),
        (LetterKind.FOLLOW_UP, (Action.SENT,), 200),
        (LetterKind.FOLLOW_UP, (), 409),
        (LetterKind.TAKE_BACK, (Action.SENT, Action.WITHDRAW), 200),
        (LetterKind.QUESTIONS, (), 200),
        ("no_letter", (), 409),
    ],
)
def test_a_letter_that_no_longer_says_what_is_so_is_not_given_out(
    kind: str, acts: tuple[Action, ...], status: int
):
    answer = client(entries=record(*acts)).get(draft_path(kind))
    assert answer.status_code == status
    assert ("no longer fits" in answer.text) is (status == 409)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OWNER}))
def test_only_an_owner_takes_a_draft(role: Role):
    answer = client(Known(replace(ADA, role=role))).get(draft_path())
    assert (answer.status_code, "may no longer do this" in answer.text) == (403, True)
    assert client(Known(None)).get(draft_path()).status_code == 403


def test_while_slack_or_the_database_says_nothing_there_is_no_draft():
    class Away(MemoryLedger):
        def entries(self, scope: Scope) -> Sequence[Entry]:
            raise RecordUnavailable(scope)

    assert client(Known(fails=TimeoutError())).get(draft_path()).status_code == 502
    known = Known()
    arriving = Arriving(LINKS, known, known, lambda: NOW)
    outcome = Drafting(arriving, OptOutDesk(Away(), lambda: NOW)).taken(draft_path().rpartition("/")[2])
    assert outcome is Closed.NO_DATABASE


def test_a_draft_s_link_that_ended_or_is_for_something_else_gives_nothing():
    later = NOW + timedelta(minutes=15)
    assert client(clock=lambda: later).get(draft_path()).status_code == 410
    assert client().get(f"/draft/{path().rpartition('/')[2]}").status_code == 404
    assert client().get(f"/upload/{draft_path().rpartition('/')[2]}").status_code == 404
