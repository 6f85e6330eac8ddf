"""What the listeners share: answers rendered once, a scope's name and address, and what a form states."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from slack_bolt import BoltContext
from slack_sdk import WebClient

from bolt_app.installation import Installation
from bolt_app.letter import Place
from bolt_app.letter.place import LISTED
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Statement
from bolt_app.people import Role, Scope, Viewer
from listeners.rendered import Rendered
from listeners.services import installation_of
from listeners.stated import stated
from tests.unit.optout.acts import NOW

ACME = Installation(
    "T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0", name="Acme at start",
    url="https://start.slack.com/",
)  # fmt: skip
STAR = Installation(
    "", "E0STAR", is_enterprise_install=True, bot_user_id="W0BOT", bot_id="B0", name="Starship",
    url="https://star.enterprise.slack.com/",
)  # fmt: skip
AS_AT_START = Place(Scope("T0ACME"), "Acme at start", "https://start.slack.com")


def test_an_answer_is_rendered_once_for_each_key():
    rendered, made = Rendered(), []

    def make(text: str) -> dict[str, Any]:
        made.append(text)
        return {"text": text}

    assert rendered.text(("a", 1), lambda: make("Zoë")) == '{"text": "Zoë"}'
    assert rendered.text(("a", 1), lambda: make("another")) == '{"text": "Zoë"}'
    assert rendered.text(("a", 2), lambda: make("another")) == '{"text": "another"}'
    assert made == ["Zoë", "another"]


def test_only_so_many_answers_are_kept_and_the_one_not_asked_for_goes_first():
    rendered, made = Rendered(size=2), []

    def make(text: str) -> dict[str, Any]:
        made.append(text)
        return {"text": text}

    for key in ("a", "b", "a", "c", "a", "b"):
        rendered.text(key, partial(make, key))
    assert made == ["a", "b", "c", "b"]


def test_a_workspace_is_called_what_slack_calls_it_now(services, client, slack):
    place = services.place(ACME.scope, ACME, client)
    assert place == Place(Scope("T0ACME"), "Acme", "https://acme.slack.com")
    assert [call.method for call in slack.calls] == ["team.info"]


def test_what_the_start_learnt_serves_while_slack_does_not_answer(services, client, slack):
    slack.fail_next("team.info", "internal_error")
    assert services.place(ACME.scope, ACME, client) == AS_AT_START
    nowhere = WebClient("xoxb-1", base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    assert services.place(ACME.scope, ACME, nowhere) == AS_AT_START


def test_an_organisation_s_name_is_the_one_the_start_learnt_and_its_workspaces_are_named(
    services, client, slack
):
    known = Place(Scope("E0STAR"), "Starship", "https://star.enterprise.slack.com")
    assert services.known_place(STAR.scope, STAR) == known
    assert slack.calls == []
    place = services.place(STAR.scope, STAR, client)
    assert place == replace(known, workspaces=(("T0ACME", "Acme"),))
    slack.fail_next("auth.teams.list", "internal_error")
    services.grants.granted("E0STAR", {"T0NEW": ""}, NOW)
    assert services.place(STAR.scope, STAR, client).workspaces == (("T0ACME", "Acme"), ("T0NEW", ""))


def test_of_many_workspaces_the_others_are_counted(services, client):
    names = {f"T1{number:03}": f"Team {number}" for number in range(LISTED + 7)}
    services.grants.granted("E0STAR", names, NOW)
    place = services.place(STAR.scope, STAR, client)
    assert (len(place.workspaces), place.more) == (LISTED, 7)


@pytest.mark.parametrize(
    ("locale", "language"), [("fr-CA", "fr"), ("en-GB", "en"), ("pt-BR", "en"), ("", "en")]
)
def test_a_viewer_is_spoken_to_in_the_nearest_language(services, locale: str, language: str):
    viewer = Viewer(Scope("T0ACME"), "U0ADA", Role.OWNER, locale)
    assert services.language(viewer).language == language
    assert services.language_of(ACME, "U0ADA").language == "en"
    assert services.language_of(None, "").language == "en"


def test_facts_are_what_is_true_at_the_moment_they_are_asked_for(services):
    opt_out = services.desk.opt_out(Scope("T0ACME"))
    facts = services.facts(opt_out, team="T0ACME", app_id="A0APP")
    assert (facts.opt_out, facts.now, facts.team, facts.app_id) == (opt_out, NOW, "T0ACME", "A0APP")
    assert (facts.register, facts.operator) == (services.register, services.operator)


def test_a_request_is_of_the_installation_that_was_authorized():
    assert installation_of(BoltContext({"installation": ACME})) is ACME
    with pytest.raises(KeyError):
        installation_of(BoltContext({}))


def test_a_form_states_what_its_fields_say():
    values = {
        "stated_on": "2026-05-20",
        "reference": "12345",
        "reason": "Because.",
        "clause": "§ 7",
        "covers": "this workspace",
        "review_on": "2027-05-20",
        "corrects": "3",
        "named": "U0PRIYA",
        "rule": "record",
        "outcome": "done",
        "ticked": "yes",
    }
    assert stated(values) == Statement(
        stated_on=date(2026, 5, 20),
        reference="12345",
        reason="Because.",
        clause="§ 7",
        covers="this workspace",
        review_on=date(2027, 5, 20),
        corrects=3,
        named="U0PRIYA",
        rule=WorkspacesMay.RECORD,
    )


def test_an_empty_form_states_nothing():
    assert stated({}) == Statement()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stated_on", "yesterday"),
        ("stated_on", "2026-02-30"),
        ("review_on", "21/05/2027"),
        ("corrects", "all"),
        ("corrects", "-1"),
        ("corrects", "1.5"),
        ("corrects", "²"),
        ("rule", "anything"),
        ("named", "everyone"),
        ("named", "!channel"),
        ("named", "C0GENERAL"),
        ("named", "U0PRIYA> <!here"),
    ],
)
def test_what_cannot_be_read_counts_as_not_stated(field: str, value: str):
    assert stated({field: value}) == Statement()
