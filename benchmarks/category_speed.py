"""How long a million lines take to be coded, beside scikit-learn's TF-IDF and linear model on the same lines."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from procurement.categories import coding, learning, words
from procurement.categories.rules import CategoryRules
from procurement.tables import LINE_TEXT

LINES, MONTH = 1_000_000, 20_000
SUPPLIERS = 60_000
REFERENCED = 0.5
"""Share of purposes with an invoice's or a person's reference in them, as some councils publish; the rest repeat."""
TEXT = pl.concat_str([pl.col(name) for name in words.FIELDS], separator=" ")


def lines_like(real: pl.DataFrame, lines: int, seed: int = 7) -> pl.DataFrame:
    """LINE_TEXT of `lines` lines put together from the columns of real ones, with invented words and references."""
    draw = np.random.default_rng(seed)
    names = _invented_names(real["supplier_name"].unique().sort(), draw)
    referenced = pl.Series(draw.random(lines) < REFERENCED)
    purposes = real["purpose"].gather(draw.integers(0, real.height, lines))
    numbers = pl.Series(draw.integers(0, 10**7, lines)).cast(pl.String)
    return pl.DataFrame(
        {
            "line_text_key": np.arange(lines, dtype=np.int64),
            "supplier_name": names.gather(draw.integers(0, len(names), lines)),
            "supplier_kind": pl.Series(["company", "public body", "unknown"]).gather(draw.integers(0, 3, lines)),
            "supplier_sics": pl.repeat("", lines, eager=True),
            "purpose": pl.select(
                pl.when(referenced).then(purposes + " ref " + numbers).otherwise(purposes)
            ).to_series(),
            "department": real["department"].gather(draw.integers(0, real.height, lines)),
            "publisher_category": pl.repeat("", lines, eager=True),
            "account": pl.repeat("", lines, eager=True),
        }
    ).select(LINE_TEXT.names())


def _invented_names(real: pl.Series, draw: np.random.Generator) -> pl.Series:
    """SUPPLIERS names: the real ones' later words after an invented first word of five letters."""
    letters = np.array(list("abcdeghiklmnoprstuvw"))
    first = pl.Series(["".join(word) for word in letters[draw.integers(0, len(letters), (SUPPLIERS, 5))]])
    rest = real.gather(draw.integers(0, len(real), SUPPLIERS)).str.replace(r"^\S+", "")
    return first.str.to_titlecase() + rest


def print_speed(labelled: pl.DataFrame, rules: CategoryRules) -> None:
    """Seconds of the clock and of the processor, and the ratio to scikit-learn in this run.

    labelled: LINE_TEXT with `truth`, to learn from and to make the lines of.
    """
    lines = lines_like(labelled, LINES)
    distinct = ", ".join(f"{lines[name].n_unique():,} {name}s" for name in ("supplier_name", "purpose", "department"))
    model, learn_s = timed(lambda: learning.learn(labelled.with_columns(proclass_code="truth"), rules))[:2]
    taught = rules.with_model(model)
    print(f"\nSpeed on {LINES:,} distinct lines ({distinct}): seconds by the clock, of the processor")
    for name, given in (("nothing learned", rules), ("with a model", taught)):
        coding.code(lines.head(1), given)
        _, clock, processor = timed(lambda given=given: coding.code(lines, given))
        print(f"  {name:24} {clock:7.1f} {processor:7.1f}")
    text, answers = labelled.select(TEXT).to_series().to_list(), labelled["truth"].to_list()
    many = lines.select(TEXT).to_series().to_list()
    vectors, linear = TfidfVectorizer(), SGDClassifier(loss="log_loss", random_state=1)
    _, fit_s, _ = timed(lambda: linear.fit(vectors.fit_transform(text), answers))
    _, theirs, their_processor = timed(lambda: [linear.predict_proba(vectors.transform(part)) for part in parts(many)])
    print(f"  {'TF-IDF and linear model':24} {theirs:7.1f} {their_processor:7.1f}")
    print(f"  with a model, over TF-IDF and linear model: {processor / their_processor:.2f} of the processor's time")
    print(f"Learning {labelled.height:,} rows: {learn_s:.1f} s; TF-IDF and linear model {fit_s:.1f} s")
    print_month(lines.head(MONTH), rules, taught)


def print_month(lines: pl.DataFrame, rules: CategoryRules, taught: CategoryRules) -> None:
    """Processor seconds of a month's new lines, and of a hundred: what a call costs whatever it is given."""
    for name, given in (("nothing learned", rules), ("with a model", taught)):
        costs = [
            min(timed(lambda n=n, g=given: coding.code(lines.head(n), g))[2] for _ in range(3))
            for n in (100, lines.height)
        ]
        print(
            f"A month of {lines.height:,} lines, {name}: {costs[1]:.2f} s of the processor; 100 lines {costs[0]:.3f} s"
        )


def parts(texts: list[str], size: int = 50_000) -> list[list[str]]:
    """A long list in pieces, so that probabilities of a million lines need not stand in memory at once."""
    return [texts[begin : begin + size] for begin in range(0, len(texts), size)]


def timed(job: Callable[[], Any]) -> tuple[Any, float, float]:
    """A job's result, its seconds by the clock and those of the processor."""
    began, used = time.perf_counter(), time.process_time()
    result = job()
    return result, time.perf_counter() - began, time.process_time() - used
