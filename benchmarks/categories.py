"""How well lines are given categories: accuracy, calibration, costly confusions and speed, on labels of real bodies.

Run: python -m benchmarks.categories
"""

from collections.abc import Sequence

import polars as pl

from benchmarks import category_labels as labels
from benchmarks import category_speed
from procurement.categories import coding, learning, words
from procurement.categories.rules import CategoryRules, build
from procurement.tables import LINE_TEXT

FOLDS = 5


def main() -> None:
    """Print every table."""
    rules = build(labels.reference_tables())
    trafford = labels.trafford(rules)
    print("Level 1 by a body’s own reading where its headings are not ProClass; pounds without sign.\n")
    known = cross_validated(trafford, rules, "lines")
    new = cross_validated(trafford, rules, "supplier_name")
    rows = [("Trafford, known suppliers (lines held out)", known), ("Trafford, new suppliers (held out)", new)]
    rows.append(("   without the one largest supplier", without_largest(new)))
    rows += [(f"{name}, nothing learned", coded(frame, rules)) for name, frame in other_bodies(rules)]
    wakefield = labels.wakefield()
    rows.append(
        (
            "Trafford, new suppliers, Wakefield learned too",
            cross_validated(trafford, rules, "supplier_name", wakefield),
        )
    )
    taught = rules.with_model(learning.learn(trafford, rules))
    rows += [(f"{name}, learned on Trafford", coded(frame, taught)) for name, frame in other_bodies(rules)]
    both = pl.concat([labels.learnable(trafford), labels.learnable(wakefield)])
    twice = rules.with_model(learning.learn(both, rules))
    rows += [(f"{name}, learned on both", coded(frame, twice)) for name, frame in other_bodies(rules)[1:]]
    rows.append(("Trafford, nothing learned", coded(trafford, rules)))
    print_accuracy(rows)
    print_trade([("new suppliers", new), ("Wakefield, learned on Trafford", coded(labels.wakefield(), taught))])
    print_calibration([("new suppliers", new), ("Wakefield, nothing learned", coded(labels.wakefield(), rules))])
    print_calibration([("Wakefield, learned on Trafford", coded(labels.wakefield(), taught))])
    print_confusions("Trafford, new suppliers", new, rules)
    print_confusions("Wakefield, nothing learned", coded(labels.wakefield(), rules), rules)
    print_baseline(trafford, rules)
    category_speed.print_speed(trafford, rules)


def other_bodies(rules: CategoryRules) -> list[tuple[str, pl.DataFrame]]:
    """The bodies that nothing was learned from."""
    return [
        ("Wakefield", labels.wakefield()),
        ("Salford register", labels.salford(rules)),
        ("Network Rail (shared families)", labels.network_rail()),
        ("Contracts Finder titles (CPV)", labels.contracts_finder(rules)),
    ]


def coded(frame: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """The labelled lines beside what coding says of them."""
    said = coding.code(frame.select(LINE_TEXT.names()), rules).drop("line_text_key")
    own = said.with_row_index().join(
        rules.headings.select("proclass_code", "level1_code"), on="proclass_code", how="left", validate="m:1"
    )
    ordered = own.sort("index").drop("index").rename({"proclass_code": "said_code", "level1_code": "said_level1"})
    return pl.concat([frame.drop("proclass_code", strict=False), ordered], how="horizontal")


def cross_validated(
    frame: pl.DataFrame, rules: CategoryRules, hold_out: str, others: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Every line coded by a model that saw none of its supplier's lines (or, for "lines", not this line).

    others: another body's lines to learn from as well, less those of suppliers of the same name.
    """
    key = pl.col("supplier_name") if hold_out == "supplier_name" else pl.concat_str(*words.FIELDS, separator="|")
    folded = frame.with_columns(fold=key.hash(seed=7) % FOLDS)
    parts: list[pl.DataFrame] = []
    for fold in range(FOLDS):
        held = folded.filter(pl.col("fold") == fold)
        taught = [labels.learnable(folded.filter(pl.col("fold") != fold))]
        if others is not None:
            taught.append(labels.learnable(without_suppliers(others, held, rules)))
        parts.append(coded(held, rules.with_model(learning.learn(pl.concat(taught), rules))))
    return pl.concat(parts)


def without_largest(rows: pl.DataFrame) -> pl.DataFrame:
    """The lines of all suppliers but the one that was paid the most."""
    paid = rows.group_by("supplier_name").agg(pl.col("pounds").sum()).sort("pounds", "supplier_name")
    return rows.filter(pl.col("supplier_name") != paid["supplier_name"].last())


def without_suppliers(frame: pl.DataFrame, held: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """The lines of `frame` whose supplier, by its cleaned name, is none of those held out."""
    out = words.as_phrase(held["supplier_name"], rules.ignored).unique()
    return frame.filter(~words.as_phrase(frame["supplier_name"], rules.ignored).is_in(out.implode()))


def with_verdicts(rows: pl.DataFrame) -> pl.DataFrame:
    """Whether each line was answered and right, at each level at which its truth is known."""
    return rows.with_columns(
        answered=pl.col("said_code") != "",
        level1_right=pl.col("level1_truth").list.contains(pl.col("said_level1")).fill_null(False),
    )


def share(rows: pl.DataFrame, met: str, of: str, weight: str) -> str:
    """The share of `weight` that meets `met`, among rows that meet `of`, in per cent."""
    among = rows.filter(pl.col(of))
    whole = among[weight].sum()
    return f"{100 * among.filter(pl.col(met))[weight].sum() / whole:6.1f}" if whole else "     -"


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


def print_trade(named: Sequence[tuple[str, pl.DataFrame]]) -> None:
    """What answering less would gain: pounds answered and right at level 1, from each confidence upwards."""
    for name, rows in named:
        judged = with_verdicts(rows)
        pounds = float(judged["pounds"].sum())
        print(f"\nAnswering only from a confidence, {name}: confidence, pounds answered, of these right at level 1")
        for least in (0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            sure = judged.filter(pl.col("confidence") >= least).with_columns(every=pl.lit(True))
            right = share(sure, "level1_right", "every", "pounds")
            print(f"  {least:4.2f} {100 * float(sure['pounds'].sum()) / pounds:6.1f} {right}")


def print_calibration(named: Sequence[tuple[str, pl.DataFrame]]) -> None:
    """Confidence expected against the share right, each supplier counting once."""
    edges = [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]
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


def print_baseline(trafford: pl.DataFrame, rules: CategoryRules) -> None:
    """The same folds answered by a lookup: supplier, else the account (the purpose before its first dash)."""
    print("\nBaseline on the same Trafford folds: a supplier-and-account lookup, always answering")
    for name, key in (
        ("known suppliers", pl.concat_str(*words.FIELDS, separator="|")),
        ("new suppliers", pl.col("supplier_name")),
    ):
        folded = trafford.with_columns(
            fold=key.hash(seed=7) % FOLDS, account_key=pl.col("purpose").str.split(" - ").list.first()
        )
        parts = [looked_up(folded, fold) for fold in range(FOLDS)]
        rows = (
            pl.concat(parts)
            .join(
                rules.headings.select("proclass_code", "level1_code"),
                left_on="guess",
                right_on="proclass_code",
                how="left",
                validate="m:1",
            )
            .with_columns(
                right=pl.col("level1_truth").list.contains(pl.col("level1_code")).fill_null(False), every=pl.lit(True)
            )
        )
        lines, pounds = (share(rows, "right", "every", weight) for weight in ("lines", "pounds"))
        print(f"  {name:20} level 1 right: lines {lines}  pounds {pounds}")


def looked_up(folded: pl.DataFrame, fold: int) -> pl.DataFrame:
    """One fold's lines with `guess`, the commonest code of the supplier, of the account, or of all, elsewhere."""
    seen, held = folded.filter(pl.col("fold") != fold), folded.filter(pl.col("fold") == fold)
    for key in ("supplier_name", "account_key"):
        usual = seen.group_by(key).agg(pl.col("truth").mode().sort().first().alias(f"by_{key}"))
        held = held.join(usual, on=key, how="left", validate="m:1")
    usual_of_all = seen["truth"].mode().sort().first()
    return held.with_columns(guess=pl.coalesce("by_supplier_name", "by_account_key", pl.lit(usual_of_all)))


if __name__ == "__main__":
    main()
