"""The tables of the messages that wait to be sent; knows no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "outbox",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("apart", sa.BigInteger, nullable=False),
        sa.Column("leased_until", sa.Text),
        sa.Column("begun_at", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("sent_at", sa.Text),
        sa.PrimaryKeyConstraint("key", name="pk_outbox"),
    )
    op.create_index("ix_outbox_outcome_due", "outbox", ["outcome", "due"])
    op.create_index("ix_outbox_scope_recipient", "outbox", ["scope", "recipient"])
    op.create_table(
        "outbox_pace",
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("free_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("recipient", name="pk_outbox_pace"),
    )
    op.create_table(
        "outbox_stops",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("stopped_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "person", name="pk_outbox_stops"),
    )
