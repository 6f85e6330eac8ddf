"""Checks the record in this folder without the app that wrote it. Needs Python 3.11, and nothing else.

    python3 verify.py                       checks every entry, and every file beside the record
    python3 verify.py --expect 4:9f86d081…  holds entry 4 against a fingerprint that was kept elsewhere

Exit code 0: all of it holds. 1: the first entry or file that does not is named. 2: it was called wrongly.
Whoever rewrites the whole folder can make it hold; that shows only against a fingerprint kept elsewhere.
"""

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any


class Broken(Exception):
    """Says what does not hold."""


def insist(holds: object, otherwise: str) -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(otherwise)


def sha256(content: str | Path) -> str:
    """Return the SHA-256 of a text in UTF-8, or of a file, hexadecimal."""
    if isinstance(content, str):
        return hashlib.sha256(content.encode()).hexdigest()
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class Record:
    """The entries so far: where they end, and what the next one must follow."""

    def __init__(self, folder: Path, scope: str) -> None:
        self.folder, self.scope, self.gone = folder, scope, dict[str, set[str]]()
        self.number, self.newest, self.status = 0, "0" * 64, "not_filed"
        self.ways = json.loads((folder / "statuses.json").read_text(encoding="utf-8"))
        self.actions: list[str | None] = []  # None: a correction, or an entry that was corrected

    def add(self, row: dict[str, Any], expected: str) -> None:
        """Take the next entry in, or raise Broken."""
        entry = json.loads(row["canonical"])
        in_place = row["position"] == entry["position"] == self.number + 1
        insist(in_place, "it stands in another's place, or the one before it is missing")
        insist(sha256(row["canonical"]) == row["hash"], "its text is not the text that was hashed")
        insist(entry["previous"] == self.newest, "it does not carry the hash of the entry before it")
        insist(entry["scope"] == self.scope, "it belongs to another record")
        for who in ("actor", "named"):
            opens = row[who] is None or sha256(f"{row[who][1]}:{row[who][0]}") == entry[who]
            insist(opens, f"the person kept beside it ({who}) is not the one it commits to")
        mail = entry["statement"].get("mail")
        named = [("Texts", "texts/{}.txt", *text) for text in entry["statement"].get("texts", [])]
        named += [("E-mails (not to be checked again)", "mails/{}.eml", "e-mail", mail)] if mail else []
        for what, place, kind, digest in named:
            file = self.folder / place.format(re.sub("[^0-9a-f]", "", digest))
            insist(not file.exists() or sha256(file) == digest, f"the text of its {kind} was changed")
            if not file.exists():
                part = "kept only in part" if file.with_suffix(".txt").exists() else "erased or never kept"
                self.gone.setdefault(f"{what} that were {part}", set()).add(digest)
        insist(self.status_with(entry) == entry["status"], "its status does not follow from the entries")
        insist(row["hash"].startswith(expected), "it does not bear the fingerprint that was expected")
        self.number, self.newest, self.status = self.number + 1, row["hash"], entry["status"]

    def status_with(self, entry: dict[str, Any]) -> str:
        """Return the status with the next entry; after a correction, without the entry it names."""
        if entry["action"] != "correct":
            self.actions.append(entry["action"])
            return self.replayed(self.status, self.actions[-1:])
        wrong = entry["statement"]["corrects"]
        insist(0 < wrong < self.number + 1 and self.actions[wrong - 1], "what it corrects does not count")
        self.actions[wrong - 1] = None
        self.actions.append(None)
        return self.replayed("not_filed", self.actions)

    def replayed(self, status: str, actions: list[str | None]) -> str:
        """Return the status after these actions, or raise Broken."""
        for action in filter(None, actions):
            insist(status in self.ways[action]["from"], f"nothing leads from {status} by {action}")
            status = self.ways[action]["to"] or status
        return status


def check(folder: Path, number: int, expected: str) -> str:
    """Return what was found of a record that holds, or raise Broken."""
    with (folder / "record.jsonl").open(encoding="utf-8") as lines:
        head = json.loads(next(lines))
        record = Record(folder, head["scope"])
        for position, line in enumerate(lines, start=1):
            try:
                record.add(json.loads(line), expected if position == number else "")
            except (Broken, ValueError, LookupError, TypeError, AttributeError) as broken:
                raise Broken(f"Entry {position} is broken: {broken}.") from broken
    whole = head["newest"] == f"{record.number}:{record.newest}" and number <= record.number
    insist(whole, f"Entry {record.number + 1} is missing: the record ends before it.")
    listed = (folder / "hashes.txt").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split("  ", 1) for line in listed if not line.startswith("#")):
        inside = (folder / name).resolve().is_relative_to(folder.resolve()) and (folder / name).is_file()
        insist(inside and sha256(folder / name) == digest, f"The file {name} is missing or was changed.")
    gone = "".join(f"\n{what}: {len(digests)}." for what, digests in record.gone.items())
    return f"{record.scope}: {record.number} entries, unbroken. Newest: {record.number}:{record.newest}{gone}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Checks the record in a folder, and the files beside it.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--expect", metavar="N:HASH", default="0:", help="a fingerprint kept elsewhere")
    asked = parser.parse_args()
    wanted = re.fullmatch("([1-9][0-9]{0,8}):([0-9a-f]{12,64})|0:", asked.expect.lower())
    if not wanted:
        parser.error("--expect takes an entry's number, a colon and at least 12 characters of its hash")
    try:
        print(check(asked.folder, int(wanted[1] or 0), wanted[2] or ""))  # noqa: T201 # what a command says
    except (Broken, OSError, ValueError, LookupError) as found:
        raise SystemExit(str(found)) from None
