"""The tables of the watched pages, and the triggers that keep their history; knows no page."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"

_HISTORY = ("page_versions", "page_looks", "page_changes")


def _on_sqlite(table: str) -> tuple[str, ...]:
    return tuple(
        f"""CREATE TRIGGER {table}_stay_{name} BEFORE {change} ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was read of a page is never {name}'); END"""
        for name, change in (("changed", "UPDATE"), ("deleted", "DELETE"))
    )


def _on_postgresql(table: str) -> tuple[str, ...]:
    return tuple(
        f"""CREATE TRIGGER {table}_stay_{name} BEFORE {change} ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_page_{name}()"""
        for name, change in (("changed", "UPDATE"), ("deleted", "DELETE"))
    )


_FUNCTIONS = tuple(
    f"""CREATE FUNCTION refuse_page_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was read of a page is never {name}'; END $$"""
    for name in ("changed", "deleted")
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "page_versions",
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("fetched_at", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("page_digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("terms", "fetched_at", name="pk_page_versions"),
    )
    op.create_table(
        "page_looks",
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("failure", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("terms", "number", name="pk_page_looks"),
    )
    op.create_index("ix_page_looks_terms_failure_number", "page_looks", ["terms", "failure", "number"])
    op.create_table(
        "page_changes",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("found_at", sa.Text, nullable=False),
        sa.Column("unchanged_until", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("comparison", sa.Text, nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page_changes"),
    )
    op.create_index("ix_page_changes_found_at", "page_changes", ["found_at"])
    op.create_table(
        "page_findings",
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("citation", sa.Text, nullable=False),
        sa.Column("quoted", sa.Boolean, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("since", sa.Text),
        sa.Column("checked_at", sa.Text),
        sa.Column("last_there", sa.Text),
        sa.Column("failed_at", sa.Text),
        sa.Column("failure", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("terms", "claim", name="pk_page_findings"),
    )
    op.create_table(
        "watch_turns",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("leased_until", sa.Text),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_watch_turns"),
    )
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    triggers = _on_postgresql if on_postgresql else _on_sqlite
    for statement in _FUNCTIONS if on_postgresql else ():
        op.execute(statement)
    for table in _HISTORY:
        for statement in triggers(table):
            op.execute(statement)
