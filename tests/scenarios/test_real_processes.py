"""The app as it is shipped, in a process of its own, before a pretended Slack; one look, no journey."""

import http.client
import os
import signal
from pathlib import Path

import pytest

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme, organisation
from tests.patience import PATIENCE, patient_delivery, without_expiry
from tests.scenarios.process import Process, free_port, running, until
from tests.scenarios.socket_mode import SocketModeDelivery
from tests.scenarios.steps import opens
from tests.unit.evidence.mails import mail

MOST_MEMORY = 100
"""Megabytes of resident memory of a web process after its first answers: the goal; 77 when written."""


def settings(workspace: Workspace, slack: PretendedSlack) -> dict[str, str]:
    """What either way of running needs."""
    return {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
    }


def sam_looks(slack: PretendedSlack) -> None:
    """A member asks and opens Home."""
    sam = slack.person("sam")
    sam.types("/datapolicy")
    assert "May Slack use our data to train models?" in sam.sees
    sam.opens_home()
    assert "How Slack uses our data" in sam.sees


def stops_cleanly(process: Process, workspace: Workspace) -> None:
    """SIGTERM, exit code 0, and a log without traceback or token."""
    process.terminate()
    assert process.exit_code() == 0
    assert "Traceback" not in process.log
    assert workspace.bot_token not in process.log


def children(pid: int) -> list[int]:
    """The process's children, oldest first."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sorted(int(child) for child in listed)


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def megabytes(pid: int) -> int:
    """Resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


@pytest.mark.parametrize("workspace", [acme(), organisation()], ids=["workspace", "organisation"])
def test_the_shipped_app_answers_the_command_and_home_under_granian(tmp_path, workspace):
    with (
        PretendedSlack(workspace) as slack,
        running(tmp_path, "bolt_app", "serve", **settings(workspace, slack)) as process,
    ):
        url = f"http://127.0.0.1:{process.ready().port}"
        slack.connect(patient_delivery(url, workspace.signing_secret))
        sam_looks(slack)
        until(lambda: "Sending what is due" in process.log, "the worker is at work")
        working, serving = children(process.pid)
        assert [megabytes(one) < MOST_MEMORY for one in (working, serving)] == [True, True]
        stops_cleanly(process, workspace)
        assert not alive(working)


@pytest.mark.parametrize("workspace", [acme(), organisation()], ids=["workspace", "organisation"])
def test_the_shipped_app_answers_the_command_and_home_over_socket_mode(tmp_path, workspace):
    with (
        PretendedSlack(workspace) as slack,
        SocketModeDelivery(slack) as delivery,
        running(tmp_path, "bolt_app", "socket", **settings(workspace, slack)) as process,
    ):
        until(lambda: process.ended or "Taking requests over Socket Mode" in process.log, "it is connected")
        delivery.wait_for_app()
        until(lambda: "Sending what is due" in process.log, "the worker is at work")
        [working] = children(process.pid)
        sam_looks(slack)
        stops_cleanly(process, workspace)
        assert not alive(working)


def test_without_a_worker_none_is_started(tmp_path):
    workspace = acme()
    with (
        PretendedSlack(workspace) as slack,
        running(tmp_path, "bolt_app", "serve", "--no-worker", **settings(workspace, slack)) as process,
    ):
        process.ready()
        assert len(children(process.pid)) == 1
        stops_cleanly(process, workspace)
        assert "Sending what is due" not in process.log


def test_a_worker_alone_stops_at_sigterm(tmp_path):
    workspace = acme()
    with (
        PretendedSlack(workspace) as slack,
        running(tmp_path, "bolt_app", "work", **settings(workspace, slack)) as process,
    ):
        until(lambda: process.ended or "Sending what is due" in process.log, "it is at work")
        stops_cleanly(process, workspace)
        assert "The worker stopped" in process.log


def test_a_process_that_is_killed_takes_its_worker_with_it(tmp_path):
    workspace = acme()
    with (
        PretendedSlack(workspace) as slack,
        SocketModeDelivery(slack) as delivery,
        running(tmp_path, "bolt_app", "socket", **settings(workspace, slack)) as process,
    ):
        until(lambda: process.ended or "Sending what is due" in process.log, "the worker is at work")
        delivery.wait_for_app()
        [working] = children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        assert process.exit_code() == -signal.SIGKILL
        until(lambda: not alive(working), "the worker is gone")
        assert "The worker stopped" in process.log


def test_under_granian_a_mail_is_taken_and_what_is_too_large_is_refused_before_it_is_sent(tmp_path):
    workspace, port = acme(), free_port()
    base_url = f"http://127.0.0.1:{port}"
    with (
        PretendedSlack(workspace) as slack,
        running(
            tmp_path,
            "bolt_app",
            "serve",
            "--no-worker",
            **settings(workspace, slack),
            PORT=port,
            APP_BASE_URL=base_url,
        ) as process,
    ):
        process.ready()
        without_expiry(slack).connect(patient_delivery(base_url, workspace.signing_secret))
        ada = slack.person("ada")
        opens(ada, "We already opted out")
        ada.presses("Add the e-mail as a file")
        ada.presses("Open the upload page")
        url = ada.visited[-1]
        [serving] = children(process.pid)
        before = megabytes(serving)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.putrequest("POST", url.removeprefix(base_url))
        connection.putheader("Content-Type", "multipart/form-data; boundary=b")
        connection.putheader("Content-Length", str(50 * 1024 * 1024))
        connection.endheaders()  # of the body nothing is sent
        answer = connection.getresponse()
        assert (answer.status, "larger than 2 MB" in answer.read().decode()) == (413, True)
        connection.close()
        assert megabytes(serving) - before < 10
        assert ada.browser.sends_file(url, "mail", mail("Done for acme.slack.com.\n")).status == 200
        assert url.rpartition("/")[2] not in process.log
        stops_cleanly(process, workspace)
