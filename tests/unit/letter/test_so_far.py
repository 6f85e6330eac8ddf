"""What a letter refers to, read off the record, and which letters fit where the record stands."""

from datetime import date

import pytest

from bolt_app.letter import LetterKind, SoFar, fits, so_far, taking_back
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.model import Action, Statement, Status
from bolt_app.views.forms import LETTER_OF, OFFERED
from tests.record_builders import (
    ACME,
    ASKED,
    DOUBT,
    DRAFT,
    NAME_CONTACT,
    REACHED_BY,
    RECEIVED,
    SENT,
    WITHDRAW,
    Act,
    done,
    record_of,
)


def stands(*acts: Act) -> OptOut:
    return fold(ACME, record_of(acts))


IN = {status: stands(*acts) for status, acts in REACHED_BY.items()}
OPTED_BACK_IN = stands(SENT, done(), WITHDRAW)


def test_of_an_empty_record_a_letter_refers_to_nothing_and_is_the_first():
    assert so_far(OptOut(ACME)) == SoFar()


def test_a_letter_refers_to_the_newest_letter_and_to_slack_s_reference():
    again: Act = (Action.SENT_AGAIN, Statement(stated_on=date(2026, 5, 14), ticked="Yes."))
    assert so_far(stands(SENT, again, RECEIVED)) == SoFar(4, date(2026, 5, 14), None, "12345")
    assert so_far(stands(SENT, ASKED)).reference == "12345"


def test_a_letter_refers_to_the_confirmation_that_counts():
    assert so_far(stands(SENT, done())) == SoFar(3, date(2026, 5, 12), date(2026, 5, 14), "12345")
    undone: Act = (Action.CORRECT, Statement(corrects=2, reason="It was another workspace’s."))
    assert so_far(stands(SENT, done(), undone)) == SoFar(4, date(2026, 5, 12))


def test_a_withdrawal_and_the_letter_that_tells_slack_of_it_have_one_number():
    assert so_far(IN[Status.FILED]).number == 2
    assert so_far(stands(SENT, WITHDRAW)).number == 2
    assert so_far(stands(SENT, WITHDRAW, NAME_CONTACT)).number == 2
    assert so_far(stands(SENT, WITHDRAW, NAME_CONTACT, DRAFT)).number == 5


def test_what_is_taken_back_is_the_opt_out_where_it_was_confirmed_and_else_the_request():
    assert taking_back(IN[Status.FILED]) is LetterKind.TAKE_BACK
    assert taking_back(IN[Status.WITHDRAWN]) is LetterKind.TAKE_BACK
    assert taking_back(IN[Status.CONFIRMED]) is LetterKind.OPT_IN
    assert taking_back(OPTED_BACK_IN) is LetterKind.OPT_IN


FITTING = {
    Status.NOT_FILED: {LetterKind.OPT_OUT},
    Status.DRAFTED: {LetterKind.OPT_OUT},
    Status.FILED: {LetterKind.FOLLOW_UP, LetterKind.TAKE_BACK},
    Status.UNDELIVERED: {LetterKind.OPT_OUT},
    Status.ACKNOWLEDGED: {LetterKind.FOLLOW_UP, LetterKind.TAKE_BACK},
    Status.NEEDS_REPLY: {LetterKind.FOLLOW_UP, LetterKind.REPLY, LetterKind.TAKE_BACK},
    Status.CONFIRMED: {LetterKind.CONFIRM_AGAIN, LetterKind.OPT_IN},
    Status.REFUSED: {LetterKind.OPT_OUT, LetterKind.FOLLOW_UP},
    Status.DECLINED: {LetterKind.OPT_OUT},
    Status.EXCLUDED: {LetterKind.OPT_OUT},
    Status.WITHDRAWN: {LetterKind.OPT_OUT, LetterKind.TAKE_BACK},
    Status.UNCERTAIN: {LetterKind.OPT_OUT},
}


@pytest.mark.parametrize("status", Status)
def test_a_letter_fits_where_what_it_says_is_so(status: Status):
    assert {kind for kind in LetterKind if fits(kind, IN[status])} == FITTING[status] | {LetterKind.QUESTIONS}


def test_after_opting_back_in_the_letter_that_says_so_fits():
    assert fits(LetterKind.OPT_IN, OPTED_BACK_IN)
    assert not fits(LetterKind.TAKE_BACK, OPTED_BACK_IN)
    assert not fits(LetterKind.CONFIRM_AGAIN, stands(SENT, done(), DOUBT))


@pytest.mark.parametrize("status", Status)
def test_every_letter_that_home_offers_fits_there(status: Status):
    for which in OFFERED[status].forms:
        if which in LETTER_OF:
            assert fits(LETTER_OF[which], IN[status]), which
