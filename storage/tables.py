"""The tables as the newest migration leaves them; knows no statement and nothing of entries' meaning."""

from typing import cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NEWEST = "0007"
"""The migration these tables are the outcome of; written here, since workers do not load Alembic."""


class Schema(DeclarativeBase):
    """The whole schema; every constraint has a name, so that a later migration can alter it.

    Every binary column holds ciphertext of the vault: `rotation.py` finds them by that.
    """

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
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


class InstallationRow(Schema):
    """One installation: of a workspace, or of an organisation as a whole. A re-install replaces it.

    It has two halves, either of which Slack may take back: who installed it (`user_id`, `token_type`,
    `enterprise_url`), and the bot (`tokens` and what follows).

    Attributes:
        team_id: "" for an org-wide installation.
        enterprise_id: "" for a workspace in no organisation.
        installed_at: seconds since 1970 (UTC), as slack_sdk counts.
        custom_values: JSON object.
        tokens: encrypted; NULL when the bot's half was taken back.
        bot_token_expires_at: seconds since 1970 (UTC).
    """

    __tablename__ = "installations"

    team_id: Mapped[str] = mapped_column(primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(primary_key=True)
    app_id: Mapped[str | None]
    enterprise_name: Mapped[str | None]
    team_name: Mapped[str | None]
    installed_at: Mapped[float] = mapped_column(Double)
    custom_values: Mapped[str]
    user_id: Mapped[str | None]
    token_type: Mapped[str | None]
    enterprise_url: Mapped[str | None]
    tokens: Mapped[bytes | None]
    bot_id: Mapped[str | None]
    bot_user_id: Mapped[str | None]
    bot_scopes: Mapped[str | None]
    bot_token_expires_at: Mapped[int | None] = mapped_column(BigInteger)


class OAuthStateRow(Schema):
    """An installation that somebody began and has not ended.

    Attributes:
        sha256: of the state that Slack hands back; who reads the table cannot use it.
        expires_at: UTC, ISO 8601, of one width.
    """

    __tablename__ = "oauth_states"
    __table_args__ = (Index(None, "expires_at"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[str]


class DepartureRow(Schema):
    """When a scope left and when it came back; times in UTC, ISO 8601, of one width.

    Attributes:
        left_at: the first departure since `returned_at`, NULL while the app is installed.
        keep_until: when its record goes; NULL: when the operator says so.
        returned_at: a departure up to then is an old one that Slack reported late.
    """

    __tablename__ = "departures"
    __table_args__ = (Index(None, "keep_until"),)

    scope: Mapped[str] = mapped_column(primary_key=True)
    left_at: Mapped[str | None]
    keep_until: Mapped[str | None]
    returned_at: Mapped[str | None]


class GrantRow(Schema):
    """Whether an organisation lets the app into one of its workspaces.

    Attributes:
        name: "" while nobody told it.
        said_at: when Slack said so, UTC, ISO 8601, of one width; what was said later counts.
        granted: false for access taken back, remembered so that an older grant does not undo it.
    """

    __tablename__ = "grants"
    __table_args__ = (Index(None, "team_id"),)

    enterprise_id: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    said_at: Mapped[str]
    granted: Mapped[bool]


class FileRow(Schema):
    """A mail on file. Encrypted, and erasable; entries name it by its SHA-256.

    Attributes:
        findings: what was read and found when it was put there, as JSON.
        file: its bytes, NULL once only the header and the sender's own words are kept.
        kept_at: when it was put there, UTC, ISO 8601, of one width.
    """

    __tablename__ = "files"

    scope: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    findings: Mapped[bytes]
    file: Mapped[bytes | None]
    kept_at: Mapped[str]


class UsedLinkRow(Schema):
    """A one-time link that was used, remembered until it expires.

    Attributes:
        once: the link's random id; whose link it was is not written down.
        until: when it expires, UTC, ISO 8601, of one width.
    """

    __tablename__ = "used_links"
    __table_args__ = (Index(None, "until"),)

    once: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[str]


class ExportRow(Schema):
    """The newest export of a scope's record; neither by whom nor in which form is written down.

    Attributes:
        position: number of the newest entry in it.
        exported_at: when it was complete, UTC, ISO 8601, of one width.
    """

    __tablename__ = "exports"

    scope: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    exported_at: Mapped[str]


ENTRIES = cast("Table", EntryRow.__table__)
TEXTS = cast("Table", TextRow.__table__)
LEAVING = cast("Table", LeavingRow.__table__)
META = cast("Table", MetaRow.__table__)
INSTALLATIONS = cast("Table", InstallationRow.__table__)
OAUTH_STATES = cast("Table", OAuthStateRow.__table__)
DEPARTURES = cast("Table", DepartureRow.__table__)
GRANTS = cast("Table", GrantRow.__table__)
FILES = cast("Table", FileRow.__table__)
USED_LINKS = cast("Table", UsedLinkRow.__table__)
EXPORTS = cast("Table", ExportRow.__table__)
