"""Coded payments as others than their council may have them: the protected ones as the atoms that they stand in."""

import numpy as np
import polars as pl

from procurement.analysis.coded import INDIVIDUAL
from procurement.analysis.disclosure import atoms, payees
from procurement.analysis.disclosure.atoms import PATH, REDACTED
from procurement.analysis.disclosure.limits import Limits
from procurement.tables import CODED_PAYMENT, TEXT

SEVERAL_KINDS = "individuals and redacted payees together"
COMBINED = "Combined: too few payees to show apart"
"""What stands for a category, period or name that may not be shown of a payment."""
SEVERAL_COUNCILS = "Several councils together"
POOL = "several councils: "
"""How the code of an atom that several councils stand in begins."""
PAYEE, ATOM = "private payee ", "combined "
NAMES = {INDIVIDUAL: "Private individuals, combined", REDACTED: "Redacted payees, combined"}
BESIDE = ("code", "county_area", "combined_authority", "amount_basis", "influenceable")
"""Columns beside those of PATH that an atom has a value of where all of its payments have the same."""
FACTS = ("upload_id", "line", "amount_pence", "paid_on", "influenceable", "amount_basis", "authority", "county_area",
         "combined_authority")  # fmt: skip
"""What `within_councils` keeps of each payment beside the columns of atoms.PROTECTED."""
FIRST_MONTH_OF_QUARTER = {"Q1": 4, "Q2": 7, "Q3": 10, "Q4": 1}

GUARDED = pl.Schema(
    {**CODED_PAYMENT, "of_several": pl.Boolean(), "from_day": pl.Date(), "to_day": pl.Date(), "atom": TEXT}
)
"""CODED_PAYMENT of atoms: each has as many rows as payments, the first with its whole sum and the others with nothing,
so that no row tells what was paid to anybody. of_several: `authority_code` is a pool's, which stands for several
councils. from_day and to_day bound the days of an atom; null where a payment of it has no day."""
MEMBERS = pl.Schema({"authority_code": TEXT, "member": TEXT})
"""The councils whose payments stand in a pool (`authority_code`)."""

is_protected = pl.col("payee_is_private") | pl.col("is_redacted")


def guard(
    protected: pl.DataFrame, councils: pl.Series, limits: Limits, complementary: bool = True
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """GUARDED and MEMBERS of CODED_PAYMENT whose payees are private or redacted. Empty in gives empty out.

    councils: codes of the principal councils. Payments that enter no shared figure are left out. The pence of every
    circle that has rows here are those of its payments. complementary: as in atoms.settle.
    """
    return of_settled(settled(protected, councils, limits, complementary))


def of_settled(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """GUARDED and MEMBERS of what `settled` gave: what is shown of an atom is worked out once, and told of each row."""
    told = _atoms(rows).with_columns(**_columns()).with_columns(**_days())
    own = pl.when(pl.col("kind") == INDIVIDUAL).then("payee_number").otherwise(pl.lit(""))
    each = rows.select(
        "atom", line="at", amount_pence=pl.when(pl.col("at") == 1).then("whole").otherwise(0), supplier_id=own
    )
    of_all = told.select("atom", *(name for name in GUARDED.names() if name not in each.columns))
    joined = each.join(of_all, on="atom", how="left", validate="m:1", maintain_order="left")
    is_named = pl.col("supplier_kind") != REDACTED
    named = joined.with_columns(supplier_id=pl.when(is_named).then("supplier_id").otherwise(pl.lit("")))
    guarded = named.select(GUARDED.names()).cast(GUARDED)
    if guarded["amount_pence"].sum() != rows["amount_pence"].sum():
        raise AssertionError("The atoms do not add up to their payments.")
    several = rows.filter(pl.col("atom").is_in(told.filter("of_several")["atom"].implode()))
    pools = several.select(authority_code=_pool(), member="code")
    return guarded, pools.unique().sort("authority_code", "member").cast(MEMBERS)


def settled(protected: pl.DataFrame, councils: pl.Series, limits: Limits, complementary: bool = True) -> pl.DataFrame:
    """The payments of `guard` that enter shared figures, each with its `atom` by name and its `whole` sum, in order.

    Beside the columns of atoms.PROTECTED stand upload_id and line, and `code`, the council's.
    """
    return settled_together(within_councils(protected, councils, limits, complementary), limits, complementary)


def within_councils(
    protected: pl.DataFrame, councils: pl.Series, limits: Limits, complementary: bool = True
) -> pl.DataFrame:
    """The payments with what `settled_together` needs of them, and how deep each may be shown by its council alone.

    Of some bodies or all: what is made of one hangs on no other. Texts are Categorical, so that it can be kept.
    """
    rows = atoms.settle_within_councils(_facts(protected, councils), limits, complementary)
    return (
        rows.select(*FACTS, *atoms.PROTECTED, "depth").drop("row").with_columns(pl.col(pl.String).cast(pl.Categorical))
    )


def settled_together(within: pl.DataFrame, limits: Limits, complementary: bool = True) -> pl.DataFrame:
    """What `settled` gives, of what within_councils gave of all bodies, in any order."""
    read = within.with_columns(pl.col(pl.Categorical).cast(pl.String))
    body, upload = (atoms.in_order(read[name]) for name in ("authority_code", "upload_id"))
    place = payees.together(payees.together(body, upload), read["line"].to_numpy())
    rows = read[np.argsort(place)].with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64), code="authority_code")
    return _numbered(atoms.settle_above(rows, limits, complementary).filter(pl.col("depth") > 0))


def _facts(protected: pl.DataFrame, councils: pl.Series) -> pl.DataFrame:
    """CODED_PAYMENT with PROTECTED, in an order that hangs on the payments alone."""
    is_council = pl.col("authority_code").is_in(councils.implode())
    ordered = protected.sort("authority_code", "upload_id", "line").with_columns(pl.col(pl.String).fill_null(""))
    return ordered.with_columns(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        payee=pl.when("is_redacted").then(pl.lit("")).otherwise("supplier_id"),
        pence="amount_pence",
        kind=pl.when("is_redacted").then(pl.lit(REDACTED)).otherwise(pl.lit(INDIVIDUAL)),
        circle=pl.when(is_council).then(pl.lit("councils")).otherwise(pl.lit("other bodies")),
    )


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """With the number of each atom, of the row in it, and of the payee, in an order that tells nothing of amounts."""
    atom, payee = (pl.Series(atoms.in_order(rows[name]) + 1) for name in ("atom", "payee"))
    return (
        rows.with_columns(atom=atom)
        .with_columns(
            at=pl.int_range(pl.len()).over("atom") + 1,
            payee_number=pl.concat_str(pl.lit(PAYEE), payee.cast(pl.String)),
            whole=pl.col("amount_pence").sum().over("atom"),
        )
        .with_columns(atom=pl.concat_str(pl.lit(ATOM), pl.col("atom").cast(pl.String)))
    )


def _atoms(rows: pl.DataFrame) -> pl.DataFrame:
    """The first payment of each atom, with the days of all, and for some columns whether all of it share one value."""
    of_atoms = rows.group_by("atom").agg(
        first_day=pl.col("paid_on").min(),
        last_day=pl.col("paid_on").max(),
        **{_is_one(name): pl.col(name).n_unique() == 1 for name in (*PATH, *BESIDE)},
    )
    return rows.filter(pl.col("at") == 1).join(of_atoms, on="atom", validate="1:1")


def _is_one(column: str) -> str:
    return f"one {column}"


def _of_several() -> pl.Expr:
    return ~pl.col(_is_one("code"))


def _pool() -> pl.Expr:
    return pl.concat_str(pl.lit(POOL), "atom")


def _columns() -> dict[str, pl.Expr]:
    """What is shown of an atom by each column: as far down PATH as it goes, and beyond that only what its rows share.

    Of its first payment, for what is shown is the same of all. A year never stands bare for a month, since 2011-12 is
    written as December 2011 is.
    """
    of_several = _of_several()
    kind = _down_to("kind", pl.lit(SEVERAL_KINDS))
    year = _down_to("financial_year", pl.lit(COMBINED))
    year_of = pl.when(year == COMBINED).then(year).otherwise(year + " combined")
    quarter = _down_to("quarter", year_of)
    quarter_of = pl.when(pl.col("depth") > PATH.index("quarter")).then(quarter + " combined").otherwise(quarter)
    return {
        "upload_id": pl.col("atom"),
        "of_several": of_several,
        "authority_code": pl.when(of_several).then(_pool()).otherwise("authority_code"),
        "authority": pl.when(of_several).then(pl.lit(SEVERAL_COUNCILS)).otherwise("authority"),
        "region": _down_to("region", pl.lit("")),
        **{name: _shared(name, pl.lit("")) for name in ("county_area", "combined_authority")},
        "paid_on": pl.lit(None, pl.Date),
        "financial_year": year,
        "quarter": quarter,
        "month": _down_to("month", quarter_of),
        "amount_basis": _shared("amount_basis", pl.lit("unstated")),
        "is_redacted": (kind == REDACTED),
        "supplier": kind.replace(NAMES),
        "supplier_kind": kind,
        "supplier_group": pl.lit(""),
        "proclass_code": _down_to("proclass_code", pl.lit(COMBINED)),
        "level1": _down_to("level1", pl.lit(COMBINED)),
        "level2": _down_to("level2", pl.lit(COMBINED)),
        "confidence": pl.lit(None, pl.Float64),
        "influenceable": _shared("influenceable", pl.lit(value=False)),
        "payee_is_private": kind != REDACTED,
        "line_is_private": pl.lit(value=False),
        **dict.fromkeys(("category_decision", "influence_decision"), pl.lit(None, pl.Int64)),
    }


def _down_to(column: str, otherwise: pl.Expr) -> pl.Expr:
    """A column of PATH as it is where the atom goes that far, else what all of the atom share, else `otherwise`."""
    return pl.when(pl.col("depth") > PATH.index(column)).then(column).otherwise(_shared(column, otherwise))


def _shared(column: str, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(_is_one(column)).then(column).otherwise(otherwise)


def _days() -> dict[str, pl.Expr]:
    """The period that an atom is told by: its month, quarter or year where it has one, else whole financial years."""
    month = pl.concat_str(pl.col("month"), pl.lit("-01")).str.to_date("%Y-%m-%d", strict=False)
    is_month = month.is_not_null()
    name = pl.col("quarter").str.extract(r"^\d{4}-\d{2} (Q[1-4])$")
    number = name.replace_strict(FIRST_MONTH_OF_QUARTER, default=None, return_dtype=pl.Int64)
    began = pl.col("quarter").str.slice(0, 4).cast(pl.Int32, strict=False) + (number < 4).cast(pl.Int32)
    quarter = pl.date(began, number, 1)
    first_april = _first_april("first_day")
    last_march = _first_april("last_day").dt.offset_by("1y")
    first = pl.when(is_month).then(month).when(number.is_not_null()).then(quarter).otherwise(first_april)
    after = (
        pl.when(is_month)
        .then(month.dt.offset_by("1mo"))
        .when(number.is_not_null())
        .then(quarter.dt.offset_by("3mo"))
        .otherwise(last_march)
    )
    return {"from_day": first, "to_day": after.dt.offset_by("-1d")}


def _first_april(column: str) -> pl.Expr:
    """The first day of the financial year of a day."""
    day = pl.col(column)
    return pl.date(day.dt.year() - (day.dt.month() < 4).cast(pl.Int32), 4, 1)
