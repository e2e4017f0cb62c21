"""The fuzzer's harness reads good files in every envelope, and refuses rubbish, without another exception."""

import pytest

from tests.fuzz import envelopes, fuzz_reader


@pytest.mark.parametrize("at", range(len(envelopes.ENVELOPES)), ids=lambda at: envelopes.ENVELOPES[at].__name__)
def test_each_seed_is_read_or_refused(at: int) -> None:
    came = fuzz_reader.read_one(fuzz_reader.seeds()[at])
    partial = {"as_sheet_markup", "as_shared_texts", "as_broken_workbook"}
    assert came == "refused" if envelopes.ENVELOPES[at].__name__ in partial else came == "1"


@pytest.mark.parametrize("data", [b"", b"\x00", bytes(range(256)), b"\x03<sheetData>", b"\x06</table:table>"], ids=repr)
def test_rubbish_is_refused(data: bytes) -> None:
    assert fuzz_reader.read_one(data) == "refused"
