"""What a WSGI request may bring: a body up to a size, and nothing of the process; knows no framework."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LONGEST_BODY = 1_000_000
"""Bytes. Slack's own limit for a view is 250 KB; nothing it sends comes near this."""

_CGI = frozenset(
    {
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "PATH_INFO",
        "QUERY_STRING",
        "REMOTE_ADDR",
        "REMOTE_PORT",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
        "SERVER_SOFTWARE",
    }
)


def without_environment(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    """What belongs to the request: CGI's names, headers, and WSGI's own.

    granian puts the whole process environment into every request, tokens included, and what is in a request
    ends in error reports. `HTTP_PROXY` is the process's too: no client has reason to send a header Proxy.
    """
    return {
        key: value
        for key, value in environ.items()
        if (key.startswith(("HTTP_", "wsgi.")) or key in _CGI) and key != "HTTP_PROXY"
    }


def read_body(environ: "WSGIEnvironment") -> bytes | HTTPStatus:
    """The request's body, or the status to refuse it with. Never reads more than the limit and one byte.

    A declared length over the limit is refused unread. From a server that ends the input itself (chunked
    bodies, granian) the body is read to its end; from another one as many bytes as declared are taken.
    """
    declared = environ.get("CONTENT_LENGTH") or ""
    if declared and not (declared.isascii() and declared.isdigit()):
        return HTTPStatus.BAD_REQUEST
    length = int(declared[:20] or 0)
    if length > LONGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    body = _read(environ, LONGEST_BODY + 1 if environ.get("wsgi.input_terminated") else length)
    if len(body) > LONGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if declared and len(body) != length:
        return HTTPStatus.BAD_REQUEST
    return body


def refuse(status: HTTPStatus, start_response: "StartResponse", *headers: tuple[str, str]) -> Iterable[bytes]:
    """A plain answer that says no more than the status does."""
    body = f"{status.phrase}\n".encode()
    start_response(
        f"{status.value} {status.phrase}",
        [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *headers],
    )
    return [body]


def _read(environ: "WSGIEnvironment", most: int) -> bytes:
    parts = []
    while most > 0 and (part := environ["wsgi.input"].read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
