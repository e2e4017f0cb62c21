"""The arithmetic of business cases on given inputs; needs no store."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from procurement.cases import appraisal
from procurement.cases.problems import InputProblem


@dataclass(frozen=True)
class Appraised:
    """The appraisal of given inputs: every level of every category, and the answer in full."""

    listed: pl.DataFrame
    whole: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the shape of the published worked example."""
        return self.whole


def appraise_file(path: Path) -> Appraised:
    """The arithmetic on the inputs of a JSON file; raises InputProblem where it is no JSON or lacks an input."""
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise InputProblem(f"{path.name} is not JSON: {problem}.") from problem
    if not isinstance(given, dict):
        raise InputProblem(f"{path.name} must hold one object of inputs, in curly brackets.")
    try:
        whole = appraisal.appraise(given)
    except OverflowError as problem:
        raise InputProblem(f"{path.name} holds a number that is too large to reckon with.") from problem
    rows = [
        {
            "category": name,
            "level": level,
            "npv": worth["npv"],
            "bcr": worth.get("bcr"),
            "recommended": found["recommended"],
        }
        for name, found in whole.items()
        for level, worth in found["levels"].items()
    ]
    return Appraised(pl.DataFrame(rows), whole)
