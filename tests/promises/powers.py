"""Letting permissions bind a process of root's, so that a read-only folder is read-only in tests run by root."""

import ctypes
import sys


class Header(ctypes.Structure):
    """Which layout of capabilities is meant, and whose: version 3, ourselves."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def give_up_powers() -> None:
    """Let permissions bind this process even where it is root's, by giving up what stands above them."""
    if sys.platform != "linux":
        return
    none_at_all = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(Header(0x20080522, 0)), none_at_all)
