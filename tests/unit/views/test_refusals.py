"""Every refusal is a sentence that says what was not recorded and what to do, in each language."""

from datetime import date

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import Action, Refusal, RefusalKind, Status
from bolt_app.people import Role
from bolt_app.views import notices
from bolt_app.views.refusals import refusal
from tests.every_view import CORRECTED, REFUSALS
from tests.record_builders import facts_in, translator, viewer
from tests.unit.views.reading import EN, FR, GUEST, OWNER, whole

BESIDE_A_FIELD = {
    RefusalKind.DATE_MISSING,
    RefusalKind.DAY_TURNED,
    RefusalKind.DATE_IN_FUTURE,
    RefusalKind.DATE_TOO_EARLY,
    RefusalKind.ANSWER_BEFORE_LETTER,
    RefusalKind.BEFORE_CONFIRMATION,
    RefusalKind.ANOTHER_PLACE,
    RefusalKind.LETTER_UNFINISHED,
    RefusalKind.REVIEW_MISSING,
    RefusalKind.REVIEW_NOT_AHEAD,
    RefusalKind.REASON_MISSING,
    RefusalKind.CLAUSE_MISSING,
    RefusalKind.REPLY_MISSING,
    RefusalKind.TICK_MISSING,
    RefusalKind.PERSON_MISSING,
    RefusalKind.MAIL_MISSING,
    RefusalKind.MAIL_UNFIT,
    RefusalKind.MAIL_OF_ANOTHER_DAY,
    RefusalKind.RULE_MISSING,
    RefusalKind.CHANNEL_MISSING,
    RefusalKind.TOPIC_MISSING,
    RefusalKind.TOO_LONG,
    RefusalKind.NO_SUCH_ENTRY,
    RefusalKind.BUILT_UPON,
    RefusalKind.NOT_A_MEMBER,
    RefusalKind.ALREADY_READER,
    RefusalKind.READERS_FULL,
}
"""Shown as plain text under the input at fault; Slack draws no formatting there."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_one_filled_in_sentence_or_more(name: str, language: str) -> None:
    said = refusal(REFUSALS[name], translator(language))
    assert said.endswith(".")
    assert "{" not in said
    assert 10 < len(said) < 300


@pytest.mark.parametrize("kind", RefusalKind)
def test_a_refusal_that_carries_nothing_is_a_sentence_all_the_same(kind: RefusalKind) -> None:
    assert refusal(Refusal(kind), EN).endswith(".")


@pytest.mark.parametrize("name", REFUSALS)
def test_each_refusal_is_put_into_french(name: str) -> None:
    assert refusal(REFUSALS[name], FR) != refusal(REFUSALS[name], EN)


def test_no_two_kinds_share_a_sentence() -> None:
    sentences = [refusal(Refusal(kind), EN) for kind in RefusalKind]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("kind", [kind for kind in RefusalKind if kind not in BESIDE_A_FIELD])
def test_where_no_field_is_at_fault_the_sentence_says_that_nothing_was_recorded(
    kind: RefusalKind,
) -> None:
    assert "othing" in refusal(Refusal(kind), EN)
    assert "recorded" in refusal(Refusal(kind), EN)


@pytest.mark.parametrize("kind", sorted(BESIDE_A_FIELD))
def test_what_stands_under_an_input_is_plain_text(kind: RefusalKind) -> None:
    named = REFUSALS[kind.replace("_", "-")]
    for t in (EN, FR):
        assert not set(refusal(named, t)) & set("*_<>`")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_who_is_no_owner_is_told_so_in_words_for_their_role(role: Role) -> None:
    said = refusal(Refusal(RefusalKind.NOT_AN_OWNER, role=role), EN)
    assert "owner" in said
    assert ("admins are not owners" in said) == (role is Role.ADMIN)
    assert said.startswith("Guests") == (role is Role.GUEST)


def test_who_came_second_is_told_who_acted_and_what_they_did() -> None:
    first = CORRECTED[1]
    said = refusal(Refusal(RefusalKind.MEANWHILE, entry=first), EN)
    assert f"<@{OWNER.user}>" in said
    assert "The opt-out e-mail was sent (No. 2)" in said
    assert first.action is Action.SENT


def test_who_came_second_after_somebody_unknown_is_told_without_a_name() -> None:
    said = refusal(REFUSALS["meanwhile-erased"], EN)
    assert "<@" not in said
    assert "changed while this was open" in said


def test_a_collision_of_dates_names_the_other_date_in_the_reader_s_words() -> None:
    refused = Refusal(RefusalKind.ANSWER_BEFORE_LETTER, day=date(2026, 8, 1))
    assert "(1 August 2026)" in refusal(refused, EN)
    assert "1er août 2026" in refusal(refused, FR)


def test_a_text_that_is_too_long_is_told_by_how_much_fits() -> None:
    assert "500 characters" in refusal(REFUSALS["too-long"], EN)


def test_a_refused_owner_sees_where_the_matter_stands_and_why() -> None:
    shown = whole(notices.refused("Not so.", facts_in(Status.REFUSED), OWNER, EN))
    assert "Not so." in shown
    assert "Refusal recorded" in shown
    assert "did not come from an owner’s address" in shown


def test_a_refused_guest_sees_where_it_stands_without_the_reason() -> None:
    shown = whole(notices.refused("Not so.", facts_in(Status.REFUSED), GUEST, EN))
    assert "Refusal recorded" in shown
    assert "owner’s address" not in shown


def test_somebody_of_another_organisation_sees_nothing_of_the_record() -> None:
    view = notices.refused("Not so.", facts_in(Status.REFUSED), viewer(Role.OUTSIDER), EN)
    assert [block["text"]["text"] for block in view["blocks"]] == ["Not so."]
