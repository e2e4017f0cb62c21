"""Buttons that download what a page shows."""

import json
from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from procurement.pages.shell import desk
from procurement.services import publishing


def download(label: str, frame: pl.DataFrame, file_name: str, key: str | None = None) -> None:
    """A button that downloads a table as CSV, with its provenance and formulas disarmed; key: where it stands twice."""
    download_made(label, lambda: frame, file_name, key)


def download_made(label: str, make: Callable[[], pl.DataFrame], file_name: str, key: str | None = None) -> None:
    """As `download`; the table is made, and written as CSV, only once somebody asks for it."""
    open_desk = desk()
    st.download_button(
        label,
        lambda: publishing.csv_of(open_desk, make()),
        file_name=publishing.safe_name(file_name),
        mime="text/csv",
        icon=":material/download:",
        key=key,
    )


def download_json(label: str, content: Any, file_name: str) -> None:
    """A button that downloads plain values as JSON."""
    made = json.dumps(content, indent=1, ensure_ascii=False)
    st.download_button(label, made, file_name=publishing.safe_name(file_name), mime="application/json")
