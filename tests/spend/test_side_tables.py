"""A second, shorter table beside the payments, behind an empty column: left out and told of, never mixed with them."""

import pytest

from procurement.spend.findings import Refused
from tests.spend.reading_texts import judged

FIRMS = ("Alder Ltd", "Birch Ltd", "Cedar Ltd", "Elm Ltd", "Fir Ltd", "Gean Ltd")
BESIDE = ["Roads,4000.00", "Parks,2000.00", "Grand Total,6000.00"]


def listed(headings: str, beside: list[str], blanks: str = ",,") -> str:
    """A line a firm, with what stands beside the first lines."""
    rest = [*beside, *[blanks[1:]] * len(FIRMS)]
    lines = [f"{day}/05/2024,{firm},1000.00,,{rest[day - 11]}" for day, firm in enumerate(FIRMS, 11)]
    return "\n".join([f"Date,Supplier,Amount,,{headings}", *lines]) + "\n"


@pytest.mark.parametrize("headings", ["Row Labels,Sum of Amount", "Department,Total"], ids=["a pivot table", "sums"])
@pytest.mark.parametrize("blanks", [",,", ","], ids=["all lines as long", "shorter lines"])
def test_a_shorter_table_beside_the_payments_is_left_out(headings: str, blanks: str) -> None:
    file = judged(listed(headings, BESIDE, blanks))
    assert (file.accepted, file.accepted_pence, file.held_back.height, file.questions) == (6, 600_000, 0, ())
    (said,) = [fix.sentence for fix in file.fixes if fix.rule == "TABLE_BESIDE"]
    assert headings.split(",")[0] in said


def test_columns_that_go_all_the_way_down_are_part_of_the_list() -> None:
    file = judged(listed("Department,Invoice", [f"Roads,{number}" for number in range(6)]))
    assert (file.accepted, set(file.payments["department"])) == (6, {"Roads"})


def test_two_lists_side_by_side_are_refused_though_their_names_are_headed_otherwise() -> None:
    rows = [f"{day}/05/2024,{firm},10.00,,{day}/05/2024,{firm},20.00" for day, firm in enumerate(FIRMS, 11)]
    text = "\n".join(["Date,From,Amount,,Date,Payee,Amount", *rows])
    with pytest.raises(Refused, match="Two lists stand side by side"):
        judged(text)
