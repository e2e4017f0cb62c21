"""What was learned from lines that councils and people coded."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "category_models",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("weights", "suppliers", "homes", "by")],
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_at", MOMENT),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("ended_by", "ended_why")],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_models")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("category_models")
