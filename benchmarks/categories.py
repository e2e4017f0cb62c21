"""How well lines are given categories: accuracy, calibration, costly confusions and speed, on labels of real bodies.

Run: python -m benchmarks.categories
"""

from dataclasses import replace

import polars as pl

from benchmarks import category_labels as labels
from benchmarks import category_speed
from benchmarks.category_agreement import print_agreement
from benchmarks.category_pooled import print_pooled
from benchmarks.category_tables import print_accuracy, print_calibration, print_confusions, print_trade, share
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
    guessed_new = cross_validated(trafford, that_always_answer(rules), "supplier_name")
    new = as_answered(guessed_new, rules)
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
    guessed = [
        ("new suppliers", guessed_new),
        ("Wakefield, nothing learned", coded(wakefield, that_always_answer(rules))),
        ("Wakefield, learned on Trafford", coded(wakefield, that_always_answer(taught))),
    ]
    rows += [(f"{name}, learned on Trafford", coded(frame, taught)) for name, frame in other_bodies(rules)]
    both = pl.concat([labels.learnable(trafford), labels.learnable(wakefield)])
    twice = rules.with_model(learning.learn(both, rules))
    rows += [(f"{name}, learned on both", coded(frame, twice)) for name, frame in other_bodies(rules)[1:]]
    rows.append(("Trafford, nothing learned", coded(trafford, rules)))
    print_accuracy(rows)
    print_new_suppliers(new, rules, taught)
    coders = [("Trafford", trafford), *other_bodies(rules)[:-1]]
    print_agreement({name: coded(frame, that_always_answer(rules)) for name, frame in coders}, rules)
    print_trade([guessed[0], guessed[2]], rules)
    print_calibration(guessed, rules)
    print_confusions("Trafford, new suppliers", new, rules)
    print_confusions("Wakefield, nothing learned", coded(labels.wakefield(), rules), rules)
    print_baseline(trafford, rules)
    category_speed.print_speed(trafford, rules)


def print_new_suppliers(trafford_new: pl.DataFrame, rules: CategoryRules, taught: CategoryRules) -> None:
    """New suppliers of all bodies that publish pounds: nothing learned elsewhere, then learned on Trafford.

    trafford_new: Trafford’s lines, each coded by a model that saw none of its supplier.
    """
    bodies = other_bodies(rules)[:-1]
    for title, said in (("nothing learned elsewhere", rules), ("others learned on Trafford", taught)):
        named = {name: coded(frame, said) for name, frame in bodies}
        print_pooled(f"New suppliers of all bodies, {title}", {"Trafford, held out": trafford_new, **named})


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


def that_always_answer(rules: CategoryRules) -> CategoryRules:
    """The same rules, with an answer for every line however weak: what is said where we would say “don’t know”."""
    return replace(rules, evidence={**rules.evidence, "answer_from": 0.0})


def as_answered(guessed: pl.DataFrame, rules: CategoryRules) -> pl.DataFrame:
    """What `that_always_answer` gave, less the answers that `rules` would hold back."""
    is_sure = pl.col("confidence") >= rules.evidence["answer_from"]
    said = [name for name in ("said_code", "said_level1", "level1", "level2") if name in guessed.columns]
    return guessed.with_columns(pl.when(is_sure).then(pl.col(said)).otherwise(pl.lit("")))


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
