"""Bad inputs 46 to 54: amounts."""

from tests.hostile.bad_inputs.cases import BadInput, Told, rows, rules
from tests.spend import workbooks


def amount(written: str) -> str:
    """A file whose third row has this amount."""
    return rows(f'02/04/2025,Cedar Ltd,"{written}",Tea')


def fixed(number: int, title: str, written: str, pence: int) -> BadInput:
    """An amount that is mended."""
    return BadInput(
        number, title, amount(written), Told(mended=rules("AMOUNT_WRITTEN_OTHERWISE"), pence=35_000 + pence)
    )


def held(number: int, title: str, written: str, rule: str, *says: str) -> BadInput:
    """An amount that holds its row back."""
    return BadInput(number, title, amount(written), Told(held=((3, rule, "Net Amount", written),), pence=35_000), says)


def formula_without_value() -> bytes:
    """A workbook whose last amount is a formula that no program has worked out."""
    rows_ = [
        ["Payment Date", "Supplier Name", "Net Amount"],
        ["01/04/2025", "Alder Paving Ltd", 350],
        ["28/04/2025", "Birch Ltd", 777],
    ]
    book = workbooks.sheets(April=[list[object](row) for row in rows_])
    return workbooks.with_part(
        book, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<v>777</v>", b"<f>C2*2</f>")
    )


CASES = (
    fixed(46, "commas", "1,200.50", 120_050),
    fixed(46, "a pound sign and a hard space", "\u00a3\u00a01,200.50", 120_050),
    fixed(47, "brackets", "(120.00)", -12_000),
    fixed(47, "a minus behind", "120.00-", -12_000),
    BadInput(48, "a credit", amount("-12.50"), Told(pence=33_750)),
    held(49, "a power of ten", "1e3", "AMOUNT_NOT_MONEY"),
    held(49, "not a number", "NaN", "AMOUNT_NOT_MONEY"),
    held(49, "infinity", "inf", "AMOUNT_NOT_MONEY"),
    held(49, "a broken formula", "#REF!", "AMOUNT_ERROR", "mend the formula"),
    held(49, "no value", "#N/A", "AMOUNT_ERROR"),
    held(49, "a dash", "-", "AMOUNT_PLACEHOLDER"),
    held(50, "a comma for pence", "1.200,50", "AMOUNT_CONTINENTAL"),
    held(50, "three places", "0.005", "AMOUNT_TOO_PRECISE", "Round"),
    BadInput(
        51,
        "a formula that was never worked out",
        formula_without_value,
        Told(
            held=((3, "AMOUNT_FORMULA", "Net Amount", "=C2*2"),),
            mended=rules("FORMULA_WITHOUT_VALUE"),
            pence=35_000,
        ),
        ("Excel",),
        name="april.xlsx",
    ),
    held(52, "euros", "\u20ac12.00", "CURRENCY_NOT_STERLING"),
    BadInput(53, "nothing", amount("0.00"), Told(noticed=rules("AMOUNT_ZERO"), counts=(3, 0, 0, 1, 0), pence=35_000)),
    BadInput(53, "less than the threshold", amount("4.99"), Told(pence=35_499)),
    held(54, "more than ten billion", "10,000,000,000.01", "AMOUNT_TOO_LARGE"),
)
