"""A sentence for what a person can mend; a fault of the program stays a fault."""

import errno

import pytest

from procurement.access import NotAllowed
from procurement.publish.exports import TooManyRows
from procurement.services.problems import CannotDo, told


def _raising(problem: Exception) -> object:
    raise problem


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (CannotDo("No such level."), "No such level."),
        (NotAllowed("You may not."), "You may not."),
        (TooManyRows("Too many rows."), "Too many rows."),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "spend"), "spend can't be used: is a directory."),
    ],
    ids=["ours", "not allowed", "too many rows", "the disk's"],
)
def test_trouble_is_one_sentence(problem: Exception, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(lambda: _raising(problem)) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"{said}\n")


@pytest.mark.parametrize("fault", [ValueError("a fault"), TypeError("a fault")], ids=["value", "type"])
def test_a_fault_is_not_disguised_as_a_sentence(fault: Exception) -> None:
    with pytest.raises(type(fault), match="a fault"):
        told(lambda: _raising(fault))
