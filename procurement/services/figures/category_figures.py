"""One category for members: five plain figures, what changed, the seasons, and shares under printed definitions."""

from calendar import month_name
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import change, concentration, council_periods, frames, levels, parts, roll_up
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.analysis.filters import Scope, of_category
from procurement.services.back_catalogues import months_covered
from procurement.services.desk import Desk
from procurement.services.figures import company_shares, real_terms, totals, what_changed
from procurement.services.figures.real_terms import Values, Years
from procurement.services.figures.tracing import Figure
from procurement.services.figures.what_changed import COMBINED_OVER_TIME, council_name
from procurement.services.privacy import disclosing, people
from procurement.ui import words

CHARITY = "charity"
VCSE_DEFINITION = (
    "Voluntary and community: suppliers read as charities, by a charity number, the register of charities or a word of "
    "their name. Community interest companies and other social enterprises that show no such sign count as companies, "
    "so the share is the least it can be."
)

_latest: dict[Path, tuple[tuple[disclosing.Guarded, date], pl.DataFrame]] = {}
"""Of each store what `_covered` made last, with what was guarded then, and the day."""


@dataclass(frozen=True)
class CategoryFigures:
    """plain: label, value and meaning of five figures. changed: sentences, the whole first.

    changes: CHANGE by council with `figure`, the name of its second year. seasons: month and spend_pence. kinds: the
    spend by kind of supplier with `figure`. shares: COMPANY_SHARE; definitions: what its words and the kinds mean.
    years: the spend by financial year, also in the prices of the latest.
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
    years: Years


def view(viewer: Viewer, desk: Desk, level1: str, local: tuple[str, ...] = (), level2: str = "") -> CategoryFigures:
    """The figures of `level1`, or of `level2` within it, over all principal councils, as published.

    local: postcode areas that count as near.
    """
    check_can_compare(viewer)
    scope, members = of_category(level1, level2), totals.memberships(desk)
    category = (("level1", level1), *((("level2", level2),) if level2 else ()))
    paid = frames.lazy(frames.held(levels.councils(disclosing.summed_for(viewer, desk, scope), members)).lazy())
    months, covered = _by_month(disclosing.by_month_for(viewer, desk, scope), members), _covered(viewer, desk, members)
    whole = _whole_months(desk, covered)
    within = change.window(whole)
    found = change.changes(months, within, "authority_code") if within else pl.DataFrame(schema=change.CHANGE)
    spread, tails = frames.collect(concentration.measure(paid)), frames.collect(concentration.tail(paid))
    kinds, shared = _kinds(paid, category), company_shares.shares(viewer, desk, (), local, level1, level2)
    return CategoryFigures(
        plain=_plain(months, spread, kinds, covered),
        changed=what_changed.sentences(desk, months, _uncategorised(viewer, desk, members), within, found),
        changes=what_changed.traced(desk, found, within, category),
        seasons=_seasons(months, whole),
        seasons_in_words=_seasons_in_words(months, whole, desk),
        kinds=kinds,
        shares=shared.table,
        definitions=(*shared.definitions, VCSE_DEFINITION),
        tail=tails.row(0, named=True) if tails.height else {},
        years=real_terms.by_year(desk, months, category),
    )


def _covered(viewer: Viewer, desk: Desk, members: pl.DataFrame) -> pl.DataFrame:
    """_by_month of every category together: level2 is "" throughout. Kept for as long as the same state of the store.

    The same for every viewer, for it is asked of no council alone.
    """
    found, known = disclosing.guarded(desk), _latest.get(desk.store.home)
    if known is None or known[0][0] is not found or known[0][1] != desk.today:
        rows = disclosing.by_month_and_level1_for(viewer, desk, Scope())
        made = _by_month(rows.with_columns(level2=nw.lit("")), members)
        known = _latest[desk.store.home] = ((found, desk.today), made)
    return known[1]


def _uncategorised(viewer: Viewer, desk: Desk, members: pl.DataFrame) -> pl.DataFrame:
    """_by_month of what is of no category that may be told; level2 is "" throughout."""
    rows = disclosing.by_month_and_level1_for(viewer, desk, of_category(COMBINED))
    return _by_month(rows.with_columns(level2=nw.lit("")), members)


def _by_month(paid: frames.Frame, members: pl.DataFrame) -> pl.DataFrame:
    """Spend and payments by authority_code, level2, financial_year, month and last_month, of which its payments are.

    paid: as disclosing.by_month_for gives it. authority_code is null where a row is of several councils together; month
    and last_month are "" without a day, and differ where a row is of a longer time.
    """
    rows = levels.councils(paid, members)
    held = frames.held(rows.with_columns(code=parts.council(rows), named=parts.month(rows)))
    told = held.with_columns(
        authority_code="code", month=_month_of("from_day").fill_null(""), last_month=_month_of("to_day").fill_null("")
    )
    keys = ["authority_code", "level2", "financial_year", "month", "last_month"]
    number = pl.col(parts.COUNTS).sum() if parts.COUNTS in told.columns else pl.len()
    return told.group_by(keys).agg(spend_pence=pl.col("amount_pence").sum(), payments=number).sort(keys)


def _month_of(bound: str) -> pl.Expr:
    """A row's month, or that of a bound of its longer time."""
    return pl.when(pl.col("named") != "").then("named").otherwise(pl.col(bound).dt.to_string("%Y-%m"))


def _single(months: pl.DataFrame) -> pl.DataFrame:
    """The rows that are of one council and one month."""
    return months.filter(pl.col("authority_code").is_not_null(), pl.col("month") == pl.col("last_month"))


def _whole_months(desk: Desk, covered: pl.DataFrame) -> pl.DataFrame:
    """authority_code, financial_year and month of the months that payments cover. covered: as `_covered` gives it.

    A month of a few late rows would be a year's without what was paid in it.
    """
    single = _single(covered).group_by("authority_code", "financial_year", "month").agg(pl.col("payments").sum())
    return single.filter(council_periods.is_covered(months_covered.least_share(desk.reference))).drop("payments")


def _councils(months: pl.DataFrame) -> int:
    """How many councils are named."""
    return months["authority_code"].drop_nulls().n_unique()


def _kinds(paid: frames.Frame, category: Values) -> pl.DataFrame:
    rows = frames.collect(roll_up.roll_up(people.masked(paid), ["shown_supplier_kind"]))
    kinds = rows.rename({"shown_supplier_kind": "supplier_kind"}).sort("spend_pence", descending=True)
    names = [Figure(values=(*category, ("supplier_kind", kind))).name for kind in kinds["supplier_kind"]]
    return kinds.with_columns(pl.Series("figure", names, dtype=pl.String))


def _plain(
    months: pl.DataFrame, spread: pl.DataFrame, kinds: pl.DataFrame, covered: pl.DataFrame
) -> list[tuple[str, str, str]]:
    spend, buyers, there = int(months["spend_pence"].sum()), _councils(months), _councils(covered)
    market = spread.row(0, named=True) if spread.height else {"suppliers": 0, "top_share": None}
    charities = int(kinds.filter(supplier_kind=CHARITY)["spend_pence"].sum())
    top = "not known" if market["top_share"] is None else words.share(market["top_share"])
    part = words.share(charities / spend) if spend > 0 else "not known"
    return [
        ("Spend", words.pounds(spend), "net of credit notes, all months stored"),
        ("Councils that buy", f"{buyers:,}", f"of {there:,} with spend stored"),
        ("Suppliers", f"{market['suppliers']:,}", "that councils choose between"),
        ("With the largest five", top, "of the pounds with those suppliers"),
        ("With charities", part, "of the pounds, at the least"),
    ]


def _seasons(months: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    rows = change.seasons(_single(months), covered)
    names = [month_name[number] for number in rows["calendar_month"]]
    return rows.with_columns(pl.Series("month", names, dtype=pl.String))


def _seasons_in_words(months: pl.DataFrame, covered: pl.DataFrame, desk: Desk) -> str:
    rows = change.seasons(_single(months), covered)
    known = rows.filter(pl.col("of_average").is_not_null()).sort("of_average")
    if (whole := change.whole_years(covered)).is_empty():
        return "The seasons cannot be told: no council's payments cover a whole financial year."
    if known.is_empty():
        return "The seasons cannot be told: no council whose payments cover a whole financial year buys this."
    high, low = known.row(-1, named=True), known.row(0, named=True)
    whose = words.listed(sorted({council_name(desk, code) for code in whole["authority_code"]}))
    pence = int(months.filter(pl.col("month") != pl.col("last_month"))["spend_pence"].sum())
    beyond = f" {words.pounds(pence)} {COMBINED_OVER_TIME}, and is in no month." if pence else ""
    return (
        f"{month_name[high['calendar_month']]} is the highest month, at {high['of_average']:.1f} times an average one; "
        f"{month_name[low['calendar_month']]} is the lowest, at {low['of_average']:.1f} times. Counted are "
        f"whole financial years alone, {whole.height:,} of {whose}.{beyond}"
    )
