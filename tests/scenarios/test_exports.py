"""An owner or reader takes the record away in Slack: a link that works once, or the command; who cannot."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import icalendar
import pytest
import rdflib

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.exported import LastExport
from bolt_app.optout.model import Action
from bolt_app.people import Scope
from tests.scenarios.conftest import StandingClock, in_every_kind_of_workspace, wire
from tests.scenarios.owner_steps import (
    BUNDLE,
    CALENDAR,
    DOWNLOAD,
    EXPORT,
    LINES,
    TABLE,
    VOCABULARY,
    a_download,
    agrees,
    asks_for_an_export,
    downloads,
    names_reader,
    presses_what_is_not_there,
    requires_a_second,
)
from tests.scenarios.steps import (
    DONE,
    actions,
    calls,
    entries,
    opens,
    prepares_and_sends,
    records_answer,
)

REPLY = "Your opt-out request for acme.slack.com has been completed."

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def scope(wired: Wired) -> Scope:
    return Scope(wired.slack.workspace.scope_id)


def two_owners_confirm(ada: Person, grace: Person) -> None:
    prepares_and_sends(ada)
    requires_a_second(ada)
    records_answer(ada, DONE, reply=REPLY)
    agrees(grace)


@in_every_kind_of_workspace
def test_the_bundle_is_downloaded_and_checks_itself(wired: Wired, ada: Person, tmp_path: Path):
    prepares_and_sends(ada)
    records_answer(ada, DONE, reply=REPLY)
    url = a_download(ada)
    assert url.startswith(f"{wired.url}/export/")
    offered = ada.browser.get(url)
    assert (offered.status, offered.headers["cache-control"]) == (200, "no-store")
    assert "form-action 'self'" in offered.headers["content-security-policy"]
    assert "Download: Evidence bundle" in offered.text
    page = ada.browser.sends(url)
    newest = entries(wired)[-1]
    name = f"opt-out-record-{scope(wired)}-2-{newest.hash[:12]}"
    assert page.status == 200
    assert page.headers["content-disposition"] == f'attachment; filename="{name}.zip"'
    assert (page.headers["cache-control"], page.headers["content-type"]) == ("no-store", "application/zip")
    with ZipFile(io.BytesIO(page.content)) as bundle:
        bundle.extractall(tmp_path)
    checked = subprocess.run(
        [sys.executable, str(tmp_path / name / "verify.py"), "--expect", f"2:{newest.hash}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert checked.stdout.startswith(f"{scope(wired)}: 2 entries, unbroken.")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_each_form_holds_the_record_with_both_owners_of_an_act(ada: Person, grace: Person):
    two_owners_confirm(ada, grace)
    rows = list(csv.DictReader(io.StringIO(downloads(grace, TABLE).text.removeprefix("\ufeff"))))
    assert [(row["action"], row["proposes"], row["regards"]) for row in rows[2:]] == [
        ("proposed", "done", ""),
        ("done", "", "3"),
    ]
    assert (rows[3]["actor"], rows[3]["named"]) == (grace.user_id, ada.user_id)
    assert rows[2]["evidence"] == rows[3]["evidence"] == "the reply’s text, pasted by an owner"
    lines = [json.loads(line) for line in downloads(grace, LINES).text.splitlines()]
    assert json.loads(lines[4]["canonical"])["statement"]["regards"] == 3
    graph = rdflib.Graph().parse(data=downloads(grace, VOCABULARY).text, format="json-ld")
    by = rdflib.URIRef("https://w3id.org/dpv#isIndicatedBy")
    indicated = [len(list(graph.objects(part, by))) for part in set(graph.subjects(by, None))]
    assert sorted(indicated) == [1, 1, 1, 2]


def test_the_days_to_ask_again_go_into_a_calendar(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    page = downloads(ada, CALENDAR)
    assert page.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(page.text)
    events = list(calendar.walk("VEVENT"))
    days = [event.decoded("DTSTART") for event in events]
    assert days == [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 23)]
    assert {str(event["UID"]).endswith(f".{scope(wired)}@datapolicy") for event in events} == {True}
    assert {event["SEQUENCE"] for event in events} == {1}
    assert wired.storage.exports.last(scope(wired)) is None


def test_without_a_day_to_look_again_there_is_no_calendar_and_the_link_stays_good(wired: Wired, ada: Person):
    names_reader(ada, "sam")
    url = a_download(ada, CALENDAR)
    for _ in range(2):
        page = ada.browser.sends(url)
        assert page.status == 409
        assert "no date follows from where the opt-out stands" in page.text
    assert actions(wired) == [Action.NAME_READER]


def test_home_says_when_the_record_was_exported_last_and_up_to_where(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    ada.opens_home()
    assert "Last export: none. This app is not your archive." in ada.sees
    downloads(ada, TABLE)
    assert wired.storage.exports.last(scope(wired)) == LastExport(1, clock.now())
    ada.opens_home()
    assert "Last export: today, up to entry 1 of 1." in ada.sees
    clock.passes(days=3)
    records_answer(grace, DONE)
    grace.opens_home()
    assert "Last export: 3 days ago, up to entry 1 of 2." in grace.sees


def test_at_the_confirmation_the_owner_is_told_to_download_with_the_button(ada: Person):
    prepares_and_sends(ada)
    opens(ada, "Record Slack’s answer")
    ada.chooses("What did Slack say?", DONE)
    ada.fills("The date Slack’s answer bears", "2026-11-23")
    ada.submits()
    assert "Download the evidence now: this app is not your archive." in ada.sees
    ada.presses(EXPORT)
    assert BUNDLE in ada.sees


def test_a_link_works_once(ada: Person):
    prepares_and_sends(ada)
    url = a_download(ada)
    assert ada.browser.get(url).status == ada.browser.get(url).status == 200
    assert ada.browser.sends(url).status == 200
    for page in (ada.browser.sends(url), ada.browser.get(url)):
        assert page.status == 410
        assert "This link was used already" in page.text


def test_a_link_ends_after_fifteen_minutes(ada: Person, clock: StandingClock):
    prepares_and_sends(ada)
    url = a_download(ada)
    clock.passes(minutes=15)
    assert ada.browser.sends(url).status == 410


def test_who_may_no_longer_read_gets_nothing_from_a_link_made_before(
    wired: Wired, ada: Person, grace: Person, sam: Person
):
    prepares_and_sends(ada)
    names_reader(ada, "sam")
    by_reader, by_owner = a_download(sam), a_download(grace)
    opens(ada, "Show the readers")
    ada.presses("Remove the reader named by No. 2")
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    for person, url in ((sam, by_reader), (grace, by_owner)):
        page = person.browser.sends(url)
        assert page.status == 403
        assert "may no longer do this" in page.text
    assert wired.storage.exports.last(scope(wired)) is None


def test_a_link_is_for_the_form_it_was_made_for_and_altered_ones_are_none(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    token = a_download(ada).rpartition("/")[2]
    for path in (f"export/{token[:-2]}", f"upload/{token}", "export/x.y"):
        assert ada.browser.sends(f"{wired.url}/{path}").status == 404


def test_while_slack_says_nothing_nothing_goes_out_and_the_link_stays_good(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_download(ada)
    wired.slack.fail_next("users.info", "internal_error")
    assert ada.browser.sends(url).status == 502
    assert ada.browser.sends(url).status == 200


def test_members_have_no_button_and_are_refused_whatever_they_send(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.opens_home()
    assert EXPORT not in [one.label for one in sam.controls]
    for action in ("export", "texts"):
        presses_what_is_not_there(wired, sam, action)
        assert "Only owners, and the readers they named, read and export this." in sam.sees
        assert ada.user_id not in sam.sees
        sam.closes()
    presses_what_is_not_there(wired, sam, "readers")
    assert "Only an owner can do this" in sam.sees
    assert calls(wired).count("users.list") == 0


def test_who_lost_the_role_while_the_form_was_open_gets_no_link(wired: Wired, ada: Person, grace: Person):
    prepares_and_sends(ada)
    opens(grace, EXPORT)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.MEMBER)
    grace.submits()
    assert "Only owners, and the readers they named" in grace.sees
    assert DOWNLOAD not in [one.label for one in grace.controls]


def test_without_an_address_the_command_is_shown_with_number_and_fingerprint(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with wire(tmp_path, clock, base_url="", **read_once) as wired:
        ada = wired.slack.person("ada")
        prepares_and_sends(ada)
        asks_for_an_export(ada, VOCABULARY)
        assert "python -m bolt_app export --scope T0ACME --format dpv --language en" in ada.sees
        assert "--output opt-out-record-T0ACME.jsonld" in ada.sees
        assert f"No. 1, fingerprint {entries(wired)[0].hash}" in ada.sees.replace("`", "")
        assert DOWNLOAD not in [one.label for one in ada.controls]


def test_in_french_the_page_speaks_french(ada: Person):
    prepares_and_sends(ada)
    url = a_download(ada, TABLE)
    ada.browser.language = "fr-FR"
    page = ada.browser.get(url)
    assert page.headers["content-language"] == "fr"
    assert "Tableau pour tableurs (CSV)" in page.text


def test_no_line_of_the_log_holds_a_link(ada: Person, caplog: pytest.LogCaptureFixture):
    prepares_and_sends(ada)
    url = a_download(ada)
    with caplog.at_level("DEBUG"):
        ada.browser.sends(url)
    assert url.rpartition("/")[2] not in caplog.text
