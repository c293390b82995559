"""The server process: gunicorn with one worker and threads, on a port that is taken before anything else is done."""

from __future__ import annotations

import errno
import os
import socket
from typing import Any

from gunicorn.app.base import BaseApplication
from pydantic import ValidationError

from app import text
from app.logs import start_logging
from app.memory import no_search_for_garbage
from data.settings import settings
from data.store import StoreError, engine_for, upgrade

THREADS = 8
_CACHE_KIB = 1000
"""Of each thread's connection: a page reads a few hundred kilobytes of the store, and is no slower than with twice as much."""


class CannotStartError(Exception):
    """The server cannot start; the message says why and what to do, in Swedish."""


def ready() -> Server:
    """The port taken and the store up to date: a server that only has to be run. Raises CannotStartError."""
    host, port = _host_and_port()
    start_logging(settings().log_level)
    listening = listen(host, port)
    _upgrade_store()
    where = address(host, listening.getsockname()[1])
    return Server(listening.detach(), where)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the port. Taking it is the check: nobody can come between. Raises CannotStartError."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise CannotStartError(_why_not(error, host, port)) from error


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _host_and_port() -> tuple[str, int]:
    """From the settings; ``PORT`` goes before ``MALBILD_PORT``."""
    try:
        host, port = settings().host, settings().port
    except ValidationError as error:
        first = error.errors()[0]
        name = "MALBILD_" + "_".join(str(part) for part in first["loc"]).upper()
        raise CannotStartError(text.SERVER_SETTINGS_WRONG.format(problem=f"{name}={first['input']}")) from error
    given = os.environ.get("PORT", "").strip() or str(port)
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise CannotStartError(text.SERVER_PORT_NOT_A_PORT.format(given=given))
    return host, int(given)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return text.SERVER_PORT_TAKEN.format(port=port, host=host, other=port + 1 if port < 65535 else port - 1)
    if error.errno in (errno.EACCES, errno.EPERM):
        return text.SERVER_PORT_FORBIDDEN.format(port=port)
    return text.SERVER_HOST_UNKNOWN.format(host=host)


def _upgrade_store() -> None:
    engine = engine_for()
    try:
        upgrade(engine)
    except StoreError as error:
        raise CannotStartError(str(error)) from error
    finally:
        engine.dispose()  # no connection may follow along into the worker


class Server(BaseApplication):
    """Gunicorn, told by us and not by a command line."""

    def __init__(self, listening_fd: int, where: str) -> None:
        self._listening_fd = listening_fd
        self._where = where
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": f"fd://{self._listening_fd}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 120,
            "graceful_timeout": 5,
            "keepalive": 30,
            "loglevel": "warning",
            "accesslog": None,
            "proc_name": "malbild",
            "control_socket_disable": True,
            "post_worker_init": self._tell,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, in the worker; it has drawn its first page before the first visitor comes."""
        with no_search_for_garbage():
            from app.server import create_app  # all of Dash, which the process that only watches the worker does without

            server = create_app(engine_for(cache_kib=_CACHE_KIB)).server
            warm(server)
        return server

    def _tell(self, _: Any) -> None:
        print(text.SERVER_STARTED.format(address=self._where), flush=True)


def warm(server: Any) -> None:
    """Draw the index once: Dash fills its register of scripts then, and a script asked for before would be unknown."""
    server.test_client().get("/")
