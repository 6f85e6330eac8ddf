"""The table of the newest export of each record; knows no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "exports",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("exported_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_exports"),
    )
