"""What is said twice in a file: identical lines, and transaction numbers with several amounts; nothing is taken out."""

import polars as pl

from procurement.in_words import counted

SAME = ("paid_on", "supplier_name", "amount_pence", "transaction_number", "purpose", "department", "account")
DAYS_APART = 100_003
"""Day and amount are looked at first, as one number that is cheaply compared; few payments are equal in both."""

SHORTENED = r"^\d(?:\.\d+)?[eE]\+\d{1,2}$"
"""A number of which a spreadsheet left 1.2E+15, as it would of many others."""


def identical_lines(payments: pl.DataFrame) -> list[tuple[str, str]]:
    """The pair of rule and sentence where lines are equal in day, supplier, amount and all that is said of them."""
    is_alike = (pl.col("amount_pence") * DAYS_APART + pl.col("paid_on").to_physical()).is_duplicated()
    alike = payments.lazy().select("line", *SAME).filter(is_alike).collect()
    twice = alike.filter(pl.struct(SAME).is_duplicated())
    if twice.is_empty():
        return []
    sentence = (
        f"{counted(twice.height, 'line')} are identical to another line, line {twice['line'][0]} first; all are kept "
        "and counted, for split invoices are real. Take out those that are mistakes, and upload the file again."
    )
    return [("IDENTICAL_LINES", sentence)]


def shared_numbers(payments: pl.DataFrame) -> list[tuple[str, str]]:
    """The pair of rule and sentence where a transaction number, with a digit in it, stands beside different amounts."""
    number = pl.col("transaction_number")
    several = (
        payments.lazy()
        .select("transaction_number", "amount_pence", "line")
        .filter(number.hash().is_duplicated())
        .filter(number.str.contains(r"\d") & ~number.str.contains(SHORTENED))
        .group_by("transaction_number")
        .agg(amounts=pl.col("amount_pence").n_unique(), line=pl.col("line").min())
        .filter(pl.col("amounts") > 1)
        .sort("line")
        .collect()
    )
    if several.is_empty():
        return []
    first, line = several.select("transaction_number", "line").row(0)
    stands = counted(several.height, "transaction number stands", "transaction numbers stand")
    sentence = (
        f'{stands} on several lines with different amounts, "{first}" on line {line} first; all are kept and counted, '
        "for one invoice is often split between codes."
    )
    return [("TRANSACTION_SPLIT", sentence)]
