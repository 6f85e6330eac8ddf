"""The tables by which many workspaces install, leave and come back; knows no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "installations",
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("enterprise_id", sa.Text, nullable=False),
        sa.Column("app_id", sa.Text),
        sa.Column("enterprise_name", sa.Text),
        sa.Column("team_name", sa.Text),
        sa.Column("installed_at", sa.Double, nullable=False),
        sa.Column("custom_values", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("token_type", sa.Text),
        sa.Column("enterprise_url", sa.Text),
        sa.Column("tokens", sa.LargeBinary),
        sa.Column("bot_id", sa.Text),
        sa.Column("bot_user_id", sa.Text),
        sa.Column("bot_scopes", sa.Text),
        sa.Column("bot_token_expires_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("team_id", "enterprise_id", name="pk_installations"),
    )
    op.create_table(
        "oauth_states",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_oauth_states"),
    )
    op.create_index("ix_oauth_states_expires_at", "oauth_states", ["expires_at"])
    op.create_table(
        "departures",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("left_at", sa.Text),
        sa.Column("keep_until", sa.Text),
        sa.Column("returned_at", sa.Text),
        sa.PrimaryKeyConstraint("scope", name="pk_departures"),
    )
    op.create_index("ix_departures_keep_until", "departures", ["keep_until"])
    op.create_table(
        "grants",
        sa.Column("enterprise_id", sa.Text, nullable=False),
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("said_at", sa.Text, nullable=False),
        sa.Column("granted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("enterprise_id", "team_id", name="pk_grants"),
    )
    op.create_index("ix_grants_team_id", "grants", ["team_id"])
