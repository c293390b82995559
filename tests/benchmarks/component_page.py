"""What ``bench_components`` compares with: the rows of Underlag in an AG Grid, and the two choices of the header as Mantine's.

Each is a Dash page with nothing else on it, compressed as ours. Run as
``python -m tests.benchmarks.component_page <store> <port> grid|mantine``.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
from dash import Dash

ROWS = 100
QUERY = """SELECT unit.name, indicator.name, year, period, gender, value, n, target_value, status, unit.slug FROM attainment
JOIN unit ON unit.id = unit_id JOIN indicator ON indicator.id = indicator_id LIMIT ?"""
PARTS = "SELECT name FROM unit ORDER BY name"
PERIODS = "SELECT DISTINCT period || ' ' || year FROM attainment ORDER BY year, period"


def grid(connection: sqlite3.Connection) -> Any:
    """As many rows and columns as Underlag shows on a page."""
    read = connection.execute(QUERY, (ROWS,))
    names = [f"{at} {column[0]}" for at, column in enumerate(read.description)]
    rows = [dict(zip(names, row, strict=True)) for row in read]
    return dash_ag_grid.AgGrid(id="grid", rowData=rows, columnDefs=[{"field": name, "filter": True} for name in names])


def mantine(connection: sqlite3.Connection) -> Any:
    """A part and a period to choose."""
    parts = sorted({str(row[0]) for row in connection.execute(PARTS)})
    periods = [str(row[0]) for row in connection.execute(PERIODS)]
    return dmc.MantineProvider(
        [dmc.Select(data=parts, value=parts[0], searchable=True), dmc.Select(data=periods, value=periods[0])]
    )


def page(store: str, kind: str) -> Dash:
    """The page of a kind, over the store in this file."""
    connection = sqlite3.connect(store)
    app = Dash(__name__, compress=True)
    app.layout = {"grid": grid, "mantine": mantine}[kind](connection)
    connection.close()
    return app


if __name__ == "__main__":
    page(sys.argv[1], sys.argv[3]).run(port=int(sys.argv[2]))
