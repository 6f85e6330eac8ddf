"""How much the page takes and how: two megabytes, one file, read no further than that."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bolt_app.evidence.mail import LARGEST
from bolt_app.pages.site import build_site
from tests.unit.evidence.mails import mail
from tests.unit.pages.links import Known, client, path, send
from tests.unit.pages.sites import site


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, _: int | None = -1, /) -> bytes:
        raise AssertionError

    readinto = readline = read  # type: ignore[assignment]


def posted(body: BytesIO, **declared: Any) -> tuple[int, str]:
    """Sends a body whose length is what is declared of it; a test client would correct that."""
    builder = EnvironBuilder(path(), method="POST", content_type="multipart/form-data; boundary=b")
    environ = builder.get_environ() | declared | {"wsgi.input": body}
    known = Known()
    parts, status, _ = run_wsgi_app(client(known).application, environ)
    assert known.asked == []
    return int(status.split()[0]), b"".join(parts).decode()


def test_a_body_that_says_it_is_too_large_is_refused_unread():
    status, text = posted(Unread(), CONTENT_LENGTH=str(50 * 1024 * 1024))
    assert status == 413
    assert "larger than 2 MB" in text
    assert "Save the e-mail without its attachments" in text


def test_a_body_that_does_not_say_how_long_it_is_is_read_no_further_than_the_limit():
    head = b'--b\r\nContent-Disposition: form-data; name="mail"; filename="a"\r\n\r\n'
    body = BytesIO(head + bytes(LARGEST * 3))
    assert posted(body, CONTENT_LENGTH="", **{"wsgi.input_terminated": True})[0] == 413
    assert body.tell() <= LARGEST + 100_000


def test_of_a_link_that_is_none_no_body_is_read():
    builder = EnvironBuilder("/upload/x", method="POST", input_stream=Unread(), content_type="text/plain")
    assert client().open(builder.get_environ()).status_code == 404


def test_two_megabytes_are_taken_and_one_byte_more_is_not():
    head = mail("")
    assert send(client(), head + b"x" * (LARGEST - len(head))).status_code == 200
    assert send(client(), head + b"x" * (LARGEST - len(head) + 1)).status_code == 413


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"mail": "text"}, "The file is empty."),
        ({"other": (BytesIO(b"x"), "x")}, "The file is empty."),
        ({"mail": [(BytesIO(mail()), "1"), (BytesIO(mail()), "2")]}, "not an e-mail that can be read"),
    ],
)
def test_a_form_of_another_make_is_answered_like_a_bad_file(form: dict[str, Any], said: str):
    answer = client().post(path(), data=form, content_type="multipart/form-data")
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_what_is_no_form_is_an_empty_file(content_type: str):
    answer = client().post(path(), data=b"mail=x", content_type=content_type)
    assert (answer.status_code, "The file is empty." in answer.text) == (422, True)


def test_a_connection_that_breaks_off_leaves_nothing():
    assert posted(BytesIO(b"--b\r\nContent-Dis"), CONTENT_LENGTH="500")[0] == 422


def test_the_files_of_a_request_stay_in_memory():
    app = build_site(site())
    request = app.request_class(EnvironBuilder(method="POST").get_environ())
    assert type(request._get_file_stream(10**9, None)) is BytesIO
