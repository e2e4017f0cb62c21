"""Whether a name in plain words is a person's: shaped as one, and without a word that people do not have."""

import polars as pl

from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.rewriting import places

ORGANISATION_RANK = "9"
"""The rank in supplier_kind_words.csv of words that organisations, not people, have in their names."""
BUSY = ["trade", "structure", "institution", "stage", "fund", "practice"]
"""Classes of word that no person's name holds."""
BRANDS = ["AA", "BT", "EE", "EU", "GB", "HM", "HR", "ID", "IT", "NE", "NW", "PC", "SE", "ST", "SW", "TV", "UK"]
"""Two letters that are rarely anybody's initials."""
INITIALS_AND_SURNAME = r"^(?:[A-Z]{1,2}|[A-Z] [A-Z]|[A-Z] [A-Z] [A-Z]) [A-Z]{3,}$"
TRADES = r" (?:T ?AS?|TRADING AS) "
TRADES_AS = rf"^(.+?){TRADES}.+$"
FIRST_OF_SEVERAL = r"^([A-Z]+) "
NEVER = r"[^\s\S]"


def is_person(plain: pl.Series, reference: SupplierReference) -> pl.Series:
    """A title in front; a first name or initials with a surname, and no word of a trade; or that before T/A."""
    words = reference.once(person_words)
    named = is_named(plain, words)
    is_trading = plain.str.contains(TRADES)
    if not is_trading.any():
        return named
    trading = places(is_trading)
    traders = plain.gather(trading).str.extract(TRADES_AS, 1)
    return named.scatter(trading, is_named(traders, words) | named.gather(trading))


def is_named(plain: pl.Series, words: dict[str, pl.Series]) -> pl.Series:
    """Whether each text is shaped as a person's name. Few begin as one does, and only those are looked at closely."""
    first = plain.str.extract(FIRST_OF_SEVERAL)
    opens = first.is_in(words["opening"]) | (first.str.len_bytes() <= 2)
    found = pl.Series([False]).new_from_index(0, plain.len())
    if not opens.any():
        return found
    near = places(opens)
    return found.scatter(near, _is_named(plain.gather(near), words))


def person_words(reference: SupplierReference) -> dict[str, pl.Series]:
    """Words that tell a person: titles, first names, those that are everyday words too, and words no surname is.

    Each is one list, as `is_in` asks for; opening: those that a person's name may begin with.
    """
    classes, private = reference.name_word_classes, reference.private_people_words

    def known(*wanted: str) -> set[str]:
        """Words of these classes among the words of suppliers."""
        return set(classes.filter(pl.col("word_class").is_in(wanted))["word"])

    def told(*wanted: str) -> set[str]:
        """Words of these classes among the words on private people."""
        return set(private.filter(pl.col("word_class").is_in(wanted))["word"])

    organisations = reference.supplier_kind_words.filter(pl.col("rank") == ORGANISATION_RANK)["pattern"].to_list()
    found = {
        "title": known("title"),
        "forename": (known("forename") | told("forename")) - told("forename_word"),
        "forename_word": told("forename_word"),
        "busy": known(*BUSY) | told("business", "legal_form"),
        "everyday": told("everyday"),
        "organisation": {"|".join(f"(?:{pattern})" for pattern in sorted(organisations)) or NEVER},
        "brand": set(BRANDS),
    }
    found["opening"] = found["title"] | found["forename"] | found["forename_word"]
    return {name: pl.Series(sorted(some), dtype=pl.String).implode() for name, some in found.items()}


def _is_named(plain: pl.Series, words: dict[str, pl.Series]) -> pl.Series:
    split, text = pl.col("words"), pl.col("plain")
    first, second = split.list.get(0, null_on_oob=True), split.list.get(1, null_on_oob=True)
    count, last = split.list.len(), split.list.get(-1, null_on_oob=True)
    titled = first.is_in(words["title"]) & count.is_between(2, 5)
    working = (split.list.set_intersection(words["busy"]).list.len() > 0) | text.str.contains(
        words["organisation"][0][0]
    )
    everyday = last.is_in(words["everyday"])
    forenamed = first.is_in(words["forename"]) | ((first.str.len_chars() == 1) & second.is_in(words["forename"]))
    in_doubt = first.is_in(words["forename_word"]) & ~everyday & (count <= 3)
    initialled = text.str.contains(INITIALS_AND_SURNAME) & ~everyday & ~first.is_in(words["brand"])
    shaped = ((forenamed | in_doubt) & count.is_between(2, 4)) | initialled
    table = pl.DataFrame({"plain": plain, "words": plain.str.split(" ")})
    return table.select((titled | (shaped & ~working)).fill_null(value=False)).to_series()
