"""The Home tab: what stands on it in which order for whom, and when Slack needs to be sent it again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import TRANSITIONS, Action, Statement, Status
from bolt_app.people import Role
from bolt_app.register.kinds import IN_SHORT
from bolt_app.views.answer import LISTED
from bolt_app.views.facts import Operator
from bolt_app.views.forms import FORMS, OFFERED, Form, outcomes_from
from bolt_app.views.home import home
from bolt_app.views.ids import Press
from bolt_app.views.metadata import unpack
from bolt_app.views.yourpart import your_part
from tests.every_view import EVERY, STANDS
from tests.record_builders import (
    NAME_CONTACT,
    NOW,
    SENT,
    facts_in,
    facts_of,
    record_of,
    shipped,
    translator,
    viewer,
)
from tests.unit.views.reading import (
    EN,
    FR,
    GUEST,
    MEMBER,
    OWNER,
    Thing,
    buttons,
    headers,
    labels,
    texts,
    whole,
)

OF_MEMBERS = [
    "How Slack uses our data",
    "In short",
    "Your questions",
    "One by one",
    "Not known",
    "What changed",
    "About this app",
]


def press(view: Thing, action_id: str) -> Thing:
    return next(button for button in buttons(view) if button["action_id"] == action_id)


def digest(view: Thing) -> str:
    return unpack(view["private_metadata"]).digest


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMIN, Role.GUEST])
def test_who_is_no_owner_reads_everything_but_the_owner_s_part(role: Role) -> None:
    assert headers(home(facts_of(), viewer(role), EN)) == OF_MEMBERS


def test_an_owner_s_part_comes_right_after_the_status() -> None:
    assert headers(home(facts_of(), OWNER, EN)) == [OF_MEMBERS[0], "Your part as an owner", *OF_MEMBERS[1:]]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_owners_are_offered_anything_that_is_recorded(role: Role) -> None:
    pressed = {
        button["action_id"].partition(".")[0] for button in buttons(home(facts_of(), viewer(role), EN))
    }
    assert not pressed & {Press.OPEN, Press.DO}


def test_somebody_of_another_organisation_reads_one_neutral_sentence() -> None:
    view = home(facts_in(Status.REFUSED), viewer(Role.OUTSIDER), EN)
    assert len(view["blocks"]) == 2
    assert buttons(view) == []
    assert "for its own members" in whole(view)


def test_the_status_and_the_way_to_the_record_come_before_everything_else() -> None:
    view = home(facts_in(Status.FILED), MEMBER, EN)
    first = next(index for index, block in enumerate(view["blocks"]) if "In short" in whole(block))
    assert "*Our opt-out: Sent, no answer recorded*" in whole(view["blocks"][:first])
    assert press(view, Press.RECORD) in buttons(view["blocks"][:first])


@pytest.mark.parametrize("name", STANDS)
def test_home_and_the_answer_tell_the_same_status(name: str) -> None:
    facts = STANDS[name]
    from_answer = whole(EVERY[f"answer-{name}"](EN)).replace("*", "")
    ours = "*Our organisation’s opt-out: " if facts.opt_out.scope.is_organisation else "*Our opt-out: "
    card = next(text for text in texts(home(facts, MEMBER, EN)) if text.startswith(ours))
    for line in card.replace(ours, "").replace("*", "").splitlines():
        assert line in from_answer


def test_where_slack_lists_the_owners_is_told_to_whom_it_helps() -> None:
    for role in Role:
        told = LISTED in whole(home(facts_in(Status.NOT_FILED), viewer(role), EN))
        assert told is (role in (Role.GUEST, Role.MEMBER, Role.ADMIN))
    for status in sorted(set(Status) - {Status.NOT_FILED}):
        assert LISTED not in whole(home(facts_in(status), MEMBER, EN))


def test_what_to_do_now_stands_apart_from_what_was_set_up_once() -> None:
    blocks = your_part(facts_in(Status.FILED), OWNER, EN)
    [line] = [number for number, block in enumerate(blocks) if block["type"] == "divider"]
    assert "Record Slack’s answer" in whole(blocks[:line])
    assert "Privacy contact" not in whole(blocks[:line])
    assert "Record Slack’s answer" not in whole(blocks[line:])
    assert "Second owner" in whole(blocks[line:])


def test_a_guest_s_card_has_the_status_without_the_reason() -> None:
    assert "owner’s address" in whole(home(facts_in(Status.REFUSED), MEMBER, EN))
    assert "owner’s address" not in whole(home(facts_in(Status.REFUSED), GUEST, EN))
    assert "§ 7.2" not in whole(home(facts_in(Status.EXCLUDED), GUEST, EN))


def test_every_line_in_short_has_its_own_sources() -> None:
    keys = [
        button["value"] for button in buttons(home(facts_of(), MEMBER, EN)) if button["action_id"] == "claim"
    ]
    assert {shipped().slots[slot] for slot in IN_SHORT} <= set(keys)


def test_every_practice_and_every_member_s_question_has_its_sources() -> None:
    view = home(facts_of(), MEMBER, EN)
    practices = [button["value"] for button in buttons(view) if button["action_id"] == Press.PRACTICE]
    assert practices == [practice.key for practice in shipped().practices]
    answers = next(one for one in buttons(view) if one["text"]["text"] == "Sources of these answers")
    assert answers["action_id"] == Press.CLAIM
    assert answers["value"].split() == [question.claim for question in shipped().member_questions]
    shown = sum(label == "Sources" for label in labels(view))
    assert shown == 1 + len(IN_SHORT) + len(practices)  # none beside a question: they were a wall of buttons


@pytest.mark.parametrize(
    "press",
    [Press.CHANGES, Press.UNKNOWN, Press.DIFFERENCES, Press.VERSIONS, Press.OFFICER, Press.AI_SETTINGS,
     Press.STATEMENTS],
)  # fmt: skip
def test_everything_there_is_to_read_is_one_click_away(press: Press) -> None:
    assert press in [button["action_id"] for button in buttons(home(facts_of(), MEMBER, EN))]


@pytest.mark.parametrize("status", Status)
def test_what_an_owner_is_offered_can_be_recorded_from_there(status: Status) -> None:
    for which in OFFERED[status].forms:
        assert any(_leads_on(action, status) for action in FORMS[which].actions), which
    assert all(_leads_on(action, status) for action in OFFERED[status].direct)


def _leads_on(action: Action, status: Status) -> bool:
    return status in TRANSITIONS[action].starts_from


@pytest.mark.parametrize("status", Status)
def test_an_owner_has_one_primary_button_and_it_comes_first(status: Status) -> None:
    pressed = buttons(your_part(facts_in(status), OWNER, EN))
    assert [button.get("style") for button in pressed] == ["primary", *[None] * (len(pressed) - 1)]
    first = f"open.{OFFERED[status].forms[0]}"
    instead = {Status.WITHDRAWN: "letter.take_back", Status.CONFIRMED: "export"}
    assert pressed[0]["action_id"] == instead.get(status, first)


def test_an_answer_is_offered_only_where_slack_can_have_given_one() -> None:
    for status in Status:
        assert (Form.ANSWER in OFFERED[status].forms) <= bool(outcomes_from(status))
    assert outcomes_from(Status.DRAFTED) == ()
    assert outcomes_from(Status.FILED) == (Action.DONE, Action.RECEIVED, Action.ASKED, Action.REFUSED)
    assert outcomes_from(Status.UNCERTAIN) == (Action.DONE,)


def test_discarding_asks_first_and_carries_what_the_owner_saw() -> None:
    facts = facts_in(Status.DRAFTED)
    discard = press(home(facts, OWNER, EN), "do.discard")
    assert discard["value"] == str(facts.opt_out.position) == "1"
    assert discard["confirm"]["confirm"]["text"] == "Yes, record it"
    assert "The record keeps" in discard["confirm"]["text"]["text"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "The e-mail was sent today. Slack gives no deadline; we suggest asking again after 7 days."),
        (1, "The e-mail was sent 1 day ago. Slack gives no deadline; we suggest asking again after 7 days."),
        (6, "sent 6 days ago. Slack gives no deadline; we suggest asking again after 7 days."),
        (7, "sent 7 days ago. Slack gives no deadline; we suggest asking again now."),
        (400, "sent 400 days ago. Slack gives no deadline; we suggest asking again now."),
    ],
)
def test_an_owner_is_told_how_long_it_is_and_never_that_it_is_overdue(days: int, words: str) -> None:
    entries = record_of((SENT,))
    facts = facts_of(entries, now=entries[0].recorded_at + timedelta(days=days))
    assert words in whole(your_part(facts, OWNER, EN))


def test_owners_see_the_reference_slack_gave_and_the_reason_it_gave() -> None:
    assert "(reference 12345)" in whole(your_part(facts_in(Status.ACKNOWLEDGED), OWNER, EN))
    assert "Slack said no: “The request did not come" in whole(your_part(facts_in(Status.REFUSED), OWNER, EN))
    unreferenced = facts_of(record_of((SENT, (Action.RECEIVED, Statement(stated_on=date(2026, 5, 13))))))
    assert "Slack has received it; no confirmation is recorded." in whole(your_part(unreferenced, OWNER, EN))


def test_members_are_told_whom_to_ask_or_that_nobody_is_named() -> None:
    assert "No privacy contact is named here." in whole(home(facts_of(), MEMBER, EN))
    named = facts_of(record_of((NAME_CONTACT,)))
    assert "The privacy contact an owner named: <@U0PRIYA>." in whole(home(named, MEMBER, EN))


def test_a_contact_can_be_removed_only_once_one_is_named() -> None:
    named = facts_of(record_of((NAME_CONTACT,)))
    removed = facts_of(record_of((NAME_CONTACT, (Action.REMOVE_CONTACT, Statement()))))
    parts = [buttons(your_part(facts, OWNER, EN)) for facts in (named, removed)]
    offers = ["do.remove_contact" in [button["action_id"] for button in part] for part in parts]
    assert offers == [True, False]


@pytest.mark.parametrize(
    ("operator", "words"),
    [
        (Operator(), "Who runs this installation is not stated here."),
        (Operator("Acme IT"), "This installation is run by Acme IT."),
        (Operator("Acme Inc.", country="France"), "This installation is run by Acme Inc (France)."),
        (Operator("Acme IT", "it@acme.example"), "run by Acme IT. How to reach them: it@acme.example."),
        (Operator("*IT*", "<@U1>"), "run by ∗IT∗. How to reach them: &lt;@U1&gt;."),
    ],
)
def test_the_foot_says_who_runs_the_app_and_how_to_reach_them(operator: Operator, words: str) -> None:
    assert words in whole(home(facts_of(operator=operator), MEMBER, EN))


def test_the_foot_says_that_the_app_is_independent_and_how_old_its_statements_are() -> None:
    foot = texts(home(facts_of(), MEMBER, EN))[-2:]
    assert "not affiliated with Slack or Salesforce" in foot[0]
    assert "not legal advice" in foot[0]
    assert foot[1].endswith("not yet compared with Slack’s live pages.")


def test_once_somebody_compared_the_live_pages_the_foot_says_when() -> None:
    compared = replace(shipped(), compared=date(2026, 11, 28))
    assert texts(home(facts_of(register=compared), MEMBER, EN))[-1] == (
        "Collected from published copies on 21 November 2026; compared with Slack’s live pages on "
        "28 November 2026."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", Status)
def test_the_same_facts_give_the_same_digest(status: Status, language: str) -> None:
    t = translator(language)
    assert home(facts_in(status), OWNER, t) == home(facts_in(status), OWNER, t)


def test_within_a_day_the_digest_stays() -> None:
    entries = record_of((SENT,))
    morning, evening = (facts_of(entries, now=NOW.replace(hour=hour)) for hour in (0, 23))
    assert digest(home(morning, OWNER, EN)) == digest(home(evening, OWNER, EN))


def test_the_digest_changes_with_whatever_a_person_would_read_differently() -> None:
    entries = record_of((SENT,))
    filed = facts_of(entries)
    compared = replace(shipped(), compared=date(2026, 11, 28))
    views = [
        home(filed, OWNER, EN),
        home(filed, OWNER, FR),
        home(filed, MEMBER, EN),
        home(facts_of(entries, now=NOW + timedelta(days=1)), OWNER, EN),
        home(facts_in(Status.ACKNOWLEDGED), OWNER, EN),
        home(facts_of(entries, register=compared), OWNER, EN),
        home(facts_of(entries, operator=Operator("Somebody else")), OWNER, EN),
    ]
    assert len({digest(view) for view in views}) == len(views)


def test_an_admin_and_a_member_see_the_same_home() -> None:
    assert home(facts_of(), viewer(Role.ADMIN), EN) == home(facts_of(), MEMBER, EN)


def test_home_carries_the_newest_entry_it_shows_and_its_language() -> None:
    seen = unpack(home(facts_in(Status.CONFIRMED), OWNER, FR)["private_metadata"])
    assert (seen.after, seen.language, seen.form) == (3, "fr", "")


def test_a_status_may_bear_a_better_name_on_its_button() -> None:
    assert "Change the decision" in labels(home(facts_in(Status.DECLINED), OWNER, EN))
    assert "We want to opt back in" in labels(home(facts_in(Status.CONFIRMED), OWNER, EN))
