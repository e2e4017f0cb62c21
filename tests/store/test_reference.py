"""Reference tables are read as text and nothing else."""

import pytest

from procurement.store import reference
from procurement.store.problems import StoreProblem


def test_every_cell_is_text_and_an_absent_one_is_empty(tmp_path):
    (tmp_path / "rates.csv").write_text("code,rate,as_of\n007,0.10,\n,5,2026-01-01\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not a table")
    tables = reference.load(tmp_path)
    assert list(tables) == ["rates"]
    assert tables["rates"].rows() == [("007", "0.10", ""), ("", "5", "2026-01-01")]


def test_a_missing_folder_is_told_plainly(tmp_path):
    with pytest.raises(StoreProblem, match="reference tables"):
        reference.load(tmp_path / "nowhere")


def test_a_ragged_table_is_refused_by_name(tmp_path):
    (tmp_path / "rates.csv").write_text("code,rate\n1,2,3\n")
    with pytest.raises(StoreProblem, match=r"rates\.csv"):
        reference.load(tmp_path)


def test_the_projects_own_tables_can_all_be_read(project):
    tables = reference.load(project / "data" / "reference")
    assert tables
    assert all(not table.is_empty() for table in tables.values())
