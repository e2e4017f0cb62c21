"""One matcher on one list of names, in a process of its own, so that its processor time and memory are its own.

Run: python -m benchmarks.supplier_run MATCHER NAMES.parquet. Prints one line of JSON. NAMES holds MADE rows and `core`.
"""

import importlib
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import polars as pl

from benchmarks import supplier_figures
from benchmarks.supplier_labels import read_reference
from procurement.suppliers import clustering, linking, matching, names, ranks, text_nodes
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

OURS, CLUSTERS_ALONE = "ours, all of it", "ours, clusters alone"


def texts_of(names: pl.Series, first: int = 0) -> pl.DataFrame:
    """SUPPLIER_TEXT with nothing but names."""
    blank = {column: pl.lit("") for column in ("company_number", "vat_number", "charity_number")}
    numbered = pl.DataFrame({"supplier_name": names}).with_row_index("supplier_text_key", offset=first)
    return numbered.with_columns(pl.col("supplier_text_key").cast(pl.Int64), **blank).select(SUPPLIER_TEXT.names())


def known_of(made: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_READING of invented names (name, supplier), each a text of its supplier, MADE- and its number."""
    return texts_of(made["name"]).with_columns(
        supplier_id=pl.format("MADE-{}", made["supplier"]),
        supplier_label=pl.lit(""),
        kind=pl.lit("unknown"),
        score=pl.lit(1.0),
        rule=pl.lit("own name"),
        reason=pl.lit(""),
    )


def ours(made: pl.DataFrame) -> pl.Series:
    """The whole of our matching, from the names as printed, normalising and reasons included."""
    known = read_reference()
    return matching.match(texts_of(made["name"]), pl.DataFrame(schema=SUPPLIER_READING), known)["supplier_id"]


def clusters_alone(parts: pl.DataFrame, times: pl.Series, known: SupplierReference) -> pl.Series:
    """What the peers do: a cluster a name from names normalised beforehand; no kinds, labels, ids or reasons.

    parts: names.TAKEN_APART, a row a distinct name.
    """
    understood = names.number_faces(parts, known, times)
    key = ranks.dense(text_nodes.key_numbers(understood.parts))
    nodes = (
        pl.DataFrame({"key": key, "name": range(len(key))})
        .group_by("key")
        .agg(pl.col("name").min().cast(pl.Int64))
        .sort("key")
        .with_columns(
            **{sort: pl.lit("") for sort in clustering.SORTS}, touched=pl.lit(value=True), node="key", group="key"
        )
    )
    faces = understood.parts.select(
        "core_face", "alias_face", letters=pl.col("core").str.replace_all(" ", "", literal=True)
    )[nodes["name"]]
    nodes = pl.concat([nodes, faces], how="horizontal")
    judged = matching.judge_keys(nodes, understood, known)
    links = linking.links(nodes, judged.pairs, known)
    least, unweighed = known.threshold("least_linkage"), known.threshold("unweighed")
    return clustering.cluster(nodes, links, least, unweighed)["group"].gather(key)


def of_normalised(made: pl.DataFrame) -> tuple[pl.Series, float, float, float]:
    """`clusters_alone` as measured: normalising is not counted."""
    known = read_reference()
    distinct, times = names.each_once(made["name"])
    parts = names.take_apart(distinct, known, pl.DataFrame(schema=names.TAKEN_APART))
    said, *spent = measured(lambda: clusters_alone(parts, times, known))
    of_name = made.select("name").join(
        pl.DataFrame({"name": distinct, "said": said}), on="name", how="left", maintain_order="left"
    )
    return of_name["said"], spent[0], spent[1], spent[2]


def measured(work: Callable[[], pl.Series]) -> tuple[pl.Series, float, float, float]:
    """The result, processor seconds (of children too), seconds, and the peak memory of the process in gigabytes."""
    sides = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

    def spent() -> float:
        return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, sides))

    before, start = spent(), time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    peak = max(own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6)
    return result, spent() - before, seconds, peak


def own_peak() -> float:
    """The most memory of this program so far, in gigabytes.

    From /proc where there is one, since ru_maxrss is passed on by the program that started this one.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1e6  # type: ignore[index]


def main(matcher: str, path: Path) -> None:
    """Measure and print."""
    made = pl.read_parquet(path)
    if matcher == OURS:
        said, cpu, seconds, peak = measured(lambda: ours(made))
    elif matcher == CLUSTERS_ALONE:
        said, cpu, seconds, peak = of_normalised(made)
    else:
        from benchmarks import supplier_peers

        work, _ = supplier_peers.PEERS[matcher]
        for package in supplier_peers.PACKAGES.get(matcher, ()):
            importlib.import_module(package)
        said, cpu, seconds, peak = measured(lambda: pl.Series(work(made["core"])))
    figures = supplier_figures.of(made.with_columns(said=said), "said", "supplier", "pounds")
    print(json.dumps({"cpu": cpu, "seconds": seconds, "peak": peak, **asdict(figures)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
