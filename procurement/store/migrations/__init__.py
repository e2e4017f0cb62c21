"""How the register came to have the shape it has, a step a file; Alembic runs them."""
