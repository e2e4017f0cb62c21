"""The tables of how well lines are given categories: right and answered, by confidence, and the costly confusions."""

from collections.abc import Sequence

import polars as pl

from procurement.categories.rules import CategoryRules


def with_verdicts(rows: pl.DataFrame) -> pl.DataFrame:
    """Whether each line was answered and right, at each level at which its truth is known."""
    return rows.with_columns(
        answered=pl.col("said_code") != "",
        level1_right=pl.col("level1_truth").list.contains(pl.col("said_level1")).fill_null(False),
    )


def share(rows: pl.DataFrame, met: str, of: str, weight: str) -> str:
    """The share of `weight` that meets `met`, among rows that meet `of`, in per cent."""
    among = rows.filter(pl.col(of))
    whole = float(among[weight].sum())
    return f"{100 * float(among.filter(pl.col(met))[weight].sum()) / whole:6.1f}" if whole else "     -"


def print_accuracy(named: Sequence[tuple[str, pl.DataFrame]]) -> None:
    """Share answered and right at level 1, by lines and pounds; level 2 and code where the truth has them."""
    print(f"{'':44} {'lines':>22}   {'pounds':>22}   right among answered: lines, pounds")
    print(
        f"{'':44} {'answered':>10} {'L1 right':>10}   {'answered':>10} {'L1 right':>10}     L2    code     L2    code"
    )
    for name, rows in named:
        judged = with_verdicts(rows).with_columns(every=pl.lit(True))
        cells = [share(judged, m, o, w) for w in ("lines", "pounds") for m, o in VERDICTS]
        print(f"{name:44} {cells[0]:>10} {cells[1]:>10}   {cells[2]:>10} {cells[3]:>10}   {finer(judged)}")


VERDICTS = (("answered", "every"), ("level1_right", "answered"))


def finer(judged: pl.DataFrame) -> str:
    """Level 2 and code, right among answered lines whose truth has that level; by lines, then by pounds.

    A truth of level 1 alone says neither for nor against a finer code, so no code is asked of it.
    """
    if "truth" not in judged.columns:
        return "     -      -      -      -"
    rows = judged.filter(pl.col("answered")).with_columns(
        has_level2=pl.col("level2_truth") != "",
        level2_right=(pl.col("level2") == pl.col("level2_truth")) & pl.col("level1_right"),
        code_right=pl.col("said_code") == pl.col("truth"),
    )
    asked = (("level2_right", "has_level2"), ("code_right", "has_level2"))
    return " ".join(share(rows, met, of, weight) for weight in ("lines", "pounds") for met, of in asked)


def print_trade(named: Sequence[tuple[str, pl.DataFrame]], rules: CategoryRules) -> None:
    """What answering less, or more, would gain: pounds answered from each confidence upwards, and of these right.

    named: of each body what `that_always_answer` gave, so every line counts by its own answer, and one that is held
    back counts neither as answered nor as wrong.
    """
    usual = rules.evidence["answer_from"]
    for name, rows in named:
        judged = with_verdicts(rows)
        pounds = float(judged["pounds"].sum())
        print(f"\nWere answers given from another confidence than {usual}, {name}: pounds answered, of these right")
        for least in sorted({0.25, 0.4, usual, 0.5, 0.6, 0.7, 0.8, 0.9}):
            sure = judged.filter(pl.col("confidence") >= least).with_columns(every=pl.lit(True))
            right = share(sure, "level1_right", "every", "pounds")
            print(f"  {least:4.2f} {100 * float(sure['pounds'].sum()) / pounds:6.1f} {right}")


def print_calibration(named: Sequence[tuple[str, pl.DataFrame]], rules: CategoryRules) -> None:
    """Confidence said against the share right, each supplier counting once.

    named: as in `print_trade`: a line that is held back is right where its guess is.
    """
    edges = [0.2, 0.4, rules.evidence["answer_from"], 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]
    for name, rows in named:
        print(f"\nCalibration, {name}: confidence said, share right, share of suppliers’ weight")
        judged = with_verdicts(rows).with_columns(weight=1 / pl.len().over("supplier_name"))
        bands = judged.group_by(band=pl.sum_horizontal(pl.col("confidence") >= edge for edge in edges)).agg(
            said=(pl.col("confidence") * pl.col("weight")).sum() / pl.col("weight").sum(),
            right=(pl.col("level1_right") * pl.col("weight")).sum() / pl.col("weight").sum(),
            part=pl.col("weight").sum(),
        )
        for said, right, part in bands.sort("said").select("said", "right", "part").iter_rows():
            print(f"  {said:5.2f}  {right:5.2f}  {part / bands['part'].sum():5.2f}")


def print_confusions(name: str, rows: pl.DataFrame, rules: CategoryRules) -> None:
    """The ten confusions that cost the most pounds."""
    names = dict(rules.headings.filter(pl.col("level2") == "").select("proclass_code", "level1").iter_rows())
    wrong = with_verdicts(rows).filter(pl.col("answered"), ~pl.col("level1_right"))
    costly = (
        wrong.group_by("said_level1", truth=pl.col("level1_truth").list.join(" "))
        .agg(pl.col("pounds", "lines").sum(), suppliers=pl.col("supplier_name").n_unique())
        .sort("pounds", descending=True)
        .head(10)
    )
    print(f"\nMost costly confusions, {name}: pounds, lines, suppliers, truth -> said")
    for said, truth, pounds, lines, suppliers in costly.iter_rows():
        true_names = " or ".join(names[code] for code in truth.split(" "))
        print(f"  £{pounds:>12,.0f} {lines:>7,} {suppliers:>5}  {true_names} -> {names[said]}")
