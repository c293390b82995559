"""Answers of Kolada kept on disk until the load is done, so that one that is interrupted goes on where it stopped."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
from pathlib import Path

from sqlalchemy import make_url

from data.settings import ROOT
from etl.readers.kolada import NotKoladaError, page_of

FRESH_FOR = dt.timedelta(hours=12)
"""Answers that are older are fetched again: pages of different days are no whole."""


def folder_beside(store_url: str) -> Path:
    """``kolada`` in the folder of the store's file; in ``data/var`` where the store is no file."""
    database = make_url(store_url).database
    is_file = store_url.startswith("sqlite") and database and database != ":memory:" and not database.startswith("file:")
    return (Path(str(database)).parent if is_file else ROOT / "data" / "var") / "kolada"


class KeptAnswers:
    """The answers of one request: for each address a file with the address, when it was fetched, and the answer as it came."""

    def __init__(self, folder: Path, *, now: dt.datetime) -> None:
        self._folder = folder
        self._now = now

    def answer(self, address: str) -> bytes | None:
        """The answer that came from the address, if it is kept, whole and fresh."""
        try:
            content = self._path(address).read_bytes()
            kept = json.loads(content)
            fetched = dt.datetime.fromisoformat(kept["fetched_at"])
            if kept["address"] != address or not dt.timedelta() <= self._now - fetched <= FRESH_FOR:
                return None
            page_of(content)
        except (OSError, ValueError, KeyError, TypeError, RecursionError, NotKoladaError):
            return None
        return content

    def keep(self, address: str, answer: bytes) -> None:
        """Keep an answer, which is JSON; a disk that cannot is no hindrance to the load."""
        head = json.dumps({"address": address, "fetched_at": self._now.isoformat(timespec="seconds")}, ensure_ascii=False)
        path = self._path(address)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(head.encode()[:-1] + b', "page": ' + answer + b"}")
            unfinished.replace(path)

    def forget(self) -> None:
        """The load is done: nothing is kept any more."""
        shutil.rmtree(self._folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # others' answers may lie beside
            self._folder.parent.rmdir()

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"
