"""The ways in which councils write amounts, days and suppliers, sound and spoilt."""

# ruff: noqa: E501 -- lists of texts are easier to look through in long lines

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

Spelling = Callable[[int], str]


def pounds(pence: int, commas: bool = False) -> str:
    """An amount without its sign: 1,234.50."""
    whole, cents = divmod(abs(pence), 100)
    return f"{whole:,}.{cents:02}" if commas else f"{whole}.{cents:02}"


def short(pence: int) -> str:
    """An amount as a spreadsheet shows it, without noughts at its end: 1234.5."""
    return f"{'-' * (pence < 0)}{pounds(pence).rstrip('0').rstrip('.')}"


PLAIN_AMOUNTS: tuple[Spelling, ...] = (
    lambda pence: f"{'-' * (pence < 0)}{pounds(pence)}",
    lambda pence: f"{'-' * (pence < 0)}{pounds(pence, commas=True)}",
    short,
)
POUND_AMOUNTS: tuple[Spelling, ...] = (
    lambda pence: f"{'-' * (pence < 0)}£{pounds(pence, commas=True)}",
    lambda pence: f"£{'-' * (pence < 0)}{pounds(pence)}",
    lambda pence: f" £{pounds(pence, commas=True)} " if pence >= 0 else f" (£{pounds(pence, commas=True)}) ",
)
ODD_AMOUNTS: tuple[Spelling, ...] = (
    lambda pence: f"{pounds(pence, commas=True)}{'-' * (pence < 0)}",
    lambda pence: f"({pounds(pence)})" if pence < 0 else f"+{pounds(pence)}",
    lambda pence: f"{pounds(pence)}{' CR' if pence < 0 else ' DR'}",
    lambda pence: f"{pounds(pence)}{'CR' if pence < 0 else ''}",
    lambda pence: f"GBP {'-' * (pence < 0)}{pounds(pence)}",
    lambda pence: f"{'- ' * (pence < 0)}{pounds(pence)}",
    lambda pence: f"{'-' * (pence < 0)}{pounds(pence)}00",
    lambda pence: f"{'-' * (pence < 0)}{pounds(pence)}0000000001",
)
SPACED_AMOUNTS: tuple[Spelling, ...] = (lambda pence: f"\u00a0{'-' * (pence < 0)}{pounds(pence)}\u00a0",)
SPOILT_AMOUNTS = (
    "", "-", "n/a", "#REF!", "#N/A", "1.234,50", "€50.00", "$12", "50.00 EUR", "12.345", "1e3", "NaN", "inf", "12,34",
    "1,2345.00", "99999999999.00", "--5.00", "-(5.00)", "5.00-CR", "see note", "12.5.6", "١٢٫٥٠", "１２.００", "1 2 3", "=B2*1.2",
    "0x1F", "5.00 5.00", "£", "()", "CR", "12..0", "1_000", "½",
)  # fmt: skip

DAY_SHAPES: dict[str, Callable[[date], str]] = {
    "day first": lambda day: day.strftime("%d/%m/%Y"),
    "without noughts": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dots": lambda day: day.strftime("%d.%m.%Y"),
    "dashes": lambda day: day.strftime("%d-%m-%Y"),
    "iso": lambda day: day.isoformat(),
    "iso with time": lambda day: f"{day.isoformat()} 00:00:00",
    "iso with zone": lambda day: f"{day.isoformat()}T00:00:00Z",
    "short name": lambda day: day.strftime("%d-%b-%y"),
    "short name, capitals": lambda day: day.strftime("%d-%b-%Y").upper(),
    "name": lambda day: f"{day.day} {day:%B} {day.year}",
    "with weekday": lambda day: day.strftime("%A, %d %B %Y"),
    "ordinal": lambda day: f"{day.day}{ordinal(day.day)} {day:%B} {day.year}",
    "name first": lambda day: f"{day:%B} {day.day}, {day.year}",
    "name first, dashes": lambda day: day.strftime("%b-%d-%Y"),
    "name first, slashes": lambda day: day.strftime("%b/%d/%Y"),
    "compact": lambda day: day.strftime("%Y%m%d"),
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
    "serial with tail": lambda day: f"{(day - date(1899, 12, 30)).days}.0",
    "two days": lambda day: f"{day - timedelta(days=1):%d/%m/%Y}; {day:%d/%m/%Y}",
    "from to": lambda day: f"{day - timedelta(days=3):%d/%m/%Y} to {day:%d/%m/%Y}",
    "time after": lambda day: day.strftime("%d/%m/%Y 10:45"),
    "month first": lambda day: day.strftime("%m/%d/%Y"),
}
"""Those after the first few are rarer."""

SPOILT_DAYS = (
    "", "31/02/2025", "29/02/2025", "#REF!", "n/a", "TBC", "00/00/0000", "2025-13-45", "45/45/2024", "03/04/0024", "12/11/2099",
    "１３/04/2024", "03/04", "April", "1/1/1", "13-13-2024", "99999", "0", "05/06/1024", "2024", "٠٣/٠٤/٢٠٢٤", "3 Foo 2024",
    "31 April 2024", "30-Feb-24", "today",
)  # fmt: skip


def ordinal(number: int) -> str:
    """The two letters after a number: 1st, 2nd, 3rd, 4th."""
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


FIRST_WORDS = (
    "Quillmarsh", "Harrowfen", "Ottermere", "Brackenlode", "Thistlewick", "Pellowdene", "Marrowby", "Fennelgate",
)  # fmt: skip
TRADES = ("Scaffolding", "Catering", "Energy", "Paving", "Linen", "Care Homes", "Legal", "Total Gas & Power")
ENDINGS = ("Ltd", "LIMITED", "plc", "LLP", "CIC", "Council", "Services (UK) Ltd", "")
plain_suppliers = st.builds(
    lambda first, trade, ending: f"{first} {trade} {ending}".strip(),
    st.sampled_from(FIRST_WORDS),
    st.sampled_from(TRADES),
    st.sampled_from(ENDINGS),
)
ODD_SUPPLIERS = (
    "REDACTED PERSONAL DATA", "Redacted - Personal Data", "Redactive Quill Ltd", "TOTAL MARROWBY LIMITED", "Grand Totals Catering Ltd",
    '=HYPERLINK("http://quillmarsh.invalid";"x")', "@SUM(1+1)*cmd|' /C calc'!A0", "+441632960000 Taxis", "-Pellowdene", "  Padded Ltd  ",
    'Barn "Old" Dairy', 'Nineteen" Racks', "Smith, Jones and Marrowby", "Two\nLines Ltd", "O'Fennel & Sons", "<script>alert(1)</script>",
    "000123", "5", "12/03/2024", "1,234.50", "PK\x03\x04", "Payment Date", "nan", "true", "Q" * 300, "a;b;c", "a|b", "a\tb",
    "Marrowby\u00a0Ltd", "ending in comma,", '""', "'", "\\N", "Nothing #1", "Subtotal Catering", "The Total",
)  # fmt: skip
ACCENTED_SUPPLIERS = ("Café Pelløwdene", "Thistlewick’s – Bakery", "Ottermère £1 Shop", "Fennelgate®")
"""All of Windows-1252."""

WIDE_SUPPLIERS = (
    "Zażółć Sp. z o.o.",
    "青い Ltd",
    "Rtl \u202eLtd",
    "Zero\u200bWidth Ltd",
    "🚒 Rescue Ltd",
    "e\u0301cole Ltd",
)
PURPOSES = (
    "Depot roof", "Agency staff", "Printing, binding", "Water\nrates", "", "N/A", "Total refurbishment", "=1+1", "17/04/2024", "500.00",
    "School meals", "Road \"A12\" works", "Legal fees",
)  # fmt: skip
DEPARTMENTS = ("Adult Services", "Highways", "Corporate", "Children", "Place & Growth", "")
PERSONAL_PURPOSES = ("for j.doe@quillmarsh.example", "QQ 12 34 56 C".replace("QQ", "AB"), "sort code 12-34-56")
