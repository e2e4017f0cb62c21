"""Saved cases keep their figures, and are set aside with a reason rather than deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.String(32)
NEW = ("figures", "ended_at", "ended_by", "ended_why")


def upgrade() -> None:
    """Add the columns; cases that were saved before have no figures and stand."""
    op.add_column("cases", sa.Column("figures", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("cases", sa.Column("ended_at", MOMENT))
    for name in ("ended_by", "ended_why"):
        op.add_column("cases", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("cases") as cases:
        for name in NEW:
            cases.drop_column(name)
