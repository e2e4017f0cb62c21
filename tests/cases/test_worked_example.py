"""The method's own worked example: every pound, rate, gate and chance, from its inputs."""

import json
from pathlib import Path
from typing import Any

import pytest

from procurement.cases import appraisal


@pytest.fixture(scope="module")
def design(project: Path) -> Path:
    folder = project.parent / "shared" / "design"
    if not (folder / "worked-example.json").is_file():
        pytest.skip("the worked example is not beside this checkout (../shared/design), so this test did not run")
    return folder


@pytest.fixture(scope="module")
def given(design: Path) -> dict[str, Any]:
    return json.loads((design / "worked-example-inputs.json").read_text())


@pytest.fixture(scope="module")
def printed(design: Path) -> dict[str, Any]:
    return json.loads((design / "worked-example.json").read_text())


@pytest.fixture(scope="module")
def found(given: dict[str, Any]) -> dict[str, Any]:
    return appraisal.appraise(given)


def leaves(tree: Any, path: str = "") -> dict[str, Any]:
    if not isinstance(tree, dict):
        return {path: tree}
    return {key: leaf for name, branch in tree.items() for key, leaf in leaves(branch, f"{path}/{name}").items()}


def test_every_printed_figure_is_reproduced_exactly(found: dict[str, Any], printed: dict[str, Any]) -> None:
    expected, ours = leaves(printed), leaves(found)
    assert len(expected) == 108
    assert {path: ours.get(path) for path in expected} == expected


def test_another_seed_agrees_within_the_stated_tolerance(given: dict[str, Any], printed: dict[str, Any]) -> None:
    reseeded = {**given, "simulation": {**given["simulation"], "seed": 7}}
    found = appraisal.appraise(reseeded, draws=200_000)
    for name, answer in printed.items():
        for level in ("local", "subnational", "national"):
            chance = found[name]["simulation"]["p_best"][level]
            assert chance == pytest.approx(answer["simulation"]["p_best"][level], abs=0.015)
        national, told = found[name]["simulation"]["national"], answer["simulation"]["national"]
        width = told["p90"] - told["p10"]
        assert all(abs(national[point] - told[point]) <= 0.03 * width for point in ("p10", "p50", "p90"))


def test_yearly_cash_adds_up_to_the_net_present_value(found: dict[str, Any]) -> None:
    for answer in found.values():
        for level in ("subnational", "national"):
            cash = sum(year["discounted"] for year in answer["levels"][level]["yearly_cash"])
            assert cash == pytest.approx(answer["levels"][level]["npv"], abs=0.05)
