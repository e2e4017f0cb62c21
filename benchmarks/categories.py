"""How well lines are given categories: accuracy, calibration, costly confusions and speed, on labels of real bodies.

Run: python -m benchmarks.categories
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from benchmarks import category_labels as labels
from procurement.categories import coding, learning, words
from procurement.categories.rules import CategoryRules, build
from procurement.tables import LINE_TEXT

FOLDS = 5
SPEED_LINES = 60_000
TEXT = pl.concat_str([pl.col(name) for name in words.FIELDS], separator=" ")


def main() -> None:
    """Print every table."""
    rules = build(labels.reference_tables())
    trafford = labels.trafford(rules)
    print("Level 1 by a body’s own reading where its headings are not ProClass; pounds without sign.\n")
    known = cross_validated(trafford, rules, "lines")
    new = cross_validated(trafford, rules, "supplier_name")
    rows = [("Trafford, known suppliers (lines held out)", known), ("Trafford, new suppliers (held out)", new)]
    rows += [(f"{name}, nothing learned", coded(frame, rules)) for name, frame in other_bodies(rules)]
    taught = rules.with_model(learning.learn(trafford, rules))
    rows += [(f"{name}, learned on Trafford", coded(frame, taught)) for name, frame in other_bodies(rules)]
    rows.append(("Trafford, nothing learned", coded(trafford, rules)))
    print_accuracy(rows)
    print_calibration([("new suppliers", new), ("Wakefield, nothing learned", coded(labels.wakefield(), rules))])
    print_confusions("Trafford, new suppliers", new, rules)
    print_confusions("Wakefield, nothing learned", coded(labels.wakefield(), rules), rules)
    print_baseline(trafford, rules)
    print_speed(trafford, rules)


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


def cross_validated(frame: pl.DataFrame, rules: CategoryRules, hold_out: str) -> pl.DataFrame:
    """Every line coded by a model that saw none of its supplier's lines (or, for "lines", not this line)."""
    key = pl.col("supplier_name") if hold_out == "supplier_name" else pl.concat_str(*words.FIELDS, separator="|")
    folded = frame.with_columns(fold=key.hash(seed=7) % FOLDS)
    parts: list[pl.DataFrame] = []
    for fold in range(FOLDS):
        model = learning.learn(folded.filter(pl.col("fold") != fold), rules)
        parts.append(coded(folded.filter(pl.col("fold") == fold), rules.with_model(model)))
    return pl.concat(parts)


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
    print(f"{'':44} {'lines':>22}   {'pounds':>22}   level 2 and code: right among answered lines")
    print(f"{'':44} {'answered':>10} {'L1 right':>10}   {'answered':>10} {'L1 right':>10}     L2    code")
    for name, rows in named:
        judged = with_verdicts(rows).with_columns(every=pl.lit(True))
        cells = [share(judged, m, o, w) for w in ("lines", "pounds") for m, o in VERDICTS]
        print(f"{name:44} {cells[0]:>10} {cells[1]:>10}   {cells[2]:>10} {cells[3]:>10}   {finer(judged)}")


VERDICTS = (("answered", "every"), ("level1_right", "answered"))


def finer(judged: pl.DataFrame) -> str:
    """Level 2 and code, right among answered lines whose truth has that level."""
    if "truth" not in judged.columns:
        return "     -      -"
    rows = judged.filter(pl.col("answered")).with_columns(
        has_level2=pl.col("level2_truth") != "",
        level2_right=(pl.col("level2") == pl.col("level2_truth")) & pl.col("level1_right"),
        code_right=pl.col("said_code") == pl.col("truth"),
        every=pl.lit(True),
    )
    return f"{share(rows, 'level2_right', 'has_level2', 'lines')} {share(rows, 'code_right', 'every', 'lines')}"


def print_calibration(named: Sequence[tuple[str, pl.DataFrame]]) -> None:
    """Confidence expected against the share right, each supplier counting once."""
    edges = [0.25, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95]
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


def print_speed(trafford: pl.DataFrame, rules: CategoryRules) -> None:
    """Seconds for distinct lines, beside scikit-learn's TF-IDF and linear model on the same lines in this run."""
    copies = -(-SPEED_LINES // trafford.height)
    varied = [trafford.with_columns(pl.col("purpose") + f" {chr(97 + n)}{chr(97 + n)}q") for n in range(copies)]
    lines = pl.concat(varied).head(SPEED_LINES)
    model, learn_s = timed(lambda: learning.learn(trafford, rules))
    _, plain_s = timed(lambda: coding.code(lines.select(LINE_TEXT.names()), rules))
    _, taught_s = timed(lambda: coding.code(lines.select(LINE_TEXT.names()), rules.with_model(model)))
    text, answers = trafford.select(TEXT).to_series().to_list(), trafford["truth"].to_list()
    many = lines.select(TEXT).to_series().to_list()
    vectors, linear = TfidfVectorizer(), SGDClassifier(loss="log_loss", random_state=1)
    _, fit_s = timed(lambda: linear.fit(vectors.fit_transform(text), answers))
    _, predict_s = timed(lambda: linear.predict_proba(vectors.transform(many)))
    print(f"\nSpeed on {lines.height:,} distinct lines: nothing learned {plain_s:.2f} s; with a model {taught_s:.2f} s")
    print(f"scikit-learn on the same lines: {predict_s:.2f} s, so ours takes {taught_s / predict_s:.2f} times as long,")
    print(f"with reasons and influence. Learning {trafford.height:,} rows: {learn_s:.2f} s against {fit_s:.2f} s.")


def timed(job: Callable[[], Any]) -> tuple[Any, float]:
    """A job's result and its seconds."""
    began = time.perf_counter()
    result = job()
    return result, time.perf_counter() - began


if __name__ == "__main__":
    main()
