"""Checks the record in this folder without the app that wrote it. Needs Python 3.11, and nothing else.

    python3 verify.py                       checks every entry, and every file beside the record
    python3 verify.py --expect 4:9f86d081…  holds entry 4 against a fingerprint that was kept elsewhere

Exit code 0: all of it holds. 1: the first entry or file that does not is named. 2: it was called wrongly.
Whoever rewrites the whole folder can make it hold; that shows only against a fingerprint kept elsewhere.
"""

import argparse
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any


def insist(holds: object, otherwise: str) -> None:
    """Raise ValueError, which says what does not hold, unless something holds."""
    if not holds:
        raise ValueError(otherwise)


class Record:
    """The entries so far: where they end, and what the next one must follow."""

    def __init__(self, folder: Path, head: dict[str, str]) -> None:
        found = {it.relative_to(folder).as_posix(): it for it in folder.rglob("*") if it.is_file()}
        self.files = {name: sha256(file.read_bytes()).hexdigest() for name, file in found.items()}
        self.head, self.gone = head, dict[str, set[str]]()
        self.number, self.newest, self.status = 0, "0" * 64, "not_filed"
        self.rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
        self.counting, self.two_required, self.proposal = dict[int, str](), False, tuple[Any, ...]()

    def add(self, row: dict[str, Any], expected: str) -> None:
        """Take the next entry in, or raise ValueError."""
        entry, hashed = json.loads(row["canonical"]), sha256(row["canonical"].encode()).hexdigest()
        insist(row["position"] == entry["position"] == self.number + 1, "it was moved, or one is missing")
        insist(hashed == row["hash"], "its text is not the text that was hashed")
        insist(entry["previous"] == self.newest, "it does not carry the hash of the entry before it")
        insist(entry["scope"] == self.head["scope"], "it belongs to another record")
        for who in ("actor", "named"):
            opened = row[who] and sha256(f"{row[who][1]}:{row[who][0]}".encode()).hexdigest()
            right = opened in (None, entry[who])
            insist(right, f"the person kept beside it ({who}) is not the one it commits to")
        named = [("Texts", f"texts/{text[1]}.txt", *text) for text in entry["statement"].get("texts", [])]
        if mail := entry["statement"].get("mail"):
            named.append(("E-mails (not to be checked again)", f"mails/{mail}.eml", "e-mail", mail))
        for what, place, kind, digest in named:
            insist(self.files.get(place, digest) == digest, f"the text of its {kind} was changed")
            if place not in self.files:
                part = "kept only in part" if f"mails/{digest}.txt" in self.files else "erased or never kept"
                self.gone.setdefault(f"{what} that were {part}", set()).add(digest)
        insist(self.status_with(entry) == entry["status"], "its status does not follow from the entries")
        self.hold_to_two(entry, row)
        insist(row["hash"].startswith(expected), "it does not bear the fingerprint that was expected")
        self.number, self.newest, self.status = self.number + 1, row["hash"], entry["status"]

    def status_with(self, entry: dict[str, Any]) -> str:
        """Return the status with the next entry; after a correction, without the entry it names."""
        status, actions = self.status, {self.number + 1: entry["action"]}
        if entry["action"] == "correct":
            insist(self.counting.pop(entry["statement"]["corrects"], 0), "what it corrects does not count")
            status, actions = "not_filed", self.counting
        for action in actions.values():
            insist(status in self.rules["ways"][action]["from"], f"nothing leads from {status} by {action}")
            status = self.rules["ways"][action]["to"] or status
        self.counting |= actions
        return status

    def hold_to_two(self, entry: dict[str, Any], row: dict[str, Any]) -> None:
        """Raise ValueError where the next entry takes two owners, and no second one agreed to it."""
        what, stated, reached = entry["action"], entry["statement"], {entry["status"]} - {self.status}
        act = {name: said for name, said in stated.items() if name not in self.rules["beside_the_act"]}
        if self.two_required and (what == "waive_second" or reached & {*self.rules["guarded"]}):
            agreed = self.proposal == (stated.get("regards"), what, entry["named"], act)
            ids = {person and person[0] for person in (row["actor"], row["named"])}
            others = len({entry["actor"], entry["named"], None}) == 3 and (len(ids) == 2 or None in ids)
            insist(agreed and others, "it took two owners, and the agreement of the second is not there")
            if None in ids:
                self.gone.setdefault("Second owners (who they are cannot be checked)", set()).add(row["hash"])
        self.two_required = {"require_second": True, "waive_second": False}.get(what, self.two_required)
        if what not in self.rules["beside_a_proposal"]:  # whatever else is recorded ends one
            self.proposal = (self.number + 1, what == "proposed" and stated["proposes"], entry["actor"], act)


def check(folder: Path, number: int, expected: str) -> str:
    """Return what was found of a record that holds, or raise ValueError."""
    with (folder / "record.jsonl").open(encoding="utf-8") as lines:
        record = Record(folder, json.loads(next(lines, "")))
        for position, line in enumerate(lines, start=1):
            try:
                record.add(json.loads(line), expected if position == number else "")
            except (ValueError, LookupError, TypeError, AttributeError) as broken:
                raise ValueError(f"Entry {position} is broken: {broken}.") from broken
    whole = record.head["newest"] == f"{record.number}:{record.newest}" and number <= record.number
    insist(whole, f"Entry {record.number + 1} is missing: the record ends before it.")
    hashes = (folder / "hashes.txt").read_text(encoding="utf-8").splitlines()[1:]
    always = dict.fromkeys(["index.html", "record.csv", "record.jsonl", "rules.json", "verify.py"], "")
    for name, digest in (always | {line[66:]: line[:64] for line in hashes}).items():
        insist(record.files.get(name) == digest, f"The file {name} is missing or was changed.")
    found = f"{record.head['scope']}: {record.number} entries, unbroken. Newest: {record.head['newest']}"
    return "\n".join([found, *(f"{what}: {len(digests)}." for what, digests in record.gone.items())])


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
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as found:
        raise SystemExit(str(found)) from None
