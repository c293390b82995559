"""Jobs of many pieces: one at a time, in a thread of its own, with their state in files.

The state lies in files so that a page that is loaded anew, and a server that is started anew, still knows what became of a job.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import logging
import os
import queue
import re
import secrets
import shutil
import stat
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

log = logging.getLogger("malbild.arbete")

MOST_UNFINISHED = 3
MOST_PIECES = 300
KEPT_SECONDS = 24 * 3600.0
_ID = re.compile(r"[A-Za-z0-9_-]{16}")
_STATUS, _CANCEL, _RESULT, _UNFINISHED = "lage.json", "avbryt", "resultat.zip", "resultat.zip.skrivs"


class JobState(StrEnum):
    WAITING = "vantar"
    WORKING = "gors"
    DONE = "klar"
    CANCELLED = "avbruten"
    FAILED = "fel"
    LOST = "forlorad"
    """The server ended before the job did."""


UNFINISHED = (JobState.WAITING, JobState.WORKING)


class TooManyJobsError(Exception):
    """Others are waiting already."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a job: its name for people, and the name of its file."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of a job."""

    id: str
    title: str
    back: str
    file: str
    pieces: int
    state: JobState = JobState.WAITING
    done: int = 0
    current: str = ""
    faults: tuple[tuple[str, str], ...] = ()
    """Pieces that could not be made, each with why."""
    started: str = ""
    process: int = 0
    token: str = ""

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED


Make = Callable[[Piece], bytes]
"""Makes one piece; what it raises becomes a fault of the piece, in its words."""


@dataclass(slots=True)
class _Waiting:
    job: Job
    pieces: Sequence[Piece]
    make: Make


@dataclass(slots=True)
class Jobs:
    """The jobs of an installation. Safe between threads; nothing is started before the first job."""

    folder: Path
    _queue: queue.SimpleQueue[_Waiting] = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _token: str = field(default_factory=lambda: secrets.token_hex(8))

    def start(self, title: str, back: str, file: str, pieces: Sequence[Piece], make: Make) -> Job:
        """Begin a job, or let it wait for its turn. Raises TooManyJobsError."""
        if not 0 < len(pieces) <= MOST_PIECES:
            raise ValueError(f"a job has 1 to {MOST_PIECES} pieces, not {len(pieces)}")
        with self._lock:
            self.folder = _made(self.folder)
            self._clean()
            if sum(job.is_unfinished for job in map(self._read, self._folders()) if job is not None) >= MOST_UNFINISHED:
                raise TooManyJobsError
            id_ = secrets.token_urlsafe(12)
            now = dt.datetime.now().isoformat(timespec="seconds")
            job = Job(id_, title, back, file, len(pieces), started=now, process=os.getpid(), token=self._token)
            (self.folder / id_).mkdir(mode=0o700, parents=True)
            self._write(job)
            self._queue.put(_Waiting(job, pieces, make))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="malbild-arbete", daemon=True)
                self._thread.start()
        return job

    def find(self, id_: str) -> Job | None:
        """The job as it is now; None where there is none, or no longer."""
        return self._read(self.folder / id_) if _ID.fullmatch(id_) and _is_ours(self.folder) else None

    def cancel(self, id_: str) -> None:
        """Let the job stop after the piece it is at. What is finished is not touched."""
        job = self.find(id_)
        if job is not None and job.is_unfinished:
            (self.folder / id_ / _CANCEL).touch()

    def result(self, id_: str) -> Path | None:
        """The file of a finished job."""
        job = self.find(id_)
        path = self.folder / id_ / _RESULT
        return path if job is not None and job.state is JobState.DONE and path.exists() else None

    def _work(self) -> None:
        while True:
            waiting = self._queue.get()
            try:
                self._do(waiting)
            except Exception:
                log.exception("arbete misslyckades id=%s", waiting.job.id)
                with contextlib.suppress(OSError):
                    self._write(replace(waiting.job, state=JobState.FAILED))

    def _do(self, waiting: _Waiting) -> None:
        folder = self.folder / waiting.job.id
        job = replace(waiting.job, state=JobState.WORKING)
        with zipfile.ZipFile(folder / _UNFINISHED, "w", zipfile.ZIP_STORED) as result:
            for piece in waiting.pieces:
                if (folder / _CANCEL).exists():
                    break
                job = replace(job, current=piece.name)
                self._write(job)
                try:
                    result.writestr(piece.file, waiting.make(piece))
                except Exception as error:
                    log.warning("del av arbete misslyckades id=%s del=%s", job.id, piece.name, exc_info=error)
                    job = replace(job, faults=(*job.faults, (piece.name, str(error))))
                job = replace(job, done=job.done + 1)
        if (folder / _CANCEL).exists():
            (folder / _UNFINISHED).unlink()
            self._write(replace(job, state=JobState.CANCELLED, current=""))
            return
        (folder / _UNFINISHED).replace(folder / _RESULT)
        has_any = len(job.faults) < job.pieces
        self._write(replace(job, state=JobState.DONE if has_any else JobState.FAILED, current=""))

    def _write(self, job: Job) -> None:
        path = self.folder / job.id / _STATUS
        unfinished = path.with_suffix(f".{threading.get_ident()}")
        unfinished.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)

    def _read(self, folder: Path) -> Job | None:
        try:
            known: dict[str, Any] = json.loads((folder / _STATUS).read_text(encoding="utf-8"))
            known["state"] = JobState(known["state"])
            known["faults"] = tuple((name, why) for name, why in known["faults"])
            job = Job(**known)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        is_ours = job.token == self._token
        return replace(job, state=JobState.LOST) if job.is_unfinished and not is_ours and not _lives(job.process) else job

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [path for path in self.folder.iterdir() if _ID.fullmatch(path.name)]
        return []

    def _clean(self) -> None:
        """Forget what has been finished so long that nobody waits for it."""
        for path in self._folders():
            job = self._read(path)
            with contextlib.suppress(OSError):
                is_old = time.time() - path.stat().st_mtime > KEPT_SECONDS
                if is_old and (job is None or not job.is_unfinished):
                    shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    """Whether another process of this program may still be at it."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def work_folder(store_url: str) -> Path:
    """Where the jobs of the installation with this store lie, the same after a new start; made with the first job."""
    mark = hashlib.sha256(store_url.encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"malbild-arbete-{os.getuid()}-{mark}"


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder that nobody else on the machine has laid there, or can look into."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & 0o077


def _made(folder: Path) -> Path:
    """The folder, made if it is missing; another in its place where somebody else has laid something there."""
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder if _is_ours(folder) else Path(tempfile.mkdtemp(prefix="malbild-arbete-"))
