"""`verify.py` run by an auditor on an unpacked bundle, and ways to tamper with one; knows no outcome."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from bolt_app.export import NO_MAILS, Form, MailsOnFile, Record, Texts, jsonl, unchecked
from bolt_app.optout.chain import GENESIS, digest, seal
from bolt_app.optout.model import Entry
from tests.record_builders import ACME, NAME_CONTACT, record_of
from tests.unit.export.records import BACKED_BY_MAIL, JOURNEY, KEPT, exported, looked_through, stored

Lines = list[str]


ALL = (*JOURNEY, NAME_CONTACT)


HEAD = record_of(ALL)[-1].hash


def unpacked(record: Record, place: Path, texts: Texts = KEPT.get, on_file: MailsOnFile = NO_MAILS) -> Path:
    """Return the folder of a bundle."""
    with ZipFile(io.BytesIO(exported(record, Form.BUNDLE, texts=texts, mails=on_file))) as bundle:
        bundle.extractall(place)
    return place / record.name


def verify(folder: Path, *words: str) -> tuple[int, str]:
    """Exit code and words of `verify.py`, run with nothing but Python: no environment, no packages."""
    command = [sys.executable, "-I", "-S", "-W", "error", str(folder / "verify.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8"})
    return done.returncode, (done.stdout + done.stderr).strip()


def rewritten(folder: Path, change: Callable[[Lines], Lines]) -> None:
    """Change the lines of the record, and its hash in the list, as somebody thorough would."""
    before = digest((folder / "record.jsonl").read_text(encoding="utf-8"))
    lines = change((folder / "record.jsonl").read_text(encoding="utf-8").splitlines())
    text = "\n".join(lines) + "\n"
    (folder / "record.jsonl").write_text(text, encoding="utf-8")
    listed = (folder / "hashes.txt").read_text(encoding="utf-8")
    (folder / "hashes.txt").write_text(listed.replace(before, digest(text)), encoding="utf-8")


def swapped(lines: Lines) -> Lines:
    head, first, second, third, *rest = lines
    return [head, first, third, second, *rest]


def with_line(number: int, **fields: object) -> Callable[[Lines], Lines]:
    def change(lines: Lines) -> Lines:
        lines[number] = json.dumps(json.loads(lines[number]) | fields)
        return lines

    return change


IN_PLACE = "it was moved, or one is missing"


OTHER_TEXT = "its text is not the text that was hashed"


def resealed(position: int, /, **changes: object) -> list[Entry]:
    """Return the record with one entry changed and everything after it hashed anew."""
    made: list[Entry] = []
    for entry in record_of(ALL):
        previous = made[-1].hash if made else GENESIS
        changed = {"previous": previous, **(changes if entry.position == position else {})}
        made.append(seal(replace(entry, **changed)))  # type: ignore[arg-type] # a test's shorthand
    return made


def chained(folder: Path, entries: Sequence[Entry], *, persons: bool = True) -> None:
    """Put another record, hashed anew, into a folder."""
    text = "".join(jsonl.lines(unchecked(ACME, stored(entries), persons=persons)))
    rewritten(folder, lambda _: text.splitlines())


def with_mail(place: Path, on_file: MailsOnFile) -> Path:
    return unpacked(looked_through(BACKED_BY_MAIL), place, on_file=on_file)
