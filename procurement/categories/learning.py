"""Learn from lines that people coded: which words point to which codes, beyond what the vocabulary says already."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import polars as pl
from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]
from threadpoolctl import threadpool_limits  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from procurement.categories import proclass, reading, scoring, words
from procurement.categories.lexicon import Lexicon
from procurement.categories.matrices import Numbers, Occurrences, Places, softmax
from procurement.categories.model import WEIGHTS, Model
from procurement.categories.reading import Column
from procurement.categories.rules import CategoryRules
from procurement.categories.sources import LEARNED_PHRASE

STEPS = 200
NEGLIGIBLE = 0.02


def learn(labelled: pl.DataFrame, rules: CategoryRules) -> Model:
    """A model that corrects the vocabulary where coded lines say otherwise.

    labelled: the columns of words of LINE_TEXT, and proclass_code (older codes are brought to this version; lines
    without a code are left out). Empty in gives an empty model. Deterministic: the order of the lines changes nothing.
    A phrase is learned only where enough suppliers share it, so that no name of one person is learned as a word; the
    names themselves are remembered in `suppliers`, for the council's own store.

    Method: multinomial logistic regression, ridge penalty, with the vocabulary's votes as a fixed offset; first over
    level-1 headings, then over the codes within each. Level-1 headings get no weight of their own before any word is
    read: one council's mix of spend is not assumed of another's.
    """
    codes = proclass.resolve(labelled["proclass_code"], rules.headings, rules.older_codes)
    lines = labelled.with_columns(codes.alias("proclass_code")).filter(pl.col("proclass_code") != "")
    if lines.is_empty():
        return Model(pl.DataFrame(schema=WEIGHTS))
    lines = lines.select(*words.FIELDS, "proclass_code").fill_null("")
    lines = lines.group_by(lines.columns).agg(lines=pl.len().cast(pl.Int64)).sort(*words.FIELDS, "proclass_code")
    columns = reading.read(lines, rules.ignored)
    phrases = shared_phrases(columns, lines["supplier_name"], int(rules.evidence["learned_suppliers"]))
    weights = _fit_both(lines, columns, phrases, rules)
    return Model(weights, remember(lines, rules))


def shared_phrases(columns: Sequence[Column], suppliers: pl.Series, fewest: int) -> pl.DataFrame:
    """The phrases said of at least `fewest` suppliers: word_group, phrase, column."""
    said = [
        words.phrases(column.spoken.frame(), LEARNED_PHRASE)
        .select("text_id", "phrase", word_group=pl.lit(words.FIELDS[column.field]))
        .unique()
        .join(pl.DataFrame({"text_id": column.line_texts, "supplier": suppliers}).unique(), on="text_id")
        .select("word_group", "phrase", "supplier")
        for column in columns
    ]
    met = pl.concat(said).group_by("word_group", "phrase").agg(suppliers=pl.col("supplier").n_unique())
    kept = met.filter(pl.col("suppliers") >= fewest).select("word_group", "phrase")
    return kept.sort("word_group", "phrase").with_row_index("column")


def remember(lines: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """How often each supplier's lines were given each code: SUPPLIERS."""
    named = lines.select(
        "proclass_code", "lines", supplier_phrase=words.as_phrase(lines["supplier_name"], rules.ignored)
    )
    counted = named.filter(pl.col("supplier_phrase") != "").group_by("supplier_phrase", "proclass_code")
    return counted.agg(pl.col("lines").sum()).sort("supplier_phrase", "proclass_code")


def _fit_both(
    lines: pl.DataFrame, columns: Sequence[Column], phrases: pl.DataFrame, rules: CategoryRules
) -> pl.DataFrame:
    """The weights of both stages: WEIGHTS."""
    seen = _line_occurrences(columns, phrases)
    heard = scoring.hear(columns, rules.with_model(None))
    places = {code: place for place, code in enumerate(rules.codes)}
    truth = np.array([places[code] for code in lines["proclass_code"].to_list()], dtype=np.int64)
    owners = rules.taxonomy.owners
    share = _supplier_share(lines)
    level1 = fit(
        seen, scoring.level1_scores(heard, rules), owners[truth], share, rules.evidence["learned_penalty"], False
    )
    within = scoring.scores_within(heard, rules.with_model(None), owners[truth])
    found = [_weights(level1, phrases, "level1", rules.level1_codes)]
    for group in np.unique(owners[truth]):
        codes, rows = rules.taxonomy.group(group), np.flatnonzero(owners[truth] == group)
        offset = within[rows, : len(codes)]
        answer = np.searchsorted(codes, truth[rows])
        leaf = fit(seen.take(rows), offset, answer, share[rows], rules.evidence["learned_leaf_penalty"], True)
        found.append(_weights(leaf, phrases, "leaf", [rules.codes[code] for code in codes]))
    return pl.concat(found).sort("stage", "word_group", "phrase", "proclass_code")


def _line_occurrences(columns: Sequence[Column], phrases: pl.DataFrame) -> Occurrences:
    seen = [_occurrences(column, phrases).take(column.line_texts) for column in columns]
    together = seen[0]
    for other in seen[1:]:
        together = together.plus(other)
    return together


def _occurrences(column: Column, phrases: pl.DataFrame) -> Occurrences:
    """Which of all learned phrases each text of one column holds."""
    group = phrases.filter(pl.col("word_group") == words.FIELDS[column.field])
    found = Lexicon.of(group["phrase"], LEARNED_PHRASE).occurrences(column.spoken, longest_only=False)
    return found.spread(group["column"].to_numpy().astype(np.int64), phrases.height)


def _supplier_share(lines: pl.DataFrame) -> Numbers:
    """How much each line counts: less where its supplier has many, so that a large supplier does not drown the rest."""
    rows = lines.select(share=1 / pl.len().over("supplier_name").sqrt())
    return rows["share"].to_numpy()


def fit(seen: Occurrences, offset: Numbers, answer: Places, share: Numbers, penalty: float, before: bool) -> Numbers:
    """Weights of the logistic regression that `learn` describes: phrases by codes, and a last row before any word.

    `before` says whether that last row is learned; else it is 0. Phrases that no row holds keep weights of 0.
    """
    used, (rows, codes) = seen.columns_in_use(), offset.shape
    narrow = seen.only(used)
    target = np.zeros((rows, codes))
    target[np.arange(rows), answer] = 1.0

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        """What the weights cost on these lines, and the slope of that."""
        weights = flat.reshape(len(used) + 1, codes)
        belief = softmax(offset + narrow.times(weights[:-1]) + weights[-1])
        wrong = (belief - target) * share[:, None]
        slope = np.vstack([narrow.transposed_times(wrong), wrong.sum(axis=0) * before]) + penalty * weights
        surprise = -np.log(np.maximum(belief[np.arange(rows), answer], 1e-300))
        return float((share * surprise).sum() + penalty / 2 * (weights**2).sum()), slope.ravel()

    minimize = cast(Any, optimize).minimize
    start = np.zeros((len(used) + 1) * codes)
    # Sums this short cost ten times as long when several BLAS threads wait for each other on a busy machine.
    with threadpool_limits(1, "blas"):
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights = np.zeros((seen.shape[1] + 1, codes))
    weights[[*used, -1]] = np.asarray(found.x, dtype=np.float64).reshape(len(used) + 1, codes).round(6)
    return weights


def _weights(table: Numbers, phrases: pl.DataFrame, stage: str, codes: list[str]) -> pl.DataFrame:
    row, column = np.nonzero(np.abs(table) >= NEGLIGIBLE)
    names = pl.concat([phrases.select("word_group", "phrase"), pl.DataFrame({"word_group": "", "phrase": ""})])
    return names[row].with_columns(
        stage=pl.lit(stage),
        proclass_code=pl.Series([codes[place] for place in column], dtype=pl.String()),
        weight=pl.Series(table[row, column], dtype=pl.Float64()),
    )
