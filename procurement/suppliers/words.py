"""What is known of each word of a set of names: how much identity it carries, and what sort of word it is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers.reference import SupplierReference

CLASSES = ("direction", "ordinal", "stage", "institution", "structure", "title", "trade", "place", "forename", "fund")
NUMBER, INITIALS = "number", "initials"
NAMES_COUNTED = 100_000
LONE_LETTER_WEIGHT, NUMBER_WEIGHT, FIRST_NAME_WEIGHT = 0.3, 0.6, 0.4
"""A first name tells people apart less than its rarity among the names of firms suggests."""


@dataclass(frozen=True)
class Words:
    """Distinct words by number: `weight` 0 to 1 (1 is a word never counted); `of_class` holds flags a word."""

    text: pl.Series
    weight: npt.NDArray[np.float32]
    is_counted: npt.NDArray[np.bool_]
    of_class: dict[str, npt.NDArray[np.bool_]]


def know(words: pl.Series, reference: SupplierReference) -> Words:
    """Look up distinct `words`; none gives empty arrays.

    The weight is the share of the information in a word: log(N / n) / log(N), n names in N having it.
    """
    frame = pl.DataFrame({"word": words})
    shares = reference.name_word_shares.select("word", share=pl.col("share_per_100k").cast(pl.Float64))
    counted = frame.join(shares, on="word", how="left", validate="1:1", maintain_order="left")
    is_letter, is_number = words.str.len_chars() == 1, words.str.contains(r"\d")
    rarity = 1 - counted["share"].fill_null(1.0).clip(1.0).log() / float(np.log(NAMES_COUNTED))
    classes = reference.name_word_classes
    of_people = words.is_in(classes.filter(pl.col("word_class").is_in(["forename", "title"]))["word"].to_list())
    rarity = rarity.clip(upper_bound=1.0).zip_with(~of_people, rarity.clip(upper_bound=FIRST_NAME_WEIGHT))
    weight = np.where(is_letter, LONE_LETTER_WEIGHT, np.where(is_number, NUMBER_WEIGHT, rarity))
    stops = classes.filter(pl.col("word_class") == "stop")["word"]
    weight = np.where(words.is_in(pl.concat([stops, reference.legal_forms["written"]]).implode()), 0.0, weight)
    of_class = {
        name: words.is_in(classes.filter(pl.col("word_class") == name)["word"].to_list()).to_numpy() for name in CLASSES
    }
    of_class[NUMBER] = is_number.to_numpy()
    length = words.str.len_chars()
    vowelless = ~words.str.contains("[AEIOUY]") & (length == 3)
    of_class[INITIALS] = (((length <= 2) | vowelless) & ~is_number).to_numpy()
    return Words(words, weight.astype(np.float32), counted["share"].is_not_null().to_numpy(), of_class)
