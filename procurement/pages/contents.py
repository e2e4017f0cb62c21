"""The pages, under the question that each answers, and who may open them."""

from typing import Any

import streamlit as st

from procurement.access import Viewer, can_check_categories, can_check_suppliers, can_compare, can_submit
from procurement.pages.shell import PAGES

TITLES = {
    "find_opportunities": ("Find opportunities", ":material/lightbulb:"),
    "business_case": ("Business case", ":material/balance:"),
    "compare_scenarios": ("Compare scenarios", ":material/compare_arrows:"),
    "compare_categories": ("Compare categories", ":material/bar_chart:"),
    "suppliers_in_common": ("Suppliers in common", ":material/handshake:"),
    "compose_a_hub": ("Compose a hub", ":material/hub:"),
    "our_council": ("Our council", ":material/home_work:"),
    "peers": ("Our council and its peers", ":material/groups:"),
    "data_coverage": ("Data coverage", ":material/grid_on:"),
    "possible_duplicates": ("Possible duplicates", ":material/content_copy:"),
    "upload_spend": ("Upload spend", ":material/upload_file:"),
    "our_uploads": ("Uploads", ":material/inventory_2:"),
    "back_catalogues": ("Back-catalogues", ":material/library_books:"),
    "held_back_rows": ("Held-back rows", ":material/rule:"),
    "check_private_people": ("Private individuals", ":material/visibility_off:"),
    "check_suppliers": ("Check suppliers", ":material/join_inner:"),
    "check_categories": ("Check categories", ":material/category:"),
    "supplier": ("Supplier", ":material/storefront:"),
    "check_profiles": ("How files are read", ":material/fact_check:"),
    "how_we_know": ("How we know", ":material/search:"),
}

FRONT = "find_opportunities"


def pages_for(asking: Viewer) -> dict[str, list[Any]]:
    """The pages that the viewer may open, under the question that each answers."""
    made = {
        name: st.Page(PAGES / f"{name}.py", title=title, icon=icon)
        for name, (title, icon) in TITLES.items()
        if name != FRONT
    }
    deciding = [*_front_door(), made["business_case"], made["compare_scenarios"]]
    decide = deciding if can_compare(asking) else []
    see = [
        made["compare_categories"],
        made["suppliers_in_common"],
        made["supplier"],
        made["compose_a_hub"],
        made["our_council"],
        made["peers"],
        made["data_coverage"],
        made["how_we_know"],
    ]
    own = [made["possible_duplicates"]] if can_submit(asking, asking.council) else []
    bringing = [
        made["upload_spend"],
        made["our_uploads"],
        made["back_catalogues"],
        made["held_back_rows"],
        made["check_private_people"],
        made["check_profiles"],
    ]
    checking = [made["check_suppliers"]] if can_check_suppliers(asking) else []
    checking += [made["check_categories"]] if can_check_categories(asking, asking.council) else []
    bring = [*bringing, *checking] if can_submit(asking, asking.council) else checking
    groups = {"Decide": decide, "See": [*see, *own], "Bring in spend": bring}
    return {title: pages for title, pages in groups.items() if pages}


def _front_door() -> list[Any]:
    """The page that the app opens with, which has no path of its own, and beside it what its name's path leads to."""
    title, icon = TITLES[FRONT]
    front = st.Page(PAGES / f"{FRONT}.py", title=title, icon=icon, url_path="front", default=True)

    def go() -> None:
        st.switch_page(front)

    return [front, st.Page(go, title=title, icon=icon, url_path=FRONT, visibility="hidden")]
