"""What the cells of a plan's or report's tables can hold: quantities, bounds, periods, dates – and how unlike them a text is."""

from __future__ import annotations

import re
from functools import lru_cache

# A unit of measure goes on over a few words, but never over a word that begins another cell or joins two parts of a value.
_STOP = (
    r"(?!(?:tas|max\w*|minst|högst|lägst|öka\w*|minsk\w*|oförändra\w*|bibeh\w*|ska|bör|vb|vp|ht|vt|t[123]|tertial|år|halvår|"
    r"månad|kvartal|nivå|lägre|högre|mindre|mer|fler|färre|över|under|ca|cirka|av|än|med|till|jämfört|grön|gul|röd|"
    r"utgår|halveras|jan\w*|feb\w*|dec\w*|ny|se)\b)"
)
_NUMBER = r"[−–+±-]?(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?|\d[\d.,:%/]*)"
_UNIT_WORD = rf"{_STOP}(?:%+|[^\W\d_][\w²³./()-]*)"
_NOTE = r"(?: ?\*{1,3}| ?\(n ?= ?\d+\)|\d\))?"
_QUANTITY = rf"{_NUMBER}(?:[ \u00a0]{_UNIT_WORD}){{0,5}}{_NOTE}"
_YEAR = r"(?:19|20)\d\d"
_BOUND = (
    r"(?:max(?:imalt|imum)?|högst|minst|min(?:imum)?|lägst|(?:mer|mindre|fler|färre|lägre|högre) än|över|under|ca|cirka|[<>≤≥]=?)"
    rf"\.?[ \u00a0]?{_QUANTITY}"
)
_COMPARED = rf"{_NUMBER}(?: {_UNIT_WORD}){{0,3}} (?:lägre|högre|mer|mindre|fler|färre) än {_YEAR}"
_PART_OF = rf"\d+ av \d+(?: {_UNIT_WORD}){{0,2}}"
_MARGIN = rf"{_NUMBER} ?± ?{_QUANTITY}"
_DELEGATED = (
    rf"(?:tas fram av|fastställs av|sätts av|beslutas av)(?: {_STOP}[^\W\d_/][\w/-]*| / [^\W\d_]\w*){{1,3}}"
    rf"|tas fram (?:under )?{_YEAR}"
)
_CHANGE = r"(?:öka|ökar|ökning|ökande|ökas|minska|minskar|minskning|minskande|minskas|oförändra[dt]|bibehåll\w*)"
_DIRECTION = rf"(?:(?:ska|bör) )?{_CHANGE}(?: (?:med|till) {_QUANTITY}| jämfört med {_YEAR}|(?: {_UNIT_WORD}){{0,3}})"
_WORDS = (
    r"(?:[-–]|\.{1,3}|i\.? ?u\.?|uppgift saknas|saknas|ej aktuellt?|mäts ej|ej mätt|utgår|utgått|ny indikator|se analys|halveras|"
    r"fördubblas|grön|gul|röd|nivå \d+|e/t|n/a|ja|nej)"
)
VALUE = rf"(?:{_COMPARED}|{_MARGIN}|{_PART_OF}|{_QUANTITY}|{_BOUND}|{_DELEGATED}|{_DIRECTION}|{_WORDS})"

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
PERIOD = (
    rf"(?:(?:(?:VB|VP|T ?[123]|tertial [123]|helår|år|[HV]T|kv(?:artal)?\.? ?\d|läsår|{_MONTH}(?: ?[-–] ?{_MONTH})?) )?"
    rf"{_YEAR}(?:/\d\d(?:\d\d)?)?"
    rf"|{_YEAR}-\d\d(?:-\d\d)?|{_YEAR}(?:0[1-9]|1[0-2])|{_YEAR} (?:T[123]|VB)|(?:VB|T[123]) ?\d\d)"
)
_OFTEN = (
    r"(?:tertial(?:svis)?(?: [123])?|år(?:svis|lig(?:en)?)?|månad(?:svis|sligen)?|kvartal(?:svis)?|halvår(?:svis|sligen)?|delår|"
    r"vecka|termin|läsår|vartannat år|vart (?:tredje|fjärde) år|t[123]|vb|helår|vid årsslut|[123]|"
    r"\d+ (?:gånger|gång|ggr)(?: ?/ ?| per )(?:år|månad|tertial|termin))"
)
PERIODICITY = rf"(?![123]\b){_OFTEN}(?:(?:,| och|/|,? ?&) ?{_OFTEN}){{0,2}}(?: \([\w ]+\))?"
DATE = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}/\d{{1,2}}[- ]\d{{2,4}}|{_YEAR}[01]\d[0-3]\d|{_MONTH} {_YEAR}|löpande|"
    rf"kontinuerligt|pågående|tills ?vidare|(?:hösten|våren|sommaren|[HV]T) {_YEAR})"
)
TEXT = r"\S.*?"

PATTERNS = {"value": VALUE, "other": VALUE, "period": PERIOD, "periodicity": PERIODICITY, "date": DATE, "text": TEXT}
_WHOLE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in PATTERNS.items()}
LAST_CELL = {
    "period": re.compile(rf"(?:^|\s){PERIOD}\s*$", re.IGNORECASE),
    "periodicity": re.compile(rf"(?:^|\s){PERIODICITY}\s*$", re.IGNORECASE),
    "date": re.compile(rf"(?:^|\s){DATE}\s*$", re.IGNORECASE),
}
_MAY_HOLD_DATE = re.compile(r"\d{4}-\d|\d{6}|\d/\d|20\d\d|öpande|ontinuerl|ågående|vidare")


def may_end_in(kind: str, row: str) -> bool:
    """A quick look: can the words before the row's last space be a cell of this kind? Rules out nearly all lines of a name."""
    if kind == "date":
        return bool(_MAY_HOLD_DATE.search(row)) and bool(LAST_CELL[kind].search(row, max(0, len(row) - _LAST_CELL_AT_MOST)))
    last = row.rstrip()[-2:].casefold()
    if kind == "period":
        if not last[-1:].isdigit() and last != "vb":
            return False
    elif last not in _ENDS_OF_PERIODICITY and not last[-1:].isdigit() and last[-1:] != ")":
        return False
    return bool(LAST_CELL[kind].search(row, max(0, len(row) - _LAST_CELL_AT_MOST)))


def may_hold_date(row: str) -> bool:
    return bool(_MAY_HOLD_DATE.search(row))


_LAST_CELL_AT_MOST = 60
_ENDS_OF_PERIODICITY = frozenset(("al", "år", "is", "ig", "en", "ad", "ka", "in", "vb", "ut"))
BEGINS_VALUE = re.compile(
    r" (?:[\d−–+±<>≤≥.-]|tas |fastst|sätts|beslut|max|min|hög|läg|öka|minsk|mindre|ofö|bibeh|ska |bör |mer|fler|färre|över|"
    r"under|ca|cirka|nivå|i\.|e/|n/|ja|nej|uppg|sakn|ej|mäts|utg|ny |se |halv|förd|grön|gul|röd)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d[\d,.]* ?[-–] ?\d[\d,.]*(?: ?%| [^\W\d_]{1,12})?")
_PERCENT_OF_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)? ?%")
_BEGUN = {
    "value": re.compile(
        r"(?:tas|tas fram|tas fram av|tas fram av \w*|fastställs av|max\w*|minst|högst|lägst|ska)\W?", re.IGNORECASE
    ),
    "period": re.compile(r"(?:vb|vp|t ?[123]?|tertial(?: [123])?|helår|år|[hv]t)", re.IGNORECASE),
    "periodicity": re.compile(r"(?:tert?i?a?|vartannat|halvå?|månad?|kvart?a?)", re.IGNORECASE),
    "date": re.compile(r"\d{4}-?(?:\d\d?-?\d?)?"),
    "text": re.compile(r".*"),
}
_BEGUN["other"] = _BEGUN["value"]
_BEGUN_COST = 0.8

_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENDS_IN_NUMBER = re.compile(r"(?:^| )\d[\d.,]*$")
_ENDS_IN_NUMBERED = re.compile(
    r"(?:grupp|nivå|åk|årskurs|steg|klass|etapp|del|dag|typ|fas|version|vecka|mål|område) \d[\d.,]*$", re.IGNORECASE
)
_ENDS_IN_TIME = re.compile(r" \d[\d.,]* (?:år|månader|veckor|dagar|dygn|timmar|minuter|kr|kronor)$", re.IGNORECASE)
_ENDS_IN_QUANTITY = re.compile(r"(?:^| )\d[\d.,]*(?: ?%+| [^\W\d_]{1,8})$")
_ENDS_OPEN = re.compile(
    r"(?:(?:^| )(?:max\w*|minst|högst|lägst|ca|cirka|nivå|ska|bör|öka|minska|tas fram(?: av)?|jämfört med|än|inom|under|per|"
    r"enligt|senaste|§|±|\+|[<>≤≥]=?)\.?)$",
    re.IGNORECASE,
)
_ENDS_IN_CELL = re.compile(r"(?:\d ?%+|(?:^| )(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}[- ]\d{2,4}))$")


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
        return 0.1 * (words - 2) if kind == "value" and words > 2 and text[0].isdigit() else 0.0
    if kind in ("value", "other"):
        if _RANGE.fullmatch(text):
            return 1.0
        return 3.0 + 0.3 * words + (1.0 if any(sign.isdigit() for sign in text) else 0.0)
    if kind == "date" and re.fullmatch(_YEAR, text):
        return 0.5
    return 5.0


def unlikeness_of_begun(kind: str, text: str) -> float:
    """The same for a cell whose rest may stand on the next page: ``Tas`` may become *Tas fram av nämnd*."""
    cost = unlikeness(kind, text)
    return _BEGUN_COST if cost > _BEGUN_COST and _BEGUN[kind].fullmatch(text) else cost


def unlikeness_of_name(text: str) -> float:
    """How unlike a name a text is: names seldom end in a number, and never in a word that a value goes on after.

    ``grupp 2`` is so common an ending that it weighs against a number read on over it (below 0).
    """
    cost = 0.5 if text[:1].islower() else 0.0
    if not _LETTERS.search(text):
        return cost + 6.0
    if _ENDS_IN_NUMBERED.search(text):
        return cost - 1.0
    if _ENDS_IN_TIME.search(text):
        return cost + 0.5
    if _ENDS_IN_NUMBER.search(text):
        return cost + 1.0
    return cost + (2.0 if _ENDS_IN_QUANTITY.search(text) or _ENDS_OPEN.search(text) else 0.0)


def is_name(text: str) -> bool:
    """Whether a text can name anything at all: it has a word."""
    return bool(_LETTERS.search(text))


def ends_in_cell(name: str) -> bool:
    """Whether a name ends in what is a cell of its own: a share or a date."""
    return bool(_ENDS_IN_CELL.search(name))


def ends_open(name: str) -> bool:
    """Whether a name ends in the first word of a value: *högst*, *nivå*, *tas fram*."""
    return bool(_ENDS_OPEN.search(name))


def ends_in_loose_number(name: str) -> bool:
    """Whether a name ends in a number that nothing in the name counts, as *grupp 2* does: it may be a value."""
    return bool(_ENDS_IN_NUMBER.search(name)) and not _ENDS_IN_NUMBERED.search(name)


def splits_thousands(before: str, after: str) -> bool:
    """Whether a cut between two texts falls inside a number such as 1 200."""
    return bool(re.search(r"(?:^| )\d{1,3}$", before)) and bool(re.match(r"\d{3}(?!\d)", after))


def holds_cells(text: str) -> bool:
    """Whether a text holds something of a table: an empty cell, a share or a date. Running text seldom does."""
    inside = text.strip(" ")
    return "  " in inside or text.endswith("  ") or bool(re.search(r"\d ?%(?: |$)|\d{4}-\d\d-\d\d", inside))
