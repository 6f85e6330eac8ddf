"""What a server sent, decompressed and counted while it is read; asks nobody and knows no page's text."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import httpx

from bolt_app.watch.finding import Failure, FailureKind

LARGEST: Final = 5_000_000
"""Bytes of a page, decompressed."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response with its body, which is empty for any status but 200."""

    status: int
    headers: httpx.Headers
    body: bytes


async def received(response: httpx.Response) -> Response | Failure:
    """Return a response with its body, which is read while it is counted."""
    if response.status_code != 200:
        return Response(response.status_code, response.headers, b"")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip"}:
        return Failure(FailureKind.NOT_A_PAGE, f"compressed as {coding[:20]}")
    body = bytearray()
    async for piece in _decompressed(response) if coding == "gzip" else response.aiter_raw():
        body += piece
        if len(body) > LARGEST:
            return Failure(FailureKind.TOO_LARGE)
    return Response(200, response.headers, bytes(body))


async def _decompressed(response: httpx.Response) -> AsyncIterator[bytes]:
    """Yield what was compressed, little more than `LARGEST` at once: some kilobytes may hide gigabytes.

    A page may come as several gzip members (RFC 1952, 2.2): the first alone would be half a page.
    """
    inflater = _inflater()
    async for piece in response.aiter_raw():
        waiting = piece
        while waiting:
            try:
                yield inflater.decompress(waiting, LARGEST + 1)
            except zlib.error:
                raise httpx.DecodingError("not gzip") from None
            waiting = inflater.unused_data.lstrip(b"\0")
            if waiting:
                inflater = _inflater()
    if not inflater.eof:
        raise httpx.DecodingError("gzip broke off")


def _inflater() -> "zlib._Decompress":
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
