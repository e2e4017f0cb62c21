"""Bad inputs 60 to 70: names and identifiers."""

from tests.hostile.bad_inputs.cases import BadInput, Told, rows, rules

NUMBERED = "Payment Date,Supplier Name,Net Amount,Transaction Number"
REGISTERED = "Payment Date,Supplier Name,Net Amount,Company Number"


def named(name: str) -> str:
    """A file whose third row pays this supplier."""
    return rows(f'02/04/2025,"{name}",5.00,Tea')


CASES = (
    BadInput(
        60,
        "no supplier",
        named(""),
        Told(held=((3, "SUPPLIER_MISSING", "Supplier Name", ""),), pence=35_000),
        ("Name the supplier",),
    ),
    BadInput(61, "a withheld name", named("REDACTED PERSONAL DATA"), Told(pence=35_500)),
    BadInput(
        63,
        "an e-mail address",
        rows("02/04/2025,Cedar Ltd,5.00,Tea for ann.other@example.org"),
        Told(held=((3, "PERSONAL_NUMBER", "", "(masked)"),), pence=35_000),
        ("Redact it",),
    ),
    BadInput(
        63,
        "what looks like a National Insurance number and is none",
        rows("02/04/2025,Cedar Ltd,5.00,Fees QQ123456C"),
        Told(pence=35_500),
    ),
    BadInput(
        63,
        "a National Insurance number",
        rows("02/04/2025,Cedar Ltd,5.00,Fees AB123456C"),
        Told(held=((3, "PERSONAL_NUMBER", "", "(masked)"),), pence=35_000),
    ),
    BadInput(
        63,
        "a sort code",
        rows("02/04/2025,Cedar Ltd,5.00,To sort code 01-02-03"),
        Told(held=((3, "PERSONAL_NUMBER", "", "(masked)"),), pence=35_000),
    ),
    *(
        BadInput(64, f"text that a spreadsheet would run: {name!r}", named(name), Told(pence=35_500))
        for name in ("=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0", "\t=1 Ltd")
    ),
    *(
        BadInput(65, f"markup and marks: {name!r}", named(name), Told(pence=35_500))
        for name in (
            "<script>alert(1)</script>",
            "[x](http://a.b)",
            "Bob \U0001f600 Ltd",
            "Ced\u200bar Ltd",
            "\u202eDTL RADEC",
        )
    ),
    BadInput(
        66,
        "leading zeros",
        rows("02/04/2025,Cedar Ltd,5.00,000123", headings="Payment Date,Supplier Name,Net Amount,Supplier ID"),
        Told(pence=35_500),
    ),
    BadInput(
        67,
        "a shortened number",
        rows("02/04/2025,Cedar Ltd,5.00,1.23457E+15", headings=NUMBERED),
        Told(noticed=rules("NUMBER_SHORTENED"), pence=35_500),
        ("shortened this number",),
    ),
    BadInput(68, "a name cut at thirty characters", named("Cedar and Dogwood Property Ser"), Told(pence=35_500)),
    BadInput(68, "no name but a legal form", named("Ltd"), Told(pence=35_500)),
    BadInput(68, "sundry suppliers", named("Sundry"), Told(pence=35_500)),
    BadInput(
        69,
        "a company number of another company",
        rows(
            "02/04/2025,Alder Paving Ltd,5.00,01234567", "03/04/2025,Birch Homes Ltd,5.00,01234567", headings=REGISTERED
        ),
        Told(pence=36_000),
    ),
    BadInput(
        70,
        "one supplier under two councils' references",
        rows("02/04/2025,Cedar Ltd,5.00,S9", headings="Payment Date,Supplier Name,Net Amount,Supplier ID"),
        Told(pence=35_500),
    ),
)
