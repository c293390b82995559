"""PDF of our own pages, made in a headless Chromium that lives on between them.

Chromium is spoken to over a pair of pipes (the DevTools protocol, ``--remote-debugging-pipe``): no port is opened, and no driver
of a hundred megabytes is needed. Nothing it asks for reaches a network: every request of a page is answered by this program's own
pages, and whatever is not ours is refused. See docs/decisions/0009-pdf-in-chromium.md.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import itertools
import json
import logging
import os
import queue
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from app import text

log = logging.getLogger("malbild.pdf")

HOST = "http://malbild.invalid"
"""Where the pages seem to lie: a name that, by RFC 2606, never leads anywhere."""
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
)
_START_SECONDS = 20.0
_IDLE_SECONDS = 600.0
"""A browser that nobody has used so long is closed; it holds some 150 MB."""
_MOST_KEPT_FILES = 40


class PdfError(Exception):
    """No PDF can be made; the message says why and what to do, in Swedish."""


class NoChromiumError(PdfError):
    """There is no Chromium on this machine."""


class PdfBusyError(PdfError):
    """Too many are being made already."""


class PdfTimeoutError(PdfError):
    """It took longer than it may."""


class PageRefusedError(PdfError):
    """The page itself could not be shown; ``status`` is what it was answered with."""

    def __init__(self, status: int) -> None:
        super().__init__(text.PDF_PAGE_REFUSED.format(status=status))
        self.status = status


class _GoneError(Exception):
    """The browser has ended, or was ended."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one of our addresses gives."""

    status: int
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """How a page is printed; the page's own style may say the size. Margins are in centimetres."""

    is_landscape: bool = False
    margin_cm: float = 1.4
    footer: str = ""
    """What stands at the foot of every page, as HTML; the number of the page is the style sheet's."""


def chromium_path(given: str = "") -> str:
    """The browser to use: the one given, else the first of the usual names. Raises NoChromiumError."""
    found = shutil.which(given) if given else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoChromiumError(text.PDF_CHROMIUM_WRONG.format(path=given) if given else text.PDF_NO_CHROMIUM)
    return found


class Printer:
    """Makes PDF of addresses, at most ``at_once`` at a time and each within ``seconds``. One browser, started when it is needed.

    ``answer`` gives what an address of ours holds. Safe between threads.
    """

    def __init__(self, answer: Callable[[str], Answered], *, path: str = "", at_once: int = 2, seconds: float = 60.0) -> None:
        self._answer = answer
        self._path = path
        self._seconds = seconds
        self._room = threading.BoundedSemaphore(at_once)
        self._browser: _Browser | None = None
        self._lock = threading.Lock()
        self._files: dict[str, Answered] = {}
        self._used = time.monotonic()

    def pdf(self, address: str, paper: Paper | None = None) -> bytes:
        """The page at the address as a tagged PDF with an outline. Raises PdfError."""
        until = time.monotonic() + self._seconds
        if not self._room.acquire(timeout=self._seconds / 2):
            raise PdfBusyError(text.PDF_BUSY)
        try:
            for attempt in (1, 2):
                try:
                    return self._print(address, paper or Paper(), until)
                except _GoneError:
                    log.warning("chromium avslutades oväntat, försök %s", attempt)
            raise PdfError(text.PDF_CHROMIUM_GONE)
        finally:
            self._room.release()

    def close(self) -> None:
        """End the browser, if there is one."""
        with self._lock:
            if self._browser is not None:
                self._browser.close()
                self._browser = None

    def _print(self, address: str, paper: Paper, until: float) -> bytes:
        browser = self._ready()
        try:
            with browser.tab(until) as tab:
                return tab.pdf(address, paper, self._file)
        except PdfTimeoutError:
            log.error("pdf tog för lång tid adress=%s", address)
            raise
        finally:
            self._used = time.monotonic()

    def _ready(self) -> _Browser:
        with self._lock:
            if self._browser is None or not self._browser.is_alive:
                if self._browser is not None:
                    self._browser.close()
                self._browser = _started(chromium_path(self._path))
                threading.Thread(
                    target=self._close_when_idle, args=(self._browser,), name="malbild-pdf-vila", daemon=True
                ).start()
            return self._browser

    def _close_when_idle(self, browser: _Browser) -> None:
        while browser.is_alive:
            time.sleep(min(_IDLE_SECONDS, 30.0))
            with self._lock:
                if self._browser is browser and not browser.is_busy and time.monotonic() - self._used > _IDLE_SECONDS:
                    browser.close()
                    self._browser = None
                    return

    def _file(self, address: str) -> Answered:
        """What an address of ours gives; style sheets and scripts are kept, for they are the same each time."""
        if not address.startswith("/assets/"):
            return self._answer(address)
        if address not in self._files:
            if len(self._files) >= _MOST_KEPT_FILES:
                self._files.clear()
            self._files[address] = self._answer(address)
        return self._files[address]


def _started(path: str) -> _Browser:
    """A browser that answers. Where its own sandbox cannot be had (root, some containers) it is started without."""
    for flags in ((), ("--no-sandbox",)) if os.geteuid() else (("--no-sandbox",),):
        browser = _Browser(path, flags)
        try:
            browser.call("Browser.getVersion", until=time.monotonic() + _START_SECONDS)
        except (_GoneError, PdfTimeoutError):
            browser.close()
        else:
            return browser
    raise PdfError(text.PDF_CHROMIUM_SILENT.format(path=path))


@dataclass(slots=True)
class _Waiting:
    """Where messages for one tab, or for the browser itself, are put as they come."""

    messages: queue.SimpleQueue[dict[str, Any] | None] = field(default_factory=queue.SimpleQueue)


class _Browser:
    """The process and its two pipes. One thread reads; whoever asks writes."""

    def __init__(self, path: str, flags: tuple[str, ...]) -> None:
        self._folder = tempfile.mkdtemp(prefix="malbild-chromium-")
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        self._pid = _spawn(path, [*FLAGS, *flags, f"--user-data-dir={self._folder}", "about:blank"], theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)
        self._numbers = itertools.count(1)
        self._sessions: dict[str, _Waiting] = {"": _Waiting()}
        self._calls = threading.Lock()
        self._writing = threading.Lock()
        self.is_alive = True
        self._is_closed = False
        threading.Thread(target=self._read, name="malbild-pdf", daemon=True).start()

    @property
    def is_busy(self) -> bool:
        return len(self._sessions) > 1

    def send(self, method: str, session: str = "", **params: Any) -> int:
        """Ask for something and give its number; the answer comes where the session's messages come."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        written = json.dumps(message).encode() + b"\0"
        try:
            with self._writing:
                while written:
                    written = written[os.write(self._to, written) :]
        except OSError as error:
            raise _GoneError from error
        return number

    def call(self, method: str, until: float, **params: Any) -> dict[str, Any]:
        """Ask the browser itself, and wait for the answer."""
        with self._calls:
            number = self.send(method, **params)
            while True:
                message = self.next("", until)
                if message.get("id") == number:
                    return _result(message)

    def next(self, session: str, until: float) -> dict[str, Any]:
        """The next message of a session. Raises PdfTimeoutError and _GoneError."""
        try:
            message = self._sessions[session].messages.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise PdfTimeoutError(text.PDF_TIMEOUT) from None
        if message is None:
            raise _GoneError
        return message

    @contextlib.contextmanager
    def tab(self, until: float) -> Iterator[_Tab]:
        """A window of its own, with nothing of others in it; closed afterwards whatever happens."""
        context = self.call("Target.createBrowserContext", until)["browserContextId"]
        session = ""
        try:
            target = self.call("Target.createTarget", until, url="about:blank", browserContextId=context)["targetId"]
            session = self.call("Target.attachToTarget", until, targetId=target, flatten=True)["sessionId"]
            self._sessions.setdefault(session, _Waiting())
            yield _Tab(self, session, until)
        finally:
            with contextlib.suppress(_GoneError):
                self.send("Target.disposeBrowserContext", browserContextId=context)
            self._sessions.pop(session, None) if session else None

    def close(self) -> None:
        """End the process and everything that it has started, and forget its folder."""
        if self._is_closed:
            return
        self._is_closed, self.is_alive = True, False
        with contextlib.suppress(OSError):
            os.killpg(self._pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.close(self._to)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self) -> None:
        """Hand out what the browser says until it says no more."""
        rest = b""
        with contextlib.suppress(OSError):
            while piece := os.read(self._from, 1 << 20):
                *whole, rest = (rest + piece).split(b"\0") if b"\0" in piece else (rest + piece,)
                for message in map(json.loads, whole):
                    waiting = self._sessions.get(message.get("sessionId", ""))
                    if waiting is not None:
                        waiting.messages.put(message)
        self.is_alive = False
        os.close(self._from)
        for waiting in list(self._sessions.values()):
            waiting.messages.put(None)


def _spawn(path: str, arguments: list[str], read_from: int, write_to: int) -> int:
    """Start it in a group of its own, with what it reads as 3 and what it writes as 4, as the protocol asks."""
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in (read_from, write_to)]
    actions = [
        *(
            (os.POSIX_SPAWN_OPEN, fd, os.devnull, flags, 0)
            for fd, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY))
        ),
        (os.POSIX_SPAWN_DUP2, high[0], 3),
        (os.POSIX_SPAWN_DUP2, high[1], 4),
    ]
    try:
        return os.posix_spawn(path, [path, *arguments], os.environ, file_actions=actions, setpgroup=0)
    except OSError as error:
        raise PdfError(text.PDF_CHROMIUM_SILENT.format(path=path)) from error
    finally:
        for fd in high:
            os.close(fd)


def _result(message: dict[str, Any]) -> dict[str, Any]:
    if "error" in message:
        raise PdfError(text.PDF_REFUSED.format(why=message["error"].get("message", "")))
    return dict(message.get("result", {}))


class _Tab:
    """One page being printed: what it asks for is answered as it comes."""

    def __init__(self, browser: _Browser, session: str, until: float) -> None:
        self._browser = browser
        self._until = until
        self._session = session
        self._send = partial(browser.send, session=session)

    def pdf(self, address: str, paper: Paper, file: Callable[[str], Answered]) -> bytes:
        self._file = file
        self._address = address
        self._is_loaded = False
        self._call("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._call("Page.enable")
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
        self._call("Page.navigate", url=f"{HOST}{address}")
        while not self._is_loaded:
            self._meet(self._next())
        ready = self._call("Runtime.evaluate", expression="window.malbildKlar", awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in ready:
            raise PdfError(text.PDF_REFUSED.format(why=ready["exceptionDetails"].get("text", "")))
        printed = self._call("Page.printToPDF", **_printing(paper))
        return base64.b64decode(printed["data"])

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = self._send(method, **params)
        while True:
            message = self._next()
            if message.get("id") == number:
                return _result(message)
            self._meet(message)

    def _next(self) -> dict[str, Any]:
        return self._browser.next(self._session, self._until)

    def _meet(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "Fetch.requestPaused":
            self._answer(params)
        elif method == "Page.loadEventFired":
            self._is_loaded = True
        elif method == "Inspector.targetCrashed":
            raise PdfError(text.PDF_CHROMIUM_GONE)

    def _answer(self, paused: dict[str, Any]) -> None:
        request, asked = paused["requestId"], urlsplit(paused["request"]["url"])
        if f"{asked.scheme}://{asked.netloc}" != HOST or paused["request"]["method"] != "GET":
            self._send("Fetch.failRequest", requestId=request, errorReason="BlockedByClient")
            return
        address = f"{asked.path}?{asked.query}" if asked.query else asked.path
        answered = self._file(address)
        if address == self._address and answered.status != 200:
            raise PageRefusedError(answered.status)
        self._send(
            "Fetch.fulfillRequest",
            requestId=request,
            responseCode=answered.status,
            responseHeaders=[{"name": "Content-Type", "value": answered.kind}],
            body=base64.b64encode(answered.body).decode(),
        )


def _printing(paper: Paper) -> dict[str, Any]:
    margin = paper.margin_cm / 2.54
    chosen = {
        "printBackground": True,
        "preferCSSPageSize": True,
        "landscape": paper.is_landscape,
        "paperWidth": 8.27,
        "paperHeight": 11.69,
        "marginTop": margin,
        "marginBottom": margin,
        "marginLeft": margin,
        "marginRight": margin,
        "generateTaggedPDF": True,
        "generateDocumentOutline": True,
    }
    if not paper.footer:
        return chosen
    foot = f'<div style="font:8px sans-serif;color:#59616b;padding:0 14mm">{paper.footer}</div>'
    return chosen | {"displayHeaderFooter": True, "headerTemplate": "<span></span>", "footerTemplate": foot}
