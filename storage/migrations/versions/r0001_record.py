"""The record's tables, the triggers that keep it append-only, and the view for people; knows no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

_HASHED = "scope, position, canonical, hash, action, status, recorded_at"

_ON_SQLITE = (
    f"""CREATE TRIGGER entries_stay_as_written BEFORE UPDATE OF {_HASHED} ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    WHEN NOT EXISTS (SELECT 1 FROM leaving WHERE leaving.scope = OLD.scope)
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
)
_ON_POSTGRESQL = (
    """CREATE FUNCTION refuse_change_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'entries are never changed'; END $$""",
    """CREATE FUNCTION refuse_delete_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM leaving WHERE leaving.scope = OLD.scope) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'entries are never deleted';
    END $$""",
    f"""CREATE TRIGGER entries_stay_as_written BEFORE UPDATE OF {_HASHED} ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_entry()""",
    """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse_delete_of_entry()""",
)
_VIEW = """CREATE VIEW opt_out_status AS
    SELECT scope, status, position, recorded_at, hash FROM entries
    WHERE position = (SELECT max(newer.position) FROM entries AS newer WHERE newer.scope = entries.scope)"""


def upgrade() -> None:
    """Make the schema."""
    op.create_table(
        "entries",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("canonical", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text),
        sa.Column("actor_salt", sa.Text),
        sa.Column("named_id", sa.Text),
        sa.Column("named_salt", sa.Text),
        sa.PrimaryKeyConstraint("scope", "position", name="pk_entries"),
        sa.UniqueConstraint("scope", "hash", name="uq_entries_scope_hash"),
        sa.CheckConstraint("position >= 1", name="ck_entries_counted"),
    )
    op.create_table(
        "texts",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ciphertext", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "sha256", name="pk_texts"),
    )
    op.create_table(
        "leaving",
        sa.Column("scope", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_leaving"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    triggers = _ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _ON_SQLITE
    for statement in (*triggers, _VIEW):
        op.execute(statement)
