"""What each export of a long record takes: seconds, and memory beside that of one a hundredth as long.

By hand, on Linux: `python -m tests.benchmarks.bench_export [entries]`. Every export runs in a process of its
own: one is timed, of one the Python allocations are traced, and of one the kernel says what the whole process
took at most. One entry in a hundred keeps a letter, one in a thousand is a correction.
"""

import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import insert

from bolt_app import exporting
from bolt_app.export import Form
from bolt_app.i18n import load_translators
from bolt_app.optout.chain import GENESIS, commit_to, digest, seal
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.people import Role
from storage import Storage, open_storage
from storage.entry_rows import values
from storage.tables import ENTRIES, TEXTS
from tests.storage.record import ACME, KEY, LETTER, NOON, SENT

MANY = 100_000
AT_ONCE = 5_000
MEBIBYTE = 1024 * 1024


def entries(number: int) -> Iterator[tuple[Entry, str | None]]:
    """Yield entries that follow from one another, with the text one in a hundred keeps."""
    previous = GENESIS
    for position in range(1, number + 1):
        text = f"{LETTER} No. {position}" if position % 100 == 0 else None
        statement = replace(SENT, texts=(("letter", digest(text)),) if text else ())
        action = Action.SENT if position == 1 else Action.SENT_AGAIN
        if position % 1000 == 500:
            action = Action.CORRECT
            statement = Statement(corrects=position - 1, reason="The letter went to another address.")
        entry = Entry(
            scope=ACME,
            position=position,
            action=action,
            status=Status.FILED,
            role=Role.OWNER,
            actor=commit_to(f"U0OWNER{position % 7}", f"{position:032x}"),
            named=None,
            recorded_at=NOON + timedelta(minutes=position),
            statement=statement,
            previous=previous,
            hash="",
        )
        sealed = seal(entry)
        previous = sealed.hash
        yield sealed, text


def fill(storage: Storage, number: int) -> None:
    """Write a record of this many entries, past the rules, which would read all of it for each."""
    storage.migrate()
    rows: list[Mapping[str, object]] = []
    texts: list[Mapping[str, object]] = []

    def put() -> None:
        with storage._database.writing() as connection:
            connection.execute(insert(ENTRIES), rows)
            if texts:
                connection.execute(insert(TEXTS), texts)
        rows.clear()
        texts.clear()

    for entry, text in entries(number):
        rows.append(values(entry))
        if text:
            locked = storage._vault.lock(text)
            texts.append(
                {"scope": ACME.id, "sha256": digest(text), "kind": "letter", "ciphertext": locked}
                | {"kept_at": entry.recorded_at.isoformat()}
            )
        if len(rows) == AT_ONCE:
            put()
    if rows:
        put()


def export(address: str, form: Form, file: Path) -> None:
    """Do what the command does."""
    storage = open_storage(address, [KEY])
    outcome = exporting.write(
        ACME,
        form,
        file,
        links=storage.ledger.links,
        texts=lambda sha256: storage.ledger.text(ACME, sha256),
        t=load_translators()["fr"],
    )
    assert outcome.whole, outcome
    storage.close()


def measured(address: str, form: Form, file: Path, watched: str) -> float:
    """Return seconds, or mebibytes when memory is watched, of an export in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_export", address, form, str(file), watched]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def child(address: str, form: str, file: str, watched: str) -> None:
    """Export once, and print what was watched."""
    if watched == "traced":
        tracemalloc.start()
    began = time.perf_counter()
    export(address, Form(form), Path(file))
    seconds = time.perf_counter() - began
    most = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    traced = tracemalloc.get_traced_memory()[1] / MEBIBYTE
    print({"seconds": seconds, "traced": traced, "process": most}[watched])  # noqa: T201 # to the parent


def verified(archive: Path, folder: Path) -> tuple[float, str]:
    """Return the seconds `verify.py` takes on a bundle, and what it says."""
    with ZipFile(archive) as bundle:
        bundle.extractall(folder)
    [unpacked] = folder.iterdir()
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-I", unpacked / "verify.py"], capture_output=True, check=True)
    return time.perf_counter() - began, done.stdout.decode().strip()


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    few = max(1, many // 100)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        addresses = {number: f"sqlite:///{folder}/{number}.sqlite3" for number in (few, many)}
        for number, address in addresses.items():
            storage = open_storage(address, [KEY])
            fill(storage, number)
            storage.close()
        for form in Form:
            file = folder / f"record.{form}"
            seconds = measured(addresses[many], form, file, "seconds")
            size = file.stat().st_size / MEBIBYTE
            memory = ", ".join(
                f"{measured(addresses[few], form, folder / 'few', watched):.1f} → "
                f"{measured(addresses[many], form, file, watched):.1f} MiB {watched}"
                for watched in ("traced", "process")
            )
            print(  # noqa: T201 # a command
                f"{form}: {many:,} entries in {seconds:.1f} s, {size:.1f} MiB; "
                f"{few:,} → {many:,} entries: {memory}"
            )
        seconds, said = verified(folder / f"record.{Form.BUNDLE}", folder / "unpacked")
        print(f"verify.py: {seconds:.1f} s. {said}")  # noqa: T201 # a command


if __name__ == "__main__":
    child(*sys.argv[1:]) if len(sys.argv) == 5 else main()
