"""What was read lately is found without going through all readings."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("supplier_readings", "category_readings")


def upgrade() -> None:
    """Add an index by moment to each table of readings."""
    for table in TABLES:
        op.create_index(f"ix_{table}_made_at", table, ["made_at"])


def downgrade() -> None:
    """Take them away."""
    for table in TABLES:
        op.drop_index(f"ix_{table}_made_at", table)
