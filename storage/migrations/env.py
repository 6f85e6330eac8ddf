"""What Alembic runs: the migrations, on the connection `upgrade.py` hands over; opens none itself."""

from alembic import context

from storage.tables import Schema

context.configure(connection=context.config.attributes["connection"], target_metadata=Schema.metadata)
context.run_migrations()
