"""The files are read by the same code that reads a council's own: each line, its money, and what is held back."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.demonstration import reference, writing
from procurement.spend import headings, judge, read, receive
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def judged(
    project: Path, shape: reference.Reference, written: list[writing.DemoFile]
) -> dict[str, tuple[writing.DemoFile, Judged]]:
    """The first file of each house style, with what is made of it."""
    folder = project / "data" / "reference"
    aliases, redactions = (
        pl.read_csv(folder / name, infer_schema=False).with_columns(pl.all().fill_null(""))
        for name in ("heading_aliases.csv", "redaction_wordings.csv")
    )
    style_of = dict(shape.councils.select("authority_code", "style").iter_rows())
    found: dict[str, tuple[writing.DemoFile, Judged]] = {}
    for file in written:
        if style_of[file.authority_code] in found:
            continue
        (received,) = receive.check(file.name, file.content, Limits())
        table = read.as_text(received, Limits(), {})
        named = headings.apply(table, aliases, redactions, {}, file.name)
        found[style_of[file.authority_code]] = file, judge.rows(named, TODAY, {}, redactions)
    return found


STYLES = pl.read_csv(Path(__file__).parents[2] / "data" / "reference" / "demonstration_styles.csv")["style"].to_list()


@pytest.mark.parametrize("style", STYLES)
def test_what_can_be_read_is_accepted_with_its_money(
    judged: dict[str, tuple[writing.DemoFile, Judged]], style: str
) -> None:
    file, found = judged[style]
    truth = file.answers.filter("usable").select("line", "amount_pence")
    assert found.payments.select("line", "amount_pence").sort("line").equals(truth.sort("line"))


@pytest.mark.parametrize("style", STYLES)
def test_what_was_spoilt_is_held_back(judged: dict[str, tuple[writing.DemoFile, Judged]], style: str) -> None:
    file, found = judged[style]
    assert found.held_back["line"].sort().to_list() == file.answers.filter(~pl.col("usable"))["line"].sort().to_list()


@pytest.mark.parametrize("style", STYLES)
def test_a_supplier_is_hidden_where_the_answers_say_so(
    judged: dict[str, tuple[writing.DemoFile, Judged]], style: str
) -> None:
    file, found = judged[style]
    hidden = file.answers.filter("usable").sort("line")["true_supplier"] == ""
    assert found.payments.sort("line")["is_redacted"].to_list() == hidden.to_list()
