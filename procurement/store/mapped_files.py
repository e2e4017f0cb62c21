"""Files of columns that are looked into where they lie, so that opening one takes no time, whatever its size.

None is changed once it is in its place. Windows does not let a file go that is looked into so, and an erasure must be
able to remove it: there it is read.
"""

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from procurement.store.lasting import sync_file

CAN_BE_REMOVED = os.name != "nt"
"""Whether a file can be removed while somebody looks into it."""
UNREADABLE = (OSError, ValueError, KeyError, TypeError, pa.ArrowException, pl.exceptions.PolarsError)
"""What is raised for a file that is not there, or is not what it should be."""


def write_frame(frame: pl.DataFrame, place: Path) -> None:
    """Write a frame so that `frame` finds it; it lasts through a power cut. OSError where the disk will not take it."""
    aside = place.with_name(f"{place.name}.{os.getpid()}.aside")
    frame.write_ipc(aside)
    sync_file(aside)
    aside.replace(place)


def frame(place: Path) -> pl.DataFrame:
    """A frame of which no more is read than is looked at; one of UNREADABLE where there is none."""
    source = pa.memory_map(str(place)) if CAN_BE_REMOVED else pa.BufferReader(place.read_bytes())
    found = pl.from_arrow(pa.ipc.open_file(source).read_all())
    if not isinstance(found, pl.DataFrame):
        raise TypeError(f"{place} holds no table")
    return found


def write_array(array: npt.NDArray[Any], place: Path) -> None:
    """Write an array as `write_frame` writes a frame, but for the moving: nothing of this name may be there."""
    np.save(place, array, allow_pickle=False)
    sync_file(place)


def array(place: Path) -> npt.NDArray[Any]:
    """An array of which no more is read than is looked at; one of UNREADABLE where there is none."""
    return np.load(place, mmap_mode="r" if CAN_BE_REMOVED else None, allow_pickle=False)
