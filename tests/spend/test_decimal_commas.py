"""A comma before the pence on every amount is certain; among others it stays held back."""

import pytest

from tests.spend.reading_texts import judged


def listed(*amounts: str) -> str:
    """A file with these amounts, a day each."""
    rows = [f"{at}/05/2024;Alder Paving Ltd;{amount}" for at, amount in enumerate(amounts, 10)]
    return "\n".join(["Date;Supplier;Net Amount", *rows]) + "\n"


@pytest.mark.parametrize(
    ("amounts", "pence"),
    [
        (("1.250,50", "640,00", "-75,25", "2.501.000,00", "5,10"), 250_282_035),
        (("1250,50", "640,00", "75,25-", "10,00", "£5,10"), 183_035),
        (("1 250,50", "640,00", "(75,25)", "10,00", "5,10", "7"), 183_735),
    ],
    ids=["points between thousands", "nothing between thousands", "spaces, brackets, a whole number"],
)
def test_commas_on_every_line_are_read(amounts: tuple[str, ...], pence: int) -> None:
    file = judged(listed(*amounts))
    assert (file.accepted_pence, file.held_back.height, file.questions) == (pence, 0, ())
    assert "DECIMAL_COMMA" in {fix.rule for fix in file.fixes}


def test_a_cell_without_a_figure_says_nothing_of_the_others() -> None:
    file = judged(listed("1.250,50", "640,00", "75,25", "n/a", "10,00", "5,10"))
    assert (file.accepted_pence, file.held_back.height) == (198_085, 1)


@pytest.mark.parametrize(
    ("amounts", "held"),
    [
        (("1250,50", "640,00", "75,25", "10,00", "5.10"), 4),
        (("1.250,50", "640,00", "75,25", "10,00"), 4),
        (("1.250,50", "640,00", "75,25", "10,00", "5,10", "1,250"), 5),
    ],
    ids=["one with a point", "few amounts", "one that may be thousands"],
)
def test_other_columns_are_held_back_line_by_line(amounts: tuple[str, ...], held: int) -> None:
    assert judged(listed(*amounts)).held_back.height == held
