"""What two owners did, as the record holds it: a second one cannot be forged, nor an old record broken."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bolt_app.optout.chain import GENESIS, canonical, seal
from bolt_app.optout.desk import Desk
from bolt_app.optout.fold import BrokenRecord, fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Entry, Evidence, Status
from bolt_app.optout.second import Proposal, agreement
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Scope
from tests.unit.optout.acts import ACME, ADA, GRACE, NOW, desk_of, links, record, recorded
from tests.unit.optout.two import STATED, erased, propose, required


def test_a_record_whose_people_were_erased_still_holds():
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    recorded(desk_of(ledger).agree(GRACE, after=3))
    kept = [erased(entry) for entry in ledger.kept]
    assert fold(ACME, kept).status is Status.CONFIRMED
    assert inconsistency(ACME, links(kept)) is None


class OneReply:
    """A reply on file, graded as said."""

    def backing(self, _: Scope, __: str) -> Backing | None:
        return Backing(MailKind.REPLY, Evidence.SIGNED, AboutUs.NAMES, Checked.VALID, "slack.com")


def test_a_mail_on_file_backs_the_proposal_and_the_act_alike():
    ledger = required(Action.SENT)
    desk = Desk(ledger, lambda: NOW, OneReply())
    recorded(desk.act(ADA, Action.DONE, replace(STATED, mail="ab" * 32), after=2))
    done = recorded(desk.agree(GRACE, after=3))
    grades = {(entry.statement.evidence, entry.statement.signer) for entry in ledger.kept[2:]}
    assert grades == {(Evidence.SIGNED, "slack.com")}
    assert done.opt_out.evidence is Evidence.SIGNED


def test_an_entry_that_proposes_nothing_is_not_agreed_to():
    with pytest.raises(ValueError, match="entry 1 proposes nothing"):
        agreement(Proposal(record(Action.SENT)[0]))


# What somebody writes into the database who knows how to make hashes, but has no second owner.
Forgery = Callable[[Entry, Entry], dict[str, Any]]


FORGERIES: dict[str, Forgery] = {
    "alone": lambda done, _: {"statement": replace(done.statement, regards=None), "named": None},
    "by the same person": lambda _, proposed: {"actor": proposed.actor},
    "with another statement": lambda done, _: {"statement": replace(done.statement, reference="1")},
    "of another act": lambda _, __: {"action": Action.WITHDRAW, "status": Status.WITHDRAWN},
    "of another entry": lambda done, _: {"statement": replace(done.statement, regards=1)},
    "without who proposed it": lambda _, __: {"named": None},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_act_that_took_two_owners_and_has_one_breaks_the_record(forgery: str):
    ledger = required(Action.SENT)
    proposed = propose(ledger, Action.DONE).entry
    done = recorded(desk_of(ledger).agree(GRACE, after=3)).entry
    assert inconsistency(ACME, links(ledger.kept)) is None
    forged = [*ledger.kept[:3], seal(replace(done, **FORGERIES[forgery](done, proposed)))]
    with pytest.raises(BrokenRecord) as broken:
        fold(ACME, forged)
    assert broken.value.position == 4
    found = inconsistency(ACME, links(forged))
    assert found is not None
    assert found.what == "it took two owners, and the agreement of the second is not there"


def test_a_record_from_before_two_owners_could_be_required_is_what_it_was():
    entries = record(Action.SENT, Action.DONE)
    assert entries[0].previous == GENESIS
    assert '"regards"' not in "".join(canonical(entry) for entry in entries)
    assert '"proposes"' not in "".join(canonical(entry) for entry in entries)
    assert not fold(ACME, entries).second_required
