"""Bytes over the wire: what can be compressed is, and what never changes is compressed once."""

from __future__ import annotations

from threading import Lock

from flask import Flask, Request, Response, request
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
    Compress(server)
    server.after_request(_read_whole)  # functions after a request run in reverse order: this one before the compressing


def _read_whole(response: Response) -> Response:
    """Files are small enough to be read at once: so they are compressed once and kept, and closed at once."""
    if _is_static(request.path) and response.is_streamed and response.status_code == 200:
        response.direct_passthrough = False
        response.get_data()
    return response


def _cache_key(request: Request) -> str:
    return request.full_path


def _is_static(path: str) -> bool:
    return path.startswith(("/_dash-component-suites/", "/assets/"))
