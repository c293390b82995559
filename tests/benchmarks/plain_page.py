"""The yardstick of ``bench_pages``: a plain Dash page of the same size, everything at its defaults.

Three counts, a ``go.Heatmap`` of units × indicators and an AG Grid of the same figures, for one district and follow-up, chosen in
a dropdown. Run as ``python -m tests.benchmarks.plain_page <store> <port>``.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter

import dash_ag_grid
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

LEVELS = {"uppfylls_helt": 2, "uppfylls_delvis": 1, "uppfylls_inte": 0}
QUERY = """SELECT unit.name, indicator.name AS indicator, value, target_value, status FROM attainment
JOIN unit ON unit.id = unit_id JOIN indicator ON indicator.id = indicator_id
WHERE unit_id IN (SELECT e.id FROM unit e JOIN unit a ON e.parent_id = a.id JOIN unit f ON a.parent_id = f.id WHERE f.slug = ?)
AND year = ? AND period = ? AND gender = 'T'"""


def page(store: str, choices: list[str]) -> Dash:
    """The page; a choice is ``f0 T2 2023``."""
    app = Dash(__name__)
    app.layout = html.Div(
        [
            dcc.Dropdown(choices, choices[0], id="choice"),
            html.Div(id="counts"),
            dcc.Graph(id="heatmap"),
            dash_ag_grid.AgGrid(
                id="grid", columnDefs=[{"field": name} for name in ("unit", "indicator", "value", "target", "status")]
            ),
        ]
    )

    @app.callback(Output("counts", "children"), Output("heatmap", "figure"), Output("grid", "rowData"), Input("choice", "value"))
    def _draw(choice: str) -> tuple[list[html.Div], go.Figure, list[dict[str, object]]]:
        district, period, year = choice.split()
        connection = sqlite3.connect(store)
        rows = connection.execute(QUERY, (district, int(year), period)).fetchall()
        connection.close()
        counts = Counter(row[4] for row in rows)
        units, indicators = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
        status = {(row[0], row[1]): LEVELS.get(row[4]) for row in rows}
        heatmap = go.Figure(go.Heatmap(z=[[status.get((u, i)) for i in indicators] for u in units], x=indicators, y=units))
        heatmap.update_layout(title=choice)
        told = [html.Div(f"{counts[level]} {level}", id=level) for level in LEVELS]
        grid = [{"unit": u, "indicator": i, "value": v, "target": t, "status": f"{s} {choice}"} for u, i, v, t, s in rows]
        return told, heatmap, grid

    return app


if __name__ == "__main__":
    page(sys.argv[1], sys.argv[3:]).run(port=int(sys.argv[2]))
