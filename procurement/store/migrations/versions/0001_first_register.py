"""The first register: uploads, readings, decisions, profiles, hubs, cases, the audit trail and facts of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.String(32)
STANDING = sa.text("state = 'stored'")


def upgrade() -> None:
    """Make every table."""
    _make_uploads()
    _make_readings()
    _make_decisions()
    _make_hubs()
    _make_cases()


def downgrade() -> None:
    """Remove every table."""
    for name in ("store_facts", "audit_trail", "cases", "hub_members", "hubs", "council_profiles", "decisions"):
        op.drop_table(name)
    for name in ("category_readings", "supplier_readings", "uploads"):
        op.drop_table(name)


def _make_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("upload_id", sa.Text(), nullable=False),
        *[_text(name) for name in ("authority_code", "file_name", "sha256")],
        sa.Column("received_at", MOMENT, nullable=False),
        *[_text(name) for name in ("received_by", "state")],
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        *[_number(name) for name in ("payments", "payments_pence", "held_back", "held_back_pence")],
        _text("replaced_by"),
        sa.Column("ended_at", MOMENT),
        *[_text(name) for name in ("ended_by", "ended_why")],
        sa.PrimaryKeyConstraint("upload_id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_authority_code", "uploads", ["authority_code"])
    op.create_index("ix_uploads_sha256", "uploads", ["sha256"])
    op.create_index(
        "ix_uploads_standing",
        "uploads",
        ["authority_code", "sha256"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _make_readings() -> None:
    made = ("made_by",)
    identifiers = ("supplier_name", "company_number", "vat_number", "charity_number")
    op.create_table(
        "supplier_readings",
        sa.Column("supplier_text_key", NUMBER, nullable=False, autoincrement=False),
        *[_text(name) for name in (*identifiers, "supplier_id", "supplier_label", "kind")],
        sa.Column("score", sa.Float()),
        *[_text(name) for name in ("rule", "reason", *made)],
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("supplier_text_key", name="pk_supplier_readings"),
    )
    op.create_table(
        "category_readings",
        sa.Column("line_text_key", NUMBER, nullable=False, autoincrement=False),
        *[_text(name) for name in ("proclass_code", "level1", "level2")],
        sa.Column("confidence", sa.Float()),
        _text("rule"),
        sa.Column("influenceable", sa.Boolean()),
        *[_text(name) for name in ("influence_reason", *made)],
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("line_text_key", name="pk_category_readings"),
    )


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, nullable=False),
        _text("kind"),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("key", "value")],
        _text("by"),
        sa.Column("at", MOMENT, nullable=False),
        _text("why"),
        sa.Column("undone_at", MOMENT),
        _text("undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_kind", "decisions", ["kind"])
    op.create_table(
        "council_profiles",
        _text("authority_code"),
        sa.Column("answers", sa.JSON(), nullable=False),
        _text("by"),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("authority_code", name="pk_council_profiles"),
    )


def _make_hubs() -> None:
    op.create_table(
        "hubs",
        _text("name"),
        _text("by"),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_hubs"),
    )
    op.create_table(
        "hub_members",
        _text("name"),
        _text("authority_code"),
        sa.ForeignKeyConstraint(["name"], ["hubs.name"], name="fk_hub_members", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "authority_code", name="pk_hub_members"),
    )


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", NUMBER, nullable=False),
        *[_text(name) for name in ("name", "kind")],
        sa.Column("inputs", sa.JSON(), nullable=False),
        *[_text(name) for name in ("version", "by")],
        sa.Column("at", MOMENT, nullable=False),
        _text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_name", "cases", ["name"])
    op.create_table(
        "audit_trail",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *[_text(name) for name in ("by", "action", "subject")],
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_trail"),
    )
    op.create_table(
        "store_facts",
        _text("key"),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_store_facts"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False)
