"""The WSGI application: Slack's requests to Bolt, health checks, numbers, else the pages; no server."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_bolt.context import BoltContext
from slack_bolt.request.internals import build_context

from bolt_app import metrics
from bolt_app.manifest import REQUEST_PATH
from bolt_app.metrics import Counts
from bolt_app.request_limits import read_body, refuse, without_environment

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_READ = ("GET", "HEAD")
_PLAIN = (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"))


def build_wsgi(
    bolt_app: App,
    ready: Callable[[], bool],
    pages: "WSGIApplication",
    counts: Counts | None = None,
    numbers: "WSGIApplication | None" = None,
) -> "WSGIApplication":
    """The application a WSGI server runs.

    Args:
        bolt_app: gets every POST to /slack/events, and checks its signature.
        ready: whether the database answers; asked at every /readyz. An exception counts as no.
        pages: answers whatever is neither Slack's nor a health check.
        counts: told of every request to /slack/events that was answered.
        numbers: answers /metrics; the pages do when it is None.
    """

    def alive(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return _answer(environ, start_response, HTTPStatus.OK, b"alive\n", _PLAIN)

    def database(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if _says_yes(ready):
            return _answer(environ, start_response, HTTPStatus.OK, b"ready\n", _PLAIN)
        body = b"the database does not answer\n"
        return _answer(environ, start_response, HTTPStatus.SERVICE_UNAVAILABLE, body, _PLAIN)

    routes: dict[str, tuple[tuple[str, ...], WSGIApplication]] = {
        REQUEST_PATH: (("POST",), SlackEndpoint(bolt_app, REQUEST_PATH, counts or Counts())),
        "/healthz": (_READ, alive),
        "/readyz": (_READ, database),
    }
    if numbers is not None:
        routes[metrics.PATH] = (_READ, numbers)

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = without_environment(environ)
        route = routes.get(request.get("PATH_INFO", ""))
        if route is None:
            return pages(request, start_response)
        methods, answer = route
        if request.get("REQUEST_METHOD") not in methods:
            return refuse(HTTPStatus.METHOD_NOT_ALLOWED, start_response, ("Allow", ", ".join(methods)))
        return answer(request, start_response)

    return application


class SlackEndpoint(SlackRequestHandler):
    """Bolt's own WSGI adapter behind the checks it lacks. The signature is checked by Bolt, always."""

    def __init__(self, bolt_app: App, path: str, counts: Counts) -> None:
        """Take the app, the path Slack delivers to, and what counts the requests."""
        super().__init__(bolt_app, path)
        self._counts = counts

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a POST: 413 or 400 before Bolt sees anything, else what Bolt answers."""
        body = read_body(environ)
        if not isinstance(body, HTTPStatus) and not _verifiable(environ):
            body = HTTPStatus.BAD_REQUEST
        if isinstance(body, HTTPStatus):
            self._counts.answered({}, body)
            return refuse(body, start_response)
        request = {**environ, "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return super().__call__(request, start_response)

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        """Bolt's answer; 400 for a body that is no text, no JSON object or no form."""
        try:
            parsed = _parsed(request)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            # Bolt parses before it checks the signature: a stranger can make each of these happen.
            self._counts.answered({}, HTTPStatus.BAD_REQUEST)
            return BoltResponse(status=HTTPStatus.BAD_REQUEST, body="Bad Request\n")
        answer = self.app.dispatch(parsed)
        self._counts.answered(parsed.body, answer.status)
        return answer


def _verifiable(environ: "WSGIEnvironment") -> bool:
    """Whether the SDK's verifier can look at the signature's headers without raising."""
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0")
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 20 and signature.isascii()


def _parsed(request: WsgiHttpRequest) -> BoltRequest:
    parsed = BoltRequest(body=request.get_body(), query=request.query_string, headers=request.get_headers())
    if not parsed.body and "payload" in parsed.raw_body:
        # Bolt takes a form that merely contains the word "payload" (`/datapolicy payload`, a channel of that
        # name) for an interaction without its payload, and gives an empty body.
        parsed.body = dict(parse_qsl(parsed.raw_body, keep_blank_values=True))
        parsed.context = build_context(BoltContext(), parsed.body)
    return parsed


def _says_yes(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except Exception:  # noqa: BLE001 - whatever the database's driver raises, the answer is "not ready"
        return False


def _answer(
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
    status: HTTPStatus,
    body: bytes,
    headers: Iterable[tuple[str, str]],
) -> Iterable[bytes]:
    start_response(f"{status.value} {status.phrase}", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
