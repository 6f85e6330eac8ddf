"""One-time links in either database: the first use counts, no second one, and nobody's name beside it."""

from datetime import timedelta

from storage import Storage
from tests.storage.racing import at_once
from tests.storage.record import NOON

UNTIL = NOON + timedelta(minutes=15)


def test_a_link_is_used_once(storage: Storage):
    assert not storage.used_links.used("5a")
    assert storage.used_links.use("5a", UNTIL, NOON)
    assert storage.used_links.used("5a")
    assert not storage.used_links.use("5a", UNTIL, NOON)
    assert storage.used_links.use("6b", UNTIL, NOON)


def test_of_eight_that_use_one_link_one_is_the_first(storage: Storage):
    told: list[bool] = []
    at_once(lambda _: told.append(storage.used_links.use("5a", UNTIL, NOON)))
    assert sorted(told) == [False] * 7 + [True]


def test_a_use_is_remembered_until_the_link_expires_and_no_longer(storage: Storage):
    storage.used_links.use("5a", UNTIL, NOON)
    storage.used_links.use("6b", UNTIL + timedelta(minutes=1), UNTIL - timedelta(seconds=1))
    assert storage.used_links.used("5a")
    storage.used_links.use("7c", UNTIL + timedelta(minutes=2), UNTIL)
    assert not storage.used_links.used("5a")
    assert storage.used_links.used("6b")


def test_an_id_that_no_database_takes_is_used_as_it_can_be_written(storage: Storage):
    assert storage.used_links.use("5a\0", UNTIL, NOON)
    assert storage.used_links.used("5a")
