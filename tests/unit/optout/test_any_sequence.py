"""Whatever anybody does in whatever order, the record stays true: a state machine over the desk."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.fold import corrected_by, fold
from bolt_app.optout.model import PERMANENT, Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.rules import doubt
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Role, Viewer
from tests.unit.optout.acts import ACME, ADA, COMPLETE, GRACE, NOW, MemoryLedger, links
from tests.unit.optout.table import TABLE, replayed

PEOPLE = st.builds(
    Viewer,
    scope=st.just(ACME),
    user=st.sampled_from(["U0ADA", "U0GRACE"]),
    role=st.sampled_from([Role.OWNER, Role.OWNER, Role.OWNER, *Role]),
    active=st.sampled_from([True, True, True, False]),
)
OWNERS = st.sampled_from([ADA, GRACE])
STATEMENTS = st.builds(
    Statement,
    stated_on=st.sampled_from([*[date(2026, 5, 20)] * 4, None, date(2026, 1, 1), date(2030, 1, 1)]),
    reason=st.sampled_from(["Because.", "Because.", ""]),
    clause=st.sampled_from(["§ 7", "§ 7", ""]),
    review_on=st.sampled_from([date(2027, 5, 1), date(2027, 5, 1), None]),
    ticked=st.sampled_from(["Yes, I may.", "Yes, I may.", ""]),
    named=st.sampled_from(["U0PRIYA", "U0PRIYA", ""]),
)
LETTERS = st.sampled_from(["Hello,", "Good morning,"])
REPLIES = st.sampled_from(["", "", "Your opt-out is completed."])
BEHIND = st.sampled_from([0, 0, 0, 0, 1, 2])
ABOUT_PEOPLE = {Action.NAME_CONTACT, Action.REMOVE_CONTACT, Action.NAME_READER, Action.REMOVE_READER}
ACTIONS = st.sampled_from([action for action in Action if action is not Action.CORRECT])


class AnySequence(RuleBasedStateMachine):
    """People act, file and correct, from fresh views and old ones; the app doubts; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = MemoryLedger()
        self.now = NOW
        self.desk = Desk(self.ledger, lambda: self.now)
        self.frozen: list[Entry] = []

    def _seen(self, behind: int) -> int:
        return max(0, len(self.ledger.kept) - behind)

    def _hold(self, outcome: Recorded | Refusal, before: list[Entry], actor: Viewer) -> None:
        """A refusal wrote nothing, a double click neither, and what was written is the actor's, an owner."""
        written = self.ledger.kept[len(before) :]
        assert self.ledger.kept[: len(before)] == before
        if isinstance(outcome, Refusal) or outcome.twice:
            assert written == []
            return
        assert written[-1] == outcome.entry
        assert outcome.opt_out == fold(ACME, self.ledger.kept)
        for entry in written:
            assert (actor.role, actor.active, entry.role) == (Role.OWNER, True, Role.OWNER)
            assert entry.actor is not None
            assert entry.actor.user == actor.user

    @rule(data=st.data(), actor=OWNERS, reply=REPLIES)
    def go_on(self, data: st.DataObject, actor: Viewer, reply: str) -> None:
        """An owner does what the table has next, so that the record grows and sees every status."""
        status = replayed(self.ledger.kept)
        leading = [act for act in Action if TABLE.get((act, status), status) is not status]
        before = list(self.ledger.kept)
        stated = replace(COMPLETE, texts=(), review_on=self.now.date() + timedelta(days=180))
        texts = {"reply": reply} if reply else {}
        action = data.draw(st.sampled_from(leading))
        outcome = self.desk.act(actor, action, stated, after=len(before), texts=texts)
        assert isinstance(outcome, Recorded)
        self._hold(outcome, before, actor)

    @rule(data=st.data(), actor=OWNERS)
    def take_back(self, data: st.DataObject, actor: Viewer) -> None:
        """An owner corrects the newest entry that can be, so that corrections pile up."""
        gone = corrected_by(self.ledger.kept)
        kept = [e.position for e in self.ledger.kept if e.action not in PERMANENT and e.position not in gone]
        if kept:
            before = list(self.ledger.kept)
            statement = Statement(reason="It was wrong.", corrects=data.draw(st.sampled_from(kept[-3:])))
            outcome = self.desk.act(actor, Action.CORRECT, statement, after=len(before))
            self._hold(outcome, before, actor)
            given_back = {RefusalKind.ALREADY_READER, RefusalKind.READERS_FULL}
            assert isinstance(outcome, Recorded) or outcome.kind in given_back | {RefusalKind.BUILT_UPON}

    @rule(actor=PEOPLE, action=ACTIONS, statement=STATEMENTS, behind=BEHIND, reply=REPLIES)
    def do_anything(
        self, actor: Viewer, action: Action, statement: Statement, behind: int, reply: str
    ) -> None:
        before = list(self.ledger.kept)
        outcome = self.desk.act(
            actor, action, statement, after=self._seen(behind), texts={"reply": reply} if reply else {}
        )
        self._hold(outcome, before, actor)

    @rule(actor=OWNERS)
    def require_a_second(self, actor: Viewer) -> None:
        before = list(self.ledger.kept)
        self._hold(self.desk.act(actor, Action.REQUIRE_SECOND, Statement(), after=len(before)), before, actor)
        assert fold(ACME, self.ledger.kept).second_required

    @rule(actor=PEOPLE, behind=BEHIND)
    def agree(self, actor: Viewer, behind: int) -> None:
        before = list(self.ledger.kept)
        self._hold(self.desk.agree(actor, after=self._seen(behind)), before, actor)

    @rule(actor=PEOPLE, behind=BEHIND)
    def turn_down(self, actor: Viewer, behind: int) -> None:
        before = list(self.ledger.kept)
        statement = Statement(reason="Not like this.")
        self._hold(self.desk.turn_down(actor, statement, after=self._seen(behind)), before, actor)

    @rule(actor=OWNERS, behind=BEHIND, member=st.booleans())
    def name_a_reader(self, actor: Viewer, behind: int, member: bool) -> None:  # noqa: FBT001
        before = list(self.ledger.kept)
        named = Viewer(ACME, f"U0READER{len(before) % 12}", Role.MEMBER if member else Role.OUTSIDER)
        outcome = self.desk.act(
            actor,
            Action.NAME_READER,
            Statement(named=named.user),
            after=self._seen(behind),
            named=named,
        )
        self._hold(outcome, before, actor)
        assert member or isinstance(outcome, Refusal)

    @rule(actor=PEOPLE, statement=STATEMENTS, behind=BEHIND, sent=st.booleans(), letter=LETTERS)
    def file(self, actor: Viewer, statement: Statement, behind: int, sent: bool, letter: str) -> None:  # noqa: FBT001
        before = list(self.ledger.kept)
        outcome = self.desk.file(
            actor, statement, after=self._seen(behind), sent=sent, texts={"letter": letter}
        )
        self._hold(outcome, before, actor)
        if isinstance(outcome, Recorded):
            filed = Status.FILED if sent else Status.DRAFTED
            assert outcome.twice or self.desk.opt_out(ACME).status is filed

    @rule(actor=PEOPLE, data=st.data(), behind=BEHIND)
    def correct_anything(self, actor: Viewer, data: st.DataObject, behind: int) -> None:
        position = data.draw(st.integers(0, len(self.ledger.kept) + 1))
        before = list(self.ledger.kept)
        statement = Statement(reason="It was wrong.", corrects=position)
        outcome = self.desk.act(actor, Action.CORRECT, statement, after=self._seen(behind))
        self._hold(outcome, before, actor)
        if isinstance(outcome, Recorded):
            assert position in outcome.opt_out.corrected

    @rule()
    def double_click(self) -> None:
        """Whoever sends the newest act again from the same view is told that it stands there."""
        if not self.ledger.kept or self.ledger.kept[-1].actor is None:
            return
        newest = self.ledger.kept[-1]
        assert newest.actor is not None
        again = Viewer(ACME, newest.actor.user or "", Role.OWNER)
        texts = {kind: self.ledger.texts[ACME, sha256] for kind, sha256 in newest.statement.texts}
        asked = newest.statement.proposes or newest.action
        stated = replace(newest.statement, texts=(), proposes=None)
        before = list(self.ledger.kept)
        outcome = self.desk.act(again, asked, stated, after=newest.position - 1, texts=texts)
        assert isinstance(outcome, Recorded)
        assert (outcome.twice, outcome.entry, self.ledger.kept) == (True, newest, before)

    @rule()
    def the_app_doubts(self) -> None:
        opt_out = self.desk.opt_out(ACME)
        entry = doubt(self.ledger.kept, ACME, "E0STAR", now=self.now)
        if isinstance(entry, Refusal):
            assert entry == Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status)
            assert opt_out.status is not Status.CONFIRMED
        else:
            assert self.ledger.append([entry], {})

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def the_fold_is_the_replay_by_the_table(self) -> None:
        assert fold(ACME, self.ledger.kept).status is replayed(self.ledger.kept)

    @invariant()
    def each_entry_records_the_status_that_followed_it(self) -> None:
        for entry in self.ledger.kept[len(self.frozen) :]:
            assert entry.status is replayed(self.ledger.kept[: entry.position])

    @invariant()
    def confirmed_only_by_an_owner_s_word_that_slack_did_it(self) -> None:
        opt_out = fold(ACME, self.ledger.kept)
        if opt_out.status is Status.CONFIRMED:
            counting = [
                entry
                for entry in self.ledger.kept
                if entry.action is Action.DONE
                and entry.role is Role.OWNER
                and entry.position not in opt_out.corrected
            ]
            assert opt_out.confirmed in counting

    @invariant()
    def what_takes_two_owners_has_two(self) -> None:
        """By hand, from the entries alone: whoever is agreed with is another, and nothing came between."""
        required, status = False, Status.NOT_FILED
        for number, entry in enumerate(self.ledger.kept):
            guarded = entry.status in (Status.CONFIRMED, Status.DECLINED, Status.WITHDRAWN)
            moved = guarded and entry.status is not status
            if required and (moved or entry.action is Action.WAIVE_SECOND):
                assert entry.statement.regards is not None
                proposed = self.ledger.kept[entry.statement.regards - 1]
                assert (proposed.action, proposed.statement.proposes) == (Action.PROPOSED, entry.action)
                assert entry.actor is not None
                assert proposed.actor is not None
                assert entry.named == proposed.actor
                assert entry.actor.user != proposed.actor.user
                between = self.ledger.kept[proposed.position : number]
                assert {one.action for one in between} <= ABOUT_PEOPLE
            required = entry.action is Action.REQUIRE_SECOND or (
                required and entry.action is not Action.WAIVE_SECOND
            )
            status = entry.status

    @invariant()
    def readers_are_ten_people_at_most(self) -> None:
        named = [entry.named.user for entry in fold(ACME, self.ledger.kept).readers if entry.named]
        assert len(set(named)) == len(named) <= 10

    @invariant()
    def the_chain_holds_and_nothing_written_ever_changes(self) -> None:
        assert inconsistency(ACME, links(self.ledger.kept)) is None
        assert self.ledger.kept[: len(self.frozen)] == self.frozen
        self.frozen = list(self.ledger.kept)


AnySequence.TestCase.settings = settings(max_examples=120, stateful_step_count=40)
test_any_sequence = AnySequence.TestCase
