"""Asks a server for a page, within limits, and reaches only the public internet; knows no page's text.

Every name is resolved here, each of its addresses is checked, and the connection goes to a checked address:
a name that answers otherwise a moment later leads nowhere else. The certificate is checked for the name.
There is no proxy and no setting of the environment: through a proxy nobody could say what was reached.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Final, TypeAlias
from urllib.parse import urljoin, urlsplit

import httpx

from bolt_app.watch import addresses
from bolt_app.watch.addresses import IPAddress
from bolt_app.watch.answer import Answer, Fetched, Unchanged
from bolt_app.watch.finding import Failure, FailureKind
from bolt_app.watch.model import Validators
from bolt_app.watch.received import Response, received
from bolt_app.watch.robots import Robots

SECONDS: Final = 10.0
"""What a page may take in all, its redirects included."""
REDIRECTS: Final = 3
PRODUCT: Final = "datapolicy-watch"
"""The name by which a robots.txt may speak of the watch."""

_FIELD: Final = re.compile("[!-~]{1,300}")
"""What may stand in a header field that is sent: also what servers gave to be sent back to them."""

Resolver: TypeAlias = Callable[[str, int], Sequence[IPAddress]]
"""Gives a name's addresses, for a port; OSError when there are none."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be asked: `fault` says what forbids an address ("" for nothing), `public` judges an IP."""

    fault: Callable[[str], str]
    public: Callable[[IPAddress], bool]


PUBLIC: Final = Reach(addresses.fault, addresses.public)


def user_agent(contact: str) -> str:
    """Return what the watch calls itself, with where to find who runs it, if that is in ASCII."""
    return f"{PRODUCT}/1 (+{contact})" if _FIELD.fullmatch(contact) else f"{PRODUCT}/1"


def resolve(name: str, port: int) -> Sequence[IPAddress]:
    """Return a name's addresses as this machine knows them; the system's own limit on time holds."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]


@cache
def _authorities() -> ssl.SSLContext:
    """Return what httpx trusts; reading it takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks for pages, one at a time. It reads each host's robots.txt once: make a new one for each turn.

    Attributes:
        agent: what it calls itself.
        resolve: gives the addresses of names.
        reach: what may be asked; the public internet unless a test says otherwise.
        seconds: what a page may take in all.
        trust: how certificates are checked; None: as httpx does.
    """

    agent: str
    resolve: Resolver = resolve
    reach: Reach = PUBLIC
    seconds: float = SECONDS
    trust: ssl.SSLContext | None = None
    _robots: dict[str, Robots | None] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, url: str, validators: Validators) -> Answer:
        """Return the page, that it is unchanged, or why it could not be had."""
        origin = urljoin(url, "/")
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        robots = self._robots[origin]
        if robots is None or not robots.allows(url):
            return Failure(FailureKind.ROBOTS, "" if robots else "robots.txt cannot be read")
        asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
        conditional = {name: value for name, value in asked.items() if value}
        got = self._within_time(url, conditional, robots)
        if isinstance(got, Failure):
            return got
        given = Validators(_given(got, "ETag"), _given(got, "Last-Modified"))
        if got.status == 304 and conditional:
            # A 304 need not repeat what the client sent.
            return Unchanged(
                Validators(given.etag or validators.etag, given.last_modified or validators.last_modified)
            )
        if got.status != 200:
            return Failure(FailureKind.HTTP_STATUS, str(got.status))
        return Fetched(got.body, got.headers.get("Content-Type", ""), given)

    def _read_robots(self, origin: str) -> Robots | None:
        """Return a host's rules; None: a fault of the host's hides them, so nothing is allowed."""
        got = self._within_time(urljoin(origin, "/robots.txt"), {})
        if isinstance(got, Failure) or got.status >= 500 or got.status == 429:
            return None
        return Robots(got.body.decode(errors="replace") if got.status == 200 else "", PRODUCT)

    def _within_time(
        self, url: str, headers: Mapping[str, str], robots: Robots | None = None
    ) -> Response | Failure:
        async def bounded() -> Response | Failure:
            async with asyncio.timeout(self.seconds):
                return await self._follow(url, headers, robots)

        try:
            return asyncio.run(bounded())
        except (TimeoutError, httpx.TimeoutException):
            return Failure(FailureKind.TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return Failure(FailureKind.UNREACHABLE, type(fault).__name__)

    async def _follow(
        self, url: str, headers: Mapping[str, str], robots: Robots | None
    ) -> Response | Failure:
        if wrong := self.reach.fault(url):
            return Failure(FailureKind.NOT_PUBLIC, wrong)
        for _ in range(REDIRECTS + 1):
            got = await self._ask(url, headers)
            if isinstance(got, Failure) or got.status not in {301, 302, 303, 307, 308}:
                return got
            target = self._target(url, got)
            if isinstance(target, Failure):
                return target
            if robots and not robots.allows(target):
                return Failure(FailureKind.ROBOTS)
            url = target
        return Failure(FailureKind.TOO_MANY_REDIRECTS)

    def _target(self, url: str, got: Response) -> str | Failure:
        """Return where a redirect leads, on the same host."""
        location: str = got.headers.get("Location", "")
        try:
            target = urljoin(url, location).partition("#")[0]
        except ValueError:
            target = ""
        if not location or not target:
            return Failure(FailureKind.HTTP_STATUS, str(got.status))
        if wrong := self.reach.fault(target):
            return Failure(FailureKind.NOT_PUBLIC, wrong)
        there, here = urlsplit(target), urlsplit(url)
        if (there.hostname, there.port) != (here.hostname, here.port):
            return Failure(FailureKind.OTHER_HOST, (there.hostname or "")[:60])
        return target

    async def _ask(self, url: str, headers: Mapping[str, str]) -> Response | Failure:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = await asyncio.to_thread(self.resolve, name, port)
        except OSError:
            return Failure(FailureKind.UNREACHABLE, "no address")
        if private := [str(address) for address in found if not self.reach.public(address)]:
            return Failure(FailureKind.NOT_PUBLIC, private[0])
        sent = {
            "Host": parts.netloc,
            "User-Agent": self.agent,
            "Accept": "text/html, */*;q=0.1",
            "Accept-Encoding": "gzip",
        }
        # An address that swallows what is sent to it leaves time for the next one.
        limits = httpx.Timeout(self.seconds, connect=self.seconds / 3).as_dict()
        extensions = {"sni_hostname": name, "timeout": limits}
        # A transport, and no client: that one would prepare to follow redirects, and keep cookies.
        async with httpx.AsyncHTTPTransport(
            verify=self.trust or _authorities(), trust_env=False
        ) as transport:
            for address in dict.fromkeys(found):
                # To this address and no other; certificate and virtual host go by the name.
                pinned = httpx.URL(url).copy_with(host=str(address))
                request = httpx.Request("GET", pinned, headers={**sent, **headers}, extensions=extensions)
                try:
                    response = await transport.handle_async_request(request)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
                try:
                    return await received(response)
                finally:
                    await response.aclose()
        return Failure(FailureKind.UNREACHABLE, "no connection")


def _given(got: Response, name: str) -> str:
    """Return a header field to be sent back next time, or "" for one that cannot be."""
    value: str = got.headers.get(name, "")
    return value if _FIELD.fullmatch(value.replace(" ", "_")) else ""
