"""Encrypts everything anew with the newest key, so that older ones can go; knows no meaning of any text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, LargeBinary, Row, Table, bindparam, select, tuple_, update

from storage.tables import META, Schema
from storage.vault import WrongKey

if TYPE_CHECKING:
    from storage import Storage
    from storage.database import Database

_BATCH = 50  # texts may be whole mails: this many are in memory at once


@dataclass(frozen=True, slots=True)
class _Kept:
    """A column of ciphertext, and the key of its table."""

    table: Table
    column: Column[Any]

    @property
    def key(self) -> Sequence[Column[Any]]:
        return list(self.table.primary_key.columns)

    def batches(self, database: "Database") -> Iterator[Sequence[Row[Any]]]:
        """Yield the rows as (ciphertext, key …), in order of the key; nothing is held between two batches."""
        after: Sequence[str] = [""] * len(self.key)
        while True:
            batch = (
                select(self.column, *self.key)
                .where(self.column.is_not(None), tuple_(*self.key) > tuple_(*after))
                .order_by(*self.key)
                .limit(_BATCH)
            )
            with database.reading() as connection:
                rows = connection.execute(batch).all()
            if rows:
                yield rows
                after = rows[-1][1:]
            if len(rows) < _BATCH:
                return

    def replace(self, database: "Database", renewed: Sequence[tuple[bytes, Row[Any]]]) -> int:
        """Write new ciphertexts in the place of those that were read; one that changed meanwhile stays."""
        same_row = [column == bindparam(f"key_{column.name}") for column in self.key]
        statement = (
            update(self.table)
            .where(*same_row, self.column == bindparam("read"))
            .values({self.column.name: bindparam("renewed")})
        )
        written = 0
        with database.writing() as connection:
            for ciphertext, row in renewed:
                wanted = {"renewed": ciphertext, "read": row[0]}
                for place, column in enumerate(self.key, start=1):
                    wanted[f"key_{column.name}"] = row[place]
                written += connection.execute(statement, wanted).rowcount
        return written


def rotate(storage: "Storage") -> int:
    """Encrypt with the newest key whatever an older one opens: texts, tokens and the check value.

    For the time when every process has the new key in front: what a process still writes with an old key
    in front is not seen. It works in batches, in constant memory, beside a running app. It may be stopped
    anywhere and started again, and leaves alone what the newest key opens. The check value comes last: until
    everything is done, the old key is asked for at each start.

    Returns:
        How many values were encrypted anew; 0 when nothing was left to do.

    Raises:
        WrongKey: some values are opened by no key; all others are done by then. The sentence says how many
            and names the first.
        Unavailable: the database did not answer; a second call goes on.
    """
    database, vault = storage._database, storage._vault  # noqa: SLF001 # of one package
    written, shut = 0, list[str]()
    for kept in _ciphertexts():
        for batch in kept.batches(database):
            renewed = []
            for row in batch:
                try:
                    ciphertext = vault.renew(row[0])
                except WrongKey:
                    shut.append(f"{kept.column} of {' '.join(filter(None, row[1:]))}")
                    continue
                if ciphertext is not None:
                    renewed.append((ciphertext, row))
            if renewed:
                written += kept.replace(database, renewed)
    if shut:
        raise WrongKey(
            f"No key in {vault.source} opens {len(shut)} of the values that are kept, first {shut[0]}. "
            "All others are encrypted with the newest key now. Add the lost key at the end of the keys and "
            "do this again; without it, these values stay unreadable."
        )
    return written


def _ciphertexts() -> list[_Kept]:
    """Return every column of ciphertext, the check value last."""
    found = [
        _Kept(table, column)
        for table in Schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    ]
    return sorted(found, key=lambda kept: kept.table is META)
