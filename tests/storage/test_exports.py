"""When a record was exported last: noted, replaced, erased with its scope; the same on either database."""

from datetime import timedelta, timezone

from bolt_app.optout.exported import LastExport, NoExports
from storage import Storage
from tests.storage.record import ACME, GLOBEX, NOON, three_entries


def test_nothing_is_noted_at_first(storage: Storage):
    assert storage.exports.last(ACME) is None


def test_the_newest_export_of_each_record_is_noted(storage: Storage):
    storage.exports.note(ACME, LastExport(3, NOON))
    storage.exports.note(GLOBEX, LastExport(1, NOON - timedelta(days=1)))
    assert storage.exports.last(ACME) == LastExport(3, NOON)
    assert storage.exports.last(GLOBEX) == LastExport(1, NOON - timedelta(days=1))
    later = LastExport(7, NOON + timedelta(seconds=1))
    storage.exports.note(ACME, later)
    assert storage.exports.last(ACME) == later


def test_an_older_one_that_ends_late_changes_nothing(storage: Storage):
    storage.exports.note(ACME, LastExport(7, NOON))
    storage.exports.note(ACME, LastExport(3, NOON - timedelta(minutes=5)))
    assert storage.exports.last(ACME) == LastExport(7, NOON)


def test_a_time_of_another_zone_comes_back_as_the_same_moment(storage: Storage):
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))
    storage.exports.note(ACME, LastExport(1, elsewhere))
    noted = storage.exports.last(ACME)
    assert noted is not None
    assert (noted.at, noted.at.utcoffset()) == (NOON, timedelta(0))


def test_it_goes_with_everything_of_its_scope_and_with_nothing_of_another(storage: Storage):
    three_entries(storage)
    others = storage.erasure.kept(ACME.id).others
    storage.exports.note(ACME, LastExport(3, NOON))
    storage.exports.note(GLOBEX, LastExport(1, NOON))
    assert storage.erasure.kept(ACME.id).others == others + 1
    storage.erasure.erase(ACME.id)
    assert storage.exports.last(ACME) is None
    assert storage.exports.last(GLOBEX) == LastExport(1, NOON)


def test_where_none_is_noted_none_is():
    nowhere = NoExports()
    nowhere.note(ACME, LastExport(1, NOON))
    assert nowhere.last(ACME) is None
