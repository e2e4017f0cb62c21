"""From a figure back to its payments: the name of a figure says exactly which payments it is the sum of."""

from dataclasses import dataclass, replace
from datetime import date

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_payments, check_can_compare
from procurement.analysis import frames, levels
from procurement.analysis.disclosure.guarding import ATOM
from procurement.analysis.filters import Scope
from procurement.services.categories import category_history
from procurement.services.desk import Desk
from procurement.services.figures import totals
from procurement.services.privacy import disclosing, people
from procurement.services.problems import CannotDo
from procurement.services.uploading import sheet_places

COLUMNS = ("level1", "level2", "proclass_code", "supplier_id", "supplier", "supplier_kind", "supplier_group",
           "authority_code", "authority", "financial_year", "quarter", "month", "amount_basis")  # fmt: skip
SHOWN = {name: f"shown_{name}" for name in ("supplier", "supplier_id", "supplier_kind", "supplier_group")}
"""A figure names suppliers as totals show them, so that no individual can be asked after by name."""
DECISIONS = ("category_decision", "influence_decision")
SHOWN_OF_LINE = ("authority_code", "authority", "upload_id", "line", "paid_on", "supplier", "level1", "level2",
                 "line_is_private", "whole_pence", *DECISIONS)  # fmt: skip
DAYS = ("from", "to", "map")
SHARED, COUNCILS, PLACES = "shared", "councils", "places"
BETWEEN, ESCAPED_BETWEEN = "|", "%7C"
"""What stands between several places, and for itself in the name of one."""
ESCAPES = (("%", "%25"), (";", "%3B"), ("=", "%3D"))


@dataclass(frozen=True)
class Figure:
    """A sum of payments: a level, a place ("" for all), columns and their values, days, and the map's day (today's).

    places: several places of the level, whose payments count once each; where there are any, `place` is "".
    councils: codes of those whose payments it is of, where they make no place of a level; empty for all.
    shared: it is of payments as all may see them, also where it names the viewer's own council alone.
    """

    level: str = "national"
    place: str = ""
    values: tuple[tuple[str, str], ...] = ()
    from_day: date | None = None
    to_day: date | None = None
    on: date | None = None
    shared: bool = False
    councils: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The figure as one line of text, such as `level=region;place=North West;level1=Education`."""
        days = (("from", str(self.from_day or "")), ("to", str(self.to_day or "")), ("map", str(self.on or "")))
        seen, whose = (SHARED, "yes" if self.shared else ""), (COUNCILS, ",".join(self.councils))
        several = (PLACES, BETWEEN.join(place.replace(BETWEEN, ESCAPED_BETWEEN) for place in self.places))
        parts = (("level", self.level), ("place", self.place), several, whose, *self.values, *days, seen)
        return ";".join(f"{key}={_escaped(value)}" for key, value in parts if value or key in COLUMNS)


def names(figure: Figure, column: str, values: pl.Series) -> pl.Series:
    """The names of figures that differ in the value of one column: `figure` with each of `values`, in their order."""
    mark = "\x00"
    before, after = replace(figure, values=(*figure.values, (column, mark))).name.split(mark)
    text = values.cast(pl.String)
    for plain, coded in ESCAPES:
        text = text.str.replace_all(plain, coded, literal=True)
    return pl.select(pl.concat_str(pl.lit(before), text, pl.lit(after))).to_series().alias("figure")


def read_name(name: str) -> Figure:
    """The figure that a name stands for; raises CannotDo with a sentence where it is none."""
    found: dict[str, str] = {}
    for part in name.split(";"):
        key, equals, value = part.partition("=")
        key = key.strip()
        if not equals or key not in {"level", "place", PLACES, COUNCILS, SHARED, *DAYS, *COLUMNS}:
            raise CannotDo(
                f'"{part}" is no part of a figure; write for example level=region;place=North West;level1=Education.'
            )
        found[key] = _plain(value)
    first, last, on = (_day(found[key]) if found.get(key) else None for key in DAYS)
    values = tuple((key, value) for key, value in found.items() if key in COLUMNS)
    councils = tuple(code.strip() for code in found.get(COUNCILS, "").split(",") if code.strip())
    place = (found.get("level", "national"), found.get("place", ""))
    several = tuple(one.replace(ESCAPED_BETWEEN, BETWEEN) for one in found.get(PLACES, "").split(BETWEEN) if one)
    return Figure(*place, values, first, last, on, SHARED in found, councils, several)


def with_figures(rows: pl.DataFrame, wanted: totals.Wanted) -> pl.DataFrame:
    """The rows of a total with `figure`, the name by which each sum can be traced; "" where it has no name.

    A sum over several chosen councils, or by whether spend can be influenced, has none.
    """
    codes = wanted.scope.authorities
    keys = [column for word in wanted.by for column in totals.BY[word]]
    plain = [key.removeprefix("shown_") for key in dict.fromkeys(keys)]
    if len(codes) > 1 or any(key not in COLUMNS for key in plain):
        return rows.with_columns(figure=pl.lit(""))
    council = tuple(("authority_code", code) for code in codes if "authority_code" not in plain)
    names = [
        Figure(
            wanted.level,
            row["place"],
            (*council, *((key, str(row[key] or "")) for key in plain)),
            wanted.scope.from_day,
            wanted.scope.to_day,
            wanted.on,
            shared="authority_code" in plain and not codes,
        ).name
        for row in rows.select("place", *plain).iter_rows(named=True)
    ]
    return rows.with_columns(pl.Series("figure", names, dtype=pl.String))


def trace(viewer: Viewer, desk: Desk, figure: Figure) -> pl.DataFrame:
    """The payments behind a figure: authority, file, upload_id, line, date, supplier, category, amount_pence.

    `decided` says where a person decided the category, or whether it can be influenced: the number, who and when.
    They add up to the figure. Where a council was split, amount_pence is the part of the payment that counts there, and
    whole_pence the payment as published. The supplier of a payment that may name a private person is withheld from all
    but its council's own officers. Payments of councils that the viewer may not read one by one are given as a row a
    council and file, with line null and no supplier, so that the sum stays whole. Payments of private and redacted
    payees are given as the sums that they stand in (disclosing), with neither file nor line.
    """
    return told(viewer, desk, payments(behind(viewer, desk, figure)))


def told(viewer: Viewer, desk: Desk, paid: pl.DataFrame) -> pl.DataFrame:
    """`payments`, all or some of them, as `trace` shows them to this viewer."""
    rows = people.withhold(viewer, paid, ["supplier"])
    kept = desk.store.register.uploads.all()
    names, hashes = {one.upload_id: one.file_name for one in kept}, {one.upload_id: one.sha256 for one in kept}
    rows = rows.with_columns(
        file=pl.col("upload_id").replace_strict(names, default=""),
        file_sha256=pl.col("upload_id").replace_strict(hashes, default=""),
        decided=category_history.told_of(desk, rows),
    ).drop(DECISIONS)
    allowed = [code for code in rows["authority_code"].unique() if can_see_payments(viewer, code)]
    is_atom = pl.col("upload_id").str.starts_with(ATOM)
    single, atoms = rows.filter(~is_atom), rows.filter(is_atom)
    is_open = pl.col("authority_code").is_in(allowed)
    listed = sheet_places.in_files(single.filter(is_open), kept)
    parts = [listed, _summed(single.filter(~is_open)), _summed(atoms, "supplier", "level1", "level2")]
    together = pl.concat(parts, how="diagonal").with_columns(pl.col("decided").fill_null(""))
    return together.sort("authority", "file", "line", "upload_id", nulls_last=True)


def _summed(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """A row a council, file and `by`, without a line."""
    keys = ("authority_code", "authority", "upload_id", "file", "file_sha256", *by)
    return rows.group_by(keys).agg(pl.col("amount_pence", "whole_pence").sum())


def trace_name(viewer: Viewer, desk: Desk, name: str) -> pl.DataFrame:
    """As `trace`, for the name of a figure."""
    return trace(viewer, desk, read_name(name))


def behind(viewer: Viewer, desk: Desk, figure: Figure) -> frames.Frame:
    """The payments and atoms of a figure, not yet read; one may stand in several parts. Raises as `trace`.

    whole_pence: the payment as published.
    """
    check_can_compare(viewer)
    totals.check_level(figure.level)
    totals.check_days(figure.from_day, figure.to_day)
    totals.check_map(figure.on)
    named = tuple(value for key, value in figure.values if key == "authority_code" and not figure.shared)
    scope = Scope(figure.from_day, figure.to_day, authorities=named or figure.councils)
    coded = people.masked(disclosing.coded_for(viewer, desk, scope)).with_columns(whole_pence=nw.col("amount_pence"))
    shares = totals.memberships(desk, figure.on)
    if figure.places:
        shares = shares.filter(pl.col("place").is_in(figure.places))
    placed = levels.at_level(coded, shares, figure.level)
    kept = placed if figure.place else levels.once(placed)
    for keep in _conditions(figure):
        kept = kept.filter(keep)
    return kept


def payments(kept: frames.Frame) -> pl.DataFrame:
    """Each payment of `behind` once, and each row of an atom; where one stands in several parts, these are added."""
    rows = frames.collect(kept.select(*SHOWN_OF_LINE, "amount_pence"))
    if rows.select("upload_id", "line").is_duplicated().any():
        rows = rows.group_by(SHOWN_OF_LINE).agg(pl.col("amount_pence").sum())
    return rows


def _conditions(figure: Figure) -> list[nw.Expr]:
    found = [nw.col("place") == figure.place] if figure.place else []
    return found + [nw.col(SHOWN.get(column, column)) == value for column, value in figure.values]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise CannotDo(f'"{text}" is no day; write it as 2024-04-30.') from problem


def _escaped(value: str) -> str:
    for plain, coded in ESCAPES:
        value = value.replace(plain, coded)
    return value


def _plain(value: str) -> str:
    for plain, coded in reversed(ESCAPES):
        value = value.replace(coded, plain)
    return value
