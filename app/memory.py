"""The memory of the server: what is never garbage is not searched through, and what is freed is given back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Of ``malloc.h``."""
_NEW_OBJECTS = 10_000
"""After so many Python looks among the new ones for garbage. Its own 700 has it look ten times for a page of thousands of cells,
of which none is garbage of the kind that has to be looked for."""
_LARGE_BYTES = 128 * 1024
_ARENAS = 2


@contextmanager
def no_search_for_garbage() -> Iterator[None]:
    """Within the block nothing is searched through; what is there at its end is never searched again.

    Nearly all that a start makes lives as long as the process (of 230,000 objects 950 do not), and Python goes through it
    again and again while it grows: a fifth of the start, and later a pause of 100 ms now and then. A worker that is forked
    from a process whose objects are frozen shares their memory for longer. As the documentation of ``gc.freeze`` advises.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(_NEW_OBJECTS)
        gc.enable()


def give_back_what_is_freed() -> None:
    """Let a page that has been sent give its memory back to the machine, for this process and those forked from it.

    The C library of most Linux systems learns from the first large piece that is freed to keep such pieces, and in many places
    where there are many threads: after two hundred pages the server held 220 MB where it used 150. To set the threshold, at its
    ordinary value, ends the learning (man 3 mallopt). Other C libraries have no such option, and nothing is done.
    """
    import ctypes

    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        set_option(_M_ARENA_MAX, _ARENAS)
