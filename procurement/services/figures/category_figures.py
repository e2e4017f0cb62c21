"""One category for members: five plain figures, what changed, the seasons, and shares under printed definitions."""

from calendar import month_name, monthrange
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
from procurement.services.figures import company_shares, real_terms, totals
from procurement.services.figures.real_terms import Values, Years
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing, people
from procurement.ui import words

CHARITY = "charity"
VCSE_DEFINITION = (
    "Voluntary and community: suppliers read as charities, by a charity number, the register of charities or a word of "
    "their name. Community interest companies and other social enterprises that show no such sign count as companies, "
    "so the share is the least it can be."
)
COMBINED_OVER_TIME = "more stands combined over a longer time, so that no payee can be told"

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
        changed=_changed(months, within, found, desk),
        changes=_traced(found, within, category, desk),
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


def _changed(months: pl.DataFrame, within: change.Window | None, found: pl.DataFrame, desk: Desk) -> list[str]:
    if within is None or found.is_empty():
        return ["What changed cannot be told: no council's payments cover 24 months in a row."]
    before, after = int(found["before_pence"].sum()), int(found["after_pence"].sum())
    way = (
        f" ({words.share(abs(after - before) / before)} {'more' if after >= before else 'less'})" if before > 0 else ""
    )
    whole = (
        f"In the year to {_month(within.last)}, {words.count(found.height, 'council')} with every month of both years "
        f"spent {words.pounds(after)}, after {words.pounds(before)} in the year before{way}."
    )
    headings = change.changes(months, within, "level2").filter(~pl.col("label").is_in(["", COMBINED]))
    most = [f"{_name(desk, row['label'])} ({_signed(row['change_pence'])})" for row in found.head(3).to_dicts()]
    what = [f"{row['label']} ({_signed(row['change_pence'])})" for row in headings.head(3).to_dicts()]
    left = _councils(months) - found.height
    lack = (
        "that buys this lacks months of the two years and is"
        if left == 1
        else "that buy this lack months of the two years and are"
    )
    unlike = [f"{words.count(left, 'council')} {lack} left out."] if left else []
    only = _name(desk, found["label"][0]) if found.height == 1 else ""
    most_at = f"That council is {only}." if only else f"Most of it was at {words.listed(most)}."
    bought = [f"By what was bought: {words.listed(what)}."] if len(what) > 1 else []
    priced = [real_terms.changed(desk, months, within)]
    return [whole, *filter(None, priced), most_at, *bought, *unlike, *_in_neither(months, within)]


def _in_neither(months: pl.DataFrame, within: change.Window) -> list[str]:
    """What of the councils' spend is of a time that lies in both years, or in one of them in part."""
    there = months.filter(pl.col("authority_code").is_in(within.councils), pl.col("month") != "")
    begins, ends = pl.col("month"), pl.col("last_month")
    over = (begins <= within.middle) & (ends > within.middle)
    beyond = ((begins < within.first) & (ends >= within.first)) | ((begins <= within.last) & (ends > within.last))
    pence = int(there.filter(over | beyond)["spend_pence"].sum())
    return [f"{words.pounds(pence)} {COMBINED_OVER_TIME}, and is in neither year."] if pence else []


def _traced(found: pl.DataFrame, within: change.Window | None, category: Values, desk: Desk) -> pl.DataFrame:
    """With `council` and `figure`, the name of after_pence."""
    names = [_name(desk, code) for code in found["label"]]
    figures = [_year_of(code, within, category).name if within else "" for code in found["label"]]
    return found.with_columns(
        pl.Series("council", names, dtype=pl.String), pl.Series("figure", figures, dtype=pl.String)
    )


def _year_of(code: str, within: change.Window, category: Values) -> Figure:
    year, month = map(int, within.middle.split("-"))
    first = date(year + month // 12, month % 12 + 1, 1)
    last_year, last_month = map(int, within.last.split("-"))
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Figure(values=(*category, ("authority_code", code)), from_day=first, to_day=last, shared=True)


def _seasons(months: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    rows = change.seasons(_single(months), covered)
    names = [month_name[number] for number in rows["calendar_month"]]
    return rows.with_columns(pl.Series("month", names, dtype=pl.String))


def _seasons_in_words(months: pl.DataFrame, covered: pl.DataFrame, desk: Desk) -> str:
    rows = change.seasons(_single(months), covered)
    known = rows.filter(pl.col("of_average").is_not_null()).sort("of_average")
    if known.is_empty():
        return "The seasons cannot be told: no council's payments cover a whole financial year."
    high, low = known.row(-1, named=True), known.row(0, named=True)
    whole = change.whole_years(covered)
    whose = words.listed(sorted({_name(desk, code) for code in whole["authority_code"]}))
    pence = int(months.filter(pl.col("month") != pl.col("last_month"))["spend_pence"].sum())
    beyond = f" {words.pounds(pence)} {COMBINED_OVER_TIME}, and is in no month." if pence else ""
    return (
        f"{month_name[high['calendar_month']]} is the highest month, at {high['of_average']:.1f} times an average one; "
        f"{month_name[low['calendar_month']]} is the lowest, at {low['of_average']:.1f} times. Counted are "
        f"whole financial years alone, {whole.height:,} of {whose}.{beyond}"
    )


def _name(desk: Desk, code: str) -> str:
    return str(desk.authorities.filter(authority_code=code)["name"].item())


def _month(text: str) -> str:
    return f"{month_name[int(text[5:])]} {text[:4]}"


def _signed(pence: int) -> str:
    return f"{'+' if pence >= 0 else ''}{words.pounds(pence)}"
