"""Each test of a page has a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the store is; nothing that another test's pages had in memory is left."""
    monkeypatch.setenv("PROCUREMENT_HOME", str(tmp_path / "store"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield tmp_path / "store"
    st.cache_resource.clear()
