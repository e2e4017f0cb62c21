"""Bad inputs 36 to 45: rows."""

from tests.hostile.bad_inputs.cases import GOOD, HEADINGS, BadInput, Told, rows, rules

NUMBERED = "Payment Date,Supplier Name,Net Amount,Transaction Number"

CASES = (
    BadInput(
        36,
        "a comma inside a name",
        rows("02/04/2025,Smith, Jones Ltd,5.00,Tea"),
        Told(held=((3, "ROW_TOO_LONG", "", "02/04/2025, Smith, Jones Ltd, 5.00, Tea"),), pence=35_000),
        ("quotes",),
    ),
    BadInput(
        37,
        "a short row",
        rows("02/04/2025,Cedar Ltd"),
        Told(held=((3, "ROW_TOO_SHORT", "", "02/04/2025, Cedar Ltd"),), pence=35_000),
    ),
    BadInput(
        38,
        "a quote that never closes",
        rows('02/04/2025,"Cedar Ltd,5.00,Tea'),
        Told(held=((3, "UNCLOSED_QUOTE", "", '02/04/2025,"Cedar Ltd,5.00,Tea'),), pence=35_000),
        ("never closes",),
    ),
    BadInput(39, "an inch mark in a whole row is kept", rows('02/04/2025,19" Rack Ltd,5.00,Tea'), Told(pence=35_500)),
    BadInput(
        39,
        "a quote where the cells are unclear",
        rows('02/04/2025,"19" Rack, tall",5.00,Tea,'),
        Told(held=((3, "STRAY_QUOTE", "", '02/04/2025,"19" Rack, tall",5.00,Tea,'),), pence=35_000),
    ),
    BadInput(
        40,
        "a line break inside quotes",
        rows('02/04/2025,"Cedar\nLtd",5.00,Tea', "31/04/2025,Dogwood Ltd,6.00,Tea"),
        Told(held=((5, "DATE_NOT_A_DAY", "Payment Date", "31/04/2025"),), pence=35_500),
    ),
    BadInput(
        41,
        "blank rows and rows of commas",
        rows("", ",,,"),
        Told(mended=rules("BLANK_ROWS"), counts=(2, 0, 2, 1, 0), pence=35_000),
    ),
    BadInput(
        42,
        "a total that agrees",
        rows() + ",Total,350.00,\n",
        Told(noticed=rules("TOTAL_AGREES"), counts=(2, 0, 0, 1, 1), pence=35_000),
        ("agrees",),
    ),
    BadInput(
        42,
        "a total that differs",
        rows() + ",Total,360.00,\n",
        Told(noticed=rules("TOTAL_DIFFERS"), counts=(2, 0, 0, 1, 1), pence=35_000),
        ("differs from its lines by \u00a310.00",),
    ),
    BadInput(
        43,
        "the headings again",
        rows(HEADINGS, "02/04/2025,Cedar Ltd,5.00,Tea"),
        Told(mended=rules("HEADINGS_REPEATED"), counts=(3, 0, 0, 2, 0), pence=35_500),
    ),
    BadInput(
        44,
        "identical lines",
        rows(GOOD),
        Told(noticed=rules("IDENTICAL_LINES"), counts=(3, 0, 0, 1, 0), pence=45_000),
        ("split invoices",),
    ),
    BadInput(
        45,
        "one transaction number, two amounts",
        f"{NUMBERED}\n01/04/2025,Alder Paving Ltd,100.00,T1\n28/04/2025,Alder Paving Ltd,250.00,T1\n",
        Told(noticed=rules("TRANSACTION_SPLIT"), pence=35_000),
    ),
)
