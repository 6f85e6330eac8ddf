"""A mail that cannot be brought: the link is used, old, altered or another's, or it is no evidence."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.evidence.mail import LARGEST
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import ANSWER, calls, opens, prepares_and_sends
from tests.scenarios.uploading import ADD, PAGE, RAW, a_link, assert_refused, brings, on_file
from tests.unit.evidence.mails import mail

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def test_a_link_brings_one_mail(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    assert brings(ada, url).status == 200
    for page in (brings(ada, url, mail()), ada.browser.get(url)):
        assert page.status == 410
        assert "This link was used already" in page.text
    assert len(on_file(wired)) == 1


def test_a_link_ends_after_fifteen_minutes(wired: Wired, ada: Person, clock: StandingClock):
    prepares_and_sends(ada)
    url = a_link(ada)
    clock.passes(minutes=15)
    assert_refused(wired, ada.browser.get(url), 410, "more than 15 minutes old", "ask for a new one")
    assert_refused(wired, brings(ada, url), 410, "more than 15 minutes old")


def test_who_is_no_owner_any_more_brings_nothing(wired: Wired, ada: Person, grace: Person):
    prepares_and_sends(grace)
    url = a_link(grace)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    assert_refused(wired, brings(grace, url), 403, "may no longer do this", "Nothing was kept.")
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.DEACTIVATED)
    assert_refused(wired, brings(grace, url), 403, "may no longer do this")
    assert brings(ada, a_link(ada)).status == 200


def test_a_link_that_was_altered_or_is_none_opens_nothing_and_asks_nobody(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    wired.slack.calls.clear()
    token = url.rpartition("/")[2]
    for other in (token[:-1], token[1:], "x", "a.b", token.replace(".", "%2E") + "%00"):
        where = f"{wired.url}/upload/{other}"
        for page in (ada.browser.get(where), brings(ada, where)):
            assert_refused(wired, page, 404, "not a link of this app")
    for purpose in ("draft", "export"):
        assert ada.browser.get(f"{wired.url}/{purpose}/{token}").status == 404
    assert calls(wired) == []


def test_a_link_of_another_app_s_workspace_opens_nothing_here(
    wired: Wired, ada: Person, tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    prepares_and_sends(ada)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with wire(elsewhere, clock, **read_once) as other:
        stranger = other.slack.person("ada")
        prepares_and_sends(stranger)
        token = a_link(stranger).rpartition("/")[2]
    assert_refused(wired, brings(ada, f"{wired.url}/upload/{token}"), 404, "not a link of this app")


def test_while_slack_says_nothing_nothing_is_kept_and_the_link_stays_good(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    url = a_link(ada)
    wired.slack.fail_next("users.info", "internal_error")
    assert_refused(wired, brings(ada, url), 502, "Slack did not say in time", "open the link again")
    assert brings(ada, url).status == 200


BAD: Mapping[str, tuple[bytes, int, str]] = {
    "empty": (b"", 422, "The file is empty."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(400), 422, "The file is not an e-mail that can be read."),
    "truncated in its header": (RAW[:60], 422, "The file is not an e-mail that can be read."),
    "truncated before its text": (RAW.partition(b"\r\n\r\n")[0], 422, "no text that can be read"),
    "two senders": (b"From: b@slack.com\r\n" + RAW, 422, "can be read in two ways"),
    "a notification": (mail(List_Id="<x.slack.com>"), 422, "This is a notification or a mailing"),
    "another sender": (mail(From="eve@globex.example"), 422, "not of a domain of Slack’s"),
    "another workspace": (
        mail("Your opt-out for globex.slack.com is completed.\n"),
        422,
        "names another workspace or organisation",
    ),
    "a broken header": (b"From: a@slack.com\r\nSubject\0\r\n\r\nx", 422, "can be read in two ways"),
    "a little over the limit": (mail("x" * LARGEST), 413, "larger than 2 MB"),
    "50 MB": (bytes(50 * 1024 * 1024), 413, "larger than 2 MB"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_evidence_is_refused_in_a_sentence_and_the_link_stays_good(
    wired: Wired, ada: Person, bad: str
):
    raw, status, sentence = BAD[bad]
    prepares_and_sends(ada)
    url = a_link(ada)
    page = brings(ada, url, raw)
    assert_refused(wired, page, status, sentence, "Nothing was kept.", 'type="file"')
    assert brings(ada, url).status == 200


def test_broken_encodings_are_read_as_far_as_they_go(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    raw = mail(
        "Done for acme.slack.com. =FF=FE \xff\n",
        Content_Type="text/plain; charset=no-such-charset",
        Subject="=?utf-8?B?////?= =?x?Q?=?=",
    )
    assert brings(ada, a_link(ada), raw).status == 200
    [kept] = on_file(wired)
    assert kept.own.startswith("Done for acme.slack.com.")


def test_the_same_mail_is_on_file_once(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    brings(ada, a_link(ada))
    ada.closes(everything=True)
    again = brings(ada, a_link(ada))
    assert again.status == 409
    assert "on file already" in again.text
    assert "it can be chosen there" in again.text
    assert len(on_file(wired)) == 1


def test_who_lost_the_role_while_the_form_was_open_gets_no_link(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    opens(grace, ANSWER)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    clock.passes(minutes=6)
    grace.presses(ADD)
    assert "admins are not owners" in grace.sees
    assert PAGE not in grace.sees
