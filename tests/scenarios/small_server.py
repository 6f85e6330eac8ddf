"""The process shell with a small app in it, started as a process by tests; shows what an app gets to see."""

import json
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bolt_app import serving, settings
from bolt_app.cannot_start import CannotStartError
from bolt_app.installation import Installation
from bolt_app.request_limits import without_environment
from bolt_app.settings import Mode, Settings
from bolt_app.web import build_wsgi

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def small_app(read: Settings) -> App:
    """Answers `/datapolicy` after one question to Slack, so that Slack decides how long it takes."""
    app = App(
        client=WebClient(read.slack_bot_token, base_url=read.slack_api_url),
        signing_secret=read.slack_signing_secret or None,
        token_verification_enabled=False,
        process_before_response=True,
    )

    @app.command("/datapolicy")
    def typed(ack: Ack, client: WebClient, command: dict[str, Any]) -> None:
        found = client.users_info(user=command["user_id"])
        ack(f"answered to {found['user']['name']}")

    return app


def no_pages(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """In place of the project's pages."""
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b""]


def target(read: Settings, _: Installation | None) -> "WSGIApplication":
    """The project's WSGI application, and beside it /seen: a request before and after the filter."""
    application = build_wsgi(small_app(read), lambda: True, no_pages)

    def beside(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ.get("PATH_INFO") != "/seen":
            return application(environ, start_response)
        shown = {"raw": repr(environ), "filtered": repr(without_environment(environ))}
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(shown).encode()]

    return beside


def never_loaded(_: Settings, __: Installation | None) -> "WSGIApplication":
    """Hold on while the app is being loaded; a file tells the test when that is."""
    Path("loading").touch()
    threading.Event().wait()
    raise AssertionError("nobody sets the event")


def main(mode: Mode, loaded_by: "Callable[[Settings, Installation | None], WSGIApplication]") -> None:
    """Run it as the command line would."""
    try:
        read = settings.read(settings.environment(Path.cwd()), mode)
        if mode is Mode.SERVE:
            serving.serve(read, loaded_by)
        else:
            serving.run_socket(read, lambda read, *_: small_app(read))
    except CannotStartError as cannot:
        sys.exit(f"{cannot}")


if __name__ == "__main__":
    main(Mode(sys.argv[1]), never_loaded if "never-loaded" in sys.argv else target)
