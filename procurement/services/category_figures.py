"""One category for members: five plain figures, what changed, the seasons, and shares under printed definitions."""

from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import change, concentration, frames, levels, roll_up
from procurement.analysis.filters import Scope
from procurement.services import company_shares, people, totals
from procurement.services.desk import Desk
from procurement.services.tracing import Figure
from procurement.ui import words

CHARITY = "charity"
VCSE_DEFINITION = (
    "Voluntary and community: suppliers read as charities, by a charity number, the register of charities or a word of "
    "their name. Community interest companies and other social enterprises that show no such sign count as companies, "
    "so the share is the least it can be."
)
MONTH_COLUMNS = ["authority_code", "authority", "level2", "financial_year", "month"]


@dataclass(frozen=True)
class CategoryFigures:
    """plain: label, value and meaning of five figures. changed: sentences, the whole first.

    changes: CHANGE by council with `figure`, the name of its second year. seasons: month and spend_pence. kinds: the
    spend by kind of supplier with `figure`. shares: COMPANY_SHARE; definitions: what its words and the kinds mean.
    """

    plain: list[tuple[str, str, str]]
    changed: list[str]
    changes: pl.DataFrame
    seasons: pl.DataFrame
    seasons_in_words: str
    kinds: pl.DataFrame
    shares: pl.DataFrame
    definitions: tuple[str, ...]
    tail: dict[str, int]


def view(viewer: Viewer, desk: Desk, level1: str, local: tuple[str, ...] = ()) -> CategoryFigures:
    """The figures of `level1` over all principal councils, as published. local: postcode areas that count as near."""
    check_can_compare(viewer)
    scope, members = Scope(level1=(level1,)), totals.memberships(desk)
    paid = frames.lazy(frames.held(levels.councils(totals.summed(desk, scope), members)).lazy())
    months = _by_month(desk, scope)
    covered = _by_month(desk, Scope())
    within = change.window(covered)
    found = change.changes(months, within, "authority_code") if within else pl.DataFrame(schema=change.CHANGE)
    spread, tails = frames.collect(concentration.measure(paid)), frames.collect(concentration.tail(paid))
    kinds, shared = _kinds(paid, level1), company_shares.shares(viewer, desk, (), local, level1)
    return CategoryFigures(
        plain=_plain(months, spread, kinds, covered),
        changed=_changed(months, within, found, desk),
        changes=_traced(found, within, level1, desk),
        seasons=_seasons(months, covered),
        seasons_in_words=_seasons_in_words(change.seasons(months, covered)),
        kinds=kinds,
        shares=shared.table,
        definitions=(*shared.definitions, VCSE_DEFINITION),
        tail=tails.row(0, named=True) if tails.height else {},
    )


def _by_month(desk: Desk, scope: Scope) -> pl.DataFrame:
    rows = levels.councils(totals.by_month(desk, scope), totals.memberships(desk))
    return frames.collect(roll_up.roll_up(rows, MONTH_COLUMNS))


def _kinds(paid: frames.Frame, level1: str) -> pl.DataFrame:
    rows = frames.collect(roll_up.roll_up(people.masked(paid), ["shown_supplier_kind"]))
    kinds = rows.rename({"shown_supplier_kind": "supplier_kind"}).sort("spend_pence", descending=True)
    names = [Figure(values=(("level1", level1), ("supplier_kind", kind))).name for kind in kinds["supplier_kind"]]
    return kinds.with_columns(pl.Series("figure", names, dtype=pl.String))


def _plain(
    months: pl.DataFrame, spread: pl.DataFrame, kinds: pl.DataFrame, covered: pl.DataFrame
) -> list[tuple[str, str, str]]:
    spend, buyers = int(months["spend_pence"].sum()), months["authority_code"].n_unique()
    market = spread.row(0, named=True) if spread.height else {"suppliers": 0, "top_share": None}
    charities = int(kinds.filter(supplier_kind=CHARITY)["spend_pence"].sum())
    top = "not known" if market["top_share"] is None else words.share(market["top_share"])
    part = words.share(charities / spend) if spend > 0 else "not known"
    return [
        ("Spend", words.pounds(spend), "net of credit notes, all months stored"),
        ("Councils that buy", f"{buyers:,}", f"of {covered['authority_code'].n_unique():,} with spend stored"),
        ("Suppliers", f"{market['suppliers']:,}", "that councils choose between"),
        ("With the largest five", top, "of the pounds with those suppliers"),
        ("With charities", part, "of the pounds, at the least"),
    ]


def _changed(months: pl.DataFrame, within: change.Window | None, found: pl.DataFrame, desk: Desk) -> list[str]:
    if within is None or found.is_empty():
        return ["What changed cannot be told: no council's payments cover 24 months in a row."]
    before, after = int(found["before_pence"].sum()), int(found["after_pence"].sum())
    way = (
        f" ({words.share(abs(after - before) / before)} {'more' if after >= before else 'less'})" if before > 0 else ""
    )
    whole = (
        f"In the year to {_month(within.last)} {words.count(found.height, 'council')} with every month of both years "
        f"spent {words.pounds(after)}, after {words.pounds(before)} in the year before{way}."
    )
    headings = change.changes(months, within, "level2").filter(pl.col("label") != "")
    most = [f"{_name(desk, row['label'])} ({_signed(row['change_pence'])})" for row in found.head(3).to_dicts()]
    what = [f"{row['label']} ({_signed(row['change_pence'])})" for row in headings.head(3).to_dicts()]
    left = months["authority_code"].n_unique() - found.height
    unlike = (
        [f"{words.count(left, 'council')} that buy this lack months of the two years and are left out."] if left else []
    )
    told = [whole, f"Most of the change was at {words.listed(most)}."]
    return [*told, *([f"By what was bought: {words.listed(what)}."] if what else []), *unlike]


def _traced(found: pl.DataFrame, within: change.Window | None, level1: str, desk: Desk) -> pl.DataFrame:
    """With `council` and `figure`, the name of after_pence."""
    names = [_name(desk, code) for code in found["label"]]
    figures = [_year_of(code, within, level1).name if within else "" for code in found["label"]]
    return found.with_columns(
        pl.Series("council", names, dtype=pl.String), pl.Series("figure", figures, dtype=pl.String)
    )


def _year_of(code: str, within: change.Window, level1: str) -> Figure:
    year, month = map(int, within.middle.split("-"))
    first = date(year + month // 12, month % 12 + 1, 1)
    last_year, last_month = map(int, within.last.split("-"))
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Figure(values=(("level1", level1), ("authority_code", code)), from_day=first, to_day=last)


def _seasons(months: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    rows = change.seasons(months, covered)
    names = [month_name[number] for number in rows["calendar_month"]]
    return rows.with_columns(pl.Series("month", names, dtype=pl.String))


def _seasons_in_words(rows: pl.DataFrame) -> str:
    known = rows.filter(pl.col("of_average").is_not_null()).sort("of_average")
    if known.is_empty():
        return "The seasons cannot be told: no council's payments cover a whole financial year."
    high, low = known.row(-1, named=True), known.row(0, named=True)
    return (
        f"{month_name[high['calendar_month']]} is the highest month, at {high['of_average']:.1f} times an average one; "
        f"{month_name[low['calendar_month']]} is the lowest, at {low['of_average']:.1f} times. Whole financial years "
        "alone are counted."
    )


def _name(desk: Desk, code: str) -> str:
    return str(desk.authorities.filter(authority_code=code)["name"].item())


def _month(text: str) -> str:
    return f"{month_name[int(text[5:])]} {text[:4]}"


def _signed(pence: int) -> str:
    return f"{'+' if pence >= 0 else ''}{words.pounds(pence)}"
