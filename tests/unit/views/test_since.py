"""*Changed since you last opened this*: by the mark in the view alone, once, and never for the first time."""

from dataclasses import replace

from bolt_app.people import Role
from bolt_app.register.model import Register
from bolt_app.views.home import home
from bolt_app.views.metadata import Seen, unpack
from bolt_app.views.since import changed_since, mark
from tests.every_notice import OPENED_BEFORE, known
from tests.policy_changes import FOUND
from tests.record_builders import facts_of, shipped, viewer
from tests.unit.views.reading import EN, texts, whole

VERSION = shipped().version


def register(number: int) -> Register:
    return replace(shipped(), findings=known(number))


def since(number: int, seen: Seen | None) -> list[str]:
    return texts(changed_since(facts_of(register=register(number)), seen, EN))


def test_who_opens_home_the_first_time_is_told_nothing_and_carries_a_mark():
    assert since(2, None) == []
    assert since(2, Seen()) == []
    assert mark(register(2), None) == f"{VERSION} {FOUND.isoformat()}"
    assert mark(register(0), None) == f"{VERSION} 0"


def test_what_was_found_after_the_mark_is_told():
    [told] = since(1, Seen(told=f"{VERSION} 0"))
    assert told == (
        "*Changed since you last opened this:*\n"
        "• Slack’s page “Synthetic Terms 0” was found changed on 3 December 2026."
    )
    assert since(1, Seen(told=mark(register(1), None))) == []


def test_three_are_named_and_the_others_counted():
    [told] = since(5, OPENED_BEFORE)
    assert told.count("was found changed") == 3
    assert told.endswith("And 2 more changes.")


def test_a_review_of_the_register_is_told_as_such():
    [told] = since(0, Seen(told="2026-01-01.1 0"))
    assert told.endswith("• What this app says of Slack’s texts was reviewed anew.")


def test_the_mark_never_goes_back_when_a_change_was_reviewed():
    seen = Seen(told=mark(register(1), None))
    assert mark(register(0), seen) == seen.told
    assert since(1, Seen(told=mark(register(0), seen))) == []


def test_a_mark_that_is_none_of_ours_does_no_harm():
    for told in ("", "nonsense", "a b c", " "):
        assert isinstance(since(1, Seen(told=told)), list)
    assert unpack('{"told": 5}').told == "5"


def test_home_carries_the_mark_and_an_outsider_s_carries_none():
    view = home(facts_of(register=register(1)), viewer(Role.MEMBER), EN, OPENED_BEFORE)
    assert "Changed since you last opened this" in whole(view)
    assert unpack(view["private_metadata"]).told == mark(register(1), None)
    outsider = home(facts_of(register=register(1)), viewer(Role.OUTSIDER), EN, OPENED_BEFORE)
    assert "Changed since" not in whole(outsider)
    assert unpack(outsider["private_metadata"]).told == ""
