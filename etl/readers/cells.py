"""Cutting a printed table row into its cells.

The text of a PDF prints every cell as its text followed by one space and an empty cell as that space alone. A row is thus
a run of words in which each *extra* space is an empty cell, and what has to be decided is only where one filled cell ends
and the next begins. The number of columns and what their cells can hold (a quantity, a period, a date) decide it. Where
two ways are equally good the row is marked as doubtful; nothing is settled by chance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = r"[−–-]?(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?|\d[\d.,:%/]*)"
_STOP = r"(?!(?:tas|max\w*|minst|högst|lägst|öka\w*|minsk\w*|oförändra\w*|vb|vp|t[123]|tertial|år|halvår|månad|kvartal)\b)"
_UNIT_WORD = rf"{_STOP}(?:%+|[^\W\d_][\w²³./()-]*)"
_QUANTITY = rf"{_NUMBER}(?:[ \u00a0]{_UNIT_WORD}){{0,5}}"
_BOUND = (
    r"(?:max(?:imalt|imum)?|högst|minst|min(?:imum)?|lägst|mer än|mindre än|fler än|färre än|över|under|ca|cirka|[<>≤≥]=?)"
    rf"\.?[ \u00a0]?{_QUANTITY}"
)
_DELEGATED = rf"(?:tas fram av|fastställs av|sätts av|beslutas av)(?: {_STOP}[^\W\d_][\w/-]*){{1,3}}"
_DIRECTION = (
    rf"(?:ska )?(?:öka|ökar|ökning|ökande|minska|minskar|minskning|minskande|oförändra[dt]|bibehåll\w*)(?: {_UNIT_WORD}){{0,3}}"
)
_MISSING = r"(?:[-–]|\.{1,3}|i\.? ?u\.?|uppgift saknas|saknas|ej aktuellt?|e/t|n/a|ja|nej)"
VALUE = rf"(?:{_QUANTITY}|{_BOUND}|{_DELEGATED}|{_DIRECTION}|{_MISSING})"

_YEAR = r"(?:19|20)\d\d"
PERIOD = rf"(?:(?:VB|VP|T ?[123]|tertial [123]|helår|år) )?{_YEAR}"
_OFTEN = (
    r"(?:tertial(?:svis)?(?: [123])?|år(?:svis|lig(?:en)?)?|månad(?:svis|sligen)?|kvartal(?:svis)?|halvår(?:svis|sligen)?|delår|"
    r"vecka|termin|läsår|vartannat år|vart (?:tredje|fjärde) år|t[123]|vb|helår|vid årsslut)"
)
PERIODICITY = rf"{_OFTEN}(?:(?:,| och|/|,? ?&) ?{_OFTEN}){{0,2}}"
DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}[- ]\d{2,4})"
_TEXT = r"\S.*?"

_CELL = {"value": VALUE, "other": VALUE, "period": PERIOD, "periodicity": PERIODICITY, "date": DATE, "text": _TEXT}
_WHOLE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _CELL.items()}
_IS_BEGUN = {
    "value": re.compile(
        r"(?:tas|tas fram|tas fram av|tas fram av \w*|fastställs av|max\w*|minst|högst|lägst|ska)\W?", re.IGNORECASE
    ),
    "period": re.compile(r"(?:vb|vp|t ?[123]?|tertial(?: [123])?|helår|år)", re.IGNORECASE),
    "periodicity": re.compile(r"(?:tert?i?a?|vartannat|halvå?|månad?|kvart?a?)", re.IGNORECASE),
    "date": re.compile(r"\d{4}-?(?:\d\d?-?\d?)?"),
    "text": re.compile(r".*"),
}
_IS_BEGUN["other"] = _IS_BEGUN["value"]
_BEGUN = 0.8
_RANGE = re.compile(r"\d[\d,.]* ?[-–] ?\d[\d,.]*(?: ?%| [^\W\d_]{1,12})?")
_NAME = re.compile(r"[^\W\d_]{2}")
_LAST = {
    "period": re.compile(rf"(?:^|\s){_YEAR}\s*$"),
    "periodicity": re.compile(rf"(?:^|\s){PERIODICITY}\s*$", re.IGNORECASE),
    "date": re.compile(rf"(?:^|\s){DATE}\s*$"),
}

_PERCENT_OF_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)? ?%")
_ENDS_IN_NUMBER = re.compile(r"(?:^| )\d[\d.,]*$")
_ENDS_IN_QUANTITY = re.compile(r"(?:^| )\d[\d.,]*(?: ?%+| [^\W\d_]{1,8})$")
_ENDS_IN_BOUND = re.compile(r" (?:max\w*|minst|högst|lägst|ca|cirka|[<>≤≥]=?)\.?$", re.IGNORECASE)
_ENDS_IN_CELL = re.compile(rf"(?:\d ?%+|(?:^| ){DATE})$")

_BEGINS_VALUE_INSIDE = re.compile(
    r" (?:[\d−–<>≤≥.-]|tas |fastst|sätts|beslut|max|min|hög|läg|öka|ofö|bibeh|ska |mer|fler|färre|över|under|ca|cirka|"
    r"i\.|e/|n/|ja|nej|uppg|sakn|ej)",
    re.IGNORECASE,
)
_EACH_DATE = re.compile(DATE)
_LAST_CELL_AT_MOST = 60

_DROPPED_SPACE = 2.5
_NAME_OVER_GAP = 1.5
_LOST_SPACE = 3.0
_LOST_LAST_SPACE = 0.5
_MARGIN = 1.01
_UNREADABLE = 8.0
_NO_HALF = 9.5
_UNLIKE_A_ROW = 14.0
_TOKENS_AT_MOST = 250
_LETTERS_AT_MOST = 900


_Ranked = list[tuple[float, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row cut into cells, the name first. ``doubt`` says in Swedish what is uncertain; empty where nothing is."""

    texts: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class RowGrammar:
    """What the cells behind the name hold, in print order: ``value``, ``period``, ``periodicity``, ``date`` or ``text``."""

    cell_types: tuple[str, ...]

    def may_be_complete(self, row: str) -> bool:
        """A quick look: does the row end the way its last column ends?"""
        last = self.cell_types[-1]
        if last in _LAST:
            return bool(_LAST[last].search(row, max(0, len(row) - _LAST_CELL_AT_MOST)))
        dates = self.cell_types.count("date")
        return not dates or (row.count("-") + row.count("/") >= dates and len(_EACH_DATE.findall(row)) >= dates)

    def cut_certainly(self, row: str) -> Cells | None:
        """Cut a row where every cell is of its column's kind and only one way of cutting exists; otherwise None.

        The space that ends the last cell may be missing at the end of a text; every other cell must be ended by its own.
        """
        row = self._without_icons(row)
        if len(row) > _LETTERS_AT_MOST:
            return None
        shortest, longest = _row_patterns(self.cell_types)
        first = shortest.fullmatch(row if row.endswith(" ") else row + " ")
        if not first:
            return None
        texts = tuple(part.strip() for part in first.groups())
        if self._may_be_cut_otherwise(texts):
            second = longest.fullmatch(first.string)
            if second is None or texts != tuple(part.strip() for part in second.groups()):
                return None
        if "  " in texts[0] or not _NAME.search(texts[0]) or _ENDS_IN_CELL.search(texts[0]) or not self._has_anchor(texts[1:]):
            return None
        return Cells(tuple(" ".join(text.split(" ")) for text in texts))

    def _may_be_cut_otherwise(self, texts: tuple[str, ...]) -> bool:
        """Another cut has a longer name, and so some cell must fall into two: inside it a second value must begin."""
        if "text" in self.cell_types[:-1]:
            return True
        return any(" " in text and _BEGINS_VALUE_INSIDE.search(text) for text in texts[1:])

    def _without_icons(self, row: str) -> str:
        """The row without the icon cells before it, and without those of the next row where its own last cell is filled."""
        row = row.lstrip(" ")
        return row.rstrip(" ") + " " if self.cell_types[-1] in ("period", "periodicity") and row.endswith("  ") else row

    def _has_anchor(self, texts: tuple[str, ...]) -> bool:
        """A row is known by its last cell where that is a period or periodicity, otherwise by any filled date or cell."""
        if self.cell_types[-1] in ("period", "periodicity"):
            return bool(texts[-1])
        if "date" in self.cell_types:
            return any(text for text, kind in zip(texts, self.cell_types, strict=True) if kind == "date")
        return any(texts)

    def cut(self, row: str) -> Cells | None:
        """Cut a row the best way there is; None where no way is good enough to be shown to anybody."""
        certain = self.cut_certainly(row)
        if certain is not None:
            return certain
        ranked = self._ranked(row)
        if not ranked or ranked[0][0] >= _UNREADABLE:
            return None
        cost, texts = ranked[0]
        if len(ranked) > 1 and ranked[1][0] - cost < _MARGIN:
            other = " | ".join(text or "–" for text in ranked[1][1][1:])
            return Cells(texts, f"Raden kan läsas på flera sätt; ett annat är: {other}")
        if _ENDS_IN_CELL.search(texts[0]):
            return Cells(texts, "Raden har fler värden än tabellhuvudet har kolumner")
        if cost >= _DROPPED_SPACE:
            return Cells(texts, "Antalet celler på raden stämmer inte med tabellhuvudet")
        return Cells(texts)

    def cut_half(self, row: str) -> Cells | None:
        """Cut what one page prints of a row that goes on on the next: all cells are there, some of them begun only."""
        ranked = self._ranked(row, is_half=True)
        return Cells(ranked[0][1]) if ranked and ranked[0][0] < _NO_HALF else None

    def is_like_a_row(self, text: str) -> bool:
        """Whether a text that could not be cut still looks like a row, and must not be dropped without a word."""
        ranked = self._ranked(text + " ")
        return bool(ranked) and ranked[0][0] < _UNLIKE_A_ROW

    def _ranked(self, row: str, *, is_half: bool = False) -> _Ranked:
        tokens = self._without_icons(row).split(" ")
        if tokens[-1] == "":
            tokens.pop()
        if not tokens or len(tokens) > _TOKENS_AT_MOST:
            return []
        ranked = _best_cuts(tuple(tokens), self.cell_types, is_half)
        return [(cost, texts) for cost, texts in ranked if _NAME.search(texts[0])]


@lru_cache(maxsize=256)
def _row_patterns(cell_types: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The row as a pattern, once with the shortest name and once with the longest; where both agree the cut is certain."""
    cells = "".join(rf"((?:{_CELL[kind]})?) " for kind in cell_types)
    lazy = cells.replace("{0,5}", "{0,5}?").replace("{0,3}", "{0,3}?").replace("{1,3}", "{1,3}?")
    return re.compile(rf"(\S.*?) {cells}", re.IGNORECASE), re.compile(rf"(\S.*) {lazy}", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def unlikeness(kind: str, text: str) -> float:
    """How unlike a cell of its kind a text is; 0 for one that is plainly of its kind."""
    if not text:
        return {"period": 1.5, "periodicity": 1.0, "date": 0.5}.get(kind, 0.0)
    words = text.count(" ") + 1
    if kind == "text":
        return 0.1 * words
    if _WHOLE[kind].fullmatch(text):
        if _PERCENT_OF_THOUSANDS.fullmatch(text):
            return 2.5
        return 0.1 * words if kind == "value" and words > 2 and text[0].isdigit() else 0.0
    if kind in ("value", "other"):
        if _RANGE.fullmatch(text):
            return 0.5
        return 3.0 + 0.3 * words + (1.0 if any(sign.isdigit() for sign in text) else 0.0)
    return 5.0


def _name_cost(text: str) -> float:
    cost = 0.0 if _NAME.search(text) else 6.0
    if _ENDS_IN_NUMBER.search(text):
        cost += 1.0
    elif _ENDS_IN_QUANTITY.search(text) or _ENDS_IN_BOUND.search(text):
        cost += 2.0
    return cost + (0.5 if text[:1].islower() else 0.0)


def _best_cuts(tokens: tuple[str, ...], cell_types: tuple[str, ...], is_half: bool) -> _Ranked:
    """The two cheapest ways to cut ``tokens`` into a name and ``cell_types`` cells (dynamic programming from the right)."""
    size, columns = len(tokens), len(cell_types)
    lost_space = float("inf") if is_half else _LOST_SPACE
    longest = {"value": 12, "other": 12, "period": 3, "periodicity": 5, "date": 2, "text": 60}
    table: list[_Ranked] = [[] for _ in range(size + 1)]
    table[size] = [(0.0, ())]
    for at in range(size - 1, -1, -1):
        if tokens[at] == "":
            table[at] = [(cost + _DROPPED_SPACE, texts) for cost, texts in table[at + 1]]
    for column in range(columns - 1, -1, -1):
        kind = cell_types[column]
        fresh: list[_Ranked] = [[] for _ in range(size + 1)]
        for at in range(size, -1, -1):
            lost = _LOST_LAST_SPACE if at == size and kind == "text" else lost_space
            ways = [(cost + lost, ("", *texts)) for cost, texts in table[at]]
            if at < size and tokens[at] == "":
                empty = unlikeness(kind, "")
                ways += [(cost + empty, ("", *texts)) for cost, texts in table[at + 1]]
                ways += [(cost + _DROPPED_SPACE, texts) for cost, texts in fresh[at + 1]]
            elif at < size:
                for end in range(at + 1, min(size, at + longest[kind]) + 1):
                    if tokens[end - 1] == "":
                        break
                    if table[end]:
                        text = " ".join(tokens[at:end])
                        here = unlikeness(kind, text)
                        if is_half and here > _BEGUN and _IS_BEGUN[kind].fullmatch(text):
                            here = _BEGUN
                        ways += [(cost + here, (text, *texts)) for cost, texts in table[end]]
            fresh[at] = _two_best(ways)
        table = fresh
    ways = []
    for end in range(1, size + 1):
        if table[end] and tokens[end - 1] != "":
            gaps = tokens[:end].count("")
            name = " ".join(token for token in tokens[:end] if token)
            ways += [
                (cost + _NAME_OVER_GAP * gaps * (gaps + 1) / 2 + _name_cost(name), (name, *texts)) for cost, texts in table[end]
            ]
    return _two_best(ways)


def _two_best(ways: _Ranked) -> _Ranked:
    ranked: _Ranked = []
    for way in sorted(ways):
        if all(way[1] != other for _, other in ranked):
            ranked.append(way)
        if len(ranked) == 2:
            break
    return ranked
