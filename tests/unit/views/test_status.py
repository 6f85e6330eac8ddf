"""The sentence on where the opt-out stands says who stated what, and never more than the record holds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import Action, Evidence, Statement, Status
from bolt_app.register.kinds import Slot
from bolt_app.views.status import LABELS, stand
from tests.every_view import BEFORE_THIS_APP, STANDS
from tests.record_builders import (
    DECLINE,
    EXCLUDE,
    REACHED_BY,
    RECEIVED,
    REFUSED,
    SENT,
    WITHDRAW,
    Act,
    done,
    facts_in,
    facts_of,
    record_of,
    shipped,
    translator,
)
from tests.unit.views.reading import EN

AFTER = shipped().slot(Slot.AFTER_OPT_OUT).text
LIMITS = shipped().slot(Slot.NOT_SWITCHED_OFF).text


@pytest.mark.parametrize("status", Status)
def test_the_built_records_lead_to_the_status_they_are_named_for(status: Status) -> None:
    assert facts_in(status).opt_out.status is status


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_has_a_label_and_a_sentence_of_its_own(language: str) -> None:
    stands = [stand(facts_in(status), translator(language)) for status in Status]
    assert len({now.label for now in stands}) == len(Status)
    assert len({now.sentence for now in stands}) == len(Status)
    for now in stands:
        assert now.sentence.endswith(".")
        assert "{" not in now.label + now.sentence + now.follows


@pytest.mark.parametrize("name", STANDS)
def test_what_nobody_typed_in_is_never_told_as_something_slack_did_not_do(name: str) -> None:
    now = stand(STANDS[name], EN)
    said = f"{now.label} {now.sentence} {now.follows}".casefold()
    assert "slack has not" not in said
    assert "slack did not" not in said
    assert "overdue" not in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("not-filed", ["None recorded here"]),
        ("drafted", ["nothing says it was sent"]),
        ("filed", ["sent on 12 May 2026", "after 9 days", "nothing shows that the default has changed"]),
        ("filed-a-day-ago", ["No answer is recorded here after 1 day."]),
        ("filed-today", ["No answer is recorded here yet."]),
        ("undelivered", ["An owner reports", "came back", "12 May 2026"]),
        ("acknowledged", ["An owner reports", "13 May 2026", "no confirmation is recorded"]),
        ("needs-reply", ["An owner reports", "13 May 2026", "no confirmation is recorded"]),
        ("refused", ["An owner reports", "14 May 2026", "Reason: “The request did not come from"]),
        ("declined", ["12 May 2026", "not to opt out", "3 December 2026", "Reason: “The works council"]),
        ("excluded", ["“§ 7.2 (b) of the order form”", "15 January 2025", "15 January 2027"]),
        ("withdrawn", ["14 May 2026", "does not tell Slack anything", "Reason: “"]),
        ("uncertain", ["An owner reported", "14 May 2026", "is not known"]),
        ("confirmed-word", ["An owner reports", "14 May 2026", "neither the reply’s text nor"]),
        ("confirmed-pasted", ["An owner reports", "pasted the reply", "no e-mail file is on record"]),
        ("confirmed-file", ["Slack’s reply of 14 May 2026", "Its signature could not be checked"]),
        ("confirmed-signed", ["signature is valid for slack.com", "It names this workspace"]),
        ("confirmed-some-day", ["An owner reports that Slack confirmed;", "neither the day nor"]),
        ("confirmed-in-part", ["It covers, as stated: “acme.slack.com and acme-labs.slack.com”."]),
    ],
)
def test_a_sentence_says_who_stated_what_and_when(name: str, words: Sequence[str]) -> None:
    now = stand(STANDS[name], EN)
    for word in words:
        assert word in f"{now.label}. {now.sentence}"


@pytest.mark.parametrize("name", STANDS)
def test_confirmed_is_said_only_of_a_recorded_confirmation(name: str) -> None:
    facts = STANDS[name]
    now = stand(facts, EN)
    claimed = re.search(r"(Slack confirmed|Slack’s reply)", now.sentence) is not None
    assert claimed == (facts.opt_out.status in (Status.CONFIRMED, Status.UNCERTAIN))
    assert (AFTER in now.follows) == (facts.opt_out.status is Status.CONFIRMED)


@pytest.mark.parametrize("name", STANDS)
def test_once_anything_is_filed_the_reader_learns_what_an_opt_out_leaves(name: str) -> None:
    facts = STANDS[name]
    assert (LIMITS in stand(facts, EN).follows) == (facts.opt_out.status is not Status.NOT_FILED)


def test_a_better_grade_of_evidence_never_reads_like_a_worse_one() -> None:
    sentences = [stand(STANDS[f"confirmed-{grade.name.lower()}"], EN).sentence for grade in Evidence]
    assert len(set(sentences)) == len(Evidence)
    assert [sentence.startswith("An owner reports") for sentence in sentences] == [True, True, False, False]
    assert sentences[2] == (
        "An e-mail that an owner recorded as Slack’s reply of 14 May 2026 is on file. "
        "Its signature could not be checked. It is linked to this workspace by an owner’s statement only."
    )
    assert sentences[3] == (
        "Slack’s reply of 14 May 2026 is on file. Its signature is valid for slack.com. "
        "It names this workspace."
    )


def test_evidence_added_later_raises_the_grade_and_keeps_the_day() -> None:
    added: Act = (Action.EVIDENCE, Statement(texts=(("reply", "0" * 64),), evidence=Evidence.PASTED))
    now = stand(facts_of(record_of((SENT, done(), added))), EN)
    assert now.sentence == stand(STANDS["confirmed-pasted"], EN).sentence


@pytest.mark.parametrize("acts", [(SENT, done(), WITHDRAW), (SENT, REFUSED, EXCLUDE), (SENT, RECEIVED)])
def test_a_confirmation_that_no_longer_counts_is_not_shown(acts: Sequence[Act]) -> None:
    now = stand(facts_of(record_of(acts)), EN)
    assert "Slack confirmed" not in now.sentence
    assert AFTER not in now.follows


@pytest.mark.parametrize("act", [REFUSED, DECLINE, EXCLUDE, WITHDRAW])
def test_guests_read_the_status_without_what_owners_typed(act: Act) -> None:
    action, statement = act
    before = {Action.REFUSED: (SENT,), Action.WITHDRAW: (SENT,)}.get(action, ())
    facts = facts_of(record_of((*before, act)))
    typed = (statement.reason or statement.clause).removesuffix(".")
    assert typed in stand(facts, EN).sentence
    unexplained = stand(facts, EN, reasons=False)
    assert typed not in unexplained.sentence
    assert unexplained.label == stand(facts, EN).label
    assert unexplained.sentence.endswith(".")


def test_guests_do_not_read_what_a_confirmation_covers() -> None:
    assert "acme-labs" not in stand(STANDS["confirmed-in-part"], EN, reasons=False).sentence


def test_a_reason_cannot_pass_for_the_app_s_own_words() -> None:
    tricky = "*Confirmed by Slack.* <@U0OLIVIA>\n\n> says so"
    facts = facts_of(record_of((_declined(tricky),)))
    said = stand(facts, EN).sentence
    assert said.endswith("Reason: “∗Confirmed by Slack.∗ &lt;@U0OLIVIA&gt; &gt; says so”.")


def test_a_reason_s_own_full_stop_does_not_meet_the_sentence_s() -> None:
    for reason in ("Too early", "Too early."):
        facts = facts_of(record_of((_declined(reason),)))
        assert stand(facts, EN).sentence.endswith(" Reason: “Too early”.")


def _declined(reason: str) -> Act:
    return Action.DECLINE, replace(DECLINE[1], reason=reason)


def test_days_are_counted_from_the_newest_letter() -> None:
    again: Act = (Action.SENT_AGAIN, SENT[1])
    facts = facts_of(record_of((SENT, again)), now=datetime(2026, 5, 22, 23, 59, tzinfo=UTC))
    assert "after 10 days" in stand(facts, EN).sentence


def test_a_confirmation_before_this_app_of_an_unknown_day_says_so_when_it_becomes_uncertain() -> None:
    facts = facts_of(record_of((BEFORE_THIS_APP, REACHED_BY[Status.UNCERTAIN][-1])))
    assert stand(facts, EN).sentence.startswith("An owner reported that Slack confirmed; whether it")


def test_every_status_has_a_label() -> None:
    assert set(LABELS) == set(Status)
