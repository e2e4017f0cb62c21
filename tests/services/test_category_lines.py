"""Lines of a file get a category without a store, each row where it stood."""

from pathlib import Path

import polars as pl
import pytest

from procurement.services.categories import category_lines
from procurement.services.desk import open_reference
from procurement.services.problems import CannotDo

ROWS = "supplier,purpose,note\nQuillmarsh Ltd,Electricity,a\n,,b\nQuillmarsh Ltd,Electricity,c\n"


def coded(folder: Path, text: str, labelled: str = "") -> pl.DataFrame:
    lines, taught = folder / "lines.csv", folder / "labelled.csv"
    lines.write_text(text)
    taught.write_text(labelled)
    return category_lines.code_file(lines, open_reference(), taught if labelled else None)


def test_each_row_keeps_its_place_and_its_columns(tmp_path: Path) -> None:
    found = coded(tmp_path, ROWS)
    assert found["note"].to_list() == ["a", "b", "c"]
    assert found["proclass_code"].to_list() == ["371000", "", "371000"]


@pytest.mark.parametrize("text", ["Supplier,Purpose\nQuillmarsh Ltd,Electricity\n", "name\nQuillmarsh Ltd\n", ""])
def test_a_file_without_any_of_the_columns_is_refused(text: str, tmp_path: Path) -> None:
    """All of its lines were unknown, and nobody was told why."""
    with pytest.raises(CannotDo, match=r"lines\.csv has none of the columns supplier, purpose"):
        coded(tmp_path, text)
    with pytest.raises(CannotDo, match=r"labelled\.csv has none"):
        coded(tmp_path, ROWS, "Supplier,proclass_code\nQuillmarsh Ltd,371000\n")
