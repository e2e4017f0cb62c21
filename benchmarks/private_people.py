"""How well private people are found: precision and recall by rule, by sort of row and in pounds, on invented payments.

    python -m benchmarks.private_people

Two sets: one made by a seeded generator that knows nothing of the rules, and one of tricky rows written by hand, of
which one half (even lines) may be looked at when a rule is mended and the other never is. For real published files
beside the checkout, only how many lines each rule flags is printed: no name of anybody.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from benchmarks import private_people_made
from benchmarks.ingest_real import REFERENCE, SPEND, read_file
from procurement.spend.limits import Limits
from procurement.suppliers import kinds, private_people
from procurement.suppliers.private_people import COLUMNS, LABEL, SUPPLIER, PrivateRules
from procurement.suppliers.reference import SupplierReference, from_frames

BY_HAND = Path(__file__).with_name("private_people_rows.csv")


def main() -> None:
    """Print every table."""
    tables = {path.stem: pl.read_csv(path, infer_schema=False).fill_null("") for path in REFERENCE.glob("*.csv")}
    rules = private_people.build(
        tables["private_people_rules"], tables["private_people_words"], tables["name_word_classes"]
    )
    suppliers = from_frames(tables)
    print("A row counts as found where any of its texts looks private. Pounds are invented too.")
    hand = by_hand().with_columns(is_coined=pl.lit(value=False))
    known = set(tables["private_people_words"].filter(pl.col("word_class").str.starts_with("forename"))["word"])
    known |= set(tables["name_word_classes"].filter(pl.col("word_class") == "forename")["word"])
    for title, rows in (
        ("Made by the generator", private_people_made.make()),
        ("By hand, the half that may be looked at", hand.filter(pl.col("line") % 2 == 0)),
        ("By hand, the half that is held out", hand.filter(pl.col("line") % 2 == 1)),
    ):
        print_set(title, flagged(rows, rules, suppliers), known)
    print_speed(rules, suppliers)
    print_real(rules, suppliers, tables)


def by_hand() -> pl.DataFrame:
    """The rows written by hand with `line` (of the file, the headings being line 1)."""
    rows = pl.read_csv(BY_HAND, infer_schema=False).fill_null("").with_row_index("line", offset=2)
    return rows.with_columns(pl.col("pounds").cast(pl.Int64), is_private=pl.col("is_private") == "yes")


def flagged(rows: pl.DataFrame, rules: PrivateRules, suppliers: SupplierReference) -> pl.DataFrame:
    """The rows with `rule`, the first that flags any of their texts, "" where none does."""
    lines = rows.with_columns(pl.lit("").alias(LABEL)).with_row_index("row").cast({"row": pl.Int64})
    known = lines.with_columns(supplier_kind=kinds.kind_of(lines[SUPPLIER], suppliers))
    found = private_people.find(known.select("row", "supplier_kind", *COLUMNS), rules)
    first = found.unique("row", keep="first", maintain_order=True).select("row", "rule")
    joined = known.join(first, on="row", how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(pl.col("rule").fill_null(""), was_found=pl.col("rule").is_not_null())


def print_set(title: str, rows: pl.DataFrame, known: set[str]) -> None:
    """Precision and recall of a set: in all, by rule, by sort of row, and by whether the first name is on a list."""
    print(f"\n## {title}: {rows.height:,} rows, {rows['is_private'].sum():,} of them private\n")
    print(f"{'':44}{'rows':>7}{'precision':>11}{'recall':>9}{'precision by £':>16}{'recall by £':>13}")
    print_line("all", rows)
    people = rows.filter("is_private")
    if people["is_coined"].any():
        texts = pl.concat_str(pl.col(SUPPLIER, "purpose", "department", "publisher_category", "account"), separator=" ")
        words = people.select(texts.str.to_uppercase().str.extract_all(r"\p{L}{2,}").alias("words"))["words"]
        on_list = pl.Series([any(word in known for word in row) for row in words])
        print_recall("first name on a list", people.filter(on_list))
        print_recall("first name on no list, or initials alone", people.filter(~on_list))
        print_recall("  of those, coined first names", people.filter(~on_list & people["is_coined"]))
    for (sort,), part in people.group_by("sort", maintain_order=True):
        print_recall(f"  private: {sort}", part)
    for (sort,), part in rows.filter(~pl.col("is_private")).group_by("sort", maintain_order=True):
        wrong = part["was_found"].sum()
        print(f"{f'  not private: {sort}':44}{part.height:>7,}   {wrong:,} withheld all the same")
    print("\n  precision by the first rule that flags a row")
    for (rule,), part in rows.filter("was_found").group_by("rule", maintain_order=True):
        right = part["is_private"]
        print(f"  {rule:42}{part.height:>7,}{right.mean():>11.1%}{'':9}{share(part, right):>16.1%}")


def print_line(name: str, rows: pl.DataFrame) -> None:
    """Precision and recall of all rows, by rows and by pounds."""
    found, private = rows.filter("was_found"), rows.filter("is_private")
    numbers = (found["is_private"].mean(), private["was_found"].mean())
    pounds = (share(found, found["is_private"]), share(private, private["was_found"]))
    print(f"{name:44}{rows.height:>7,}{numbers[0]:>11.1%}{numbers[1]:>9.1%}{pounds[0]:>16.1%}{pounds[1]:>13.1%}")


def print_recall(name: str, people: pl.DataFrame) -> None:
    """The recall of some private rows, by rows and by pounds."""
    if people.height:
        by_pounds = share(people, people["was_found"])
        print(f"{name:44}{people.height:>7,}{'':11}{people['was_found'].mean():>9.1%}{'':16}{by_pounds:>13.1%}")


def share(rows: pl.DataFrame, which: pl.Series) -> float:
    """The share of the pounds of `rows` that the rows of `which` have; 1 where there are no pounds."""
    whole = rows["pounds"].sum()
    return rows.filter(which)["pounds"].sum() / whole if whole else 1.0


def print_speed(rules: PrivateRules, suppliers: SupplierReference) -> None:
    """How long the rules take for a hundred thousand distinct lines."""
    rows = private_people_made.make(rows=100_000)
    kind = kinds.kind_of(rows[SUPPLIER], suppliers)
    lines = rows.with_columns(kind.alias("supplier_kind"), pl.lit("").alias(LABEL)).with_row_index("row")
    began = time.perf_counter()
    found = private_people.find(lines.cast({"row": pl.Int64}).select("row", "supplier_kind", *COLUMNS), rules)
    print(f"\n100,000 lines read in {time.perf_counter() - began:.1f} s; {found['row'].n_unique():,} flagged.")


def print_real(rules: PrivateRules, suppliers: SupplierReference, tables: dict[str, pl.DataFrame]) -> None:
    """How many distinct lines of real published files each rule flags; counts alone."""
    files = sorted(path for path in SPEND.rglob("*") if path.suffix.lower() in (".csv", ".xls", ".xlsx"))
    if not files:
        print(f"\nNo published files stand in {SPEND}, so none were counted.")
        return
    lines = distinct_lines(files, tables)
    found = flagged(lines.with_columns(is_private=pl.lit(value=False)), rules, suppliers)
    flags = found.filter("was_found")
    print(
        f"\n## {len(files)} published files: {found.height:,} distinct lines, {flags.height:,} flagged (counts alone)\n"
    )
    for rule, number in flags["rule"].value_counts(sort=True).iter_rows():
        print(f"  {rule:42}{number:>9,}{number / found.height:>9.2%}")


def distinct_lines(files: Sequence[Path], tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The distinct texts of the payments of the files that can be read."""
    names = [name for name in COLUMNS if name != LABEL]
    read = [
        judged.payments.select(names).unique()
        for path in files
        for _, judged in read_file(path.name, path.read_bytes(), tables, Limits())
        if not isinstance(judged, str)
    ]
    return pl.concat(read).unique().sort(names)


if __name__ == "__main__":
    main()
