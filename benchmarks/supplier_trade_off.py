"""Precision and recall of automatic merges by the probability from which they are made, with the cautions and without.

Run: python -m benchmarks.supplier_trade_off. Each pair is judged by a model that saw neither of its identifiers. Wrong
pairs of equal names, or whose numbers differ by a slip of the pen, are set apart: no name could tell them.
"""

import numpy as np
import polars as pl
from rapidfuzz.distance import DamerauLevenshtein

from benchmarks import train_supplier_model as training
from benchmarks.supplier_labels import read_reference
from procurement.suppliers import verdicts

FROM = (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
NUMBERED = ("GB-COH", "GB-VAT", "GB-CHC")
MOSTLY_SHARED = 0.6
SETS = {
    "labelled pairs by number": pl.col("set").is_in([f"pair:{scheme}" for scheme in NUMBERED]),
    "all candidate pairs by number": pl.col("set").is_in([f"block:{scheme}" for scheme in NUMBERED]),
    "pairs audited by people": pl.col("set").str.contains("^pair:(?:nhsspend|spendnetwork)"),
    "candidate pairs of invented names": pl.col("set").str.starts_with("made"),
}


def judged_pairs() -> pl.DataFrame:
    """label, set, belief (by a model that saw neither identifier), caution, is_key, is_told_by_nothing; a pair once."""
    known = read_reference()
    labelled = training.labelled_pairs(known)
    evidence = [column for column in labelled.columns if column not in training.NOT_EVIDENCE]
    weights = np.array([training.weight_of(row) for row in labelled.iter_rows(named=True)])
    belief = training.cross_fitted(labelled, labelled.select(evidence).to_numpy(), weights, evidence)
    held = verdicts.hold_back(labelled.with_columns(probability=pl.Series(belief)), known)
    slip = [DamerauLevenshtein.distance(a, b) in (1, 2) for a, b in labelled.select("id_a", "id_b").iter_rows()]
    is_equal = (pl.col("equal") == 1) & (pl.col("traded") == 0)
    names = [pl.col(side).str.to_uppercase() for side in ("name_a", "name_b")]
    return held.with_columns(
        belief=pl.Series(belief),
        is_key=is_equal & (pl.col("caution") == "") & (pl.col("forms_differ") == 0),
        is_told_by_nothing=is_equal | (pl.Series(slip) & (pl.col("overlap") > MOSTLY_SHARED)),
        low=pl.min_horizontal(names),
        high=pl.max_horizontal(names),
    ).unique(["set", "low", "high", "label"], maintain_order=True)


def line(pairs: pl.DataFrame, least: float, with_cautions: bool) -> str:
    """Precision as it is, with what no name could tell set apart, and recall, of pairs merged from `least`."""
    likely = pl.col("belief") >= least
    merged = pairs.filter((likely & (pl.col("caution") == "") if with_cautions else likely) | pl.col("is_key"))
    right = merged.filter(pl.col("label") == 1).height
    told = merged.filter(pl.col("label") == 0, ~pl.col("is_told_by_nothing")).height
    wanted = pairs.filter(pl.col("label") == 1).height
    shares = (right / max(merged.height, 1), right / max(right + told, 1), right / max(wanted, 1))
    return "P {:.3f}  set apart {:.3f}  R {:.3f}".format(*shares)


def main() -> None:
    """Print a table a set."""
    judged = judged_pairs()
    for name, chosen in SETS.items():
        pairs = judged.filter(chosen)
        print(f"\n{name}: {pairs.height} pairs, {pairs['label'].sum()} same; with the cautions | without")
        for least in FROM:
            print(f"  from {least:.2f}  {line(pairs, least, True)}  |  {line(pairs, least, False)}")


if __name__ == "__main__":
    main()
