"""Bytes over the wire: what can be compressed is, and what never changes is compressed once."""

from __future__ import annotations

from threading import Lock

from flask import Flask, Request
from flask_compress import Compress


class _KeptInMemory:
    """Compressed scripts and style sheets by their address. They are few, and their addresses change when they do."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        if _is_static(key.partition(";")[2]):
            with self._lock:
                self._kept[key] = value


def compress(server: Flask) -> None:
    """Compress answers of this server. To be called before Dash gets the server, which would otherwise settle for gzip alone."""
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = 5
    server.config["COMPRESS_CACHE_BACKEND"] = _KeptInMemory
    server.config["COMPRESS_CACHE_KEY"] = _cache_key
    server.config["COMPRESS_STREAMS"] = True
    Compress(server)


def _cache_key(request: Request) -> str:
    return request.full_path


def _is_static(path: str) -> bool:
    return path.startswith(("/_dash-component-suites/", "/assets/"))
