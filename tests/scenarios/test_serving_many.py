"""The shipped app in a process of its own, installed by OAuth: what it writes down, what its log holds."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from tests.patience import patient_delivery
from tests.scenarios.process import free_port, running

ACME = acme()


def environ(slack: PretendedSlack, home: Path, port: int) -> Mapping[str, str]:
    """What an operator sets, as variables of the process."""
    return {
        "HOME": str(home),
        "PORT": str(port),
        "APP_BASE_URL": f"http://127.0.0.1:{port}",
        "SLACK_API_URL": slack.api_url,
        "SLACK_SIGNING_SECRET": ACME.signing_secret,
        "SLACK_CLIENT_ID": ACME.client_id,
        "SLACK_CLIENT_SECRET": ACME.client_secret,
        "OPERATOR_NAME": "Clear Data Ltd",
        "OPERATOR_CONTACT": "privacy@datapolicy.example",
        "OPERATOR_COUNTRY": "Ireland",
        "LOG_LEVEL": "DEBUG",
    }


def test_installed_by_oauth_under_granian_nothing_leaks_and_bolt_s_own_stores_stay_unused(tmp_path: Path):
    port, home = free_port(), tmp_path / "home"
    home.mkdir()
    base = f"http://127.0.0.1:{port}"
    with PretendedSlack(ACME, installed=False) as slack:
        slack.oauth.redirect_urls = (f"{base}/slack/oauth_redirect",)
        slack.connect(patient_delivery(base, ACME.signing_secret))
        with running(tmp_path, "bolt_app", "serve", **environ(slack, home, port)) as process:
            process.ready()
            ada, sam = slack.person("ada"), slack.person("sam")
            back = ada.at_slack(ada.browser.get(f"{base}/slack/install").leads_to)
            assert "Data Policy is installed" in ada.browser.get(back).text
            assert len(ada.messages) == 1
            sam.types("/datapolicy")
            assert "May Slack use our data to train models?" in sam.sees
            sam.opens_home()
            assert "This installation is run by Clear Data Ltd (Ireland)." in sam.sees
            assert ada.browser.get(back).status == 400
            process.terminate()
            assert process.exit_code() == 0
        query = back.partition("?")[2]
        secrets = [
            slack.workspace.bot_token,
            ACME.client_secret,
            ACME.signing_secret,
            *(pair.partition("=")[2] for pair in query.split("&")),
        ]
    assert "Traceback" not in process.log
    assert "Installed for T0ACME" in process.log
    assert [secret for secret in secrets if secret in process.log] == []
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix not in (".log", ".key")]
    assert {file.parent for file in files} == {tmp_path}, "Bolt keeps installations in files under HOME"
    kept = b"".join(file.read_bytes() for file in files)
    assert [secret for secret in secrets if secret.encode() in kept] == []


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("OPERATOR_NAME", "OPERATOR_NAME is not set. Who installs the app reads who runs it.\n"),
        ("OPERATOR_CONTACT", "OPERATOR_CONTACT is not set."),
        ("APP_BASE_URL", "APP_BASE_URL is not set."),
        ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_SECRET is not set."),
    ],
)
def test_an_operator_who_does_not_say_who_they_are_cannot_start(tmp_path: Path, missing: str, sentence: str):
    with PretendedSlack(ACME, installed=False) as slack:
        given = {**environ(slack, tmp_path, free_port()), missing: ""}
        with running(tmp_path, "bolt_app", "serve", **given) as process:
            assert process.exit_code() == 2
            assert process.log.startswith(sentence)
            assert process.log.count("\n") == 1
