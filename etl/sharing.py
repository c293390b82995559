"""Work that is many parts with nothing in common, shared with processes that are copies of this one.

A copy (*fork*) sees all that its parent sees, without a byte being sent, and shares its memory as long as neither writes to it.
It is made only where that is safe, and where there is enough to do: on a system that has it, of a process that has one thread.
A copy only reckons: it touches neither files nor the store, and ends without a word to them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Part = TypeVar("Part")
Answer = TypeVar("Answer")

WORTH_WHILE = 40
"""Parts that make up for the copies: some ten milliseconds each, as what is withheld of an indicator in a year."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[Part], Answer], parts: Sequence[Part], *, processes: int | None = None) -> list[Answer]:
    """What ``work`` answers of every part, in their order.

    ``processes`` is among how many the parts are shared, this one among them (None: as many as are worth it). Raises what the
    work raises. A copy that is ended from without costs nothing but time: its share is done here.
    """
    shares = processes or (cores() if len(parts) >= WORTH_WHILE else 1)
    if shares == 1 or not _may_copy():
        return [work(part) for part in parts]
    copies = [_Copy(work, parts[place::shares]) for place in range(1, shares)]
    try:
        answers: list[Any] = [None] * len(parts)
        answers[::shares] = [work(part) for part in parts[::shares]]
        for place, copy in enumerate(copies, start=1):
            answers[place::shares] = copy.answers()
        return answers
    finally:
        for copy in copies:
            copy.end()


def _may_copy() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


class _Copy:
    """A copy of this process at work on its share."""

    def __init__(self, work: Callable[[Any], Any], parts: Sequence[Any]) -> None:
        self._work, self._parts = work, parts
        self._answers, here = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.get_context("fork").Process(target=_reckon, args=(work, parts, here), daemon=True)
        self._process.start()
        here.close()

    def answers(self) -> list[Any]:
        try:
            done, answers = self._answers.recv()
        except EOFError:
            done, answers = False, None
        return answers if done else [self._work(part) for part in self._parts]

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._answers.close()


def _reckon(work: Callable[[Any], Any], parts: Sequence[Any], here: Connection) -> None:
    """In the copy: the answers, or that there is a fault, which comes again where the share is then done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to heed
    parent, answers = os.getppid(), []
    try:
        for part in parts:
            if os.getppid() != parent:  # killed: nobody waits for the answers
                return
            answers.append(work(part))
    except Exception:
        here.send((False, None))
        return
    here.send((True, answers))
