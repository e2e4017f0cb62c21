"""An officer whose upload meets a full disk reads whether the file is stored, why, and what to do; then it works."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from procurement.access import Role, Viewer

OFFICER = Viewer(Role.OFFICER, "E08000002")
ROWS = b"Payment Date,Supplier Name,Net Amount\n03/04/2024,Quillmarsh Ltd,100.00\n17/04/2024,Harrowfen PLC,70.00\n"
PAGE_WITH_TROUBLE_TOLD = """
import runpy
from procurement.pages import entrance
from procurement.pages.shell import PAGES

with entrance.trouble_told():
    runpy.run_path(str(PAGES / "upload_spend.py"))
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("PROCUREMENT_HOME", str(tmp_path / "store"))
    st.cache_resource.clear()
    test = AppTest.from_string(PAGE_WITH_TROUBLE_TOLD, default_timeout=60)
    test.session_state["viewer"] = OFFICER
    test.run().file_uploader[0].upload("april.csv", ROWS).run()
    yield test
    st.cache_resource.clear()


def _keep(page: AppTest) -> None:
    next(button for button in page.button if button.label == "Keep these payments").click().run()
    assert not page.exception


def test_a_full_disk_is_told_on_the_page_and_the_same_file_is_kept_once_there_is_room(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refuse)
        _keep(page)
    (said,) = [error.value for error in page.error]
    assert said.startswith("Nothing of april.csv was stored.")
    assert said.endswith("The disk is full. Make room on it, then do the same again.")
    _keep(page)
    assert [error.value for error in page.error] == []
    assert "Kept as upload" in page.success[0].value
