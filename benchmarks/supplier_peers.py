"""Other ways of putting names together, each as its documentation proposes, to be measured beside ours.

Each takes the names as normalised by ours (so none pays for that) and returns a cluster label a name. Those that need
packages of requirements-bench.txt are imported when asked for; where one is absent the benchmark says so.
"""

from collections.abc import Callable, Iterable

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Labels = np.ndarray


def key_collision(names: pl.Series) -> Labels:
    """Equal normalised names without spaces."""
    return names.str.replace_all(" ", "", literal=True).rank("dense").to_numpy()


def by_cdist(names: pl.Series) -> Labels:
    """token_sort_ratio of 90 or more, all names with all, and whatever hangs together."""
    texts, found = names.to_list(), []
    for start in range(0, len(texts), 500):
        scores = process.cdist(
            texts[start : start + 500], texts, scorer=fuzz.token_sort_ratio, score_cutoff=90, dtype=np.uint8, workers=1
        )
        rows, columns = np.nonzero(scores)
        found.append((rows + start, columns))
    return joined(found, len(texts))


def by_string_grouper(names: pl.Series) -> Labels:
    """string_grouper: letters in threes, weighed by rarity; cosine of 0.8 or more (its default)."""
    import pandas as pd
    from string_grouper import group_similar_strings

    grouped = group_similar_strings(pd.Series(names.to_list()), ignore_index=True)
    text = grouped.iloc[:, -1] if hasattr(grouped, "columns") else grouped
    return pl.Series(text.astype(str).to_list()).rank("dense").to_numpy()


def by_recordlinkage(names: pl.Series) -> Labels:
    """recordlinkage: sorted neighbourhood; Jaro-Winkler of 0.92 or more of the name, its first word and its last.

    Of the ways tried with 100,000 names this does best (F1 0.93): by the name alone 0.51, its own ECM classifier 0.51,
    blocking by the first seven letters as well 0.23, and a million had not ended after 12 minutes and 21 GB.
    """
    import pandas as pd
    import recordlinkage

    words = names.str.split(" ")
    columns = {"name": names, "first": words.list.first(), "last": words.list.last()}
    frame = pd.DataFrame({name: values.to_list() for name, values in columns.items()})
    index = recordlinkage.Index()
    index.sortedneighbourhood("name", window=9)
    pairs = index.index(frame)
    compare = recordlinkage.Compare()
    for column in columns:
        compare.string(column, column, method="jarowinkler", threshold=0.92, label=column)
    scored = compare.compute(pairs, frame)
    kept = scored[scored.sum(axis=1) == len(columns)].index
    return joined([(kept.get_level_values(0).to_numpy(), kept.get_level_values(1).to_numpy())], len(names))


def by_splink(names: pl.Series) -> Labels:
    """Splink on DuckDB: Jaro-Winkler of the name and of its first and last words, learnt by EM."""
    import duckdb
    import splink.comparison_library as compared
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    words = names.str.split(" ")
    frame = pl.DataFrame(
        {"unique_id": range(len(names)), "name": names, "first": words.list.first(), "last": words.list.last()}
    ).with_columns(start=pl.col("name").str.head(7), compact=pl.col("name").str.replace_all(" ", "", literal=True))
    api = DuckDBAPI(duckdb.connect())
    rules = [block_on("start"), block_on("first", "last"), block_on("substr(compact, 1, 4)", "last")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compared.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]),
            compared.JaroWinklerAtThresholds("first", [0.92]),
            compared.JaroWinklerAtThresholds("last", [0.92]),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(api.register(frame.to_arrow()), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("compact")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("start"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("last", "substr(compact, 1, 4)"))
    scored = linker.inference.predict(threshold_match_probability=0.95)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, 0.95)
    found = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").pl()
    return found.sort("unique_id")["cluster_id"].cast(pl.String).rank("dense").to_numpy()


def joined(pairs: Iterable[tuple[np.ndarray, np.ndarray]], size: int) -> Labels:
    """A label for whatever hangs together by pairs."""
    listed = list(pairs)
    rows, columns = (np.concatenate([pair[side] for pair in listed]) for side in (0, 1))
    graph = coo_matrix((np.ones(len(rows), dtype=np.bool_), (rows, columns)), shape=(size, size))
    return connected_components(graph, directed=False)[1]


PEERS: dict[str, tuple[Callable[[pl.Series], Labels], int]] = {
    "equal keys": (key_collision, 2_000_000),
    "splink (DuckDB)": (by_splink, 100_000),
    "recordlinkage": (by_recordlinkage, 1_000_000),
    "string_grouper": (by_string_grouper, 100_000),
    "rapidfuzz cdist >= 90": (by_cdist, 10_000),
}
"""Each with the largest number of names that it is asked for, unless --all is given."""

PACKAGES = {
    "splink (DuckDB)": ("duckdb", "splink", "splink.comparison_library", "splink.backends.duckdb"),
    "recordlinkage": ("pandas", "recordlinkage"),
    "string_grouper": ("pandas", "string_grouper"),
}
"""What each needs, imported before it is measured."""
