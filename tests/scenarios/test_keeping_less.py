"""An owner keeps only a part of a mail that is on file, and everybody reads what can no longer be checked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bolt_app.__main__ import main
from bolt_app.demo.onlooker import NotVisible
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.evidence.kept import KeptMail
from bolt_app.evidence.reducing import reduce
from bolt_app.optout.model import Action, Evidence, Status
from bolt_app.people import Scope
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    DONE,
    RECORD,
    actions,
    answers,
    calls_of,
    entries,
    opens,
    prepares_and_sends,
    saves,
)
from tests.scenarios.test_channel import INVITED, chooses_channel, posted
from tests.scenarios.test_export_command import check, unpacked
from tests.scenarios.test_mails_on_file import CHOICE, OFFERED, RAW, put_on_file

LIST, LESS = "E-mails on file", "Keep only a part"
SAID = "what was found of it cannot be checked again"
ON_FILE = "recorded as Slack’s reply of 23 November 2026 is on file"

pytestmark = pytest.mark.usefixtures("nothing_breaks")


@pytest.fixture
def mail(wired: Wired, ada: Person) -> KeptMail:
    """The reply on file that an owner recorded the confirmation with."""
    prepares_and_sends(ada)
    put_on_file(wired)
    answers(ada, DONE)
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    [kept] = wired.storage.archive.mails(Scope("T0ACME"))
    return kept


def opens_the_list(owner: Person) -> None:
    opens(owner, RECORD)
    owner.presses(LIST)


def test_less_is_kept_and_the_grade_that_was_recorded_stays(wired: Wired, ada: Person, mail: KeptMail):
    opens_the_list(ada)
    assert "Named by No. 2." in ada.sees
    ada.presses(LESS)
    assert "Only the header, the hash and the sender’s own words are kept now" in ada.sees
    with pytest.raises(NotVisible):
        ada.presses(LESS)
    [left] = wired.storage.archive.mails(mail.scope)
    assert left.reduced
    assert left.backing == mail.backing
    assert wired.storage.archive.raw(mail.scope, mail.sha256) is None
    assert actions(wired) == [Action.SENT, Action.DONE]
    newest = entries(wired)[-1]
    assert (newest.status, newest.statement.evidence) == (Status.CONFIRMED, Evidence.FILE)


def test_members_read_in_the_record_what_can_no_longer_be_checked(wired: Wired, sam: Person, mail: KeptMail):
    opens(sam, RECORD)
    assert SAID not in sam.sees
    with pytest.raises(NotVisible):
        sam.presses(LIST)
    sam.closes()
    reduce(wired.storage.archive, mail.scope, mail.sha256)
    opens(sam, RECORD)
    assert SAID in sam.sees
    sam.closes()
    wired.storage.archive.erase(mail.scope, mail.sha256)
    opens(sam, RECORD)
    assert "The e-mail is no longer on file" in sam.sees


def test_the_status_says_what_is_left_wherever_it_is_read(wired: Wired, sam: Person, mail: KeptMail):
    sam.types("/datapolicy")
    assert ON_FILE in sam.sees
    reduce(wired.storage.archive, mail.scope, mail.sha256)
    sam.types("/datapolicy")
    assert ON_FILE not in sam.sees
    assert SAID in sam.sees
    sam.opens_home()
    assert ON_FILE not in sam.sees
    assert SAID in sam.sees
    wired.storage.archive.erase(mail.scope, mail.sha256)
    sam.types("/datapolicy")
    assert "The e-mail is no longer on file" in sam.sees


def test_a_channel_is_told_what_is_left_when_it_is_told(wired: Wired, ada: Person, clock: StandingClock):
    ada.types(INVITED, channel="C0PRIVACY")
    chooses_channel(ada)
    prepares_and_sends(ada)
    posted(wired)
    put_on_file(wired, position=2)
    answers(ada, DONE)
    ada.chooses(CHOICE, OFFERED)
    saves(ada)
    [mail] = wired.storage.archive.mails(Scope("T0ACME"))
    reduce(wired.storage.archive, mail.scope, mail.sha256)
    clock.passes(days=1)
    confirmed = posted(wired)[-1]
    assert "was put on file" in confirmed
    assert SAID in confirmed


def test_who_thinks_again_keeps_all_of_it(wired: Wired, ada: Person, mail: KeptMail):
    opens_the_list(ada)
    ada.presses(LESS, confirming=False)
    assert wired.storage.archive.raw(mail.scope, mail.sha256) is not None


def test_who_is_no_owner_any_more_takes_nothing_away(wired: Wired, grace: Person, mail: KeptMail):
    opens_the_list(grace)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    asked = len(calls_of(wired, "users.info"))
    grace.presses(LESS)
    assert len(calls_of(wired, "users.info")) == asked + 1
    assert "admins are not owners" in grace.sees
    assert wired.storage.archive.raw(mail.scope, mail.sha256) is not None


def test_two_owners_at_once_take_it_away_once(wired: Wired, ada: Person, grace: Person, mail: KeptMail):
    opens_the_list(ada)
    opens_the_list(grace)
    ada.presses(LESS)
    grace.presses(LESS)
    assert "Of this e-mail only a part was kept already." in grace.sees
    assert wired.storage.archive.mails(mail.scope)[0].sha256 == mail.sha256


def test_a_mail_erased_while_the_list_is_open_is_told(wired: Wired, ada: Person, mail: KeptMail):
    opens_the_list(ada)
    wired.storage.archive.erase(mail.scope, mail.sha256)
    ada.presses(LESS)
    assert "This e-mail is no longer on file." in ada.sees
    assert "No e-mail is on file." in ada.sees


def test_without_mails_there_is_no_list(ada: Person):
    prepares_and_sends(ada)
    opens(ada, RECORD)
    with pytest.raises(NotVisible):
        ada.presses(LIST)


@pytest.fixture
def command(wired: Wired) -> Callable[..., Result]:
    """`python -m bolt_app …` on the scenario's database."""
    environ = {"DATABASE_URL": wired.settings.database_url, "ENCRYPTION_KEYS": ""}
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], env=environ)


def test_an_auditor_s_bundle_holds_the_mail_and_later_what_is_left_of_it(
    ada: Person, mail: KeptMail, tmp_path: Path, command: Callable[..., Result]
):
    def checked(name: str) -> tuple[Path, str]:
        file = tmp_path / f"{name}.zip"
        made = command("export", "--scope", "T0ACME", "--format", "bundle", "--output", file)
        assert made.exit_code == 0, made.output
        folder = unpacked(file, tmp_path / name)
        done = check(folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return folder, done.stdout

    folder, said = checked("before")
    assert (folder / "mails" / f"{mail.sha256}.eml").read_bytes() == RAW
    assert "E-mails" not in said
    assert "1 on file as put there." in command("verify").output

    opens_the_list(ada)
    ada.presses(LESS)
    folder, said = checked("after")
    left = (folder / "mails" / f"{mail.sha256}.txt").read_text(encoding="utf-8")
    assert left.startswith("From: Slack Support <support@slack.com>")
    assert "Your opt-out request has been completed." in left
    assert "E-mails (not to be checked again) that were kept only in part: 1." in said
    told = command("verify")
    assert told.exit_code == 0
    assert "1 kept only in part, 0 erased: what was found of them cannot be checked again." in told.output
