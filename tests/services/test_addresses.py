"""Without sign-in the app shows nothing to whoever reaches it from another machine."""

from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "streamlit_app.py"


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7", None], ids=["every address", "another", "not said"])
def test_an_address_beyond_this_machine_is_refused(
    address: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROCUREMENT_HOME", str(tmp_path / "store"))
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        page = AppTest.from_file(str(APP), default_timeout=60).run()
    finally:
        config.set_option("server.address", before)
    assert "beyond this machine" in page.error[0].value
    assert not page.selectbox
    assert not (tmp_path / "store").exists()
