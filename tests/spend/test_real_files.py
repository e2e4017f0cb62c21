"""Files that councils and departments really published, chosen for what is odd about each."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY


@dataclass(frozen=True)
class Expected:
    """What the file holds, counted by hand or by its publisher."""

    accepted: int
    held_back: int
    pence: int
    first_day: str
    last_day: str
    columns: dict[str, str]


FILES = {
    "councils_odi_clean/networkrail__2017-01.csv": Expected(
        1781, 0, 52_726_904_894, "2017-01-01", "2017-01-31", {"amount": "Spend"}
    ),
    "councils_odi_clean/darlington__2013-02.csv": Expected(
        2837, 0, 1_002_775_387, "2013-02-28", "2013-02-28", {"department": "Directotate + Service"}
    ),
    "councils_odi_clean/harrogate__2016-12.csv": Expected(
        1239, 0, 110_865_120, "2016-12-05", "2016-12-28", {"supplier_name": "Supplier Name (column 9)"}
    ),
    "councils_odi_clean/gateshead__2016-07.csv": Expected(
        4474, 0, 1_642_343_025, "2016-07-01", "2016-07-29", {"supplier_name": "Supplier ID (T)"}
    ),
    "councils_odi_clean/salford__2018-09.csv": Expected(
        1124, 0, 1_968_530_385, "2018-09-03", "2018-09-28", {"amount": "Net"}
    ),
    "councils_odi_clean/salford__2018-11.csv": Expected(
        1452, 0, 2_025_228_346, "2018-11-01", "2018-11-30", {"amount": "Net"}
    ),
    "centgov_25k_raw/transaction_spend_data_june_10_northern_ireland_office_.xls": Expected(
        34, 0, 96_733_339, "2010-06-01", "2010-06-25", {}
    ),
    "centgov_25k_raw/gtce_spend_april_2011_to_january_2012.csv": Expected(
        24, 3, 145_680_836, "2011-05-12", "2012-01-12", {"paid_on": "Payment Date"}
    ),
    "centgov_25k_raw/ccwater-over-25k-1109.csv": Expected(
        2, 0, 6_401_343, "2011-09-26", "2011-10-03", {"transaction_number": "Transaction number"}
    ),
    "nhs_raw/EPSH_01_-_April.csv": Expected(146, 0, 2_342_753_398, "2020-04-30", "2020-04-30", {}),
}
REFUSED = {
    "councils_odi_clean/salford__2022-07.csv": "register of contracts",
    "centgov_25k_raw/gla-over-25k-1110.csv": "nil return",
    "centgov_25k_raw/20111222GPC_OCT_2011TRAVELSTATIONERYCONTRACTS.csv": "No row of headings",
}


def read_real(path: Path) -> Judged:
    received = receive.check(path.name, path.read_bytes(), Limits())[0]
    named = headings.apply(read.as_text(received, Limits(), {}), ALIASES, REDACTIONS, {}, path.name)
    return judge.rows(named, TODAY, {}, REDACTIONS)


@pytest.mark.parametrize(("file", "expected"), FILES.items(), ids=FILES.keys())
def test_a_published_file(shared_data: Path, file: str, expected: Expected) -> None:
    found = read_real(shared_data / "spend" / file)
    assert (found.accepted, found.held_back.height, found.accepted_pence) == (
        expected.accepted,
        expected.held_back,
        expected.pence,
    )
    assert (str(found.first_day), str(found.last_day)) == (expected.first_day, expected.last_day)
    assert found.columns is not None
    assert {ours: found.columns.get(ours) for ours in expected.columns} == expected.columns
    assert not found.questions


@pytest.mark.parametrize(("file", "reason"), REFUSED.items(), ids=REFUSED.keys())
def test_a_file_that_holds_no_payments(shared_data: Path, file: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_real(shared_data / "spend" / file)
