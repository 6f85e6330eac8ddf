"""A browser as far as the app's pages need one: GET, a form, one file sent off, cookies; runs no script."""

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

PATIENCE = 20.0
"""Seconds. A page may wait for Slack, and nobody's three seconds run here."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: HTTP status, headers by lower-case name, text.

    Attributes:
        content: the bytes behind the text; a file is more than its text.
    """

    url: str
    status: int
    text: str
    headers: dict[str, str]
    content: bytes = b""

    @property
    def leads_to(self) -> str:
        """Where it sends the browser, "" when it is a page to be read."""
        return self.headers.get("location", "") if 300 <= self.status < 400 else ""


@dataclass(slots=True)
class _Cookie:
    value: str
    path: str
    set_by: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Browser:
    """Somebody's browser. Every host it visits is this machine's, which browsers trust like https.

    Attributes:
        language: what Accept-Language says.
        cookies: name → cookie.
    """

    language: str = "en"
    cookies: dict[str, _Cookie] = field(default_factory=dict)

    def get(self, url: str) -> Page:
        """The answer of an address, redirects not followed; cookies are kept and sent back."""
        return self._asked("GET", url)

    def sends(self, url: str) -> Page:
        """The answer to a form without a field, sent off from the page at that address."""
        return self._asked("POST", url, b"", "application/x-www-form-urlencoded")

    def sends_file(self, url: str, field: str, content: bytes, *, name: str = "reply.eml") -> Page:
        """The answer to a form with one file in it, sent off from the page at that address."""
        line = b"----WebKitFormBoundaryOfOneFile"
        head = f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n'.encode()
        kind = b"Content-Type: message/rfc822\r\n\r\n"
        body = b"--" + line + b"\r\n" + head + kind + content + b"\r\n--" + line + b"--\r\n"
        return self._asked("POST", url, body, f"multipart/form-data; boundary={line.decode()}")

    def _asked(self, method: str, url: str, body: bytes | None = None, content_type: str = "") -> Page:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        path = parts.path or "/"
        headers = {"accept-language": self.language}
        if content_type:
            headers["content-type"] = content_type
        if crumbs := self._sent(parts.netloc, path):
            headers["cookie"] = crumbs
        try:
            where = f"{path}?{parts.query}" if parts.query else path
            connection.request(method, where, body=body, headers=headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for told in response.headers.get_all("set-cookie", []):
            self._keep(told, parts.netloc)
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Page(url, response.status, content.decode("utf-8", "replace"), headers, content)

    def _sent(self, host: str, path: str) -> str:
        return "; ".join(
            f"{name}={cookie.value}"
            for name, cookie in self.cookies.items()
            if cookie.set_by == host and path.startswith(cookie.path)
        )

    def _keep(self, told: str, host: str) -> None:
        for name, morsel in SimpleCookie(told).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
                continue
            attributes = {key: str(value) for key, value in morsel.items() if value}
            self.cookies[name] = _Cookie(morsel.value, morsel["path"] or "/", host, attributes)
