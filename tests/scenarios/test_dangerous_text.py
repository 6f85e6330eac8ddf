"""Text that would do something if it were let: wherever an owner's words are shown, they are words."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bolt_app.__main__ import main
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.filled_forms import FILLED
from tests.scenarios.steps import RECEIVED, RECORD, declines, opens, prepares_and_sends, records_answer, saves

TRICK = "<!channel> <@U0SAM> <https://evil.example|Slack> *Confirmed* _yes_ ~no~ `code` &amp; \u202eDNE"


DANGEROUS = ("<!channel>", "<@U0SAM>", "<https://evil", "*Confirmed*", "_yes_", "~no~", "`code`", "\u202e")


def everything_shown(person: Person) -> str:
    """All that the app sent to what the person looks at now, as it went to Slack."""
    shown: list[Any] = [view.content for view in person.modals]
    shown += [person.home.content] if person.home else []
    shown += [answer.content for answer in person.answers]
    return json.dumps(shown, ensure_ascii=False)


@pytest.mark.parametrize("key", ["ada", "grace", "lin", "sam", "noor", "camille"])
def test_what_an_owner_typed_does_nothing_wherever_it_is_shown(wired: Wired, ada: Person, key: str):
    FILLED["exclude"].fills(ada)
    ada.fills("The clause", TRICK)
    ada.submits()
    assert ada.title == "Recorded"
    assert not any(trick in everything_shown(ada) for trick in DANGEROUS)
    ada.closes()
    reader = wired.slack.person(key)
    reader.types("/datapolicy")
    reader.types("/datapolicy status")
    reader.opens_home()
    shown = everything_shown(reader)
    record = next(one for one in reader.controls if one.element["action_id"] == "record")
    reader.presses(record)
    shown += everything_shown(reader)
    assert not any(trick in shown for trick in DANGEROUS)
    if key != "noor":  # guests read no clause
        assert "&lt;!channel&gt;" in shown


@pytest.mark.parametrize("name", ["decline", "doubt", "withdraw", "opt-in"])
def test_a_reason_does_nothing_wherever_it_is_shown(ada: Person, sam: Person, name: str):
    FILLED[name].fills(ada)
    ada.fills("Reason", TRICK)
    saves(ada)
    sam.types("/datapolicy")
    sam.opens_home()
    opens(sam, RECORD)
    shown = everything_shown(sam) + everything_shown(ada)
    assert "&lt;!channel&gt;" in everything_shown(sam)
    assert not any(trick in shown for trick in DANGEROUS)


def test_slack_s_reference_does_nothing_in_the_owner_s_part(ada: Person):
    prepares_and_sends(ada)
    records_answer(ada, RECEIVED, reference=TRICK)
    ada.opens_home()
    assert "&lt;!channel&gt;" in everything_shown(ada)
    assert not any(trick in everything_shown(ada) for trick in DANGEROUS)


def test_an_export_holds_what_was_typed_to_the_letter(wired: Wired, ada: Person, tmp_path: Path):
    declines(ada, reason=TRICK)
    environ = {"DATABASE_URL": wired.settings.database_url, "ENCRYPTION_KEYS": ""}
    given = ["export", "--scope", "T0ACME", "--format", "jsonl", "--output", str(tmp_path / "record.jsonl")]
    assert CliRunner().invoke(main, given, env=environ).exit_code == 0
    [_, line] = (tmp_path / "record.jsonl").read_text("utf-8").splitlines()
    assert json.loads(json.loads(line)["canonical"])["statement"]["reason"] == TRICK
