"""The page of a council and its peers: its sentences are of the whole table and not of the bars that are drawn."""

from pathlib import Path

from tests.pages.opening import opened
from tests.services.suppliers_desk import GROUP, keep, open_at

DRAWN = 12
BOUGHT = (
    "Stationery", "Legal services", "Electricity", "Catering", "Street cleansing", "Scaffolding hire", "Vehicle hire",
    "School books", "Cleaning", "Funeral services", "Furniture", "Software licences", "Sports equipment", "Advertising",
    "Road salt",
)  # fmt: skip


def test_what_is_furthest_below_the_peers_may_be_the_least_that_is_bought(home: Path) -> None:
    """Only the twelve categories of the longest bars were looked at."""
    desk = open_at(home)
    for council, times in (("Bury", 1), ("Bolton", 100)):
        rows = tuple((f"Supplier {at} Ltd", f"{10_000 + at}.00", bought) for at, bought in enumerate(BOUGHT))
        keep(desk, council, (*rows, ("Quillmarsh Agency Ltd", f"{900 * times}.00", "Agency staff")))
    desk.store.close()
    page = opened("peers", GROUP)
    assert not page.exception
    (box,) = [one for one in page.selectbox if one.label == "Council"]
    box.set_value("Bury").run()
    table = next(one.value for one in page.dataframe if "Difference" in one.value.columns)
    assert len(table) > DRAWN
    least = table.sort_values("Difference").iloc[0]["Category"]
    said = next(str(one.value) for one in page.markdown if "Bury is furthest" in str(one.value))
    assert f"furthest below its peers on {least} " in said
    assert least == "Human Resources"
