"""The Web API's front door: HTTP, tokens, scopes, told failures; knows nothing of what a method does.

Source: docs.slack.dev/apis/web-api.
"""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.wrappers import Request, Response

from bolt_app.demo.methods import METHODS, Method
from bolt_app.demo.speaking import answer_later
from bolt_app.demo.surfaces import SlackRefusal

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

_JSON_FIELDS = ("view", "blocks", "attachments", "metadata")
_CREDENTIALS = ("client_id", "client_secret", "code")


@dataclass(frozen=True, slots=True)
class Call:
    """A call the app made.

    Attributes:
        method: `views.open`; `response_url` for an answer given later.
        arguments: what came with it, tokens and other secrets left out.
        error: Slack's name of the refusal, or None.
    """

    method: str
    arguments: Mapping[str, Any]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ToldFailure:
    """A failure that a test told the pretended Slack to answer with."""

    error: str = "internal_error"
    status: int = 200
    retry_after: int | None = None


@dataclass(slots=True)
class WebApi:
    """The WSGI application the SDK talks to."""

    slack: "PretendedSlack"
    calls: list[Call] = field(default_factory=list)
    failures: dict[str, deque[ToldFailure]] = field(default_factory=lambda: defaultdict(deque))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        request = Request(environ)
        with self.slack.lock:
            if request.path.startswith("/response/"):
                response = self._answer_later(request)
            else:
                response = self._call(request)
        return response(environ, start_response)

    def _call(self, request: Request) -> Response:
        name = request.path.removeprefix("/api/")
        arguments: dict[str, Any] = {}
        try:
            credentials, arguments = _credentials(request, _arguments(request))
            token = _token(request, arguments)
            if self.failures[name]:
                return self._fail(name, arguments, self.failures[name].popleft())
            method = _method(name)
            if not method.client:
                self._authorise(method, token)
            answer = method.run(self.slack, arguments | credentials if method.client else arguments)
        except SlackRefusal as refusal:
            return self._refuse(name, arguments, refusal)
        self.calls.append(Call(name, arguments))
        scopes = ",".join(self.slack.workspace.scopes)
        return _reply(
            {"ok": True} | answer, {"x-oauth-scopes": scopes, "x-accepted-oauth-scopes": method.scope}
        )

    def _authorise(self, method: Method, token: str) -> None:
        workspace = self.slack.workspace
        if not token:
            raise SlackRefusal("not_authed")
        if token not in (workspace.bot_token, workspace.app_token):
            raise SlackRefusal("invalid_auth")
        if self.slack.uninstalled:
            raise SlackRefusal("account_inactive")
        if (token == workspace.app_token) != method.app_token:
            raise SlackRefusal("not_allowed_token_type")
        if method.scope and method.scope not in workspace.scopes:
            raise SlackRefusal("missing_scope", needed=method.scope, provided=",".join(workspace.scopes))

    def _fail(self, name: str, arguments: Mapping[str, Any], failure: ToldFailure) -> Response:
        self.calls.append(Call(name, arguments, failure.error))
        headers = {} if failure.retry_after is None else {"retry-after": str(failure.retry_after)}
        if failure.status >= 500:
            # Slack's front answers these without JSON; an app that parses them must not fall over.
            return Response("upstream error", failure.status, headers, mimetype="text/plain")
        return _reply({"ok": False, "error": failure.error}, headers, failure.status)

    def _refuse(self, name: str, arguments: Mapping[str, Any], refusal: SlackRefusal) -> Response:
        self.calls.append(Call(name, arguments, refusal.error))
        answer: dict[str, Any] = {"ok": False, "error": refusal.error} | refusal.more
        if refusal.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refusal.messages]}
        return _reply(answer, {"x-oauth-scopes": ",".join(self.slack.workspace.scopes)})

    def _answer_later(self, request: Request) -> Response:
        message = request.get_json(silent=True)
        arguments = message if isinstance(message, dict) else {}
        try:
            answer_later(self.slack, request.path.removeprefix("/response/"), message)
        except SlackRefusal as refusal:
            self.calls.append(Call("response_url", arguments, refusal.error))
            gone = refusal.error in ("no_such_url", "expired_url", "used_url")
            return _reply({"ok": False, "error": refusal.error}, {}, 404 if gone else 400)
        self.calls.append(Call("response_url", arguments))
        return Response("ok", mimetype="text/plain")


def _method(name: str) -> Method:
    if name not in METHODS:
        raise SlackRefusal("unknown_method", req_method=name)
    return METHODS[name]


def _reply(answer: Mapping[str, Any], headers: Mapping[str, str], status: int = 200) -> Response:
    return Response(json.dumps(answer), status, headers, content_type="application/json; charset=utf-8")


def _arguments(request: Request) -> dict[str, Any]:
    """The arguments, from JSON or a form; what is JSON within a form is read.

    Raises:
        SlackRefusal: invalid_json.
    """
    # The SDK calls every body JSON, also none at all.
    if request.is_json and request.get_data():
        told = request.get_json(silent=True)
        if not isinstance(told, dict):
            raise SlackRefusal("invalid_json")
        return {name: _read(value) if name in _JSON_FIELDS else value for name, value in told.items()}
    form = request.args | request.form
    return {name: _read(value) if name in _JSON_FIELDS else value for name, value in form.items()}


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _credentials(request: Request, arguments: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The client's id, secret and code, from Basic authorisation or the form; and what may be recorded."""
    told = {name: arguments.get(name) for name in _CREDENTIALS}
    if request.authorization and request.authorization.type == "basic":
        told["client_id"] = request.authorization.username
        told["client_secret"] = request.authorization.password
    return told, {name: value for name, value in arguments.items() if name not in _CREDENTIALS}


def _token(request: Request, arguments: dict[str, Any]) -> str:
    """The token, from the header or the form, taken out of the arguments: it is never recorded."""
    told = str(arguments.pop("token", ""))
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else told
