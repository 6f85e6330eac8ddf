"""An entry in sentences: alike in Slack and on the printed page, but for how persons and texts look."""

import re
from html import unescape

import pytest

from bolt_app.export import page
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import Action, Entry, Statement
from bolt_app.optout.rules import doubt
from bolt_app.views.entries import Manner, dates, stated
from bolt_app.views.history import entry_text
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CHOOSE_CHANNEL,
    NAME_CONTACT,
    NOW,
    SENT,
    done,
    facts_of,
    record_of,
    translator,
)
from tests.unit.export.records import EVERYTHING
from tests.unit.export.test_two_owners import looked_through
from tests.unit.views.reading import EN
from tests.views_of_two_owners import AGREED, READ, TURNED_DOWN, on_top

REMOVED = on_top(READ, (Action.REMOVE_READER, Statement(regards=2)))
WHOLE = Manner(person=str, channel=str, line=lambda text: text.removesuffix("."))
NAMELESS = Manner(person=None, channel=str, line=str)

CONFIRMED = record_of((SENT, done()))
MOVED = doubt(CONFIRMED, ACME, "E0ACMEGROUP", now=NOW)
assert isinstance(MOVED, Entry)
RECORDS = {
    **{f"journey {number}": record_of(acts) for number, acts in enumerate(EVERYTHING) if acts},
    "two owners": AGREED,
    "turned down": TURNED_DOWN,
    "reader removed": REMOVED,
    "moved": (*CONFIRMED, MOVED),
    "channel": record_of((CHOOSE_CHANNEL,)),
}


def plain(text: str) -> str:
    """Leave of what Slack or a browser is given what people read of it."""
    return unescape(re.sub(r"<[@#](\w+)>", r"\1", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_the_page_says_of_an_entry_what_the_record_in_slack_says(name: str, language: str):
    entries, t = RECORDS[name], translator(language)
    printed = plain("".join(page.pieces(looked_through(entries), (), t)))
    facts = facts_of(entries)
    for entry in entries:
        shown = plain(entry_text(entry, facts, len(entries), t, everything=True))
        for sentence in (dates(entry, WHOLE, t), *stated(entry, WHOLE, t)):
            assert sentence in printed
            assert sentence in shown


@pytest.mark.parametrize("name", RECORDS)
def test_who_reads_no_names_reads_the_same_without_them(name: str):
    for entry in RECORDS[name]:
        said = " ".join([dates(entry, NAMELESS, EN), *stated(entry, NAMELESS, EN)])
        persons = [person.user for person in (entry.actor, entry.named) if person and person.user]
        assert [user for user in persons if user in said] == []


def said_last(entries: tuple[Entry, ...], manner: Manner = WHOLE) -> list[str]:
    """What the newest entry states."""
    return list(stated(entries[-1], manner, EN))


def test_an_entry_says_whom_it_names_what_it_ends_and_who_had_proposed_it():
    assert said_last(record_of((NAME_CONTACT,))) == ["The person named: U0PRIYA."]
    assert said_last(record_of((NAME_CONTACT,)), NAMELESS) == []
    assert said_last(REMOVED) == ["It ends No. 2."]
    assert said_last(TURNED_DOWN)[-1] == "It is about No. 3."
    assert said_last(AGREED)[-1] == "U0OWNER had proposed it as No. 3."
    assert said_last(AGREED, NAMELESS)[-1] == "Another owner had proposed it as No. 3."


def test_both_dates_stand_where_there_are_two_and_the_app_is_no_person():
    assert dates(CONFIRMED[0], WHOLE, EN) == (
        "Dated 2026-05-12 (as stated), recorded 2026-05-12 08:30 UTC by a workspace owner (U0OWNER)."
    )
    assert dates(RECORDS["moved"][-1], WHOLE, EN) == "Recorded 2026-05-21 09:00 UTC by the app."
    assert said_last(RECORDS["moved"]) == ["The workspace belongs to organisation E0ACMEGROUP now."]


def test_of_an_organisation_its_owners_act():
    [entry] = record_of((NAME_CONTACT,), ACME_GROUP)
    assert dates(entry, NAMELESS, EN) == "Recorded 2026-05-12 08:30 UTC by an organisation owner."
