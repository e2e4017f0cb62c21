"""How good a clustering is: pairs, B-cubed, purity, the largest cluster, and the pounds in mixed clusters."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Figures:
    """Shares 0 to 1; `largest` in names; `at_risk` the share of pounds in clusters that mix suppliers."""

    precision: float
    recall: float
    f1: float
    bcubed: float
    purity: float
    largest: int
    at_risk: float

    def __str__(self) -> str:
        """A line of a table."""
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}  B-cubed {self.bcubed:.3f}  "
            f"purity {self.purity:.3f}  largest {self.largest}  pounds at risk {self.at_risk:.1%}"
        )


def of(frame: pl.DataFrame, said: str, true: str, pounds: str) -> Figures:
    """Figures of a frame with a row a name: the cluster said, the true supplier, the pounds paid under the name."""
    said_size, true_size = pl.len().over(said), pl.len().over(true)
    both = pl.len().over(said, true)
    sized = frame.with_columns(both=both, said_size=said_size, true_size=true_size)
    b_precision = sized.select((pl.col("both") / pl.col("said_size")).mean()).item()
    b_recall = sized.select((pl.col("both") / pl.col("true_size")).mean()).item()
    largest_of_each = frame.group_by(said, true).len().group_by(said).agg(pl.col("len").max())["len"].sum()
    right, proposed, wanted = (pairs(frame, by) for by in ([said, true], [said], [true]))
    precision, recall = right / proposed if proposed else 1.0, right / wanted if wanted else 1.0
    is_mixed = pl.col(true).n_unique().over(said) > 1
    mixed = frame.filter(is_mixed)[pounds].sum() / max(frame[pounds].sum(), 1)
    return Figures(
        precision,
        recall,
        harmonic(precision, recall),
        harmonic(b_precision, b_recall),
        largest_of_each / frame.height,
        int(frame.group_by(said).len()["len"].max() or 0),  # type: ignore[arg-type]
        float(mixed),
    )


def pairs(frame: pl.DataFrame, by: list[str]) -> int:
    """How many pairs of rows agree on `by`."""
    size = pl.col("len").cast(pl.Int64)
    return int(frame.group_by(by).len().select((size * (size - 1) // 2).sum()).item() or 0)


def harmonic(a: float, b: float) -> float:
    """The harmonic mean, 0 where both are."""
    return 2 * a * b / (a + b) if a + b else 0.0
