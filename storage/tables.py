"""The tables as the newest migration leaves them; knows no statement and nothing of entries' meaning."""

from typing import cast

from sqlalchemy import CheckConstraint, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Schema(DeclarativeBase):
    """The whole schema; every constraint has a name, so that a later migration can alter it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {str: Text, bytes: LargeBinary}  # noqa: RUF012 # SQLAlchemy reads it as it is


class EntryRow(Schema):
    """One entry of a scope's record. Triggers refuse to change what is hashed, and to delete.

    Attributes:
        canonical: the exact text that was hashed; the columns after `hash` repeat parts of it for people
            with a SQL client.
        recorded_at: UTC, ISO 8601 text: a date type does not give back what went in on SQLite.
        actor_id: Slack user id; it and the salt become NULL when the person is erased.
    """

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("scope", "hash"), CheckConstraint("position >= 1", name="counted"))

    scope: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    canonical: Mapped[str]
    hash: Mapped[str]
    action: Mapped[str]
    status: Mapped[str]
    recorded_at: Mapped[str]
    actor_id: Mapped[str | None]
    actor_salt: Mapped[str | None]
    named_id: Mapped[str | None]
    named_salt: Mapped[str | None]


class TextRow(Schema):
    """A text that entries name by its SHA-256: a letter, a reply. Encrypted, and erasable.

    Attributes:
        kept_at: when its entry was recorded, UTC, ISO 8601.
    """

    __tablename__ = "texts"

    scope: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ciphertext: Mapped[bytes]
    kept_at: Mapped[str]


class LeavingRow(Schema):
    """A scope whose record is being deleted: the only ones whose entries the trigger lets go."""

    __tablename__ = "leaving"

    scope: Mapped[str] = mapped_column(primary_key=True)


class MetaRow(Schema):
    """What the installation knows about itself, such as the value that tells a right key from a wrong one."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes]


ENTRIES = cast("Table", EntryRow.__table__)
TEXTS = cast("Table", TextRow.__table__)
LEAVING = cast("Table", LeavingRow.__table__)
META = cast("Table", MetaRow.__table__)
