"""Somebody types `/datapolicy`: what is answered, to whom, and in how many calls; knows no Home tab."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import acme
from bolt_app.optout.model import Status
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import REACHED, calls, opted_out_before, prepares_and_sends

LIMITS = "workspace-level models go on"
THIS_DAY = "23 November 2026"

SENTENCES = {
    Status.NOT_FILED: "None recorded here. Only an owner can ask for it, by e-mail to Slack.",
    Status.DRAFTED: "An owner prepared the request; nothing says it was sent.",
    Status.FILED: f"An owner says the request was sent on {THIS_DAY}. No answer is recorded here yet.",
    Status.UNDELIVERED: f"An owner reports that the e-mail came back undelivered on {THIS_DAY}.",
    Status.ACKNOWLEDGED: f"An owner reports that Slack received the request on {THIS_DAY}; no confirmation",
    Status.NEEDS_REPLY: f"An owner reports that Slack asked a question on {THIS_DAY}; no confirmation",
    Status.CONFIRMED: f"An owner reports that Slack confirmed on {THIS_DAY} and pasted the reply; no e-mail",
    Status.REFUSED: f"Slack declined on {THIS_DAY}. Reason: “The plan does not allow it",
    Status.DECLINED: f"An owner recorded on {THIS_DAY} the decision not to opt out.",
    Status.EXCLUDED: "recorded that the organisation’s contract excludes this use",
    Status.WITHDRAWN: f"Recorded here as withdrawn on {THIS_DAY}. This alone does not tell Slack anything.",
    Status.UNCERTAIN: f"Slack confirmed on {THIS_DAY}, before this workspace belonged to its organisation",
}


@pytest.mark.parametrize("status", Status)
def test_a_member_reads_where_the_opt_out_stands(wired: Wired, ada: Person, sam: Person, status: Status):
    REACHED[status](wired, ada)
    sam.types("/datapolicy status")
    assert SENTENCES[status] in sam.sees
    assert (LIMITS in sam.sees) is (status is not Status.NOT_FILED)
    sam.types("/datapolicy")
    assert SENTENCES[status] in sam.sees
    assert (LIMITS in sam.sees) is (status is not Status.NOT_FILED)


def test_days_without_an_answer_are_counted(ada: Person, sam: Person, clock: StandingClock):
    prepares_and_sends(ada)
    clock.passes(days=1)
    sam.types("/datapolicy status")
    assert "No answer is recorded here after 1 day." in sam.sees
    clock.passes(days=8)
    sam.types("/datapolicy status")
    assert "No answer is recorded here after 9 days." in sam.sees


def test_a_confirmation_without_a_text_says_how_little_backs_it(ada: Person, sam: Person):
    opted_out_before(ada)
    sam.types("/datapolicy")
    assert "Slack confirmed; neither the day nor the reply’s text nor an e-mail file is on record" in sam.sees


def test_nothing_filed_the_answer_begins_with_what_the_terms_allow(sam: Person):
    sam.types("/datapolicy")
    lines = sam.sees.splitlines()
    assert lines[0].startswith("May Slack use our data to train models? By default")
    assert lines[1].endswith("Our organisation’s own contract may say otherwise.")
    assert lines[2].startswith("Generative AI: ")
    assert lines[3].startswith("Our opt-out: None recorded here. Only an owner can ask for it")
    assert "About this workspace" in lines[3]
    assert sam.buttons == ["Sources", "What changed", "More to read", "Open Data Policy"]
    assert "Collected from published copies on 21 November 2026; not yet compared" in lines[-1]
    assert "Independent of Slack" in lines[-1]


def test_once_something_is_recorded_it_stands_before_what_the_terms_say(ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.types("/datapolicy")
    assert sam.sees.splitlines()[1].startswith("Our opt-out: Sent, no answer recorded.")


def test_only_the_person_who_asked_sees_the_answer(sam: Person, ada: Person, slack: PretendedSlack):
    sam.types("/datapolicy")
    assert len(sam.answers) == 1
    assert ada.answers == []
    assert slack.channel_posts == []


@pytest.mark.parametrize("typed", ["status", "Status", "  STATUS  ", "statut", "état", "etat"])
def test_status_is_the_short_answer_in_either_language(sam: Person, typed: str):
    sam.types(f"/datapolicy {typed}")
    assert sam.sees.startswith("Our opt-out: None recorded here.")
    assert "Generative AI" not in sam.sees


@pytest.mark.parametrize("typed", ["help", "aide", "HELP"])
def test_help_says_what_can_be_typed(sam: Person, typed: str):
    sam.types(f"/datapolicy {typed}")
    for word in ("", " status", " sources", " changes", " versions", " practices", " settings", " questions",
                 " differences", " dpo", " help"):  # fmt: skip
        assert f"/datapolicy{word} " in sam.sees


@pytest.mark.parametrize("typed", ["sources", "source"])
def test_sources_offers_the_quotes(sam: Person, typed: str):
    sam.types(f"/datapolicy {typed}")
    assert "Every statement has a source" in sam.sees
    sam.presses("Sources")
    assert sam.title == "Sources"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("statsu", "status"), ("hlep", "help"), ("soruces", "sources")],
)
def test_an_unknown_word_gets_the_nearest_one(sam: Person, typed: str, nearest: str):
    sam.types(f"/datapolicy {typed}")
    assert f"“{typed}” is not something this command knows." in sam.sees
    assert f"The nearest is /datapolicy {nearest};" in sam.sees
    assert "/datapolicy alone gives the whole answer" in sam.sees


def test_what_was_typed_is_shown_as_text_and_not_too_long(sam: Person):
    sam.types("/datapolicy <!channel> *bold* " + "x" * 200)
    echoed = sam.answers[-1].blocks[0]["text"]["text"]
    assert "<!channel>" not in echoed
    assert "&lt;!channel&gt;" in echoed
    assert "x" * 41 not in echoed


def test_the_word_payload_is_a_word_like_any_other(sam: Person):
    sam.types("/datapolicy payload")
    assert "“payload” is not something this command knows." in sam.sees


def test_a_channel_named_payload_is_a_channel_like_any_other(tmp_path: Path, clock: StandingClock):
    channels = MappingProxyType({"C0GENERAL": "general", "C0PAYLOAD": "payload"})
    with wire(tmp_path, clock, replace(acme(), channels=channels)) as wired:
        sam = wired.slack.person("sam")
        sam.types("/datapolicy", channel="C0PAYLOAD")
        assert sam.sees.startswith("May Slack use our data to train models?")


def test_the_first_question_costs_one_users_info_and_the_next_ones_no_call(wired: Wired, sam: Person):
    sam.types("/datapolicy")
    assert calls(wired) == ["users.info"]
    sam.types("/datapolicy")
    sam.types("/datapolicy help")
    sam.types("/datapolicy statsu")
    assert calls(wired) == ["users.info"]


def test_after_hours_slack_is_asked_once_more_who_this_is(wired: Wired, sam: Person, clock: StandingClock):
    sam.types("/datapolicy")
    clock.passes(hours=5)
    sam.types("/datapolicy")
    assert calls(wired) == ["users.info", "users.info"]


def test_the_link_opens_home(wired: Wired, sam: Person):
    sam.types("/datapolicy")
    sam.presses("Open Data Policy")
    assert sam.visited == ["slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home"]
    assert sam.sees.startswith("How Slack uses our data")
    assert calls(wired) == ["users.info", "views.publish"]


def test_sources_shows_quotes_with_language_source_date_and_confidence(sam: Person):
    sam.types("/datapolicy")
    sam.presses("Sources")
    assert sam.title == "Sources"
    assert "quote in English" in sam.sees
    assert "seen 21 November 2026" in sam.sees
    assert "read in the source’s own text" in sam.sees


def test_what_changed_shows_the_dated_timeline_newest_first(sam: Person):
    sam.types("/datapolicy")
    sam.presses("What changed")
    assert sam.title == "What changed"
    seen = sam.sees
    while "Older changes" in sam.buttons:
        sam.presses("Older changes")
        seen += sam.sees
    years = [line[:40] for line in seen.splitlines() if "2026" in line[:40] or "2016" in line[:40]]
    assert "2026" in years[0]
    assert "2016" in years[-1]
