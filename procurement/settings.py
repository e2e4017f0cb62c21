"""Where things are kept and what the limits are: from the environment, with embedded defaults."""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """Folders and addresses; nothing here is a fact about spend."""

    home: Path
    reference: Path
    spark_remote: str


def load(home: Path | None = None) -> Settings:
    """Settings from PROCUREMENT_HOME and SPARK_REMOTE; `home` wins over the environment; default data/store."""
    kept = home or Path(os.environ.get("PROCUREMENT_HOME") or CHECKOUT / "data" / "store")
    return Settings(
        home=kept.resolve(), reference=CHECKOUT / "data" / "reference", spark_remote=os.environ.get("SPARK_REMOTE", "")
    )
