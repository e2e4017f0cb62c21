"""Learn supplier_match_model.csv from labelled names beside the checkout (../shared/data/supplier_labels).

Run: python benchmarks/train_supplier_model.py. It writes the model and prints the figures on the fifth of the
identifiers that took no part; with --cross-fit, too, those of every pair by a model that saw neither identifier.
"""

import datetime
import hashlib
import sys
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz.distance import DamerauLevenshtein
from sklearn.ensemble import HistGradientBoostingClassifier as Trees

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from benchmarks import train_made_pairs  # noqa: E402
from benchmarks.supplier_labels import LABELS, is_held_out, read_reference  # noqa: E402
from procurement.suppliers import candidates, names, reference  # noqa: E402

MODEL = PROJECT / "data" / "reference" / "supplier_match_model.csv"
WEIGHTS = {
    "pair:internal": 0.3,
    "pair:nhsspend-nomatch": 0.5,
    "block:GB-COH-silver": 0.5,
    "block:internal": 0.5,
    "made": 0.15,
}
FOLDS = 5
SPEAKING = 0.45
"""Names that share no word of so much weight say nothing of each other: one number may be a group's, or a slip."""
SCHEMES = ("GB-COH", "GB-COH-silver", "GB-VAT", "GB-CHC", "internal")
RISES = ("shared_best", "overlap", "letters", "letters_in_front", "equal", "first_meets", "acronym", "weight_less")
FALLS = (
    "rest_less",
    "rest_more",
    "rest_best_less",
    "rest_best_more",
    "like_known",
    "forms_differ",
    "reordered",
    "traded",
    "aliases_differ",
)
"""Evidence that may only raise, or only lower, the probability: sense holds where labels are few."""
OF_PAIRS = {"name_a", "name_b", "label", "id_a", "id_b", "set", "a", "b"}
OF_RULES = {"apart", "exact_best", "exact_plain", "like_rare", "nation_one", "nation_both", "council_and_other"}
NOT_EVIDENCE = OF_PAIRS | OF_RULES
"""What is no evidence, or holds back by a rule: real labels have too few of these to learn from."""


def candidate_pairs(labelled: pl.DataFrame, scheme: str, known: reference.SupplierReference) -> pl.DataFrame:
    """Pairs that matching itself would weigh among the names of one scheme; label 1 where the identifiers agree."""
    by_name = labelled.group_by("supplier_name").agg(pl.col("id").unique().sort()).sort("supplier_name")
    understood = names.understand(by_name["supplier_name"], known)
    found = names.candidate_pairs(understood, candidates.find(understood.faces))
    ids = [set(each) for each in by_name["id"].to_list()]
    left, right = found["left"].to_list(), found["right"].to_list()
    return pl.DataFrame(
        {
            "name_a": by_name["supplier_name"].gather(left),
            "name_b": by_name["supplier_name"].gather(right),
            "label": [int(bool(ids[a] & ids[b])) for a, b in zip(left, right, strict=True)],
            "id_a": [min(ids[a]) for a in left],
            "id_b": [min(ids[b]) for b in right],
            "set": [f"block:{scheme}"] * len(left),
        }
    )


def chance_pairs(lists: pl.DataFrame) -> pl.DataFrame:
    """Names put side by side by chance: what two suppliers that have nothing in common look like."""
    some = lists.filter(pl.col("id_scheme") != "internal").sort("supplier_name").sample(6000, seed=7, shuffle=True)
    a, b = some.head(3000), some.tail(3000)
    pairs = pl.DataFrame(
        {
            "name_a": a["supplier_name"],
            "name_b": b["supplier_name"],
            "label": [0] * 3000,
            "id_a": a["id"],
            "id_b": b["id"],
        }
    )
    return pairs.with_columns(set=pl.lit("chance")).filter(pl.col("id_a") != pl.col("id_b"))


def labelled_pairs(known: reference.SupplierReference) -> pl.DataFrame:
    """All labelled pairs with their evidence."""
    given = pl.read_csv(LABELS / "name_pairs_dev.csv", infer_schema=False)
    pairs = given.select(
        "name_a",
        "name_b",
        pl.col("label").cast(pl.Int64),
        id_a=pl.coalesce("id_a", "name_a"),
        id_b=pl.coalesce("id_b", "name_b"),
        set=pl.lit("pair:") + pl.col("truth_source"),
    )
    lists = pl.read_csv(LABELS / "names_with_ids_dev.csv", infer_schema=False).filter(pl.col("id") != "ONETIME")
    blocks = [candidate_pairs(lists.filter(pl.col("id_scheme") == scheme), scheme, known) for scheme in SCHEMES]
    every = pl.concat([pairs, *blocks, chance_pairs(lists), train_made_pairs.draw(known)])
    distinct, numbers = names.pair_numbers(every["name_a"], every["name_b"])
    weighed = names.weigh(numbers, names.understand(distinct, known))
    return pl.concat([every, weighed.rows[weighed.place]], how="horizontal")


def weight_of(row: dict[str, object]) -> float:
    """Less for sets whose labels are weaker; nothing where two company numbers differ by a slip of the pen.

    A silver number was itself found by name, so it says nothing of trading names. One supplier often has several vendor
    records, so of those only pairs with words of their own on both sides count.
    """
    real = not str(row["set"]).startswith("made")
    if real and row["label"] == 1 and float(str(row["shared_best"])) < SPEAKING and not row["acronym"]:
        return 0.0
    if row["label"] == 0 and row["set"] == "pair:nhsspend-nomatch" and row["equal"]:
        return 0.0
    slip = DamerauLevenshtein.distance(str(row["id_a"]), str(row["id_b"])) in (1, 2)
    if row["label"] == 0 and slip and str(row["set"]).startswith("block:GB-COH") and float(str(row["overlap"])) > 0.8:
        return 0.0
    if row["label"] == 0 and row["set"] == "block:internal" and float(str(row["rest_less"])) < 0.3:
        return 0.0
    if row["label"] == 0 and row["set"] == "block:GB-COH-silver" and float(str(row["traded"])) > 0:
        return 0.0
    return next((weight for prefix, weight in WEIGHTS.items() if str(row["set"]).startswith(prefix)), 1.0)


def as_table(model: Trees, evidence: list[str], source: str) -> pl.DataFrame:
    """The fitted trees as rows of text; the starting log-odds are a tree of one leaf."""
    today = datetime.date.today().isoformat()
    rows: list[tuple[str, ...]] = [("0", "0", "", "", "", "", f"{float(model._baseline_prediction.ravel()[0]):.5f}")]
    for tree, predictors in enumerate(model._predictors, start=1):
        for number, node in enumerate(predictors[0].nodes):
            leaf = bool(node["is_leaf"])
            split = (
                ("", "", "", "")
                if leaf
                else (
                    evidence[int(node["feature_idx"])],
                    f"{float(node['num_threshold']):.6g}",
                    str(int(node["left"])),
                    str(int(node["right"])),
                )
            )
            rows.append((str(tree), str(number), *split, f"{float(node['value']):.5f}" if leaf else ""))
    columns = ["tree", "node", "evidence", "at_most", "if_so", "if_not", "points"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(source=pl.lit(source), as_of=pl.lit(today))


def report(labelled: pl.DataFrame, score: np.ndarray, held: np.ndarray) -> None:
    """Precision and recall on the held-out identifiers, by set and threshold."""
    label, sets = labelled["label"].to_numpy(), labelled["set"]
    for name in sets.unique().sort():
        chosen = held & (sets == name).to_numpy()
        cells = []
        for least in (0.3, 0.7, 0.8, 0.85, 0.9, 0.95):
            said = chosen & (score >= least)
            right = label[said].sum()
            cells.append(f"{least}: P {right / max(said.sum(), 1):.3f} R {right / max(label[chosen].sum(), 1):.3f}")
        print(f"{name:28} pairs {chosen.sum():5} same {label[chosen].sum():4} | " + " | ".join(cells))


def direction(evidence: str) -> int:
    """1 where more of it may only speak for one supplier, -1 where only against, 0 where the labels decide."""
    if evidence in RISES:
        return 1
    conflict = evidence.endswith(("_one", "_both")) and not evidence.startswith(("structure", "institution"))
    return -1 if conflict or evidence in FALLS else 0


def learn(values: np.ndarray, label: np.ndarray, weights: np.ndarray, evidence: list[str]) -> Trees:
    """Small trees, each correcting those before it."""
    model = Trees(
        max_iter=120,
        learning_rate=0.09,
        max_leaf_nodes=8,
        min_samples_leaf=30,
        l2_regularization=2.0,
        max_bins=64,
        monotonic_cst=[direction(name) for name in evidence],
        random_state=0,
    )
    return model.fit(values, label, sample_weight=weights)


def fold_of(identifier: str) -> int:
    """A fold by the identifier's hash, so that no identifier is learnt from and scored at once."""
    return int(hashlib.blake2b(identifier.encode(), digest_size=4, salt=b"fold").hexdigest(), 16) % FOLDS


def cross_fitted(labelled: pl.DataFrame, values: np.ndarray, weights: np.ndarray, evidence: list[str]) -> np.ndarray:
    """The probability of each pair by a model that saw neither of its identifiers."""
    label, score = labelled["label"].to_numpy(), np.zeros(labelled.height)
    fold_a, fold_b = (np.array([fold_of(i) for i in labelled[c].to_list()]) for c in ("id_a", "id_b"))
    for fold in range(FOLDS):
        scored = np.minimum(fold_a, fold_b) == fold
        learnt = (fold_a != fold) & (fold_b != fold)
        model = learn(values[learnt], label[learnt], weights[learnt], evidence)
        score[scored] = model.predict_proba(values[scored])[:, 1]
    return score


def main() -> None:
    """Learn on four fifths of the identifiers, write the table, report on the fifth left out."""
    labelled = labelled_pairs(read_reference())
    evidence = [column for column in labelled.columns if column not in NOT_EVIDENCE]
    values, label = labelled.select(evidence).to_numpy(), labelled["label"].to_numpy()
    out_a, out_b = (np.array([is_held_out(i) for i in labelled[c].to_list()]) for c in ("id_a", "id_b"))
    held, learnt = out_a | out_b, ~out_a & ~out_b
    weights = np.array([weight_of(row) for row in labelled.iter_rows(named=True)])
    model = learn(values[learnt], label[learnt], weights[learnt], evidence)
    source = f"learnt on {learnt.sum()} pairs of published and invented names; {held.sum()} held out"
    as_table(model, evidence, source).write_csv(MODEL)
    print("Held out")
    report(labelled, model.predict_proba(values)[:, 1], held)
    if "--cross-fit" in sys.argv:
        print("Each pair by a model that saw neither identifier")
        report(labelled, cross_fitted(labelled, values, weights, evidence), np.ones(labelled.height, dtype=bool))


if __name__ == "__main__":
    main()
