"""From the installation to its end in a process of its own: no token and no reply's text lies about."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.people import Scope
from storage import open_storage
from tests.patience import patient_delivery, without_expiry
from tests.scenarios.process import Process, free_port, running
from tests.scenarios.steps import ANSWER, ANSWERED_ON, DONE, LETTER, TICK, saves
from tests.scenarios.test_many_processes import today
from tests.scenarios.test_serving_many import environ

REPLY = "Dear Ada, ticket 99417: your opt-out request has been completed. Yours, Thessaly of Support"
KINDS = {"workspace": acme(), "in an organisation": in_organisation(), "organisation": organisation()}


def journey(slack: PretendedSlack, base: str, passes: Callable[[int], None]) -> list[str]:
    """Installs, files, answers, removes, installs again, removes. Returns every secret there was."""
    workspace = slack.workspace
    ada = slack.person("ada")
    secrets = [workspace.client_secret, workspace.signing_secret, REPLY, "Thessaly of Support"]
    for number in range(2):
        back = ada.at_slack(ada.browser.get(f"{base}/slack/install").leads_to)
        assert "Data Policy is installed" in ada.browser.get(back).text
        secrets += [slack.workspace.bot_token, *re.findall(r"(?:code|state)=([^&]+)", back)]
        if workspace.org_wide:
            slack.adds_to_workspace()
        ada.opens_home()
        if number == 0:
            files_and_records_the_reply(ada)
        ada.presses("See the record", nth=0)
        ada.closes()
        passes(2)  # Slack tells the second: two removals within one would be the same one
        slack.uninstalls()
    return secrets


def files_and_records_the_reply(ada: Person) -> None:
    """For the whole of what the app is installed for: of an organisation its workspace's part comes after."""
    ada.presses(LETTER, nth=0)
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    saves(ada)
    ada.opens_home()
    ada.presses(ANSWER, nth=0)
    ada.chooses("What did Slack say?", DONE)
    ada.fills(ANSWERED_ON, today())
    ada.fills("The text of Slack’s reply", REPLY)
    saves(ada)


def read_everything(folder: Path) -> bytes:
    """Every byte that was written down, but for the key file, which is one secret."""
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".key"]
    assert {".sqlite3", ".log"} <= {file.suffix for file in files}
    return b"".join(file.read_bytes() for file in files)


@pytest.mark.parametrize("workspace", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("how", ["SIGTERM", "kill -9"])
def test_no_token_and_no_reply_is_in_database_log_or_output(tmp_path: Path, workspace: Workspace, how: str):
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    ahead = [0]
    with PretendedSlack(workspace, lambda: time.time() + sum(ahead), installed=False) as slack:
        slack.oauth.redirect_urls = (f"{base}/slack/oauth_redirect",)
        without_expiry(slack).connect(patient_delivery(base, workspace.signing_secret))
        with running(tmp_path, "bolt_app", "serve", **environ(slack, tmp_path, port)) as process:
            process.ready()
            secrets = journey(slack, base, ahead.append)
            while_it_runs = read_everything(tmp_path)
            ends(process, how)
        # killed, the log written ahead stays beside the database: it is looked through as well
        left = read_everything(tmp_path)
    assert b"T0ACME" in left
    assert "app_uninstalled" in process.log
    assert "Traceback" not in process.log
    assert len(set(secrets)) == len(secrets) == 10
    for found in (while_it_runs, left):
        assert [secret for secret in secrets if secret.encode() in found] == []
    storage = open_storage(f"sqlite:///{tmp_path}/datapolicy.sqlite3", [])
    assert list(storage.installations.every()) == []
    assert len(storage.ledger.entries(Scope(workspace.scope_id))) == 2
    assert storage.departures.away(workspace.scope_id)
    storage.close()


def ends(process: Process, how: str) -> None:
    """Stops it, gently or not."""
    if how == "SIGTERM":
        process.terminate()
        assert process.exit_code() == 0
    else:
        process.kill()
