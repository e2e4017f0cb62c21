"""Runs migrations on the connection that the register hands over, inside its transaction."""

from alembic import context

from procurement.store.register_tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
