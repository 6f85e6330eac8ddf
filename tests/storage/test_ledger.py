"""The contract of the ledger: what goes in comes out, in order, once, and only on top of what is there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bolt_app.optout.chain import GENESIS, canonical, digest
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.model import Action, Evidence, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Scope
from storage import Storage, open_storage
from storage.ledger import _PAGE
from tests.storage.record import (
    ACME,
    GLOBEX,
    KEY,
    LETTER,
    NO_TEXTS,
    NOON,
    SENT,
    desk_of,
    entry_after,
    owner,
    recorded,
    resealed,
    send,
    three_entries,
)

EVERYTHING = Statement(
    stated_on=date(2026, 5, 12),
    reference="#12345 — Größe, 日本語, 🇫🇷",
    reason='Line one\nline two\ttab \\ "quoted" \0 NUL \x7f \u2028',
    clause="§ 4.2 « sous-traitance »",
    review_on=date(2027, 5, 12),
    covers="acme.slack.com, مثال",
    corrects=7,
    ticked="I may decide this for the organisation.",
    letter="letter-3",
    register="2026-11-21",
    texts=(("letter", digest("a letter")), ("reply", digest("a reply"))),
    evidence=Evidence.PASTED,
    named="U0PRIYA",
)


def test_an_empty_scope_has_no_entries_and_no_texts(storage: Storage):
    assert storage.ledger.entries(ACME) == []
    assert storage.ledger.head(ACME) == GENESIS
    assert storage.ledger.text(ACME, digest(LETTER)) is None
    assert list(storage.ledger.links(ACME)) == []
    assert list(storage.ledger.scopes()) == []


def test_the_head_is_the_newest_entry_of_this_scope(storage: Storage):
    entries = three_entries(storage)
    other = three_entries(storage, GLOBEX)
    assert storage.ledger.head(ACME) == entries[-1].hash
    assert storage.ledger.head(GLOBEX) == other[-1].hash != entries[-1].hash


def test_every_field_of_a_statement_comes_back(storage: Storage):
    entry = entry_after(None, EVERYTHING)
    assert storage.ledger.append([entry], {"letter": "a letter", "reply": "a reply"})
    assert storage.ledger.entries(ACME) == [entry]


def test_an_entry_of_the_app_itself_and_an_empty_statement_come_back(storage: Storage):
    entry = resealed(entry_after(None, Statement()), actor=None, role=None, action=Action.DOUBT)
    assert storage.ledger.append([entry], NO_TEXTS)
    assert storage.ledger.entries(ACME) == [entry]


def test_a_time_given_in_another_zone_is_kept_as_utc(storage: Storage):
    in_tokyo = datetime(2026, 5, 12, 21, 0, tzinfo=timezone(timedelta(hours=9)))
    storage.ledger.append([resealed(entry_after(None), recorded_at=in_tokyo)], NO_TEXTS)
    [back] = storage.ledger.entries(ACME)
    assert back.recorded_at == NOON
    assert back.recorded_at.tzinfo is UTC


def test_entries_come_in_the_order_of_their_positions(storage: Storage):
    appended = three_entries(storage)
    assert storage.ledger.entries(ACME) == appended
    assert [entry.position for entry in appended] == [1, 2, 3]


def test_what_was_written_is_there_when_opened_again(storage: Storage, database_url: str):
    appended = three_entries(storage)
    storage.close()
    again = open_storage(database_url, [KEY])
    assert again.ledger.entries(ACME) == appended
    assert again.ledger.text(ACME, digest(LETTER)) == LETTER
    again.close()


def test_a_position_that_is_taken_writes_nothing_not_even_the_texts(storage: Storage):
    first = recorded(send(storage)).entry
    late = entry_after(None, replace(SENT, texts=(("letter", digest("another letter")),)))
    assert storage.ledger.append([late], {"letter": "another letter"}) is False
    assert storage.ledger.entries(ACME) == [first]
    assert storage.ledger.text(ACME, digest("another letter")) is None


@pytest.mark.parametrize("position", [1, 2, 4, 5])
def test_only_the_position_after_the_newest_can_be_written(storage: Storage, position: int):
    appended = three_entries(storage)[:2]
    storage.ledger.purge(ACME)
    for entry in appended:
        texts = {"letter": LETTER} if entry.statement.texts else NO_TEXTS
        assert storage.ledger.append([entry], texts)
    assert storage.ledger.append([entry_after(appended[-1], position=position)], NO_TEXTS) is False
    assert storage.ledger.entries(ACME) == appended


@pytest.mark.parametrize("position", [0, 2, 3])
def test_a_record_begins_with_one(storage: Storage, position: int):
    beginning = resealed(entry_after(None), position=position)
    assert storage.ledger.append([beginning], NO_TEXTS) is False
    assert storage.ledger.entries(ACME) == []


def test_an_entry_must_carry_the_hash_of_the_one_before_it(storage: Storage):
    first = recorded(send(storage)).entry
    astray = resealed(entry_after(first), previous=digest("another record"))
    assert storage.ledger.append([astray], NO_TEXTS) is False
    beginning_again = resealed(entry_after(first), previous="0" * 64)
    assert storage.ledger.append([beginning_again], NO_TEXTS) is False
    assert storage.ledger.append([entry_after(first)], NO_TEXTS) is True


def test_a_first_entry_carries_no_hash_of_another(storage: Storage):
    astray = resealed(entry_after(None), previous=digest("another record"))
    assert storage.ledger.append([astray], NO_TEXTS) is False
    assert storage.ledger.entries(ACME) == []


def test_an_entry_whose_texts_cannot_be_kept_is_not_written_either(storage: Storage):
    entry = entry_after(None, replace(SENT, texts=(("letter", digest(LETTER)),)))
    with storage._database.writing() as connection:
        connection.execute(text("ALTER TABLE texts RENAME TO texts_elsewhere"))
    with pytest.raises(DBAPIError, match="texts"):
        storage.ledger.append([entry], {"letter": LETTER})
    assert storage.ledger.entries(ACME) == []


def test_an_entry_that_is_not_sealed_is_a_bug(storage: Storage):
    with pytest.raises(ValueError, match="entry 1 of T0ACME is not sealed"):
        storage.ledger.append([replace(entry_after(None), hash=digest("something else"))], NO_TEXTS)


@pytest.mark.parametrize(
    "texts", [{}, {"letter": "changed"}, {"reply": LETTER}, {"letter": LETTER, "x": "y"}]
)
def test_texts_the_entry_does_not_carry_are_a_bug(storage: Storage, texts: dict[str, str]):
    entry = entry_after(None, replace(SENT, texts=(("letter", digest(LETTER)),)))
    with pytest.raises(ValueError, match="other texts"):
        storage.ledger.append([entry], texts)
    assert storage.ledger.entries(ACME) == []


def test_an_id_with_nul_is_refused_on_either_database(storage: Storage):
    with pytest.raises(ValueError, match="NUL"):
        storage.ledger.append([entry_after(None, Statement(named="U0\0PRIYA"))], NO_TEXTS)


def test_nul_in_what_is_looked_up_is_stripped(storage: Storage):
    appended = three_entries(storage)
    assert storage.ledger.entries(Scope("T0\0ACME")) == appended
    assert storage.ledger.text(Scope("\0T0ACME"), digest(LETTER)) == LETTER
    assert storage.ledger.erase_person("U0\0PRIYA") == 1


def test_a_text_comes_back_with_nul_and_all(storage: Storage):
    odd = "before\0after — Zoë\r\n✍️ \U0001f1eb"
    entry = entry_after(None, replace(SENT, texts=(("reply", digest(odd)),)))
    assert storage.ledger.append([entry], {"reply": odd})
    assert storage.ledger.text(ACME, digest(odd)) == odd


def test_a_text_belongs_to_its_scope(storage: Storage):
    send(storage)
    assert storage.ledger.text(GLOBEX, digest(LETTER)) is None


def test_the_same_text_twice_is_kept_once(storage: Storage):
    send(storage)
    again = desk_of(storage).act(owner(), Action.SENT_AGAIN, SENT, after=1, texts={"letter": LETTER})
    assert recorded(again).entry.statement.texts == (("letter", digest(LETTER)),)
    assert storage.ledger.text(ACME, digest(LETTER)) == LETTER
    with storage._database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM texts")).scalar_one() == 1


def test_letter_and_reply_may_be_the_same_text(storage: Storage):
    same = (("letter", digest("same")), ("reply", digest("same")))
    assert storage.ledger.append(
        [entry_after(None, replace(SENT, texts=same))], {"letter": "same", "reply": "same"}
    )
    assert storage.ledger.text(ACME, digest("same")) == "same"


def test_a_double_click_is_recorded_once(storage: Storage):
    first = recorded(send(storage))
    second = recorded(send(storage))
    assert not first.twice
    assert second.twice
    assert second.entry == first.entry
    assert storage.ledger.entries(ACME) == [first.entry]


def test_an_act_on_what_is_no_longer_the_newest_names_who_was_first(storage: Storage):
    first = recorded(send(storage)).entry
    refused = send(storage, user="U0OTTO")
    assert refused == Refusal(RefusalKind.MEANWHILE, entry=first)


def test_scopes_do_not_see_one_another(storage: Storage):
    here = three_entries(storage, ACME)
    there = three_entries(storage, GLOBEX)
    assert storage.ledger.entries(ACME) == here
    assert storage.ledger.entries(GLOBEX) == there
    assert list(storage.ledger.scopes()) == [ACME, GLOBEX]


def test_links_give_what_is_stored_to_the_byte(storage: Storage):
    appended = three_entries(storage)
    links = list(storage.ledger.links(ACME))
    assert [link.canonical for link in links] == [canonical(entry) for entry in appended]
    assert [link.hash for link in links] == [entry.hash for entry in appended]
    assert links[2].named == ("U0PRIYA", appended[2].named.salt if appended[2].named else None)
    assert inconsistency(ACME, links) is None


def test_a_record_of_many_pages_is_streamed_whole_and_in_order(storage: Storage):
    entry = entry_after(None)
    rows: list[tuple[int, str, str]] = []
    while len(rows) < 2 * _PAGE:
        rows.append((entry.position, canonical(entry), entry.hash))
        entry = entry_after(entry)
    with storage._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO entries (scope, position, canonical, hash, action, status, recorded_at)"
                " VALUES ('T0ACME', :position, :canonical, :hash, 'name_contact', 'not_filed', '')"
            ),
            [{"position": row[0], "canonical": row[1], "hash": row[2]} for row in rows],
        )
    links = list(storage.ledger.links(ACME))
    assert [(link.position, link.canonical, link.hash) for link in links] == rows


def test_more_scopes_than_a_page_are_all_named_once(storage: Storage):
    names = sorted(f"T{number:05}" for number in range(_PAGE + 3))
    with storage._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO entries (scope, position, canonical, hash, action, status, recorded_at)"
                " VALUES (:scope, 1, '', '', '', '', '')"
            ),
            [{"scope": name} for name in names],
        )
    assert [scope.id for scope in storage.ledger.scopes()] == names


def test_the_view_tells_the_newest_status_of_every_scope(storage: Storage):
    newest = three_entries(storage)[-1]
    other = recorded(send(storage, scope=GLOBEX)).entry
    with storage._database.reading() as connection:
        rows = connection.execute(text("SELECT * FROM opt_out_status ORDER BY scope")).all()
    assert [tuple(row) for row in rows] == [
        ("T0ACME", "acknowledged", 3, "2026-05-12T12:00:00+00:00", newest.hash),
        ("T0GLOBEX", "filed", 1, "2026-05-12T12:00:00+00:00", other.hash),
    ]


def test_the_desk_reads_the_opt_out_back(storage: Storage):
    outcome = send(storage)
    assert isinstance(outcome, Recorded)
    desk = Desk(storage.ledger, lambda: NOON)
    assert desk.opt_out(ACME) == outcome.opt_out
    assert desk.opt_out(ACME).status is Status.FILED
