"""Which lines and decisions on categories a viewer may read: what may name a private person is its council's alone."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from procurement.access import Viewer, can_see_private_people
from procurement.categories import decisions
from procurement.services.categories import decided_categories, line_texts
from procurement.services.categories.decided_categories import Subject
from procurement.services.desk import Desk
from procurement.services.privacy import private_texts
from procurement.services.privacy.people import WITHHELD
from procurement.services.suppliers import supplier_names_shown
from procurement.suppliers import private_people
from procurement.tables import TEXT

OF_LINE = list(line_texts.LINE_KEY)
FREE = ("publisher_category", "account", "purpose", "department")

_hidden: dict[Path, tuple[str, dict[Viewer, pl.DataFrame]]] = {}
"""Of each store what was hidden from each viewer who asked, with the version of the store."""
MOST_VIEWERS = 20
"""So many viewers' texts are kept, that memory stays bounded."""


def are_shown(viewer: Viewer, desk: Desk, subjects: Sequence[Subject]) -> list[bool]:
    """Whether the viewer may read every text of each; an officer may read all of the own council's."""
    others = [one for one in subjects if not can_see_private_people(viewer, one.authority_code)]
    names = pl.Series([one.supplier_name for one in others], dtype=TEXT)
    named = dict(zip(names, supplier_names_shown.may_be_shared(viewer, desk, names), strict=True)) if others else {}
    texts = pl.Series([getattr(one, field) for one in others for field in FREE], dtype=TEXT)
    open_texts = _open_texts(viewer, desk, texts.filter(texts != "").unique())
    lines = _private_line_keys(viewer, desk, others)
    found: dict[int, bool] = {}
    for one, key in zip(others, lines, strict=True):
        is_named = not one.supplier_name or named[one.supplier_name]
        is_open = all(getattr(one, field) in open_texts for field in FREE if getattr(one, field))
        found[id(one)] = is_named and is_open and not key
    return [found.get(id(one), True) for one in subjects]


def are_open(viewer: Viewer, desk: Desk, texts: Sequence[str]) -> list[bool]:
    """Whether each text, such as a reason, names nobody private: it looks like no name, and no stored one is in it."""
    wanted = pl.Series(texts, dtype=TEXT)
    is_open = _open_texts(viewer, desk, wanted.filter(wanted != "").unique(), ())
    names = line_texts.plain(hidden_texts(viewer, desk)["text"]).unique()
    stand_in = line_texts.plain(wanted).str.contains_any(names.filter(names != "").implode())
    return [
        not text or (text in is_open and not has_name) for text, has_name in zip(texts, stand_in.to_list(), strict=True)
    ]


def counted(viewer: Viewer, desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of SPENT_LINE of whose pounds this viewer may be told: all of the own council.

    Of others those without a private or redacted payee, whose payments stand in no shared figure by the line.
    """
    private = _private(desk, lines).filter("payee_is_private").select(*OF_LINE, is_private=True)
    own = [code for code in lines["authority_code"].unique() if can_see_private_people(viewer, code)]
    joined = lines.join(private, on=OF_LINE, how="left", validate="1:1", maintain_order="left")
    is_protected = pl.col("is_private").fill_null(value=False) | pl.col("is_redacted")
    return joined.filter(pl.col("authority_code").is_in(own) | ~is_protected).drop("is_private")


def withheld(viewer: Viewer, desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """SPENT_LINE with `is_withheld`: whether its texts may name a private person, for this viewer."""
    private = _private(desk, lines).select(*OF_LINE, "line_is_private")
    own = [code for code in lines["authority_code"].unique() if can_see_private_people(viewer, code)]
    is_hidden = pl.col("line_is_private").fill_null(value=False) & ~pl.col("authority_code").is_in(own)
    joined = lines.join(private, on=OF_LINE, how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(is_withheld=is_hidden).drop("line_is_private")


def _private(desk: Desk, lines: pl.DataFrame) -> pl.DataFrame:
    """PRIVATE_LINE of the lines' councils, for few are soon found."""
    every, codes = private_texts.private_lines(desk), lines["authority_code"].unique()
    return every.filter(pl.col("authority_code").is_in(codes.implode()))


def masked(rows: pl.DataFrame) -> pl.DataFrame:
    """Lines with `is_withheld`, the texts of those that are withheld standing as WITHHELD; drops is_withheld."""
    hidden = pl.col("is_withheld")
    texts = [name for name in line_texts.TEXTS if name in rows.columns]
    return rows.with_columns(
        pl.when(hidden).then(pl.lit(WITHHELD)).otherwise(pl.col(name)).alias(name) for name in texts
    ).drop("is_withheld")


def hidden_texts(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """authority_code, column and text: what looks private, is not released, and is of councils not the viewer's own."""
    version, known = desk.store.version(), _hidden.get(desk.store.home)
    if known is None or known[0] != version or len(known[1]) > MOST_VIEWERS:
        known = _hidden[desk.store.home] = (version, {})
    if viewer not in known[1]:
        known[1][viewer] = _hidden_from(viewer, desk)
    return known[1][viewer]


def _hidden_from(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    shared = private_texts.decided(desk).filter(pl.col("value") == private_texts.SHARE)
    held = private_texts.read(desk).texts.join(shared, on=["authority_code", "fingerprint"], how="anti")
    own = [code for code in held["authority_code"].unique() if can_see_private_people(viewer, code)]
    return held.filter(~pl.col("authority_code").is_in(own)).select("authority_code", "column", "text").unique()


def _open_texts(viewer: Viewer, desk: Desk, texts: pl.Series, columns: Sequence[str] = FREE) -> frozenset[str]:
    """Those of some texts that name nobody private; of a text that is not stored in `columns`, its look decides."""
    if texts.is_empty():
        return frozenset()
    hidden = line_texts.plain(hidden_texts(viewer, desk)["text"])
    looks = private_people.read_cells(texts, private_texts.rules(desk)).filter(pl.col("looks_private"))["text"]
    plain, stored = line_texts.plain(texts), [line_texts.plain_texts(desk, column) for column in columns]
    is_known = plain.is_in(pl.concat(stored).implode()) if stored else plain.is_null()
    is_open = ~plain.is_in(hidden.implode()) & (is_known | ~texts.is_in(looks.implode()))
    return frozenset(texts.filter(is_open))


def _private_line_keys(viewer: Viewer, desk: Desk, subjects: Sequence[Subject]) -> list[bool]:
    """Whether each is about a single line that some council, not the viewer's own, has not released."""
    of_line = {at: one for at, one in enumerate(subjects) if one.scope == decisions.LINE}
    if not of_line:
        return [False] * len(subjects)
    said = [decided_categories.Said(at, decisions.CATEGORY, one, "") for at, one in of_line.items()]
    keys = decided_categories.meant(desk, said).select("id", "key")
    private = private_texts.private_lines(desk).filter("line_is_private")
    own = [code for code in private["authority_code"].unique() if can_see_private_people(viewer, code)]
    hidden = private.filter(~pl.col("authority_code").is_in(own))["line_text_key"].unique()
    barred = set(keys.filter(pl.col("key").is_in(hidden.implode()))["id"])
    return [at in barred for at in range(len(subjects))]
