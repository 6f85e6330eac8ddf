"""The evidence bundle: record, texts, mails, a page to print and the means to check them, in one zip.

It is made while it is sent: of the entries one is in memory at a time. A zip ends with the list of its files,
and that list grows with the number of letters and replies. The same record and mails give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bolt_app.export import csv, jsonl, page
from bolt_app.export.mails import NO_MAILS, MailsOnFile, part, place_of_file, place_of_part
from bolt_app.export.record import Record, Texts
from bolt_app.i18n import Translator
from bolt_app.optout.acts import BESIDE_IT, TRANSITIONS, Action
from bolt_app.optout.second import BESIDE_THE_ACT, GUARDED

VERIFIER = Path(__file__).with_name("verifier.py")
"""The stand-alone check, put into the bundle as it is."""

_PIECE = 16 * 1024
"""Bytes that are handed on at once, about. Entries compress to a tenth."""


def archive(record: Record, texts: Texts, t: Translator, mails: MailsOnFile = NO_MAILS) -> Iterator[bytes]:
    """Yield the zip in pieces, all its files in one folder; `hashes.txt` is what `sha256sum --check` reads.

    Args:
        record: what is bundled.
        texts: gives letters and replies; those that were erased are left out, and the page says so.
        t: the language of the page.
        mails: all that are on file, named by an entry or not; of one that is reduced, what is left.
    """
    outlet = _Outlet()
    hashes: dict[str, str] = {}
    with ZipFile(outlet, "w") as bundle:

        def put(name: str, pieces: Iterable[str | bytes]) -> Iterator[bytes]:
            digest = hashlib.sha256()
            with bundle.open(_file(record, name), "w") as member:
                for piece in pieces:
                    content = piece.encode() if isinstance(piece, str) else piece
                    digest.update(content)
                    member.write(content)
                    yield from outlet.drained(_PIECE)
            hashes[name] = digest.hexdigest()

        yield from put("verify.py", [VERIFIER.read_text(encoding="utf-8")])
        yield from put("rules.json", [json.dumps(_rules(), indent=1) + "\n"])
        yield from put("record.jsonl", jsonl.lines(record))
        yield from put("record.csv", csv.rows(record))
        for sha256 in _carried(record):
            place = page.place_of_text(sha256)
            text = None if place in hashes else texts(sha256)
            if text is not None:
                yield from put(place, [text])
        for mail in mails.kept:
            raw = mails.raw(mail.sha256)
            if raw is None:
                yield from put(place_of_part(mail.sha256), [part(mail)])
            else:
                yield from put(place_of_file(mail.sha256), [raw])
        yield from put("index.html", page.pieces(record, hashes, t))
        listed = (f"{digest}  {name}\n" for name, digest in tuple(hashes.items()))
        yield from put("hashes.txt", chain([f"# {record.scope} {record.fingerprint}\n"], listed))
    yield from outlet.drained()


def _carried(record: Record) -> Iterator[str]:
    return (sha256 for entry in record for _, sha256 in entry.statement.texts)


def _rules() -> dict[str, object]:
    """Return what the stand-alone check needs to know: what may follow what, and what takes two owners."""
    return {
        "ways": {
            action.value: {"from": sorted(rule.starts_from), "to": rule.leads_to}
            for action, rule in TRANSITIONS.items()
            if action is not Action.CORRECT  # it leads to where the record stands without what it names
        },
        "guarded": sorted(GUARDED),
        "beside_a_proposal": sorted(BESIDE_IT),
        "beside_the_act": sorted(BESIDE_THE_ACT),
    }


def _file(record: Record, name: str) -> ZipInfo:
    info = ZipInfo(f"{record.name}/{name}", record.recorded_at.astimezone(UTC).timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3  # Unix, wherever the app runs
    info.external_attr = 0o644 << 16
    return info


class _Outlet:
    """What a zip is written to, and taken out of to be sent. It cannot be gone back in, so nothing is."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, content: bytes, /) -> int:
        self._waiting += content
        return len(content)

    def flush(self) -> None:
        """Do nothing: what waits is taken out when there is enough of it."""

    def close(self) -> None:
        """Do nothing: there is nothing behind it."""

    def drained(self, enough: int = 1) -> Iterator[bytes]:
        """Yield what waits, if it is that many bytes or more."""
        if len(self._waiting) >= enough:
            yield bytes(self._waiting)
            self._waiting.clear()
