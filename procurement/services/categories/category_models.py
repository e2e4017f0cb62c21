"""The rules of coding with what was learned in the store, and learned models as they are kept: tables of text."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import polars as pl

from procurement.categories.model import VOTES, Model
from procurement.categories.rules import CategoryRules
from procurement.services.categories import category_words
from procurement.services.desk import Desk
from procurement.tables import TEXT

STRONGEST = pl.Schema({"heading": TEXT, "words": TEXT})
"""The words that speak most for a level-1 heading, the strongest first."""
WORDS_OF_A_HEADING = 8

_in_use: dict[Path, tuple[CategoryRules, int, CategoryRules]] = {}
"""The rules of each store with what was learned in it, with the rules and the number of the model they are made of."""


def rules(desk: Desk) -> CategoryRules:
    """The rules by which lines are coded now; those of the reference tables where nothing that was learned is kept."""
    number = desk.store.register.category_models.in_use()
    return desk.categories if number is None else rules_with(desk, number)


def rules_with(desk: Desk, number: int) -> CategoryRules:
    """The rules with the model of that number, read once."""
    known = _in_use.get(desk.store.home)
    if known is None or known[0] is not desk.categories or known[1] != number:
        model = from_texts(desk.store.register.category_models.tables(number))
        known = _in_use[desk.store.home] = (desk.categories, number, desk.categories.with_model(model))
    return known[2]


def rules_before(desk: Desk, number: int) -> CategoryRules:
    """The rules that are in use once the model of that number has ended."""
    earlier = [one.id for one in desk.store.register.category_models.all() if one.ended_at is None and one.id < number]
    if not earlier:
        return desk.categories
    return desk.categories.with_model(from_texts(desk.store.register.category_models.tables(max(earlier))))


def as_texts(model: Model) -> dict[str, str]:
    """Each table of a model as CSV."""
    return {name: frame.write_csv() for name, frame in model.to_frames().items()}


def from_texts(tables: Mapping[str, str]) -> Model:
    """The model of such tables; a table of no text has no rows."""
    read = {
        name: pl.read_csv(StringIO(text), infer_schema=False, empty_string_is_null=False)
        for name, text in tables.items()
        if text
    }
    return Model.from_frames(read) if "weights" in read else Model.empty()


def strongest(desk: Desk, model: Model) -> pl.DataFrame:
    """STRONGEST of a model: only words that several suppliers share are ever learned."""
    spoken = model.weights.filter(
        pl.col("stage") == "level1", pl.col("weight") > 0, pl.col("phrase") != "", pl.col("word_group") != VOTES
    )
    most = spoken.group_by("proclass_code", "phrase").agg(pl.col("weight").max())
    ordered = most.sort("proclass_code", "weight", "phrase", descending=[False, True, False])
    joined = ordered.group_by("proclass_code", maintain_order=True).agg(
        words=pl.col("phrase").head(WORDS_OF_A_HEADING).str.join(", ")
    )
    named = category_words.headings(desk)
    rows = [(named.get(code, code), words) for code, words in joined.iter_rows()]
    return pl.DataFrame(rows, schema=STRONGEST, orient="row").sort("heading")
