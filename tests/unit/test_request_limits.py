"""Bodies and request environments, hostile ones above all; knows no Bolt."""

from http import HTTPStatus
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.request_limits import LONGEST_BODY, read_body, refuse, without_environment


class Watched(BytesIO):
    """An input that counts what was taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self.taken += len(part)
        return part


class InPieces(BytesIO):
    """An input that gives fewer bytes than asked for, as sockets do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 7))


def test_a_body_is_read_as_far_as_declared():
    assert read_body({"CONTENT_LENGTH": "5", "wsgi.input": BytesIO(b"hello world")}) == b"hello"


def test_a_body_that_comes_in_pieces_is_put_together():
    body = b"command=%2Fdatapolicy&text=" + b"x" * 500
    assert read_body({"CONTENT_LENGTH": str(len(body)), "wsgi.input": InPieces(body)}) == body


def test_a_chunked_body_needs_no_declared_length():
    assert (
        read_body({"wsgi.input_terminated": True, "wsgi.input": InPieces(b"hello there")}) == b"hello there"
    )


@pytest.mark.parametrize("declared", [{}, {"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "0"}])
def test_without_a_length_and_without_an_end_nothing_is_read(declared):
    stream = Watched(b"hello")
    assert read_body({**declared, "wsgi.input": stream}) == b""
    assert stream.taken == 0


def test_a_body_of_exactly_the_limit_is_taken():
    environ = {"CONTENT_LENGTH": str(LONGEST_BODY), "wsgi.input": BytesIO(b"x" * LONGEST_BODY)}
    assert read_body(environ) == b"x" * LONGEST_BODY


@pytest.mark.parametrize("declared", [str(LONGEST_BODY + 1), "9" * 5000])
def test_a_declared_length_over_the_limit_is_refused_unread(declared):
    stream = Watched(b"x" * 10)
    environ = {"CONTENT_LENGTH": declared, "wsgi.input": stream, "wsgi.input_terminated": True}
    assert read_body(environ) is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert stream.taken == 0


@pytest.mark.parametrize("declared", [{}, {"CONTENT_LENGTH": "5"}])
def test_more_than_the_limit_without_or_with_a_lying_length_is_refused_and_not_read_on(declared):
    stream = Watched(b"x" * (3 * LONGEST_BODY))
    environ = {**declared, "wsgi.input": stream, "wsgi.input_terminated": True}
    assert read_body(environ) is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert stream.taken == LONGEST_BODY + 1


@pytest.mark.parametrize(("declared", "body"), [("10", b"short"), ("3", b"longer")])
def test_a_length_that_is_not_the_body_s_is_a_bad_request(declared, body):
    environ = {"CONTENT_LENGTH": declared, "wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    assert read_body(environ) is HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("declared", ["-1", "+5", "5.0", "five", "٥", "0x5", " 5"])
def test_a_length_that_is_no_number_is_a_bad_request(declared):
    assert read_body({"CONTENT_LENGTH": declared, "wsgi.input": BytesIO(b"hello")}) is HTTPStatus.BAD_REQUEST


@given(declared=st.text(max_size=30), body=st.binary(max_size=60), ends=st.booleans())
def test_no_length_and_no_body_make_it_raise(declared, body, ends):
    environ = {"CONTENT_LENGTH": declared, "wsgi.input": BytesIO(body), "wsgi.input_terminated": ends}
    assert isinstance(read_body(environ), bytes | HTTPStatus)


def test_nothing_of_the_process_s_environment_stays_in_a_request():
    process = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "DATABASE_URL": "postgres://u:p@db/x",
        "HTTP_PROXY": "http://user:secret@proxy",
        "HTTPS_PROXY": "http://user:secret@proxy",
        "PATH": "/usr/bin",
        "REMOTE_USER": "root",
    }
    request = {
        "REQUEST_METHOD": "POST",
        "HTTP_HOST": "x",
        "wsgi.input": BytesIO(),
        "CONTENT_TYPE": "text/plain",
    }
    assert without_environment({**process, **request}) == request


def test_a_refusal_is_plain_and_tells_nothing():
    answered = []

    def start_response(status, headers, _=None):
        answered.append((status, dict(headers)))

    body = b"".join(refuse(HTTPStatus.METHOD_NOT_ALLOWED, start_response, ("Allow", "POST")))
    assert body == b"Method Not Allowed\n"
    ((status, headers),) = answered
    assert status == "405 Method Not Allowed"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Content-Length"] == str(len(body))
    assert headers["Allow"] == "POST"
