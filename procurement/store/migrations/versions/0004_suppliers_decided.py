"""Pairs of names that wait for a person, and where suppliers went that were merged or split."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.String(32)
KEYS = ("supplier_text_key_a", "supplier_text_key_b")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "supplier_pairs",
        *[sa.Column(name, NUMBER, nullable=False, autoincrement=False) for name in KEYS],
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(*KEYS, name="pk_supplier_pairs"),
    )
    op.create_table(
        "supplier_moves",
        sa.Column("id", NUMBER, nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("old_id", "new_id", "sort")],
        sa.Column("texts", NUMBER, nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("cause", "by")],
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_moves"),
    )
    op.create_index("ix_supplier_moves_old_id", "supplier_moves", ["old_id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("supplier_moves")
    op.drop_table("supplier_pairs")
