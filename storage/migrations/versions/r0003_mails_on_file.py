"""The tables of mails on file and of the one-time links that brought them; knows no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "files",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
        sa.Column("file", sa.LargeBinary),
        sa.Column("kept_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "sha256", name="pk_files"),
    )
    op.create_table(
        "used_links",
        sa.Column("once", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("once", name="pk_used_links"),
    )
    op.create_index("ix_used_links_until", "used_links", ["until"])
