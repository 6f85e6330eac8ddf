"""Any sequence of acts, and any statement, through a real database equals the same in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bolt_app.optout.chain import GENESIS, digest
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Statement
from bolt_app.optout.outgoing import Outgoing
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Role, Scope, Viewer
from storage import Storage, open_storage
from tests.storage.record import KEY, NOON, entry_after

SCOPES = count(1)
ANY_TEXT = st.text(max_size=80)  # any character but surrogates, NUL among them
ID = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=11)
A_DAY = st.none() | st.dates(date(2016, 1, 1), date(2100, 1, 1))

STATEMENTS = st.builds(
    Statement,
    stated_on=A_DAY,
    reference=ANY_TEXT,
    reason=ANY_TEXT,
    clause=ANY_TEXT,
    review_on=A_DAY,
    covers=ANY_TEXT,
    corrects=st.none() | st.integers(1, 1000),
    ticked=ANY_TEXT,
    letter=ANY_TEXT,
    register=ANY_TEXT,
    evidence=st.sampled_from(Evidence),
    named=st.just("") | ID,
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(Action),
        st.sampled_from(["U0OLIVIA", "U0OTTO"]),
        st.sampled_from([Role.OWNER, Role.OWNER, Role.OWNER, Role.ADMIN]),
        st.integers(1, 6),  # what a correction corrects
        st.integers(0, 1),  # how far behind the newest entry the person's view is
        st.sampled_from(["", "Thank you — we have excluded acme.slack.com. \0"]),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """SQLite in one file for all examples: each has a scope of its own."""
    folder = tmp_path_factory.mktemp("by_property")
    opened = open_storage(f"sqlite:///{folder}/datapolicy.sqlite3", [KEY])
    opened.migrate()
    yield opened
    opened.close()


class InMemory:
    """What a ledger promises, in a list."""

    def __init__(self) -> None:
        self.kept: list[Entry] = []
        self.texts: dict[str, str] = {}

    def head(self, scope: Scope) -> str:
        return self.entries(scope)[-1].hash if self.entries(scope) else GENESIS

    def entries(self, scope: Scope) -> list[Entry]:
        return [entry for entry in self.kept if entry.scope == scope]

    def append(
        self, entries: Sequence[Entry], texts: Mapping[str, str], due: Sequence[Outgoing] = ()
    ) -> bool:
        assert {outgoing.scope for outgoing in due} <= {entries[0].scope}
        if entries[0].position != len(self.entries(entries[0].scope)) + 1:
            return False
        self.kept += entries
        self.texts |= {digest(text): text for text in texts.values()}
        return True

    def text(self, scope: Scope, sha256: str) -> str | None:
        return self.texts.get(sha256) if self.entries(scope) else None


def unsalted(outcome: Recorded | Refusal) -> object:
    """What does not depend on the random salts."""
    if isinstance(outcome, Refusal):
        return outcome.kind, outcome.field, outcome.entry.position if outcome.entry else None
    opt_out = outcome.opt_out
    return opt_out.status, opt_out.position, opt_out.evidence, opt_out.corrected, outcome.twice


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_any_acts_lead_where_they_lead_in_memory(storage: Storage, acts: list[tuple[object, ...]]):
    scope = Scope(f"T{next(SCOPES):06}")
    memory = InMemory()
    stored, remembered = Desk(storage.ledger, lambda: NOON), Desk(memory, lambda: NOON)
    for action, user, role, corrects, behind, reply in acts:
        assert isinstance(action, Action)
        statement = Statement(
            stated_on=NOON.date(),
            reason="because",
            clause="§ 4",
            review_on=NOON.date() + timedelta(days=90),
            corrects=int(str(corrects)) if action is Action.CORRECT else None,
            ticked="yes",
            named="U0PRIYA" if action is Action.NAME_CONTACT else "",
        )
        actor = Viewer(scope, str(user), Role(str(role)))
        after = max(0, len(memory.entries(scope)) - int(str(behind)))
        texts = {"reply": str(reply)}
        there = stored.act(actor, action, statement, after=after, texts=texts)
        here = remembered.act(actor, action, statement, after=after, texts=texts)
        assert unsalted(there) == unsalted(here)
        if isinstance(there, Refusal) and there.kind is RefusalKind.MEANWHILE:
            assert there.entry == storage.ledger.entries(scope)[after]
    entries = storage.ledger.entries(scope)
    assert [entry.action for entry in entries] == [entry.action for entry in memory.entries(scope)]
    assert fold(scope, entries).status is remembered.opt_out(scope).status
    assert inconsistency(scope, storage.ledger.links(scope)) is None
    for entry in entries:
        for _, sha256 in entry.statement.texts:
            assert storage.ledger.text(scope, sha256) == memory.texts[sha256]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    stated=st.lists(st.tuples(STATEMENTS, st.dictionaries(st.sampled_from(["letter", "reply"]), ANY_TEXT)))
)
def test_any_statement_and_any_text_come_back(
    storage: Storage, stated: list[tuple[Statement, dict[str, str]]]
):
    scope = Scope(f"T{next(SCOPES):06}")
    written: list[Entry] = []
    for statement, texts in stated:
        named = tuple((kind, digest(text)) for kind, text in sorted(texts.items()))
        newest = written[-1] if written else None
        entry = entry_after(newest, replace(statement, texts=named), scope=scope)
        assert storage.ledger.append([entry], texts)
        written.append(entry)
    assert storage.ledger.entries(scope) == written
    for _, texts in stated:
        assert {text: storage.ledger.text(scope, digest(text)) for text in texts.values()} == {
            text: text for text in texts.values()
        }
