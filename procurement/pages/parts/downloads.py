"""Buttons that download what a page shows."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from procurement.pages.shell import desk
from procurement.services import publishing
from procurement.services.figures.coverage_view import Beside


def download(label: str, frame: pl.DataFrame, file_name: str, key: str | None = None) -> None:
    """A button that downloads a table as CSV, formulas disarmed; key: where it stands twice."""
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


def figures(
    label: str, frame: pl.DataFrame, file_name: str, row: str, about: Mapping[str, str], beside: Beside | None = None
) -> None:
    """As `download`, for figures: the file says first what it is, what a row of it is, and what the figures cover."""
    figures_made(label, lambda: frame, file_name, row, {**about, **(publishing.of_coverage(beside) if beside else {})})


def figures_made(
    label: str, make: Callable[[], pl.DataFrame], file_name: str, row: str, about: Mapping[str, str]
) -> None:
    """As `figures`, made only once somebody asks for it."""
    open_desk, title = desk(), label.removeprefix("Download ").capitalize()
    st.download_button(
        label,
        lambda: publishing.figures_csv(open_desk, make(), title, row, about),
        file_name=publishing.safe_name(file_name),
        mime="text/csv",
        icon=":material/download:",
    )


def download_json(label: str, content: Any, file_name: str) -> None:
    """A button that downloads plain values as JSON."""
    made = json.dumps(content, indent=1, ensure_ascii=False)
    st.download_button(label, made, file_name=publishing.safe_name(file_name), mime="application/json")
