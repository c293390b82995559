"""A server on this machine that behaves as Kolada's API does: pages, limits of marks, and the faults that a network has."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = Callable[[BaseHTTPRequestHandler], None]
MOST_MARKS = 25


def value(number: float | int | str | None, gender: str = "T", status: str = "", **more: Any) -> dict[str, Any]:
    return {"gender": gender, "count": 1, "status": status, "value": number, "isdeleted": False} | more


@dataclass
class Kolada:
    """What Kolada knows, what it was asked, and what goes wrong next. ``figures`` by figure, municipality or unit, and year."""

    kpis: dict[str, dict[str, Any]] = field(default_factory=dict)
    municipalities: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    figures: dict[tuple[str, str, str], list[dict[str, Any]]] = field(default_factory=dict)
    per_page: int = 5000
    period_as_number: bool = False
    faults: list[Fault] = field(default_factory=list)
    """Done in turn, one for each request, before anything is answered as it should."""
    rewritten: Callable[[dict[str, Any]], dict[str, Any]] = lambda page: page
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def kpi(self, mark: str, title: str, **more: Any) -> None:
        described = {"id": mark, "title": title, "municipality_type": "K", "is_divided_by_gender": 1, "has_ou_data": True}
        self.kpis[mark] = described | {"operating_area": "Äldreomsorg", "publication_date": "2025-03-14"} | more

    def answer(self, path: str, query: str) -> dict[str, Any] | None:
        """The page, or None where nothing is at the address."""
        parts = path.removeprefix("/v3/").split("/")
        rows = self._rows(parts)
        if rows is None:
            return None
        number = int(parse_qs(query).get("page", ["1"])[0])
        shown = rows[(number - 1) * self.per_page : number * self.per_page]
        is_last = number * self.per_page >= len(rows)
        following = None if is_last else f"{self.address}{path.removeprefix('/v3')}?page={number + 1}&per_page={self.per_page}"
        return self.rewritten({"values": shown, "count": len(shown), "next_url": following})

    def _rows(self, parts: list[str]) -> list[dict[str, Any]] | None:
        if any(len(part.split(",")) > MOST_MARKS for part in parts):
            return None
        of_kind: dict[str, list[dict[str, Any]]] = {
            "kpi": list(self.kpis.values()),
            "municipality": [{"id": mark, "title": title, "type": "K"} for mark, title in self.municipalities.items()],
            "ou": [{"id": mark, "title": title, "municipality": "0180"} for mark, title in self.units.items()],
        }
        if parts[0] in of_kind and len(parts) == 1:
            return of_kind[parts[0]]
        if parts[0] in of_kind and len(parts) == 2:
            marks = parts[1].split(",")
            known = [row for row in of_kind[parts[0]] if row["id"] in marks]
            return known if known else None
        if len(parts) == 7 and (parts[0], parts[3]) in (("data", "municipality"), ("oudata", "ou")) and parts[5] == "year":
            kpis, units, years = (parts[place].split(",") for place in (2, 4, 6))
            wanted = [(kpi, unit, year) for kpi in kpis for unit in units for year in years]
            return [self._row(parts[3], key) for key in wanted if key in self.figures]
        return None

    def _row(self, unit_kind: str, key: tuple[str, str, str]) -> dict[str, Any]:
        kpi, unit, year = key
        return {"kpi": kpi, unit_kind: unit, "period": int(year) if self.period_as_number else year, "values": self.figures[key]}


def serving(kolada: Kolada) -> Iterator[Kolada]:
    """The server while it is used; ``kolada.address`` is its base address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kolada.asked.append(self.path)
            kolada.headers.append(dict(self.headers))
            if kolada.faults:
                kolada.faults.pop(0)(self)
                return
            split = urlsplit(self.path)
            page = kolada.answer(split.path, split.query)
            send(self, 200 if page else 404, json.dumps(page or {"detail": "Not Found"}))

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kolada.address = f"http://127.0.0.1:{server.server_port}/v3"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield kolada
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, status: int, body: str, kind: str = "application/json", **headers: str) -> None:
    content = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    for name, each in headers.items():
        handler.send_header(name.replace("_", "-"), each)
    handler.end_headers()
    handler.wfile.write(content)


# -- what goes wrong


def status(number: int, **headers: str) -> Fault:
    return lambda handler: send(handler, number, '{"detail": "fel"}', **headers)


def says(body: str, kind: str = "application/json", number: int = 200) -> Fault:
    return lambda handler: send(handler, number, body, kind)


def broken_off(handler: BaseHTTPRequestHandler) -> None:
    """More is promised than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"values": [{"kpi": "N0')
    handler.close_connection = True


def hung_up(handler: BaseHTTPRequestHandler) -> None:
    """The connection ends before a word is said."""
    handler.close_connection = True
    handler.connection.shutdown(2)
