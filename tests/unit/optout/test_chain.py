"""The canonical text against a library of RFC 8785, the commitments, and reading an entry back."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.optout.chain import GENESIS, canonical, commit_to, digest, read, seal
from bolt_app.optout.choices import Topic, WorkspacesMay
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Entry, Evidence, Statement, Status
from bolt_app.people import Role, Scope
from tests.unit.optout.acts import record

ANY_TEXT = st.text(max_size=60)  # every character but surrogates, NUL and line separators among them
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
ID = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=11)
STATEMENTS = st.builds(
    Statement,
    stated_on=DAYS,
    reference=ANY_TEXT,
    reason=ANY_TEXT,
    clause=ANY_TEXT,
    review_on=DAYS,
    covers=ANY_TEXT,
    corrects=st.none() | st.integers(1, 10_000),
    ticked=ANY_TEXT,
    letter=ANY_TEXT,
    register=ANY_TEXT,
    texts=st.lists(st.tuples(ANY_TEXT, SHA), max_size=3).map(tuple),
    evidence=st.sampled_from(Evidence),
    mail=st.just("") | SHA,
    about=st.sampled_from(AboutUs),
    checked=st.sampled_from(Checked),
    signer=ANY_TEXT,
    organisation=ANY_TEXT,
    rule=st.none() | st.sampled_from(WorkspacesMay),
    regards=st.none() | st.integers(1, 10_000),
    proposes=st.none() | st.sampled_from(Action),
    named=st.just(""),
)
PEOPLE = st.none() | st.builds(commit_to, ID, SHA)
TIMES = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 # Hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda time: time.replace(microsecond=0))


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    named = draw(PEOPLE)
    made = Entry(
        scope=Scope(draw(ID)),
        position=draw(st.integers(1, 100_000)),
        action=draw(st.sampled_from(Action)),
        status=draw(st.sampled_from(Status)),
        role=draw(st.none() | st.sampled_from(Role)),
        actor=draw(PEOPLE),
        named=named,
        recorded_at=draw(TIMES),
        statement=replace(draw(STATEMENTS), named=named.user or "" if named else ""),
        previous=draw(SHA),
        hash="",
    )
    return seal(made)


ENTRIES = _entries()


def _kept(person: Any) -> tuple[str | None, str | None]:
    return (person.user, person.salt) if person else (None, None)


@given(ENTRIES)
def test_the_canonical_text_is_what_rfc_8785_makes_of_it(entry: Entry):
    text = canonical(entry)
    assert text.encode() == rfc8785.dumps(json.loads(text))


@given(ENTRIES)
def test_an_entry_is_read_back_as_it_was(entry: Entry):
    assert read(canonical(entry), entry.hash, _kept(entry.actor), _kept(entry.named)) == entry


@given(ENTRIES)
def test_an_entry_is_sealed_with_the_hash_of_its_text(entry: Entry):
    assert entry.hash == hashlib.sha256(canonical(entry).encode()).hexdigest() == digest(canonical(entry))
    assert seal(entry) == entry


@given(ENTRIES)
def test_no_id_of_a_person_is_in_the_text(entry: Entry):
    raw = json.loads(canonical(entry))
    assert "named" not in raw["statement"]
    for part, person in (("actor", entry.actor), ("named", entry.named)):
        assert raw[part] == (person.commitment if person else None)


def test_an_entry_whose_persons_were_erased_has_the_same_text():
    [entry] = record(Action.NAME_CONTACT)
    assert entry.actor is not None
    assert entry.named is not None
    erased = replace(
        entry,
        actor=replace(entry.actor, user=None, salt=None),
        named=replace(entry.named, user=None, salt=None),
        statement=replace(entry.statement, named=""),
    )
    assert canonical(erased) == canonical(entry)
    assert read(canonical(entry), entry.hash) == erased


CHANGED: dict[str, Any] = {
    "stated_on": date(2026, 5, 19),
    "reference": "other",
    "reason": "other",
    "clause": "other",
    "review_on": date(2027, 1, 1),
    "covers": "other",
    "corrects": 4,
    "ticked": "other",
    "letter": "other",
    "register": "other",
    "texts": (("letter", digest("other")),),
    "evidence": Evidence.SIGNED,
    "mail": digest("other"),
    "about": AboutUs.NAMES,
    "checked": Checked.VALID,
    "signer": "slack.com",
    "organisation": "E0STAR",
    "rule": WorkspacesMay.NOTHING,
    "regards": 4,
    "proposes": Action.DONE,
    "channel": "C0OTHER",
    "topics": (Topic.OUR_OPT_OUT, Topic.POLICY),
    "language": "en",
}
NO_CHANNEL: dict[str, Any] = {"channel": "", "topics": (), "language": ""}


def test_every_field_of_a_statement_but_the_id_is_hashed():
    [entry] = record(Action.SENT)
    assert set(CHANGED) == {field.name for field in fields(Statement)} - {"named"}
    for name, value in CHANGED.items():
        changed = replace(entry, statement=replace(entry.statement, **{name: value}))
        assert seal(changed).hash != entry.hash, name


@pytest.mark.parametrize(
    "change",
    [
        {"scope": Scope("T0OTHER")},
        {"position": 2},
        {"action": Action.SENT_AGAIN},
        {"status": Status.CONFIRMED},
        {"role": Role.ADMIN},
        {"actor": commit_to("U0GRACE", "5a" * 16)},
        {"actor": None},
        {"named": None},
        {"recorded_at": datetime(2026, 5, 21, 9, 0, 1, tzinfo=UTC)},
        {"previous": digest("another")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_of_an_entry_is_hashed(change: dict[str, Any]):
    [entry] = record(Action.SENT)
    assert seal(replace(entry, **change)).hash != entry.hash


def test_the_same_moment_in_another_zone_is_the_same_text():
    [entry] = record(Action.SENT)
    elsewhere = entry.recorded_at.astimezone(timezone(timedelta(hours=-7)))
    assert canonical(replace(entry, recorded_at=elsewhere)) == canonical(entry)


def test_a_commitment_is_the_hash_of_salt_and_id():
    person = commit_to("U0ADA", "5a" * 16)
    assert person.commitment == hashlib.sha256(b"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a:U0ADA").hexdigest()
    assert (person.user, person.salt) == ("U0ADA", "5a" * 16)


@given(ID, ID, SHA, SHA)
def test_commitments_tell_people_and_salts_apart(one: str, other: str, salt: str, other_salt: str):
    same = (one, salt) == (other, other_salt)
    assert (commit_to(one, salt).commitment == commit_to(other, other_salt).commitment) is same


def test_the_text_of_a_plain_entry_is_as_it_has_always_been():
    [entry] = record((Action.SENT, {"texts": (), "named": "", "clause": "", "review_on": None, **NO_CHANNEL}))
    assert canonical(entry) == (
        '{"action":"sent","actor":"68aa7fbeb186284e4482cccc2e127004c912389bae2373d6f006035d2e06c3b3",'
        '"format":1,"named":null,"position":1,'
        f'"previous":"{GENESIS}","recorded_at":"2026-05-21T09:00:00+00:00","role":"owner","scope":"T0ACME",'
        '"statement":{"evidence":1,"letter":"opt-out.1","reason":"The works council asked for it.",'
        '"reference":"12345","register":"2026-11-21.1","stated_on":"2026-05-20",'
        '"ticked":"I am an owner of this workspace."},"status":"filed"}'
    )


UNREADABLE = [
    "",
    "[]",
    "null",
    "5",
    '"text"',
    "{}",
    '{"format":2}',
    '{"format":1}',
    '{"format":1,"statement":"text"}',
    '{"format":1,"statement":[]}',
    '{"format":1,"statement":{"evidence":9}}',
    '{"format":1,"statement":{"evidence":1,"stated_on":"yesterday"}}',
    '{"format":1,"statement":{"evidence":1,"stated_on":5}}',
    '{"format":1,"statement":{"evidence":1,"texts":[["letter"]]}}',
    '{"format":1,"statement":{"evidence":1,"texts":[5]}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:40])
def test_a_text_that_is_no_entry_is_refused(text: str):
    with pytest.raises(ValueError, match="not an entry of this format"):
        read(text, digest(text))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "approve"),
        ("status", "fine"),
        ("role", "king"),
        ("position", "1"),
        ("position", None),
        ("scope", 5),
        ("recorded_at", "noon"),
        ("recorded_at", "2026-05-21T09:00:00"),
        ("recorded_at", None),
        ("previous", 5),
        ("actor", 5),
        ("named", ["x"]),
        ("statement", {"evidence": 1, "corrects": [1]}),
        ("statement", {"evidence": 1, "reason": 5}),
        ("statement", {"evidence": 1, "regards": "4"}),
        ("statement", {"evidence": 1, "proposes": "approve"}),
    ],
)
def test_an_entry_with_a_field_of_another_kind_is_refused(field: str, value: object):
    [entry] = record(Action.SENT)
    text = json.dumps({**json.loads(canonical(entry)), field: value})
    with pytest.raises(ValueError, match="not an entry of this format"):
        read(text, digest(text))
