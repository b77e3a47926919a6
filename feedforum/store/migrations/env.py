"""Alembic's entry: migrates over the connection that `migration.upgrade` hands in."""

from alembic import context

from feedforum.store.search import is_of_the_model
from feedforum.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_of_the_model,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
