"""Messages belong to a series, which a person stops by itself; who asked to be told of changes; no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Add the columns; what waits already, and what was stopped already, are reminders."""
    op.add_column("outbox", sa.Column("series", sa.Text, nullable=False, server_default="reminders"))
    op.add_column("outbox", sa.Column("why", sa.Text))
    op.add_column("outbox_pace", sa.Column("message", sa.Text, nullable=False, server_default=""))
    # SQLite cannot change a primary key, so the table is made anew.
    op.execute("CREATE TABLE stopped_before AS SELECT scope, person, stopped_at FROM outbox_stops")
    op.drop_table("outbox_stops")
    op.create_table(
        "outbox_stops",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("stopped_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "person", "series", name="pk_outbox_stops"),
    )
    op.execute(
        "INSERT INTO outbox_stops (scope, person, series, stopped_at) "
        "SELECT scope, person, 'reminders', stopped_at FROM stopped_before"
    )
    op.drop_table("stopped_before")
    op.create_table(
        "subscriptions",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "person", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_how", "subscriptions", ["how"])
