"""Runs of `procurement ingest` over folders, and what became of each file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.String(32)
TEXTS = ("path", "sha256", "outcome", "reason", "settings", "authority_code", "evidence", "upload_id")
COUNTS = ("size_bytes", "lines", "accepted", "held_back", "accepted_pence", "held_back_pence")
DAYS = ("named_first", "named_last", "first_day", "last_day")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "back_catalogue_runs",
        sa.Column("run_id", NUMBER, nullable=False),
        *[_text(name) for name in ("folders", "software", "by", "state")],
        sa.Column("files", NUMBER, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.PrimaryKeyConstraint("run_id", name="pk_back_catalogue_runs"),
    )
    op.create_table(
        "back_catalogue_files",
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        *[_text(name) for name in TEXTS],
        *[sa.Column(name, NUMBER, nullable=False) for name in COUNTS],
        *[sa.Column(name, sa.Date()) for name in DAYS],
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["back_catalogue_runs.run_id"], name="fk_back_catalogue_files", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "number", name="pk_back_catalogue_files"),
    )
    op.create_index("ix_back_catalogue_files_sha256", "back_catalogue_files", ["sha256"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("back_catalogue_files")
    op.drop_table("back_catalogue_runs")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
