"""What Slack refused or nobody is sure of: who is told, who may send it after all, and what is never."""

from datetime import timedelta

import pytest

from bolt_app.optout.outgoing import Outcome, Series, Unposted, Unsure
from bolt_app.people import Scope
from storage import Storage
from tests.storage.messages import (
    ADA,
    LATER,
    LEASE,
    SAM,
    announcement,
    begun,
    claim,
    outcomes,
    outgoing,
    put,
    refused,
)
from tests.storage.record import ACME, GLOBEX, NOON


def test_the_unsure_ones_are_listed_newest_first(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", SAM), outgoing("c", "U0LIN", scope=GLOBEX))
    begun(storage)
    begun(storage, 1)
    begun(storage, 2)
    assert storage.outbox.unsure(ACME, NOON) == []
    claim(storage, 1000)
    assert storage.outbox.unsure(ACME, NOON) == [Unsure(SAM, NOON + timedelta(seconds=1)), Unsure(ADA, NOON)]
    assert storage.outbox.unsure(ACME, NOON + timedelta(seconds=1)) == [
        Unsure(SAM, NOON + timedelta(seconds=1))
    ]


def test_what_slack_refused_is_told_with_its_word_for_it_newest_first(storage: Storage):
    put(storage, announcement("a"), announcement("b", due=NOON + timedelta(seconds=5)))
    refused(storage, "not_in_channel")
    refused(storage, "is_arch\0ived", 5)
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON) == [
        Unposted(
            "b",
            ACME,
            "C0PRIVACY",
            {"position": 1, "nth": 1},
            "is_archived",
            NOON + timedelta(seconds=5),
        ),
        Unposted("a", ACME, "C0PRIVACY", {"position": 1, "nth": 1}, "not_in_channel", NOON),
    ]
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON + timedelta(seconds=6)) == []
    assert storage.outbox.unposted(ACME, "C0GENERAL", NOON) == []
    assert storage.outbox.unposted(GLOBEX, "C0PRIVACY", NOON) == []


def test_what_was_refused_is_sent_after_all_once_and_by_another_attempt(storage: Storage):
    put(storage, announcement())
    first = refused(storage, "not_in_channel")
    assert storage.outbox.send_after_all("told", [ACME], LATER)
    assert not storage.outbox.send_after_all("told", [ACME], LATER)
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON) == []
    assert claim(storage) is None
    again = begun(storage, LEASE.total_seconds())
    assert (again.outgoing.key, again.attempts) == ("told", first.attempts + 1)
    storage.outbox.finish(again, Outcome.SENT, LATER)
    assert outcomes(storage) == {"told": "sent"}


@pytest.mark.parametrize(
    ("key", "scopes"), [("told", [GLOBEX]), ("told", []), ("other", [ACME]), ("", [ACME])]
)
def test_nobody_has_sent_what_is_not_theirs(storage: Storage, key: str, scopes: list[Scope]):
    put(storage, announcement())
    refused(storage, "not_in_channel")
    assert not storage.outbox.send_after_all(key, scopes, LATER)
    assert outcomes(storage) == {"told": "failed"}


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.UNKNOWN, Outcome.DROPPED])
def test_what_was_sent_or_may_have_been_is_never_sent_after_all(storage: Storage, outcome: Outcome):
    put(storage, announcement())
    storage.outbox.finish(begun(storage), outcome, NOON)
    assert not storage.outbox.send_after_all("told", [ACME], LATER)


def test_what_is_unsure_says_of_which_series(storage: Storage):
    put(storage, announcement())
    storage.outbox.finish(begun(storage), Outcome.UNKNOWN, NOON)
    assert storage.outbox.unsure(ACME, NOON) == [Unsure("C0PRIVACY", NOON, Series.ANNOUNCEMENTS)]
