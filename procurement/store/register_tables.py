"""The register's tables, as SQLAlchemy sees them; the migrations make them, and a test holds the two equal."""

import polars as pl
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from procurement.store.register_database import Moment
from procurement.tables import CATEGORY_READING, SUPPLIER_READING

METADATA = MetaData(
    naming_convention={"ix": "ix_%(column_0_label)s", "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s"}
)
WHOLE_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
COLUMN_TYPES = {pl.String(): Text(), pl.Int64(): WHOLE_NUMBER, pl.Float64(): Float(), pl.Boolean(): Boolean()}

MAY_BE_UNKNOWN = (pl.Float64(), pl.Boolean())

RECEIVING, MISSING = "receiving", "missing"


def reading_columns(schema: pl.Schema, key: str) -> list[Column[object]]:
    """The columns of a readings table: those of `schema`, then who made the reading and when."""
    columns = [
        Column(name, COLUMN_TYPES[kind], primary_key=name == key, autoincrement=False, nullable=kind in MAY_BE_UNKNOWN)
        for name, kind in schema.items()
    ]
    return [*columns, Column("made_by", Text, nullable=False), Column("made_at", Moment, nullable=False)]


UPLOADS = Table(
    "uploads",
    METADATA,
    Column("upload_id", Text, primary_key=True),
    Column("authority_code", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("receipt", JSON, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("is_demonstration", Boolean, nullable=False),
    Column("payments", WHOLE_NUMBER, nullable=False),
    Column("payments_pence", WHOLE_NUMBER, nullable=False),
    Column("held_back", WHOLE_NUMBER, nullable=False),
    Column("held_back_pence", WHOLE_NUMBER, nullable=False),
    Column("replaced_by", Text, nullable=False),
    Column("ended_at", Moment),
    Column("ended_by", Text, nullable=False),
    Column("ended_why", Text, nullable=False),
    Index("ix_uploads_authority_code", "authority_code"),
    Index("ix_uploads_sha256", "sha256"),
    Index(
        "ix_uploads_standing",
        "authority_code",
        "sha256",
        unique=True,
        sqlite_where=text("state = 'stored'"),
        postgresql_where=text("state = 'stored'"),
    ),
)
"""An index of the ledger's log, for listing and for keeping the same bytes of the same body from standing twice.

state: receiving (its rows are being written), stored, withdrawn, replaced, scrubbed, or missing (the ledger has lost
it).
"""

SUPPLIER_READINGS = Table(
    "supplier_readings",
    METADATA,
    *reading_columns(SUPPLIER_READING, "supplier_text_key"),
    Index("ix_supplier_readings_made_at", "made_at"),
)
CATEGORY_READINGS = Table(
    "category_readings",
    METADATA,
    *reading_columns(CATEGORY_READING, "line_text_key"),
    Index("ix_category_readings_made_at", "made_at"),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", WHOLE_NUMBER, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", JSON, nullable=False),
    Column("value", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Text, nullable=False),
    Index("ix_decisions_kind", "kind"),
)
"""What people decided, only ever added to; undoing one marks it."""

SUPPLIER_PAIRS = Table(
    "supplier_pairs",
    METADATA,
    Column("supplier_text_key_a", WHOLE_NUMBER, primary_key=True, autoincrement=False),
    Column("supplier_text_key_b", WHOLE_NUMBER, primary_key=True, autoincrement=False),
    Column("verdict", Text, nullable=False),
    Column("probability", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""Pairs of supplier texts that matching left to a person; their names are in the readings."""

SUPPLIER_MOVES = Table(
    "supplier_moves",
    METADATA,
    Column("id", WHOLE_NUMBER, primary_key=True),
    *[Column(name, Text, nullable=False) for name in ("old_id", "new_id", "sort")],
    Column("texts", WHOLE_NUMBER, nullable=False),
    *[Column(name, Text, nullable=False) for name in ("cause", "by")],
    Column("at", Moment, nullable=False),
    Index("ix_supplier_moves_old_id", "old_id"),
)
"""Where texts went when suppliers were merged or split; only ever added to. It holds ids and no name."""

CATEGORY_MODELS = Table(
    "category_models",
    METADATA,
    Column("id", WHOLE_NUMBER, primary_key=True),
    Column("told", JSON, nullable=False),
    *[Column(name, Text, nullable=False) for name in ("weights", "suppliers", "homes", "by")],
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("ended_at", Moment),
    *[Column(name, Text, nullable=False) for name in ("ended_by", "ended_why")],
)
"""What was learned from coded lines, as tables of CSV text; the latest that stands is used.

told: from what it was learned, and how well it did on lines that it had not seen. Scrubbing an upload empties them all.
"""

COUNCIL_PROFILES = Table(
    "council_profiles",
    METADATA,
    Column("authority_code", Text, primary_key=True),
    Column("answers", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""How each council's files are to be read: its answers to the questions that its files raised."""

HUBS = Table(
    "hubs",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
HUB_MEMBERS = Table(
    "hub_members",
    METADATA,
    Column("name", Text, ForeignKey("hubs.name", ondelete="CASCADE"), primary_key=True),
    Column("authority_code", Text, primary_key=True),
)
"""Groupings that a person composes."""

CASES = Table(
    "cases",
    METADATA,
    Column("id", WHOLE_NUMBER, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("inputs", JSON, nullable=False),
    Column("version", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("figures", JSON, nullable=False, server_default="{}"),
    Column("ended_at", Moment),
    *[Column(name, Text, nullable=False, server_default="") for name in ("ended_by", "ended_why")],
    Index("ix_cases_name", "name"),
)
"""Business cases and scenarios as they were saved, each with the version of the store that it was made from.

figures: what they gave then. ended_at: when one was set aside.
"""

AUDIT_TRAIL = Table(
    "audit_trail",
    METADATA,
    Column("id", WHOLE_NUMBER, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)
"""Who did what and when."""

BACK_CATALOGUE_RUNS = Table(
    "back_catalogue_runs",
    METADATA,
    Column("run_id", WHOLE_NUMBER, primary_key=True),
    *[Column(name, Text, nullable=False) for name in ("folders", "software", "by", "state")],
    Column("files", WHOLE_NUMBER, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
)
BACK_CATALOGUE_FILES = Table(
    "back_catalogue_files",
    METADATA,
    Column("run_id", WHOLE_NUMBER, ForeignKey("back_catalogue_runs.run_id", ondelete="CASCADE"), primary_key=True),
    Column("number", WHOLE_NUMBER, primary_key=True, autoincrement=False),
    *[Column(name, Text, nullable=False) for name in ("path", "sha256", "outcome", "reason", "settings")],
    *[Column(name, Text, nullable=False) for name in ("authority_code", "evidence", "upload_id")],
    *[Column(name, WHOLE_NUMBER, nullable=False) for name in ("size_bytes", "lines", "accepted", "held_back")],
    *[Column(name, WHOLE_NUMBER, nullable=False) for name in ("accepted_pence", "held_back_pence")],
    *[Column(name, Date) for name in ("named_first", "named_last", "first_day", "last_day")],
    Column("at", Moment, nullable=False),
    Index("ix_back_catalogue_files_sha256", "sha256"),
)
"""Which folders were taken in, and what became of each file; no cell of a file is kept here."""

STORE_FACTS = Table(
    "store_facts", METADATA, Column("key", Text, primary_key=True), Column("value", JSON, nullable=False)
)
"""Single facts about the store itself."""
