"""Payloads become small values, whatever the installation; what was tampered with counts as unseen."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.views.metadata import About, Seen
from listeners.payload import HomeOpened, asked, home_opened, pressed, submitted, user_of
from tests.unit.listeners import payloads
from tests.unit.listeners.payloads import GRID, HOME_TEAM, ORG_WIDE, PLACES, WORKSPACE, Place

SEEN = Seen(after=7, form="answer", digest="d1", language="fr")
everywhere = pytest.mark.parametrize("place", PLACES, ids=["workspace", "grid", "org-wide"])


@everywhere
def test_a_command_names_who_where_and_what_was_typed(place: Place):
    found = asked(payloads.command(place, " status "))
    assert (found.user, found.team, found.app_id) == (place.user, HOME_TEAM, "A0APP")
    assert found.text == "status"


def test_a_command_that_lacks_what_may_be_absent_is_a_command_still():
    found = asked({"user_id": "U0ADA", "command": "/datapolicy"})
    assert (found.user, found.team, found.app_id, found.text) == ("U0ADA", "", "", "")


@everywhere
def test_a_button_in_a_message_has_seen_nothing_and_is_in_no_modal(place: Place):
    body = payloads.click(place, {"action_id": "open.decline", "value": "12"})
    found = pressed(body)
    assert (found.user, found.team, found.app_id) == (place.user, HOME_TEAM, "A0APP")
    assert (found.name, found.value, found.trigger) == ("decline", "12", "1.2.abc")
    assert (found.seen, found.modal) == (Seen(), "")


@everywhere
def test_a_button_on_home_brings_what_the_person_saw(place: Place):
    home = payloads.view(place, "home", private_metadata=SEEN.packed())
    found = pressed(payloads.click(place, {"action_id": "record"}, home))
    assert (found.seen, found.modal, found.name, found.value) == (SEEN, "", "", "")


@everywhere
def test_a_button_in_a_modal_names_the_modal(place: Place):
    found = pressed(payloads.click(place, {"action_id": "older", "value": "40"}, payloads.view(place)))
    assert (found.modal, found.value) == ("V0VIEW", "40")


@pytest.mark.parametrize(
    ("value", "metadata", "about", "rest"),
    [
        ("12", "", About.SCOPE, "12"),
        ("", "", About.SCOPE, ""),
        ("workspace", "", About.WORKSPACE, ""),
        ("workspace:12", "", About.WORKSPACE, "12"),
        ("scope:12", "", About.SCOPE, "12"),
        ("12", Seen(about=About.WORKSPACE).packed(), About.WORKSPACE, "12"),
        ("scope", Seen(about=About.WORKSPACE).packed(), About.SCOPE, ""),
        ("T0LABS:12", "", About.SCOPE, "T0LABS:12"),
        ("workspaces", '{"about": "T0LABS"}', About.SCOPE, "workspaces"),
    ],
)
def test_a_button_says_which_record_it_is_about_or_else_the_view_round_it(
    value: str, metadata: str, about: About, rest: str
):
    view = payloads.view(ORG_WIDE, "modal", private_metadata=metadata)
    found = pressed(payloads.click(ORG_WIDE, {"action_id": "record", "value": value}, view))
    assert (found.about, found.value) == (about, rest)


def test_a_link_button_has_no_value():
    link = {"action_id": "open_home", "url": "slack://app?team=T0ACME&id=A0APP&tab=home"}
    assert pressed(payloads.click(WORKSPACE, link)).value == ""


@pytest.mark.parametrize(
    ("action_id", "name"),
    [("open.letter", "letter"), ("do.a.b", "a.b"), ("open.", ""), ("", ""), (None, ""), (5, "")],
)
def test_a_button_s_name_is_what_follows_the_dot(action_id: Any, name: str):
    assert pressed(payloads.click(WORKSPACE, {"action_id": action_id})).name == name


@everywhere
def test_a_form_brings_what_was_filled_in_and_names_what_was_asked(place: Place):
    filled = {
        "reference": payloads.text_input(" 12345 "),
        "reply": payloads.text_input("Dear owner,\n\tyour opt-out is completed."),
        "stated_on": payloads.date_picker("2026-05-20"),
        "outcome": payloads.radio("done"),
        "corrects": payloads.select("3"),
        "ticked": payloads.checkboxes("yes"),
        "named": payloads.person("U0PRIYA"),
        "covers": payloads.text_input(None),
        "reason": payloads.text_input("   "),
        "review_on": payloads.date_picker(None),
        "when": payloads.radio(None),
    }
    found = submitted(payloads.submission(place, filled, SEEN.packed()))
    assert (found.user, found.team, found.app_id, found.seen) == (place.user, HOME_TEAM, "A0APP", SEEN)
    assert found.values == {
        "reference": "12345",
        "reply": "Dear owner,\n\tyour opt-out is completed.",
        "stated_on": "2026-05-20",
        "outcome": "done",
        "corrects": "3",
        "ticked": "yes",
        "named": "U0PRIYA",
    }
    assert found.asked == set(filled)


def test_several_ticks_come_as_one_text_and_none_as_nothing():
    boxes = {"both": payloads.checkboxes("a", "b"), "none": payloads.checkboxes()}
    assert submitted(payloads.submission(WORKSPACE, boxes)).values == {"both": "a,b"}


def test_a_modal_without_inputs_brings_nothing():
    body = payloads.submission(WORKSPACE, {})
    assert (submitted(body).values, submitted(body).asked) == ({}, frozenset())
    body["view"]["state"] = None
    assert submitted(body).values == {}


def test_an_input_of_another_action_id_is_not_ours():
    body = payloads.submission(WORKSPACE, {"reason": payloads.text_input("x")})
    body["view"]["state"]["values"]["reason"] = {"other": payloads.text_input("x")}
    assert submitted(body).values == {}


@everywhere
def test_home_opened_for_the_first_time_has_no_view(place: Place):
    found = home_opened(payloads.home_opened(place))
    assert found == HomeOpened(place.user, HOME_TEAM, "A0APP", Seen(), "")


@everywhere
def test_home_opened_again_brings_the_view_it_shows(place: Place):
    shown = payloads.view(place, "home", private_metadata=SEEN.packed())
    found = home_opened(payloads.home_opened(place, shown=shown))
    assert found == HomeOpened(place.user, HOME_TEAM, "A0APP", SEEN, "1700000000.abc")


@everywhere
def test_the_messages_tab_is_not_home(place: Place):
    assert home_opened(payloads.home_opened(place, tab="messages")) is None
    assert home_opened(payloads.event(place, "app_home_opened", user=place.user)) is None


TAMPERED = [
    "",
    "null",
    "[]",
    "7",
    '"text"',
    "{",
    "\0",
    '{"after": -1}',
    '{"after": "7"}',
    '{"after": 1.5}',
    '{"after": null}',
    '{"after": [1]}',
    '{"role": "owner", "scope": "T0OTHER", "user": "U0OTHER"}',
    "[" * 3000,
]


@pytest.mark.parametrize("metadata", TAMPERED, ids=lambda text: text[:20])
def test_metadata_that_is_not_ours_counts_as_nothing_seen(metadata: str):
    assert submitted(payloads.submission(WORKSPACE, {}, metadata)).seen == Seen()
    shown = payloads.view(WORKSPACE, "home", private_metadata=metadata)
    found = home_opened(payloads.home_opened(WORKSPACE, shown=shown))
    assert found is not None
    assert found.seen == Seen()
    assert pressed(payloads.click(WORKSPACE, {"action_id": "record"}, shown)).seen == Seen()


def test_metadata_says_what_was_seen_and_never_who_somebody_is():
    claim = json.dumps({"after": 3, "user": "U0OWNER", "role": "owner", "scope": "T0OTHER"})
    found = submitted(payloads.submission(WORKSPACE, {}, claim))
    assert (found.user, found.team, found.seen) == ("U0ADA", HOME_TEAM, Seen(after=3))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\0b", "ab"),
        ("a\x1b[31mb\x7f", "a[31mb"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\tb", "a\tb"),
        ("\x85\x9fC1", "C1"),
        ("\ud83d half", "half"),
        ("whole 😀 é ا", "whole 😀 é ا"),
        ("\u200bزـ\u200d", "\u200bزـ\u200d"),
        ("a\u200b", "a\u200b"),
    ],
)
def test_control_characters_and_halves_of_characters_do_not_get_in(typed: str, kept: str):
    assert submitted(payloads.submission(WORKSPACE, {"reason": payloads.text_input(typed)})).values == {
        "reason": kept
    }
    assert asked(payloads.command(WORKSPACE, typed)).text == kept


@pytest.mark.parametrize("typed", ["\u200b", " \u00a0\u2060 ", "\ufeff\n\u200d\t", "\u202e\u202c", "\x1b\0"])
def test_a_text_of_which_nothing_can_be_seen_is_empty(typed: str):
    assert submitted(payloads.submission(WORKSPACE, {"reason": payloads.text_input(typed)})).values == {}


ANYTHING = st.text(st.characters(), max_size=60)  # surrogates too


@given(ANYTHING)
def test_whatever_is_typed_can_be_written_down(typed: str):
    values = submitted(payloads.submission(WORKSPACE, {"reason": payloads.text_input(typed)})).values
    kept = values.get("reason", "")
    assert "\0" not in kept
    assert kept.encode().decode() == kept
    assert kept == kept.strip()


@everywhere
def test_the_person_is_found_in_every_payload(place: Place):
    bodies = [
        payloads.command(place),
        payloads.click(place, {"action_id": "record"}),
        payloads.submission(place, {}),
        payloads.home_opened(place),
    ]
    assert {user_of(body) for body in bodies} == {place.user}


@pytest.mark.parametrize(
    "body",
    [
        {},
        payloads.event(GRID, "app_uninstalled"),
        payloads.event(ORG_WIDE, "team_access_revoked", team_ids=["T1"]),
        {"event": None},
        {"user": {}},
        {"type": "url_verification", "challenge": "x"},
    ],
)
def test_a_payload_about_nobody_names_nobody(body: dict[str, Any]):
    assert user_of(body) == ""


@pytest.mark.parametrize(
    ("team", "carried", "user_team", "found"),
    [
        ({"id": "T0ACME"}, "T0LABS", "T0HOME", "T0ACME"),
        (None, "T0LABS", "E0STAR", "T0LABS"),
        (None, "T0LABS", "T0HOME", "T0LABS"),
        (None, "", "T0HOME", "T0HOME"),
        (None, "", "E0STAR", ""),
        (None, "E0STAR", None, ""),
        ({"id": "E0STAR"}, "", "E0STAR", ""),
        ({}, "", "", ""),
    ],
)
def test_a_click_is_from_the_workspace_slack_names_or_else_the_view_or_else_the_person_s(
    team: object, carried: str, user_team: str | None, found: str
):
    view = {"id": "V1", "type": "home", "private_metadata": Seen(team=carried).packed()}
    body = {
        "type": "block_actions",
        "team": team,
        "user": {"id": "W0SAM", "team_id": user_team},
        "view": view,
        "actions": [{"action_id": "record"}],
    }
    assert pressed(body).team == found
    assert submitted(body).team == found
