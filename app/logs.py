"""The log: one JSON object a line, so that it can be searched and counted by any tool."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger("malbild.svar")

_OF_OURS = ("address", "status", "ms", "code")
"""What our own messages say beside their words; ``ms`` are milliseconds, ``code`` is the one that an error page shows."""
_LONGEST_ADDRESS = 300


class JsonLines(logging.Formatter):
    """Time (UTC), level, name and message; then what the message says beside its words, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "name": record.name,
            "message": record.getMessage(),
        }
        said |= {name: getattr(record, name) for name in _OF_OURS if hasattr(record, name)}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def start_logging(level: str) -> None:
    """Write everything from this level on to standard error. Without a level that logging knows it raises ValueError."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


def log_answers(server: Flask) -> None:
    """Log every answer, at the level info: address, status and milliseconds. What people search for is not in the address."""

    @server.before_request
    def _begin() -> None:
        g.began = time.perf_counter()

    @server.after_request
    def _end(response: Response) -> Response:
        if log.isEnabledFor(logging.INFO):
            ms = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
            told = {"address": shown_address(), "status": response.status_code, "ms": ms}
            log.info("%s %s", request.method, response.status_code, extra=told)
        return response


def shown_address() -> str:
    """The address of the request in a form that cannot break a line, without what somebody has searched for."""
    if not request:
        return "-"
    parts = [part for part in request.query_string.decode("utf-8", "replace").split("&") if part and not part.startswith("sok=")]
    address = request.path + ("?" + "&".join(parts) if parts else "")
    return address.encode("unicode_escape").decode("ascii")[:_LONGEST_ADDRESS]
