"""A matrix that is changed where it stands is the one that a whole document would hold."""

from __future__ import annotations

import random
from typing import Any

from markupsafe import Markup
from playwright.sync_api import Page, Route

from app.components.matrix import matrix_table
from app.components.matrix_cells import with_cells
from app.views import Column, ColumnGroup, Matrix, Row, RowGroup
from data.vocabulary import Status
from tests.browser.conftest import Open, comes_true

CHANGES = 30
CALLBACKS = "**/_dash-update-component*"
CELLS = """table => Array.from(table.rows, row => [row.dataset.enhet || '', row.dataset.celler || '', row.cells[0].textContent,
  ...Array.from(row.cells).slice(1).map(cell => { const link = cell.firstElementChild; return [
    cell.className, link && link.getAttribute('href'), link && link.tabIndex, link && link.getAttribute('aria-current'),
    link && link.dataset.kort,
    link && (link.querySelector('.vh') || link).textContent, link && link.getAttribute('aria-label')]; })])"""
ALL_ARE_NAMED = "Array.from(document.querySelectorAll('#sida table.mx tr[data-enhet]')).every(row => row.isSettled)"


def some_matrix(chance: random.Random, number: int) -> Matrix:
    """Of few units and indicators, so that those of two matrices are often the same, and often not."""
    indicators = chance.sample(("nöjda <b>", 'sjuk"frånvaro', "svar & tid", "brand"), chance.choice((2, 3, 3, 3)))
    if chance.random() < 0.7:
        indicators = ["nöjda <b>", 'sjuk"frånvaro', "svar & tid"]
    columns = tuple(Column(name, f"Andel {name}", f"i-{len(name)}", place == 1) for place, name in enumerate(indicators))
    units = [f"enhet-{place}" for place in range(5)]
    places = sorted(chance.sample(range(5), chance.randint(1, 5)))
    is_of_parts = chance.random() < 0.1
    rows = tuple(_row(units[place], len(columns), chance, is_of_parts) for place in places)
    split = chance.randint(0, len(rows))
    groups = tuple(RowGroup(name, those) for name, those in (("", rows[:split]), ("Avdelning Öst", rows[split:])) if those)
    return Matrix(
        column_groups=(ColumnGroup("1.1", "Mål", len(columns)),),
        columns=columns,
        row_groups=groups,
        caption=f"Matris {number}",
        href=f"/?period=T2-2025&nr={number}&ruta=",
        figures="/rutor?enhet=",
        chosen=(chance.choice(units), chance.choice(columns).slug) if chance.random() < 0.4 else ("", ""),
        status=Status.UPPFYLLS_INTE if chance.random() < 0.2 and not is_of_parts else None,
        is_of_parts=is_of_parts,
    )


def _row(slug: str, columns: int, chance: random.Random, is_of_parts: bool) -> Row:
    statuses = tuple(chance.choice((None, *map(str, Status))) for _ in range(columns))
    shares = tuple((1, chance.randint(0, 3)) for _ in range(columns)) if is_of_parts else ()
    counts = (("helt", "●", str(columns), "uppfylls helt"),) if is_of_parts else ()
    return Row(f"Enhet {slug}", f"/enhet/{slug}", slug, counts, statuses, shares)


def content(matrix: Matrix) -> str:
    return f"<main id='innehall' tabindex='-1'><h1>{matrix.caption}</h1>{matrix_table(matrix)}</main>"


def expected(page: Page, matrix: Matrix) -> Any:
    """The cells as the browser reads them in a whole document, named as the script names them."""
    whole = with_cells(Markup(content(matrix)))
    read = page.evaluate(
        "html => { const held = document.createElement('template'); held.innerHTML = html;"
        f" return ({CELLS})(held.content.querySelector('table')); }}",
        whole,
    )
    names = [column.full for column in matrix.columns]
    for row in read:
        for place, cell in enumerate(row[3:]):
            if row[0] and cell[1] is not None:
                cell[6] = f"{names[place]}, Enhet {row[0]}: {cell[6] or cell[5]}"  # a part's cell says it inside
    return read


def test_any_matrix_may_follow_on_any_other(open_page: Open) -> None:
    chance = random.Random(11)
    page = open_page("/")
    asked: list[Matrix] = [some_matrix(chance, number) for number in range(CHANGES)]
    given = iter(asked)

    def answer(route: Route) -> None:
        matrix = next(given)
        told = {"html": content(matrix), "title": matrix.caption, "address": f"/?nr={matrix.caption}"}
        route.fulfill(json={"multi": True, "response": {"sida": told}})

    page.route(CALLBACKS, answer)
    for matrix in asked:
        page.evaluate("nr => window.malbild.ask('/?nr=' + nr)", matrix.caption)
        assert comes_true(page, f"document.querySelector('#sida h1').textContent === '{matrix.caption}'")
        assert comes_true(page, ALL_ARE_NAMED)
        shown = page.evaluate(f"({CELLS})(document.querySelector('#sida table.mx'))")
        reachable = [cell for row in shown for cell in row[3:] if cell[2] == 0]
        wanted = expected(page, matrix)
        if not matrix.chosen[0] or not any(cell[3] for row in wanted for cell in row[3:]):
            for cell in reachable:
                cell[2] = -1  # the one that Tab stops at, where none is chosen: the script's choice
        assert shown == wanted
        assert len(reachable) <= 1
