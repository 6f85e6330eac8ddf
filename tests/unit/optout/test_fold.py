"""What a record says on replay: status, letter, confirmation, evidence, contact; no rule decided on it."""

from dataclasses import replace

import pytest

from bolt_app.optout.chain import GENESIS, digest
from bolt_app.optout.choices import Channel, Topic
from bolt_app.optout.fold import BrokenRecord, OptOut, corrected_by, fold, step
from bolt_app.optout.model import Action, Evidence, Status
from tests.unit.optout.acts import ACME, record, record_in

PASTED = {"evidence": Evidence.PASTED}


def test_nothing_recorded_is_not_filed():
    assert fold(ACME, []) == OptOut(ACME)
    assert OptOut(ACME).status is Status.NOT_FILED
    assert (OptOut(ACME).position, OptOut(ACME).head) == (0, GENESIS)


@pytest.mark.parametrize("status", Status)
def test_position_and_head_are_those_of_the_newest_entry(status: Status):
    entries = record_in(status)
    opt_out = fold(ACME, entries)
    assert (opt_out.status, opt_out.position, opt_out.head) == (status, len(entries), entries[-1].hash)


def test_an_entry_that_does_not_follow_is_named():
    entries = record(Action.SENT, Action.RECEIVED)
    with pytest.raises(BrokenRecord, match="entry 2 does not follow") as broken:
        fold(ACME, [entries[1]])
    assert broken.value.position == 2
    with pytest.raises(BrokenRecord):
        step(Status.CONFIRMED, entries[0])


def test_an_entry_that_keeps_the_status_is_not_what_led_to_it():
    entries = record(Action.SENT, Action.DONE, Action.EVIDENCE, Action.CONFIRM_AGAIN, Action.NAME_CONTACT)
    assert fold(ACME, entries).since == entries[1]


def test_the_newest_letter_that_counts_is_the_filed_one():
    entries = record(Action.SENT, Action.RECEIVED, Action.SENT_AGAIN)
    assert fold(ACME, entries).filed == entries[2]


@pytest.mark.parametrize(
    "starting_anew", [(Action.WITHDRAW, Action.DRAFT), (Action.BOUNCED, Action.DECLINE), (Action.EXCLUDE,)]
)
def test_a_letter_of_an_earlier_attempt_is_not_the_filed_one(starting_anew: tuple[Action, ...]):
    assert fold(ACME, record(Action.SENT, *starting_anew)).filed is None


@pytest.mark.parametrize("kept", [(Action.BOUNCED,), (Action.REFUSED,), (Action.ASKED, Action.REPLIED)])
def test_a_letter_stays_the_filed_one_while_the_matter_goes_on(kept: tuple[Action, ...]):
    entries = record(Action.SENT, *kept)
    assert fold(ACME, entries).filed == entries[0]


@pytest.mark.parametrize("after", [(), (Action.DOUBT,), (Action.WITHDRAW,)])
def test_the_confirmation_is_kept_beside_doubt_and_withdrawal(after: tuple[Action, ...]):
    entries = record(Action.SENT, (Action.DONE, PASTED), *after)
    opt_out = fold(ACME, entries)
    assert (opt_out.confirmed, opt_out.evidence) == (entries[1], Evidence.PASTED)


@pytest.mark.parametrize(
    "after", [(Action.DOUBT, Action.DRAFT), (Action.DOUBT, Action.EXCLUDE), (Action.WITHDRAW, Action.DECLINE)]
)
def test_a_confirmation_on_which_nothing_rests_any_more_is_gone(after: tuple[Action, ...]):
    opt_out = fold(ACME, record(Action.SENT, (Action.DONE, PASTED), *after))
    assert (opt_out.confirmed, opt_out.evidence) == (None, Evidence.WORD)


def test_a_withdrawal_before_any_answer_rests_on_no_confirmation():
    assert fold(ACME, record(Action.SENT, Action.WITHDRAW)).confirmed is None


def test_evidence_is_the_best_there_is_for_the_confirmation_that_counts():
    better = (Action.EVIDENCE, PASTED)
    assert fold(ACME, record(Action.DONE, better)).evidence is Evidence.PASTED
    worse = (Action.EVIDENCE, {"evidence": Evidence.WORD})
    assert fold(ACME, record((Action.DONE, PASTED), worse)).evidence is Evidence.PASTED


def test_a_second_confirmation_brings_its_own_evidence():
    entries = record(Action.SENT, (Action.DONE, PASTED), Action.DOUBT, Action.DONE)
    opt_out = fold(ACME, entries)
    assert (opt_out.confirmed, opt_out.evidence) == (entries[3], Evidence.WORD)


def test_confirming_again_lends_no_evidence():
    opt_out = fold(ACME, record(Action.DONE, (Action.CONFIRM_AGAIN, PASTED)))
    assert opt_out.evidence is Evidence.WORD


def test_the_contact_is_the_one_named_last_until_removed():
    named = (Action.NAME_CONTACT, {"named": "U0PRIYA"})
    other = (Action.NAME_CONTACT, {"named": "U0TOMAS"})
    contact = fold(ACME, record(named, Action.SENT, other)).contact
    assert contact is not None
    assert contact.user == "U0TOMAS"
    assert fold(ACME, record(named, Action.REMOVE_CONTACT)).contact is None


def test_a_corrected_contact_gives_the_one_before_back():
    entries = record(
        (Action.NAME_CONTACT, {"named": "U0PRIYA"}),
        (Action.NAME_CONTACT, {"named": "U0TOMAS"}),
        (Action.CORRECT, {"corrects": 2}),
    )
    contact = fold(ACME, entries).contact
    assert contact is not None
    assert contact.user == "U0PRIYA"
    removed = record(entries[0].action, Action.REMOVE_CONTACT, (Action.CORRECT, {"corrects": 2}))
    assert fold(ACME, removed).contact is not None
    never = record(Action.NAME_CONTACT, (Action.CORRECT, {"corrects": 1}))
    assert fold(ACME, never).contact is None


def test_the_channel_is_the_one_chosen_last_until_removed():
    chosen = (Action.CHOOSE_CHANNEL, {"channel": "C0GENERAL", "topics": (Topic.POLICY,), "language": "en"})
    entries = record(chosen, Action.SENT, Action.CHOOSE_CHANNEL)
    assert fold(ACME, entries[:2]).channel == Channel("C0GENERAL", (Topic.POLICY,), "en", 1)
    assert fold(ACME, entries).channel == Channel("C0PRIVACY", (Topic.OUR_OPT_OUT,), "fr", 3)
    removed = record(chosen, Action.REMOVE_CHANNEL)
    assert fold(ACME, removed).channel is None
    assert fold(ACME, removed).status is Status.NOT_FILED


def test_a_corrected_choice_of_a_channel_gives_the_one_before_back():
    chosen = (Action.CHOOSE_CHANNEL, {"channel": "C0GENERAL"})
    entries = record(chosen, Action.CHOOSE_CHANNEL, (Action.CORRECT, {"corrects": 2}))
    channel = fold(ACME, entries).channel
    assert channel is not None
    assert (channel.id, channel.since) == ("C0GENERAL", 1)


def test_a_corrected_entry_counts_no_more_and_is_named():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    opt_out = fold(ACME, entries)
    assert (opt_out.status, opt_out.since) == (Status.FILED, entries[0])
    assert opt_out.confirmed is None
    assert opt_out.corrected == corrected_by(entries) == {2}
    assert (opt_out.position, opt_out.head) == (3, entries[2].hash)


def test_a_corrected_letter_is_not_the_filed_one():
    entries = record(Action.SENT, Action.SENT_AGAIN, (Action.CORRECT, {"corrects": 2}))
    assert fold(ACME, entries).filed == entries[0]


def test_corrected_evidence_lends_nothing():
    entries = record(Action.DONE, (Action.EVIDENCE, PASTED), (Action.CORRECT, {"corrects": 2}))
    assert fold(ACME, entries).evidence is Evidence.WORD


def test_what_is_recorded_after_a_correction_goes_on_from_there():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}), Action.ASKED)
    assert fold(ACME, entries).status is Status.NEEDS_REPLY


def test_a_correction_that_breaks_what_follows_is_noticed():
    entries = record(Action.SENT, Action.RECEIVED)
    correction = replace(
        entries[1], action=Action.CORRECT, position=3, statement=replace(entries[1].statement, corrects=1)
    )
    with pytest.raises(BrokenRecord) as broken:
        fold(ACME, [*entries, correction])
    assert broken.value.position == 2


def test_texts_have_nothing_to_do_with_where_the_matter_stands():
    with_text = record((Action.SENT, {"texts": (("letter", digest("a letter")),)}))
    without = record((Action.SENT, {"texts": ()}))
    assert fold(ACME, with_text).status is fold(ACME, without).status


@pytest.mark.parametrize("last", [Action.NAME_CONTACT, Action.REMOVE_CONTACT])
def test_of_a_record_read_once_the_newest_word_on_the_contact_counts(last: Action):
    entries = record(Action.NAME_CONTACT, Action.REMOVE_CONTACT, Action.NAME_CONTACT, last)
    named = fold(ACME, iter(entries), corrected=frozenset()).contact
    assert named == (entries[3].named if last is Action.NAME_CONTACT else None)


def test_a_record_that_is_read_once_is_folded_when_its_corrections_are_known():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    assert fold(ACME, iter(entries), corrected=frozenset({2})) == fold(ACME, entries)
