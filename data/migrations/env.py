"""Where alembic starts: on the connection, and within the transaction, that ``data.store.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from data.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True)
context.run_migrations()
