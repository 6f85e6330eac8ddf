"""What two owners did, as the record holds it: a second one cannot be forged, nor an old record broken."""

from dataclasses import replace

import pytest

from bolt_app.optout.chain import GENESIS, canonical
from bolt_app.optout.desk import Desk
from bolt_app.optout.fold import BrokenRecord, fold
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Action, Evidence, Status
from bolt_app.optout.second import Proposal, agreement
from bolt_app.optout.verify import inconsistency
from bolt_app.people import Scope
from tests.unit.optout.acts import ACME, ADA, GRACE, NOW, desk_of, links, record, recorded
from tests.unit.optout.forgeries import FORGERIES, forged
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


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_act_that_took_two_owners_and_has_one_breaks_the_record(forgery: str):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    recorded(desk_of(ledger).agree(GRACE, after=3))
    assert inconsistency(ACME, links(ledger.kept)) is None
    entries = forged(tuple(ledger.kept), forgery)
    with pytest.raises(BrokenRecord) as broken:
        fold(ACME, entries)
    assert broken.value.position == 4
    found = inconsistency(ACME, links(entries))
    assert found is not None
    assert found.what == "it took two owners, and the agreement of the second is not there"


@pytest.mark.parametrize("forgery", ["by the same person", "by the same person under another salt"])
def test_erasing_whose_proposal_it_was_does_not_make_one_person_two(forgery: str):
    ledger = required(Action.SENT)
    propose(ledger, Action.DONE)
    recorded(desk_of(ledger).agree(GRACE, after=3))
    entries = list(forged(tuple(ledger.kept), forgery))
    entries[2] = erased(entries[2])
    assert inconsistency(ACME, links(entries)) is not None


def test_a_record_from_before_two_owners_could_be_required_is_what_it_was():
    entries = record(Action.SENT, Action.DONE)
    assert entries[0].previous == GENESIS
    assert '"regards"' not in "".join(canonical(entry) for entry in entries)
    assert '"proposes"' not in "".join(canonical(entry) for entry in entries)
    assert not fold(ACME, entries).second_required
