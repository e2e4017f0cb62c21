"""Inputs of a business case that are no inputs are told in a sentence."""

from pathlib import Path

import pytest

from procurement.cases.problems import InputProblem
from procurement.services.cases import appraising

BROKEN = [
    pytest.param(b'{"a": ', "is not JSON", id="cut short"),
    pytest.param(b"\xff\xfe\x00", "is not JSON", id="bytes"),
    pytest.param(b"[" * 100_000, "is not JSON", id="too deep"),
    pytest.param(b"[]", "one object", id="a list"),
    pytest.param(b"{}", "is missing from the inputs", id="nothing in it"),
]


@pytest.mark.parametrize(("content", "sentence"), BROKEN)
def test_broken_inputs_are_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "inputs.json"
    path.write_bytes(content)
    with pytest.raises(InputProblem, match=sentence):
        appraising.appraise_file(path)
