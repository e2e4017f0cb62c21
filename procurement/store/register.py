"""The register: uploads, readings, decisions, profiles, hubs, saved cases and the audit trail, in one database."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import inspect, text

from procurement.store.audit import AuditTrail
from procurement.store.back_catalogues import BackCatalogues
from procurement.store.cases import SavedCases
from procurement.store.category_models import CategoryModels
from procurement.store.councils import Hubs, Profiles
from procurement.store.decisions import Decisions
from procurement.store.facts import Facts
from procurement.store.kept_tables import KeptTables
from procurement.store.readings import Readings
from procurement.store.register_database import Database
from procurement.store.supplier_moves import SupplierMoves
from procurement.store.supplier_pairs import SupplierPairs
from procurement.store.uploads import Uploads

MIGRATIONS = Path(__file__).with_name("migrations")
LATEST = "0006"
"""The last step of the migrations. A register that is at it is told so without Alembic, which is slow to start."""


@dataclass(frozen=True)
class Register:
    """One database, and what is kept in it by subject; copies: where its long tables are copied to, if anywhere."""

    database: Database
    copies: KeptTables | None = None

    @cached_property
    def uploads(self) -> Uploads:
        """Which files were uploaded and what became of them."""
        return Uploads(self.database)

    @cached_property
    def readings(self) -> Readings:
        """Which supplier and category each text was read as."""
        return Readings(self.database, self.copies)

    @cached_property
    def category_models(self) -> CategoryModels:
        """What was learned from coded lines."""
        return CategoryModels(self.database)

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided."""
        return Decisions(self.database)

    @cached_property
    def supplier_pairs(self) -> SupplierPairs:
        """Which pairs of names wait for a person."""
        return SupplierPairs(self.database)

    @cached_property
    def supplier_moves(self) -> SupplierMoves:
        """Where suppliers went that were merged or split."""
        return SupplierMoves(self.database)

    @cached_property
    def profiles(self) -> Profiles:
        """How each council's files are to be read."""
        return Profiles(self.database)

    @cached_property
    def hubs(self) -> Hubs:
        """Groupings that people composed."""
        return Hubs(self.database)

    @cached_property
    def back_catalogues(self) -> BackCatalogues:
        """Which folders were taken in, and what became of each file."""
        return BackCatalogues(self.database)

    @cached_property
    def cases(self) -> SavedCases:
        """Business cases as they were saved."""
        return SavedCases(self.database)

    @cached_property
    def audit(self) -> AuditTrail:
        """Who did what."""
        return AuditTrail(self.database)

    @cached_property
    def facts(self) -> Facts:
        """Single facts about the store."""
        return Facts(self.database)

    def version(self) -> str:
        """Which state of readings, decisions and hubs this is."""
        return self.facts.version()

    def migrate(self) -> None:
        """Bring the tables to the latest step; two programs at once take turns, and the second finds nothing to do."""
        with self.database.reading() as connection:
            is_made = inspect(connection).has_table("alembic_version")
            if is_made and connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == LATEST:
                return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.database.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
