"""The app as it is shipped, in a process of its own, before a pretended Slack: HTTP; one look, no journey."""

import pytest

from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme, organisation
from tests.scenarios.process import running


@pytest.mark.parametrize("workspace", [acme(), organisation()], ids=["workspace", "organisation"])
def test_the_shipped_app_answers_the_command_and_home_under_granian(tmp_path, workspace):
    with PretendedSlack(workspace) as slack:
        environ = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
        }
        with running(tmp_path, "bolt_app", "serve", **environ) as process:
            process.ready()
            slack.connect(
                HttpDelivery(f"http://127.0.0.1:{process.port}/slack/events", workspace.signing_secret)
            )
            sam = slack.person("sam")
            sam.types("/datapolicy")
            assert "May Slack use our data to train models?" in sam.sees
            sam.opens_home()
            assert "How Slack uses our data" in sam.sees
            process.terminate()
            assert process.exit_code() == 0
            assert "Traceback" not in process.log
            assert workspace.bot_token not in process.log
