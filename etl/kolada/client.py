"""The way to Kolada: one address after another, with patience where it is asked for, and limits on everything.

Source of the terms: kolada.se (*API för att läsa nyckeltal*): at most 5 000 rows a page, linked by ``next_url``, and 25 marks
in each part of the address. Retry-After: RFC 9110, section 10.2.3.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from etl.kolada.kept import KeptAnswers
from etl.readers.kolada import LARGEST_FILE, NotKoladaError, page_of

USER_AGENT = "Malbild/1 (follow-up of municipal goals; fetches when its user asks)"
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""Seconds for the next bytes to come."""
LONGEST_ANSWER_SECONDS = 180.0
TRIES = 5
TRIES_TO_REACH = 2
LONGEST_PAUSE_SECONDS = 120.0
MOST_PAGES = 200
"""Pages of one request: a million rows."""

_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_NOT_THERE = frozenset({400, 404, 422})

pause = time.sleep
"""How the client waits; a name of its own, so that a test need not."""


class KoladaError(Exception):
    """Kolada could not be asked, or did not answer as it should; the message is in Swedish."""


class NotThereError(KoladaError):
    """Kolada knows nothing at the address."""


class PassingError(Exception):
    """Something that may be over in a moment. ``wait`` is what the server asks for, in seconds."""

    def __init__(self, told: str, *, wait: float | None = None, tries: int = TRIES) -> None:
        super().__init__(told)
        self.wait = wait
        self.tries = tries


class Client:
    """Asks Kolada at ``base`` (``https://api.kolada.se/v3``). Answers that are kept are not asked for again."""

    def __init__(self, base: str, kept: KeptAnswers) -> None:
        self._base = base.rstrip("/")
        if urlsplit(self._base).scheme not in ("http", "https") or not urlsplit(self._base).hostname:
            raise KoladaError(
                f"MALBILD_KOLADA_URL är «{base}», men ska vara en webbadress, till exempel https://api.kolada.se/v3."
            )
        self._kept = kept
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
        self._http = httpx.Client(timeout=TIMEOUT, headers=headers, follow_redirects=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """Every page of an answer, in order. Raises KoladaError; NotThereError where nothing is at the address."""
        address, seen = f"{self._base}{path}", set[str]()
        while address:
            if address in seen:
                raise KoladaError(f"Kolada hänvisar runt i en ring: samma sida kommer igen efter {len(seen)} sidor ({address}).")
            if len(seen) == MOST_PAGES:
                raise KoladaError(
                    f"Svaret från Kolada har fler än {MOST_PAGES} sidor. Fråga efter färre år eller enheter åt gången."
                )
            seen.add(address)
            page = page_of(self._answer(address))
            yield page
            address = self._next(page, address)

    def _next(self, page: dict[str, Any], address: str) -> str:
        """The address of the next page; always at Kolada's own server, reached as the first was."""
        link = page.get("next_url") or page.get("next_page") or ""
        if not isinstance(link, str):
            raise KoladaError(f"Kolada hänvisar till en nästa sida som inte är en adress ({address}).")
        if not link:
            return ""
        base = urlsplit(self._base)
        try:
            found = urlsplit(urljoin(address, link))
            is_same = (found.hostname, found.port or base.port) == (base.hostname, base.port or found.port)
        except ValueError as error:  # a port or an address in brackets that is none
            raise KoladaError(f"Kolada hänvisar till en nästa sida som inte är en adress ({link[:80]}).") from error
        if not is_same:
            raise KoladaError(f"Kolada hänvisar till en annan server ({found.hostname or link[:80]}). Hämtningen är avbruten.")
        return found._replace(scheme=base.scheme, netloc=base.netloc, fragment="").geturl()

    def _answer(self, address: str) -> bytes:
        kept = self._kept.answer(address)
        if kept is not None:
            return kept
        for number in range(1, TRIES + 1):
            try:
                answer = self._ask(address)
            except PassingError as fault:
                if number >= fault.tries or (fault.wait or 0) > LONGEST_PAUSE_SECONDS:
                    raise KoladaError(_given_up(fault, number)) from fault
                pause(fault.wait if fault.wait is not None else 2.0 ** (number - 1))
            else:
                self._kept.keep(address, answer)
                return answer
        raise AssertionError("the last try either answers or raises")

    def _ask(self, address: str) -> bytes:
        try:
            with self._http.stream("GET", address) as response:
                _check_status(response, address)
                answer = _read(response)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise PassingError("Kolada kan inte nås. Kontrollera nätet.", tries=TRIES_TO_REACH) from error
        except httpx.TimeoutException as error:
            raise PassingError("Kolada svarar inte i tid.") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise PassingError("Förbindelsen med Kolada bröts mitt i svaret.") from error
        except httpx.InvalidURL as error:
            raise KoladaError(f"Adressen till Kolada går inte att använda: {address[:200]}") from error
        try:
            page_of(answer)
        except NotKoladaError as error:
            kind = response.headers.get("content-type", "okänt slag").split(";")[0]
            raise PassingError(f"Kolada svarar med något annat än uppgifter ({kind}). {error}") from error
        return answer.removeprefix(b"\xef\xbb\xbf")


def _check_status(response: httpx.Response, address: str) -> None:
    status = response.status_code
    if status in _TRY_AGAIN:
        told = "Kolada tar inte emot fler frågor just nu" if status == 429 else "Kolada har ett tillfälligt fel"
        raise PassingError(f"{told} (svar {status}).", wait=_retry_after(response))
    if status in _NOT_THERE:
        raise NotThereError(f"Kolada känner inte till det som efterfrågas (svar {status}): {address[:300]}")
    if status != httpx.codes.OK:
        raise KoladaError(f"Kolada svarar med {status} i stället för uppgifter: {address[:300]}")


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds that the server asks us to wait, given as a number or as a time of day; None where it asks for nothing."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked[:9])
    try:
        until = email.utils.parsedate_to_datetime(asked)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())


def _read(response: httpx.Response) -> bytes:
    """The body, as long as it comes in time and within what an answer can be."""
    content, begun = bytearray(), time.monotonic()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LARGEST_FILE:
            raise KoladaError(f"Kolada svarar med mer än {LARGEST_FILE >> 20} MB på en sida. Hämtningen är avbruten.")
        if time.monotonic() - begun > LONGEST_ANSWER_SECONDS:
            raise PassingError("Kolada svarar för långsamt.")
    return bytes(content)


def _given_up(fault: PassingError, tries: int) -> str:
    if fault.wait is not None and fault.wait > LONGEST_PAUSE_SECONDS:
        return f"{fault} Kolada ber om {fault.wait / 60:.0f} minuters väntan. Försök igen därefter."
    return f"{fault} Målbild har försökt {tries} gånger. Försök igen om en stund."
