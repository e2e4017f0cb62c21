"""Accuracy of supplier matching on labelled real names beside simple matchers; then on invented names, and its speed.

Run: python benchmarks/suppliers.py [--quick] [--all]. --quick stops at 10,000 invented names; --all asks the peers for
every size, hours for some. Figures marked "held out" are of identifiers that took no part in learning.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from benchmarks import supplier_figures, supplier_peers, suppliers_made  # noqa: E402
from benchmarks.supplier_labels import LABELS, is_held_out, read_reference  # noqa: E402
from procurement.suppliers import comparing, matching, wording  # noqa: E402
from procurement.suppliers.reference import SupplierReference  # noqa: E402
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT  # noqa: E402

SCHEMES = {
    "GB-COH": "company_number",
    "GB-COH-silver": "company_number",
    "GB-VAT": "vat_number",
    "GB-CHC": "charity_number",
}
NOBODY = pl.DataFrame(schema=SUPPLIER_READING)


def main() -> None:
    """Print every table."""
    known = read_reference()
    pairs_table(known)
    clusters_table(known)
    suppliers_made.tables(sys.argv[1:])


def pairs_table(known: SupplierReference) -> None:
    """Labelled pairs: precision, recall and F1 of each matcher, by source of the truth."""
    pairs = pl.read_csv(LABELS / "name_pairs_dev.csv", infer_schema=False).with_columns(pl.col("label") == "1")
    said = comparing.compare(pairs, known)
    is_homonym = equal_names(pairs, known)
    upper = [(a.upper(), b.upper()) for a, b in pairs.select("name_a", "name_b").iter_rows()]
    matchers = {
        "ours: same": said["verdict"] == "same",
        "ours, with numbers": with_identifiers(pairs, known),
        "ours: same or ask": said["verdict"] != "different",
        "WRatio >= 90": pl.Series([fuzz.WRatio(a, b) >= 90 for a, b in upper]),
        "token_set >= 90": pl.Series([fuzz.token_set_ratio(a, b) >= 90 for a, b in upper]),
        "token_sort >= 90": pl.Series([fuzz.token_sort_ratio(a, b) >= 90 for a, b in upper]),
        "equal keys": is_homonym,
    }
    held = pl.Series(
        [
            is_held_out(a) or is_held_out(b)
            for a, b in pairs.select(pl.coalesce("id_a", "name_a"), pl.coalesce("id_b", "name_b")).iter_rows()
        ]
    )
    source = pairs["truth_source"]
    sets = {
        "company or VAT number": source.is_in(["GB-COH", "GB-VAT"]),
        "company or VAT number, held out": source.is_in(["GB-COH", "GB-VAT"]) & held,
        "people's audit (NHS, Spend Network)": source.str.starts_with("nhs") | source.str.starts_with("spendnetwork"),
        "people's audit, held out": (source.str.starts_with("nhs") | source.str.starts_with("spendnetwork")) & held,
        "vendor records (recall only)": source.str.starts_with("internal"),
        **{
            f"{a}, {b}": (source == a) & (pairs["pair_kind"] == b)
            for a, b in pairs.select("truth_source", "pair_kind").unique().sort("truth_source", "pair_kind").iter_rows()
        },
    }
    print("\nLabelled pairs: precision, recall, F1")
    for name, chosen in sets.items():
        print(f"\n{name}: {chosen.sum()} pairs, {(chosen & pairs['label']).sum()} same")
        for matcher, same in matchers.items():
            right, said_same, true = (
                (chosen & same & pairs["label"]).sum(),
                (chosen & same).sum(),
                (chosen & pairs["label"]).sum(),
            )
            print(f"  {matcher:20} {scores(right, said_same, true)}")
        wrong = chosen & matchers["ours: same"] & ~pairs["label"]
        if wrong.any():
            print(f"  ours: {wrong.sum()} wrongly the same, {(wrong & is_homonym).sum()} of them by equal names")


def equal_names(pairs: pl.DataFrame, known: SupplierReference) -> pl.Series:
    """Whether the names of each pair are the same once case, punctuation, abbreviations and legal form are set aside.

    Where such a pair is two bodies, nothing in the names can tell: two numbers of one name, or a slip in the labels.
    """
    key = core_key(known)
    return pl.Series([key(a) == key(b) for a, b in pairs.select("name_a", "name_b").iter_rows()], dtype=pl.Boolean)


def with_identifiers(pairs: pl.DataFrame, known: SupplierReference) -> pl.Series:
    """Whether matching puts both names of each pair under one supplier where the identifiers stand beside them.

    Pairs without an identifier on both sides are false.
    """
    scheme = pl.col("truth_source").replace_strict(SCHEMES, default="")
    sides = [
        pairs.select(supplier_name=f"name_{side}", id=f"id_{side}", id_scheme="truth_source", field=scheme)
        for side in ("a", "b")
    ]
    texts = as_texts(pl.concat(sides).fill_null(""), with_ids=True)
    said = matching.match(texts, NOBODY, known)["supplier_id"]
    one, other = said.head(pairs.height), said.tail(pairs.height)
    return (one == other) & (one != "") & (sides[0]["field"] != "")


def core_key(known: SupplierReference) -> Callable[[str], str]:
    """The canonical core without spaces, looked up one name at a time."""
    cache: dict[str, str] = {}

    def key(name: str) -> str:
        if name not in cache:
            cache[name] = wording.split(pl.Series([name]), known)["core"][0].replace(" ", "")
        return cache[name]

    return key


def scores(right: int, said: int, true: int) -> str:
    """P, R and F1 in words, a dash where there is nothing to divide by."""
    precision, recall = (right / said if said else None), (right / true if true else None)
    both = precision is not None and recall is not None and precision + recall > 0
    f1 = 2 * precision * recall / (precision + recall) if both else None  # type: ignore[operator]
    shown = ("-" if value is None else f"{value:.3f}" for value in (precision, recall, f1))
    return "P {} R {} F1 {}".format(*shown)


def clusters_table(known: SupplierReference) -> None:
    """Names with identifiers, clustered: pairwise figures by scheme, from names alone and with the identifiers."""
    labels = pl.read_csv(LABELS / "names_with_ids_dev.csv", infer_schema=False).filter(pl.col("id") != "ONETIME")
    print("\nClusters: pairwise precision, recall, F1; largest cluster; pounds whose supplier is at risk")
    for scheme in labels["id_scheme"].unique().sort():
        chosen = labels.filter(pl.col("id_scheme") == scheme)
        for held in (False, True):
            part = chosen.filter(pl.col("id").map_elements(is_held_out, return_dtype=pl.Boolean)) if held else chosen
            label = f"{scheme}{', held out' if held else ''}"
            clean = told_apart_by_truth(part)
            read = matching.match(as_texts(clean, with_ids=False), NOBODY, known)
            print(f"  {label:26} names alone, clean {cluster_scores(clean, read['supplier_id'])}")
            print(f"  {label:26} equal keys, clean  {cluster_scores(clean, wording_keys(clean, known))}")
            if not held:
                peers_on(clean, label, known)
            read = matching.match(as_texts(part, with_ids=False), NOBODY, known)
            print(f"  {label:26} names alone        {cluster_scores(part, read['supplier_id'])}")
            print(f"  {label:26} equal keys         {cluster_scores(part, wording_keys(part, known))}")
            if scheme in SCHEMES and not held:
                read = matching.match(as_texts(part, with_ids=True), NOBODY, known)
                print(f"  {label:26} with identifiers   {cluster_scores(part, read['supplier_id'])}")


def peers_on(labels: pl.DataFrame, label: str, known: SupplierReference) -> None:
    """The other matchers on the same names, normalised; one whose package is absent is named and left out."""
    distinct = labels["supplier_name"].unique().sort()
    cores = wording.split(distinct, known).select("name", "core").filter(pl.col("core") != "")
    for name, (work, _) in supplier_peers.PEERS.items():
        if name == "equal keys":
            continue
        try:
            said = cores.with_columns(said=pl.Series(work(cores["core"])).cast(pl.String))
        except ImportError as absent:
            print(f"  {label:26} {name:18} SKIPPED: {absent} (packages: requirements-bench.txt)")
            continue
        joined = labels.select(name="supplier_name").join(said, on="name", how="left", maintain_order="left")
        print(f"  {label:26} {name[:18]:18} {cluster_scores(labels, joined['said'].fill_null(joined['name']))}")


def told_apart_by_truth(labels: pl.DataFrame) -> pl.DataFrame:
    """Labels whose truth names can tell: at most five names a number (no academy trusts or care groups), and no
    name that stands beside two numbers (most are one number with a digit lost, which is the publisher's slip).
    """
    upper = pl.col("supplier_name").str.to_uppercase().str.strip_chars()
    return labels.filter(pl.col("supplier_name").n_unique().over("id") <= 5, pl.col("id").n_unique().over(upper) == 1)


def as_texts(labels: pl.DataFrame, with_ids: bool) -> pl.DataFrame:
    """SUPPLIER_TEXT, a row a label row."""
    columns = {
        field: pl.when(pl.col("id_scheme").replace_strict(SCHEMES, default="") == field)
        .then("id")
        .otherwise(pl.lit(""))
        if with_ids
        else pl.lit("")
        for field in ("company_number", "vat_number", "charity_number")
    }
    return (
        labels.with_row_index("n")
        .select(pl.col("n").cast(pl.Int64).alias("supplier_text_key"), "supplier_name", **columns)
        .select(SUPPLIER_TEXT.names())
    )


def wording_keys(labels: pl.DataFrame, known: SupplierReference) -> pl.Series:
    """The key-collision baseline."""
    distinct = labels["supplier_name"].unique().sort()
    parts = wording.split(distinct, known)
    return (
        labels.select("supplier_name")
        .join(parts, left_on="supplier_name", right_on="name", how="left", maintain_order="left")["core"]
        .str.replace_all(" ", "")
    )


def cluster_scores(labels: pl.DataFrame, said: pl.Series) -> str:
    """Over distinct (name, identifier): pairs put together, and rightly; pounds in clusters of two identifiers."""
    frame = labels.with_columns(said=said, pounds=pl.col("total_amount").cast(pl.Float64).fill_null(0.0))
    frame = frame.group_by("supplier_name", "id").agg(pl.col("said").first(), pl.col("pounds").sum())
    return str(supplier_figures.of(frame, "said", "id", "pounds"))


if __name__ == "__main__":
    main()
