"""Work shared with copies of the process comes out as if it were done by one, whatever happens to the copies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from data.settings import ROOT
from etl import sharing
from etl.read_model import fast, hiding
from etl.read_model.facts import definitions
from etl.rules import subtraction
from tests.etl.odd_store import odd_store
from tests.etl.test_two_implementations import AS_OF, DEFAULTS

PARTS = list(range(10))


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever other threads the test runner may have."""
    monkeypatch.setattr(sharing, "_may_copy", lambda: hasattr(os, "fork"))


@pytest.mark.parametrize("processes", [1, 2, 3, 20])
def test_the_answers_come_in_the_order_of_the_parts(copies: None, processes: int) -> None:
    assert sharing.each(lambda part: part * part, PARTS, processes=processes) == [part * part for part in PARTS]
    assert sharing.each(lambda part: part, [], processes=processes) == []


def test_other_processes_take_a_share(copies: None) -> None:
    assert len(set(sharing.each(lambda _: os.getpid(), PARTS, processes=3))) == 3


def test_few_parts_are_not_worth_a_copy() -> None:
    assert set(sharing.each(lambda _: os.getpid(), PARTS)) == {os.getpid()}


def test_a_process_with_threads_is_not_copied() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert set(sharing.each(lambda _: os.getpid(), PARTS, processes=2)) == {os.getpid()}
    finally:
        over.set()
        thread.join()


def test_a_fault_in_a_copy_is_raised_here(copies: None) -> None:
    def work(part: int) -> int:
        if part == 7:
            raise ValueError("del 7")
        return part

    with pytest.raises(ValueError, match="del 7"):
        sharing.each(work, PARTS, processes=2)


def test_the_share_of_a_killed_copy_is_done_here(copies: None) -> None:
    here = os.getpid()

    def work(part: int) -> tuple[int, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return part, os.getpid()

    assert sharing.each(work, PARTS, processes=3) == [(part, here) for part in PARTS]


def test_a_copy_ends_when_its_parent_is_killed() -> None:
    program = """
import os, sys, time
from etl import sharing
here = os.getpid()
def work(part):
    if os.getpid() != here:
        print(os.getpid(), flush=True)
        time.sleep(0.2)
    else:
        time.sleep(60)
sharing.each(work, list(range(1000)), processes=2)
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        copy = int(parent.stdout.readline())
        parent.kill()
    give_up = time.monotonic() + 10
    while _is_there(copy) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not _is_there(copy)


def _is_there(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked after does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("is_killed", [False, True])
def test_the_same_is_withheld_by_one_process_and_by_several(
    copies: None, monkeypatch: pytest.MonkeyPatch, is_killed: bool
) -> None:
    here, search = os.getpid(), subtraction.withheld_for

    def withheld_for(*given: object) -> object:
        if is_killed and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return search(*given)  # type: ignore[arg-type]

    with odd_store(4, departments=2, units=3, indicators=10, years=(2022, 2023), few=0.1) as (connection, _):
        whole = fast.whole_of(connection, AS_OF, DEFAULTS)
        assert whole is not None
        of_indicator = definitions(connection, DEFAULTS)
        found = []
        for parts_worth_a_copy in (10**6, 1):
            monkeypatch.setattr(sharing, "WORTH_WHILE", parts_worth_a_copy)
            monkeypatch.setattr(sharing, "cores", lambda: 3)
            monkeypatch.setattr(hiding, "withheld_for", withheld_for)
            found.append(hiding.withheld(whole.grid, whole.organisation, of_indicator))
    assert found[0].any()
    assert np.array_equal(found[0], found[1])
