"""Why a pair of names got its verdict, in words that a person can read and disagree with."""

from collections.abc import Sequence

import polars as pl

from procurement.suppliers import names

COLUMNS = ("traded", "equal", "reordered", "begins", "acronym", "may_be_cut", "caution")


def explain(judged: pl.DataFrame, understood: names.Names) -> pl.Series:
    """A sentence a row of `verdicts.judge`; only words of the two names themselves are repeated.

    Of equal texts there are few different sentences, and each is made once.
    """
    table, parts = understood.faces.table["text"], understood.parts
    core, alias = (parts[column].gather(judged["left"]) for column in ("core_face", "alias_face"))
    of_left = (judged["a"] == core) | (judged["a"] == alias)
    first, second = judged["a"].zip_with(of_left, judged["b"]), judged["b"].zip_with(of_left, judged["a"])
    said = judged.select(COLUMNS).with_columns(
        text_a=table.gather(first),
        text_b=table.gather(second),
        form_a=parts["form"].gather(judged["left"]),
        form_b=parts["form"].gather(judged["right"]),
    )
    weight, of_equal = known_weights(said, understood), said["text_a"] == said["text_b"]
    sentences = [sentence(row, weight) for row in said.filter(~of_equal).iter_rows(named=True)]
    alike = said.filter(of_equal).with_columns(text_a=pl.lit("="), text_b=pl.lit("="))
    once = alike.unique()
    told = once.with_columns(
        reason=pl.Series([sentence(row, weight) for row in once.iter_rows(named=True)], dtype=pl.String)
    )
    equal = alike.join(told, on=alike.columns, how="left", validate="m:1", maintain_order="left", nulls_equal=True)
    reason = pl.repeat("", said.height, dtype=pl.String, eager=True)
    reason = reason.scatter((~of_equal).arg_true(), pl.Series(sentences, dtype=pl.String))
    return reason.scatter(of_equal.arg_true(), equal["reason"]).alias("reason")


def known_weights(said: pl.DataFrame, understood: names.Names) -> dict[str, float]:
    """What each word of the texts weighs."""
    words = understood.faces.words
    some = pl.concat([said["text_a"], said["text_b"]]).unique().str.split(" ").explode().unique()
    known = pl.DataFrame({"word": words.text, "weight": words.weight}).join(
        some.to_frame("word"), on="word", how="semi"
    )
    return dict(known.iter_rows())


def sentence(row: dict[str, object], weight: dict[str, float]) -> str:
    """The parts of the reason, most telling first."""
    a, b, *forms = (str(row[name]) for name in ("text_a", "text_b", "form_a", "form_b"))
    parts = [*how_they_meet(row, a, b, weight), *what_is_left(a, b)]
    if row["traded"]:
        parts.insert(0, "by the trading name of one" if row["traded"] == 1 else "by both trading names")
    if forms[0] and forms[1] and forms[0] != forms[1]:
        parts.append(f"legal forms differ ({forms[0].lower()}, {forms[1].lower()})")
    elif forms[0] != forms[1]:
        parts.append(f"only one gives its legal form ({(forms[0] or forms[1]).lower()})")
    if row["begins"] and row["may_be_cut"] and not row["equal"]:
        parts.append("one may be cut at the width of a field")
    if row["caution"]:
        parts.append(str(row["caution"]))
    return "; ".join(parts)


def how_they_meet(row: dict[str, object], a: str, b: str, weight: dict[str, float]) -> list[str]:
    """What the two texts have in common."""
    if a == b:
        return ["same name once case, punctuation, abbreviations and legal form are set aside"]
    if row["equal"]:
        return ["same letters, spaced differently"]
    if row["reordered"]:
        return ["same words in another order"]
    shared = sorted(set(a.split()) & set(b.split()), key=lambda word: (-weight.get(word, 0.0), word))
    said = [f"same word{'s' if len(shared) > 1 else ''} {quoted(shared)}"] if shared else ["no word in common"]
    return [*said, "one is the initials of the other"] if row["acronym"] else said


def what_is_left(a: str, b: str) -> list[str]:
    """The words that one name alone has."""
    first, second = set(a.split()), set(b.split())
    only_first = [word for word in a.split() if word not in second]
    only_second = [word for word in b.split() if word not in first]
    if not only_first and not only_second:
        return []
    if only_first and only_second:
        return [f"{quoted(only_first)} against {quoted(only_second)}"]
    return [f"only one has {quoted(only_first or only_second)}"]


def quoted(words: Sequence[str]) -> str:
    """Words in single quotes, in small letters, four at most."""
    return "'" + " ".join(words[:4]).lower() + ("…" if len(words) > 4 else "") + "'"
