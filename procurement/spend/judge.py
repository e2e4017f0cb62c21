"""Every row becomes a payment, a held-back row, or a line that is no payment; lines and pence balance."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from procurement.in_words import counted
from procurement.spend import judged
from procurement.spend.alerts import warnings
from procurement.spend.columns import column_contents
from procurement.spend.days import payment_days
from procurement.spend.findings import Fix, Refused
from procurement.spend.judged import Judged
from procurement.spend.money import amount_sides, vat_remark
from procurement.spend.named_table import UNSTATED, NamedTable
from procurement.spend.rows import (
    closing_lines,
    held_rows,
    payment_facts,
    personal_numbers,
    redaction,
    rows_above,
    sections,
    unpaid_lines,
)
from procurement.spend.rows.closing_lines import BLANK, HEADING, NOTE, PAYMENT, TOTAL
from procurement.spend.texts import plain_cells, ragged_rows
from procurement.spend.texts.plain_cells import is_filled, says_nothing

hold_back = judged.hold_back
keep_holding = judged.keep_holding


def rows(
    named: NamedTable,
    today: date,
    answers: Mapping[str, str],
    redactions: pl.DataFrame,
    period: tuple[date, date] | None = None,
) -> Judged:
    """Judge every row of a file. `redactions`: REDACTION_WORDING. `period`: the days the file is sent for, if known.

    Raises Refused where no row below the headings is a payment or where its day cannot be told at all, and Unbalanced
    where lines or pence would not add up.
    """
    days = payment_days.read(rows_above.with_those_below(named), named, today, dict(answers), period)
    read = _read(named.cells, named, days.frame)
    sorted_out = closing_lines.kinds(
        read, named.table.columns, named.is_above_headings, _heading_cells(named), _sheet_starts(named)
    )
    named = _with_stated_basis(named, sorted_out)
    counts = dict(sorted_out.group_by("kind").len().rows())
    _refuse_without_payments(counts)
    ruled = _ruled(sorted_out, named, redactions)
    payments = payment_facts.of(ruled, named)
    held = held_rows.describe(ruled.filter(pl.col("rule") != ""), named)
    lines = ruled.select("line", "pence", "rule", "amount_fixed", "is_ragged").filter(pl.col("rule").is_not_null())
    whole = judged.check_balance(
        Judged(
            payments=payments,
            held_back=pl.concat([held, held_rows.unreadable(named.table.unreadable, named.table.sheets)]).sort("line"),
            issues=_issues(payments, sorted_out, lines, named),
            lines=named.table.lines,
            blank=counts.get(BLANK, 0),
            headings=counts.get(HEADING, 0) + counts.get(NOTE, 0),
            totals=counts.get(TOTAL, 0),
            pence=int(lines["pence"].sum()),
            fixes=(*named.table.fixes, *named.fixes, *days.fixes, *_fixes(lines, _below(sorted_out, named), counts)),
            questions=(*named.table.questions, *named.questions, *days.questions),
            columns=named.published(),
            sheets=named.table.sheets,
        )
    )
    return _without_other_parts(whole, named)


def _without_other_parts(whole: Judged, named: NamedTable) -> Judged:
    """The judged file with the payments of parts that are no payments held back."""
    for section, why in named.under_other_titles.items():
        whole = hold_back(whole, section.holds(), sections.RULE, "supplier_name", why)
    return whole


def _with_stated_basis(named: NamedTable, sorted_out: pl.DataFrame) -> NamedTable:
    """The table with its VAT basis from a title or a footnote, where its headings state none."""
    notes = sorted_out.filter(pl.col("kind") == NOTE).select(named.table.columns)
    remarks = [*named.notes, *(cell for row in notes.iter_rows() for cell in row if cell)]
    basis = vat_remark.basis(remarks) if named.amount_basis == UNSTATED else UNSTATED
    if basis == UNSTATED:
        return named
    fix = Fix("VAT_BY_REMARK", f"A remark in the file says that its amounts are {basis}.")
    return replace(named, amount_basis=basis, fixes=(*named.fixes, fix))


def _sheet_starts(named: NamedTable) -> list[int]:
    return [part.first_line for part in named.table.parts] or [0]


def _heading_cells(named: NamedTable) -> list[list[str]]:
    last = named.last_heading_line
    above = named.cells.filter(pl.col("line").is_between(last - 1, last) & (last > 0)).select(named.table.columns)
    width = len(named.table.columns)
    later = [[*texts, *[""] * width][:width] for texts in named.later_headings]
    return [*([cell or "" for cell in row] for row in above.iter_rows()), *later]


def _below(cells: pl.DataFrame, named: NamedTable) -> pl.DataFrame:
    return column_contents.below(cells, named.last_heading_line)


def _read(cells: pl.DataFrame, named: NamedTable, days: pl.DataFrame) -> pl.DataFrame:
    """Every row with `pence`, `amount_rule`, `amount_fixed`, `supplier`, `day`, `day_rule`, `day_source`."""
    money = amount_sides.read(cells, named.columns)
    of_lines = cells.select("line").join(days, on="line", how="left", validate="1:1", maintain_order="left")
    return cells.with_columns(
        money["pence"],
        *of_lines.drop("line"),
        amount_rule=money["rule"],
        amount_fixed=money["fixed"],
        supplier=pl.col(named.columns["supplier_name"][0]).fill_null(""),
    )


def _ruled(sorted_out: pl.DataFrame, named: NamedTable, redactions: pl.DataFrame) -> pl.DataFrame:
    """Every row with `rule` ("" where accepted, null where it is no payment) and `at` (the cell column to blame).

    Also `is_redacted` and `is_ragged`. A file may have millions of rows, so none is copied: columns are only added.
    """
    is_payment = pl.col("kind") == PAYMENT
    marked = plain_cells.with_told_once(
        sorted_out.with_columns(is_long=ragged_rows.is_long(named), is_short=ragged_rows.is_short(named)),
        "supplier",
        is_redacted=redaction.is_redacted("supplier", redactions),
        is_nameless=says_nothing("supplier"),
    )
    texts = dict.fromkeys(column for ours in personal_numbers.TEXTS for column in named.columns.get(ours, ()))
    marked = marked.with_columns(is_personal=personal_numbers.in_any(marked, texts))
    sound = (pl.col("amount_rule") == "") & (pl.col("day_rule") == "") & is_filled("supplier")
    lines = marked.lazy().filter(is_payment).select("is_long", "is_short", is_sound=sound).collect()
    long_is_usual = ragged_rows.is_systematic(lines, pl.col("is_long") & pl.col("is_sound"))
    short_is_usual = ragged_rows.is_systematic(lines, pl.col("is_short") & pl.col("is_sound"))
    ragged = (pl.col("is_long") & ~(sound & long_is_usual)) | (pl.col("is_short") & ~(sound & short_is_usual))
    is_ragged = (pl.col("is_long") | pl.col("is_short")) & (pl.col("rule") == "")
    ruled = marked.with_columns(rule=pl.when(is_payment).then(_rule(named, ragged)))
    return ruled.with_columns(at=_blamed(named), is_ragged=is_ragged)


def _rule(named: NamedTable, ragged: pl.Expr) -> pl.Expr:
    return (
        pl.when(ragged & pl.col("is_long"))
        .then(pl.lit("ROW_TOO_LONG"))
        .when(ragged)
        .then(pl.lit("ROW_TOO_SHORT"))
        .when(pl.col("amount_rule") != "")
        .then("amount_rule")
        .when(_in_other_currency(named))
        .then(pl.lit("CURRENCY_NOT_STERLING"))
        .when(pl.col("day_rule") != "")
        .then("day_rule")
        .when("is_nameless")
        .then(pl.lit("SUPPLIER_MISSING"))
        .when("is_personal")
        .then(pl.lit(held_rows.PERSONAL_NUMBER))
        .when(unpaid_lines.is_repayment().fill_null(value=False))
        .then(pl.lit(held_rows.CARD_REPAYMENT))
        .when(named.is_above_headings)
        .then(pl.lit(rows_above.ABOVE_HEADINGS))
        .otherwise(pl.lit(""))
    )


def _in_other_currency(named: NamedTable) -> pl.Expr:
    if "currency" not in named.columns:
        return pl.lit(False)
    code = pl.col(named.columns["currency"][0]).fill_null("").str.to_uppercase()
    return ~code.is_in(["", "GBP", "£", "STG", "UKP", "UK", "STERLING", "POUND", "POUNDS"]) & code.str.contains(
        r"^[A-Z]{3}$|[€$]"
    )


def _blamed(named: NamedTable) -> pl.Expr:
    day = named.columns.get("paid_on", named.columns.get("period", ("",)))[0]
    currency = named.columns.get("currency", ("",))[0]
    return (
        pl.when((pl.col("rule") == "CURRENCY_NOT_STERLING") & (pl.col("amount_rule") == ""))
        .then(pl.lit(currency))
        .when(pl.col("rule").str.starts_with("AMOUNT") | pl.col("rule").str.starts_with("CURRENCY"))
        .then(pl.lit(named.columns["amount"][0]))
        .when(pl.col("rule").str.starts_with("DATE"))
        .then(pl.lit(day))
        .when(pl.col("rule").is_in(["SUPPLIER_MISSING", held_rows.CARD_REPAYMENT]))
        .then(pl.lit(named.columns["supplier_name"][0]))
        .otherwise(pl.lit(""))
    )


def _fixes(lines: pl.DataFrame, below: pl.DataFrame, counts: dict[str, int]) -> tuple[Fix, ...]:
    written = int(lines.filter((pl.col("rule") == "") & pl.col("amount_fixed")).height)
    found = [
        Fix(
            "AMOUNT_WRITTEN_OTHERWISE",
            f"{counted(written, 'amount')} had pound signs, commas or spaces, set aside, or a credit's marks.",
            written,
        )
    ]
    blank, repeated = counts.get(BLANK, 0), int(below.filter(pl.col("kind") == HEADING).height)
    found.append(Fix("BLANK_ROWS", f"{counted(blank, 'row is', 'rows are')} blank.", blank))
    headings = counted(repeated, "row repeats the headings and is", "rows repeat the headings and are")
    found.append(Fix("HEADINGS_REPEATED", f"{headings} no payment.", repeated))
    return tuple(fix for fix in found if fix.lines)


def _issues(payments: pl.DataFrame, sorted_out: pl.DataFrame, lines: pl.DataFrame, named: NamedTable) -> pl.DataFrame:
    ragged = int(lines["is_ragged"].sum())
    totals = sorted_out.filter(pl.col("kind") == TOTAL)
    sheets, stated, published = named.table.sheets, named.stated_period(), named.published()
    return pl.concat(
        [
            warnings.on_file(
                warnings.of_file(
                    payments, named.amount_basis, ragged, published["amount"], named.heading_of("amount_vat")
                )
                + warnings.of_period(payments, stated, sheets)
            ),
            warnings.on_lines(warnings.of_totals(totals, lines, sheets)),
            warnings.of_notes(sorted_out, named.table.columns, sheets),
            warnings.of_rows(payments, published, sheets),
        ]
    )


def _refuse_without_payments(counts: Mapping[str, int]) -> None:
    if not counts.get(PAYMENT):
        raise Refused("No line below the headings is a payment. Upload the file that holds the payments.")
