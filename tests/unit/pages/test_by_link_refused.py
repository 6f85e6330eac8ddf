"""Who brings nothing by a link: no owner, a used or an old link, a link for something else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bolt_app.evidence.kept import Kept
from bolt_app.links import Link
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.people import Role
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.evidence.mails import mail
from tests.unit.optout.acts import ADA
from tests.unit.pages.links import LINKS, Known, client, parts_of, path, refusal, refused_by, send
from tests.unit.pages.sites import NOW


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OWNER}))
def test_only_an_owner_brings_a_mail(role: Role):
    status, text = refused_by(Known(replace(ADA, role=role)))
    assert (status, "may no longer do this" in text) == (403, True)


def test_a_deactivated_account_and_one_that_left_bring_nothing():
    assert refused_by(Known(replace(ADA, active=False)))[0] == 403
    assert refused_by(Known(None))[0] == 403


@pytest.mark.parametrize(
    ("fails", "status", "said"),
    [
        (refusal("token_revoked"), 502, "Slack did not say"),
        (TimeoutError(), 502, "Slack did not say"),
        (RecordUnavailable(), 503, "Our database did not answer"),
    ],
)
def test_who_cannot_be_known_now_may_try_again(fails: Exception, status: int, said: str):
    told = refused_by(Known(fails=fails))
    assert told[0] == status
    assert said in told[1]
    assert "open the link again" in told[1]


def test_a_database_that_fails_while_the_mail_is_kept_is_told():
    class Away(MemoryArchive):
        def keep(self, *_: Any, **__: Any) -> Kept:
            raise RecordUnavailable

    class Unknown(Known):
        def used(self, once: str) -> bool:
            raise RecordUnavailable(once)

    assert send(client(archive=Away()), mail()).status_code == 503
    assert client(Unknown()).get(path()).status_code == 503


def test_a_used_link_and_an_old_one_open_no_form_and_slack_is_not_asked():
    known, later = Known(), NOW + timedelta(minutes=15)
    where = path()
    link = LINKS.opened(*parts_of(where), NOW)
    assert isinstance(link, Link)
    known.spent.add(link.once)
    for to in (client(known), client(known, clock=lambda: later)):
        for answer in (to.get(where), send(to, mail(), where)):
            assert answer.status_code == 410
            assert "<form" not in answer.text
    assert known.asked == []


@pytest.mark.parametrize("token", ["x", "a.b", "é", "%00", "a" * 3000])
def test_what_is_no_link_opens_nothing(token: str):
    known = Known()
    for answer in (client(known).get(f"/upload/{token}"), send(client(known), mail(), f"/upload/{token}")):
        assert answer.status_code == 404
        assert "not a link of this app" in answer.text
    assert known.asked == []


def test_a_link_for_something_else_opens_no_form():
    made = LINKS.download(ADA, "csv", now=NOW)
    assert made
    assert client().get(f"/upload/{made.rpartition('/')[2]}").status_code == 404
