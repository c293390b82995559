"""Long work: progress that can be seen, work that can be stopped, states that outlive the page and the server."""

from __future__ import annotations

import os
import shutil
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.work.jobs import MOST_UNFINISHED, Job, Jobs, JobState, Piece, TooManyJobsError, work_folder

PIECES = [Piece(f"Enhet {number}", f"enhet-{number}.pdf") for number in range(4)]


def until(holds: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def state(jobs: Jobs, job: Job) -> JobState | None:
    found = jobs.find(job.id)
    return found.state if found is not None else None


class Gate:
    """Makes pieces one at a time, each when it is let through."""

    def __init__(self) -> None:
        self.room = threading.Semaphore(0)

    def __call__(self, piece: Piece) -> bytes:
        self.room.acquire()
        return piece.name.encode()


def test_a_job_tells_how_far_it_has_come_and_gives_its_file(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    job = jobs.start("Prov", "/rapporter", "prov.zip", PIECES, gate)
    assert jobs.result(job.id) is None
    gate.room.release(2)
    until(lambda: (found := jobs.find(job.id)) and (found.done, found.current) == (2, "Enhet 2"))
    gate.room.release(2)
    until(lambda: state(jobs, job) is JobState.DONE)
    path = jobs.result(job.id)
    assert path is not None
    with zipfile.ZipFile(path) as result:
        assert {name: result.read(name).decode() for name in result.namelist()} == {piece.file: piece.name for piece in PIECES}


def test_a_job_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    job = jobs.start("Prov", "/", "prov.zip", PIECES, gate)
    jobs.cancel(job.id)
    gate.room.release(4)
    until(lambda: state(jobs, job) is JobState.CANCELLED)
    assert jobs.result(job.id) is None
    assert not list((tmp_path / job.id).glob("*.zip*"))


def test_a_job_that_waits_can_be_stopped_before_it_begins(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    first = jobs.start("Ett", "/", "a.zip", PIECES, gate)
    second = jobs.start("Två", "/", "b.zip", PIECES, gate)
    assert state(jobs, second) is JobState.WAITING
    jobs.cancel(second.id)
    gate.room.release(8)
    until(lambda: state(jobs, second) is JobState.CANCELLED)
    assert state(jobs, first) is JobState.DONE


def test_a_piece_that_fails_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    def make(piece: Piece) -> bytes:
        if piece.name == "Enhet 1":
            raise ValueError("Sidan kunde inte visas.")
        return b"x"

    jobs = Jobs(tmp_path)
    job = jobs.start("Prov", "/", "prov.zip", PIECES, make)
    until(lambda: state(jobs, job) is JobState.DONE)
    found = jobs.find(job.id)
    assert found is not None
    assert found.faults == (("Enhet 1", "Sidan kunde inte visas."),)


def test_no_more_than_some_wait_at_a_time(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    for _ in range(MOST_UNFINISHED):
        jobs.start("Prov", "/", "prov.zip", PIECES, gate)
    with pytest.raises(TooManyJobsError):
        jobs.start("En till", "/", "prov.zip", PIECES, gate)
    gate.room.release(4 * MOST_UNFINISHED)


def test_another_process_sees_the_job_and_one_that_lost_its_process_is_told(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    job = jobs.start("Prov", "/", "prov.zip", PIECES, gate)
    until(lambda: state(jobs, job) is JobState.WORKING)
    started_anew = Jobs(tmp_path)  # the same process id, as a server in a container has after a new start
    assert state(started_anew, job) is JobState.LOST
    assert started_anew.start("Nytt", "/", "prov.zip", PIECES, lambda piece: b"x")
    gate.room.release(4)


def test_a_job_of_a_process_that_lives_is_still_at_work(tmp_path: Path) -> None:
    jobs, gate = Jobs(tmp_path), Gate()
    job = jobs.start("Prov", "/", "prov.zip", PIECES, gate)
    until(lambda: state(jobs, job) is JobState.WORKING)
    file = tmp_path / job.id / "lage.json"
    file.write_text(file.read_text().replace(f'"process": {os.getpid()}', f'"process": {os.getppid()}'))
    assert state(Jobs(tmp_path), job) is JobState.WORKING
    gate.room.release(4)


def test_old_jobs_are_forgotten(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    job = jobs.start("Gammalt", "/", "prov.zip", PIECES, lambda piece: b"x")
    until(lambda: state(jobs, job) is JobState.DONE)
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(tmp_path / job.id, (long_ago, long_ago))
    jobs.start("Nytt", "/", "prov.zip", PIECES, lambda piece: b"x")
    assert jobs.find(job.id) is None


@pytest.mark.parametrize("id_", ["", "..", "../../etc/passwd", "x" * 16, "a/b"])
def test_what_is_no_job_is_not_found(tmp_path: Path, id_: str) -> None:
    assert Jobs(tmp_path).find(id_) is None
    Jobs(tmp_path).cancel(id_)
    assert list(tmp_path.iterdir()) == []


def test_a_state_that_was_half_written_is_no_job(tmp_path: Path) -> None:
    (tmp_path / ("x" * 16)).mkdir()
    (tmp_path / ("x" * 16) / "lage.json").write_text('{"id": "x')
    assert Jobs(tmp_path).find("x" * 16) is None


def test_the_folder_is_made_with_the_first_job_and_is_ours_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = work_folder("sqlite:///a")
    assert work_folder("sqlite:///a") == folder != work_folder("sqlite:///b")
    jobs = Jobs(folder)
    assert not folder.exists()
    jobs.start("Prov", "/", "prov.zip", PIECES, lambda piece: b"x")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_somebody_else_has_laid_in_its_place_is_not_used(tmp_path: Path) -> None:
    theirs = tmp_path / "deras"
    theirs.mkdir()
    theirs.chmod(0o755)
    assert Jobs(theirs).find("x" * 16) is None
    laid = tmp_path / "lank"
    laid.symlink_to(theirs)
    jobs = Jobs(laid)
    job = jobs.start("Prov", "/", "prov.zip", PIECES, lambda piece: b"x")
    assert jobs.folder != laid
    until(lambda: state(jobs, job) is JobState.DONE)
    shutil.rmtree(jobs.folder)
