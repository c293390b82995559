"""What files do to the processes that read them: told by the file's name, in the process itself."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from etl import reading_ahead
from etl.reading import ReadFile

KILLS, SLEEPS = "dödar.txt", "sover.txt"
_READ = reading_ahead.READ


def harmful(path: str) -> ReadFile:
    """Read the file, unless its name says that it kills its reader or takes for ever."""
    name = Path(path).name
    if name == KILLS:
        os.kill(os.getpid(), signal.SIGKILL)
    if name == SLEEPS:
        time.sleep(120)
    return _READ(path)


def outdated(path: str) -> ReadFile:
    """What a file held before somebody changed it."""
    return ReadFile("0" * 64, [])
