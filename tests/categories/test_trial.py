"""What is learned is worth keeping where it puts more pounds right, less those it puts wrong."""

import pytest

from procurement.categories.trial import Score, Trial


def test_shares_are_of_the_pounds_that_were_answered() -> None:
    score = Score(pence=1000, answered_pence=800, right_pence=600)
    assert (score.share_answered, score.share_right) == (0.8, 0.75)
    nothing = Score(0, 0, 0)
    assert (nothing.share_answered, nothing.share_right) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("learned", "is_better"),
    [
        (Score(1000, 800, 601), True),
        (Score(1000, 800, 600), False),
        (Score(1000, 1000, 690), False),
        (Score(1000, 700, 560), True),
    ],
    ids=["more right", "as many", "more right and still more wrong", "fewer answers, and fewer wrong"],
)
def test_it_is_better_by_pounds_right_less_pounds_wrong(learned: Score, is_better: bool) -> None:
    assert Trial(2, 9, without=Score(1000, 800, 600), learned=learned).is_better is is_better
