"""The register's tables: made by migrations from nothing, equal to what the code believes."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from procurement.store.register import LATEST, MIGRATIONS
from procurement.store.register_tables import METADATA


def test_migrations_from_an_empty_file_make_every_table_as_declared(register):
    with register.database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
        names = inspect(connection).get_table_names()
    assert differences == []
    assert set(names) == {*METADATA.tables, "alembic_version"}


def test_columns_may_be_empty_where_the_code_believes_so(register):
    with register.database.reading() as connection:
        made = {
            (table, column["name"]): column["nullable"]
            for table in METADATA.tables
            for column in inspect(connection).get_columns(table)
        }
    assert made == {(t.name, c.name): c.nullable for t in METADATA.tables.values() for c in t.columns}


def test_the_last_step_is_the_one_that_the_code_looks_for():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == LATEST


def test_migrating_again_keeps_what_is_there(register):
    register.facts.put("colour", "blue")
    register.migrate()
    assert register.facts.get("colour") == "blue"


def test_sqlite_waits_for_its_turn_and_writes_ahead(register):
    with register.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 60_000
