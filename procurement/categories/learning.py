"""Learn from lines that people coded: which words point to which codes, beyond what the vocabulary says already."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from procurement.categories import proclass, reading, scoring, words
from procurement.categories.lexicon import Lexicon
from procurement.categories.matrices import Numbers, Occurrences, Places, softmax
from procurement.categories.model import VOTES, WEIGHTS, Model
from procurement.categories.reading import Column
from procurement.categories.rules import CategoryRules
from procurement.categories.sources import LEARNED_PHRASE

STEPS = 200
NEGLIGIBLE = 0.01


def learn(labelled: pl.DataFrame, rules: CategoryRules) -> Model:
    """A model that corrects the vocabulary where coded lines say otherwise.

    labelled: the columns of words of LINE_TEXT, supplier_sics and proclass_code (older codes are brought to this
    version; lines without a code are left out). Empty in gives an empty model. Deterministic: the order of the lines
    changes nothing. A phrase is learned only where enough suppliers share it, so that no name of one person is learned
    as a word; the names themselves, and the departments met, are remembered beside them, for the council's own store.

    Method: multinomial logistic regression with a ridge penalty, first over level-1 headings, then over the codes
    within each. At level 1 it learns phrases and, for the departments met, what the vocabulary's votes for a heading
    are worth and how usual a heading is before any word is read; within a heading those votes are a fixed offset.
    """
    codes = proclass.resolve(labelled["proclass_code"], rules.headings, rules.older_codes)
    lines = labelled.with_columns(codes.alias("proclass_code")).filter(pl.col("proclass_code") != "")
    if lines.is_empty():
        return Model(pl.DataFrame(schema=WEIGHTS))
    lines = lines.select(*words.FIELDS, "supplier_sics", "proclass_code").fill_null("")
    lines = lines.group_by(lines.columns).agg(lines=pl.len().cast(pl.Int64)).sort(lines.columns)
    columns = reading.read(lines, rules.ignored)
    phrases = shared_phrases(columns, lines["supplier_name"], int(rules.evidence["learned_suppliers"]))
    homes = homes_of(columns)
    weights = _fit_both(lines, columns, homes, phrases, rules)
    return Model(weights, remember(lines, rules), homes)


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
    lines: pl.DataFrame, columns: Sequence[Column], homes: pl.DataFrame, phrases: pl.DataFrame, rules: CategoryRules
) -> pl.DataFrame:
    """The weights of both stages: WEIGHTS."""
    untaught = rules.with_model(None)
    seen, heard = _line_occurrences(columns, phrases), scoring.hear(columns, lines["supplier_sics"], untaught)
    places = {code: place for place, code in enumerate(rules.codes)}
    truth = np.array([places[code] for code in lines["proclass_code"].to_list()], dtype=np.int64)
    owners, share = rules.taxonomy.owners, _supplier_share(lines)
    votes = scoring.level1_scores(heard, untaught)
    at_home = np.flatnonzero(reading.at_home(columns, homes))
    found = [_fit_level1(seen, votes, owners[truth], share, at_home, phrases, rules)]
    within = scoring.scores_within(heard, untaught, owners[truth])
    is_finer = ~np.isin(truth, rules.taxonomy.heads)
    for group in np.unique(owners[truth[is_finer]]):
        codes, rows = rules.taxonomy.group(group), np.flatnonzero(is_finer & (owners[truth] == group))
        answer = np.searchsorted(codes, truth[rows])
        always = np.ones((len(rows), 1))
        leaf = fit(
            seen.take(rows).beside(Occurrences.full(always)),
            within[rows, : len(codes)],
            answer,
            share[rows],
            rules.evidence["learned_leaf_penalty"],
        )
        found.append(_weights(leaf, _named(phrases, [("", "")]), "leaf", [rules.codes[code] for code in codes]))
    return pl.concat(found).sort("stage", "word_group", "phrase", "proclass_code")


def _fit_level1(
    seen: Occurrences,
    votes: Numbers,
    answer: Places,
    share: Numbers,
    at_home: Places,
    phrases: pl.DataFrame,
    rules: CategoryRules,
) -> pl.DataFrame:
    """The weights of level-1 headings: of phrases, of the vocabulary's votes for each heading, and before any word.

    The last two are habits of the council that coded the lines, and count for lines of its departments alone. So every
    line is learned from twice: as one of elsewhere, where the vocabulary's votes stand as they are, and, where its
    department is known (`at_home`), as one of here, where they begin at `learned_votes_start` and habits are added. The
    phrases' weights must serve both. A feature made larger is penalised less, so one penalty serves all three.
    """
    evidence = rules.evidence
    louder = np.sqrt(evidence["learned_penalty"] / evidence["learned_votes_penalty"])
    always = np.sqrt(evidence["learned_penalty"] / evidence["learned_before_penalty"])
    start = evidence["learned_votes_start"]
    habits = np.hstack([votes * louder, np.full((len(votes), 1), always)])
    rows = np.concatenate([np.arange(len(votes)), at_home])
    habits = np.vstack([np.zeros(habits.shape), habits[at_home]])
    offset = np.vstack([votes, votes[at_home] * start])
    weight = np.concatenate([share * evidence["learned_elsewhere"], share[at_home]])
    both = seen.take(rows).beside(Occurrences.full(habits))
    table = fit(both, offset, answer[rows], weight, evidence["learned_penalty"])
    headings, first = rules.level1_codes, phrases.height
    table[first:-1] = table[first:-1] * louder + start * np.eye(len(headings))
    table[-1] *= always
    names = _named(phrases, [*((VOTES, code) for code in headings), ("", "")])
    return _weights(table, names, "level1", headings)


def homes_of(columns: Sequence[Column]) -> pl.DataFrame:
    """The departments of the lines: HOMES."""
    department = next(column for column in columns if column.field == "department")
    return department.spoken.whole().select(department_phrase="phrase").unique().sort("department_phrase")


def _named(phrases: pl.DataFrame, others: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """word_group and phrase of each row of weights: the phrases, then `others`."""
    more = pl.DataFrame(others, schema={"word_group": pl.String, "phrase": pl.String}, orient="row")
    return pl.concat([phrases.select("word_group", "phrase"), more])


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


def fit(seen: Occurrences, offset: Numbers, answer: Places, share: Numbers, penalty: float) -> Numbers:
    """Weights of the logistic regression that `learn` describes: columns of `seen` by codes.

    Columns that no row holds keep weights of 0.
    """
    used, (rows, codes) = seen.columns_in_use(), offset.shape
    narrow = seen.only(used)
    target = np.zeros((rows, codes))
    target[np.arange(rows), answer] = 1.0

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        """What the weights cost on these lines, and the slope of that."""
        weights = flat.reshape(len(used), codes)
        belief = softmax(offset + narrow.times(weights))
        slope = narrow.transposed_times((belief - target) * share[:, None]) + penalty * weights
        surprise = -np.log(np.maximum(belief[np.arange(rows), answer], 1e-300))
        return float((share * surprise).sum() + penalty / 2 * (weights**2).sum()), slope.ravel()

    from scipy import optimize  # pyright: ignore[reportMissingTypeStubs] - a third of a second for a few who learn

    minimize = cast(Any, optimize).minimize
    # Sums this short cost ten times as long when several BLAS threads wait for each other on a busy machine.
    with threadpool_limits(1, "blas"):
        found = minimize(loss, np.zeros(len(used) * codes), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights = np.zeros((seen.shape[1], codes))
    weights[used] = np.asarray(found.x, dtype=np.float64).reshape(len(used), codes).round(6)
    return weights


def _weights(table: Numbers, names: pl.DataFrame, stage: str, codes: list[str]) -> pl.DataFrame:
    row, column = np.nonzero(np.abs(table) >= NEGLIGIBLE)
    return names[row].with_columns(
        stage=pl.lit(stage),
        proclass_code=pl.Series([codes[place] for place in column], dtype=pl.String()),
        weight=pl.Series(table[row, column], dtype=pl.Float64()),
    )
