"""The words by which plans and reports mark their parts: goal labels, sections, judgements, titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.vocabulary import GoalLevel
from etl.readers.columns import column_titled

_LABELS = (
    (GoalLevel.KF_INRIKTNINGSMAL, r"(?:(?:KF:?s|Kommunfullmäktiges) )?inriktningsmål"),
    (
        GoalLevel.KF_MAL,
        r"(?:(?:KF:?s|Kommunfullmäktiges) )?mål för verksamhetsområdet?|"
        r"(?:KF:?s|Kommunfullmäktiges) (?:verksamhets(?:områdes)?mål|mål)",
    ),
    (GoalLevel.NAMNDMAL, r"(?:Stadsdels)?(?:nämndmål|nämndens mål)"),
    (GoalLevel.ENHETSMAL, r"(?:Enhetsmål|Enhetens mål|(?:Enhetens )?åtaganden?)"),
)
_LABEL = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{level}>{pattern})" for level, pattern in _LABELS) + r")"
    r"(?:\s*:\s*(?P<title>.*)|(?P<number>\s+\d+(?:\.\d+)*\.?)(?P<colon>\s*:)?\s*(?P<rest>.*)|(?P<alone>\s*))",
    re.IGNORECASE,
)
_LABEL_STARTS = re.compile(r"\s*(?:KF|Kommunf|Nämnd|Stadsdelsn|Enhet|Åtag|Inriktn|Mål för)", re.IGNORECASE)
_LABEL_LETTERS_AT_MOST = 450
_MAY_STAND_ALONE = re.compile(
    r"(?:KF:?s|Kommunfullmäktiges) (?:inriktningsmål|mål för verksamhetsområdet)|Nämndmål|Enhetsmål", re.IGNORECASE
)

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?P<title>\S.*)", re.DOTALL)

SECTIONS = {
    word.casefold(): word
    for word in (
        "Beskrivning",
        "Förväntat resultat",
        "Förväntade resultat",
        "Arbetssätt",
        "Uppföljning",
        "Utveckling",
        "Kommentar",
        "Analys",
        "Resultat",
        "Åtgärder",
        "Resursanvändning",
        "Uppföljning av enhetsmål",
        "Nämndens analys",
        "Sammanfattande analys",
    )
}
CHAPTERS = frozenset(
    word.casefold()
    for word in (
        "Inledning",
        "Redovisning av ekonomi",
        "Uppföljning av ekonomi",
        "Ekonomisk uppföljning",
        "Ekonomi",
        "Uppföljning av driftbudget",
        "Analys av resultaträkning - uppföljning av driftbudget",
        "Investeringar",
        "Medel för lokaländamål",
        "Budget",
        "Systematiskt kvalitetsarbete",
        "Synpunkter och klagomål",
        "Övrigt",
        "Bilagor",
        "Innehållsförteckning",
        "Förslag till beslut",
        "Verksamhetsbeskrivning",
        "Kompetensutveckling",
        "Intern kontroll",
        "Internkontroll",
        "Särskilda redovisningar",
        "Uppföljning av Kommunfullmäktiges inriktningsmål",
        "Kommunfullmäktiges inriktningsmål",
    )
)
_BUDGET_OF_YEAR = re.compile(r"budget (?:för )?20\d\d", re.IGNORECASE)
_HOW = r"(?:helt|delvis|inte alls|inte|ej alls|ej)"
_FULFILMENT = re.compile(
    rf"(?:målet )?(?:bedöms |beräknas |väntas |kommer att )?(?:uppfyll(?:s|as|t|da?)(?: {_HOW})?|{_HOW} uppfyll(?:t|s|as|da?))"
    r"(?: \(prognos\))?\.?",
    re.IGNORECASE,
)
_LIKE_FULFILMENT = re.compile(r"uppfyll(?:s|as|t|da?)(?: [\w-]+){0,3}\.?")
"""Other words than the three are kept as printed; whoever loads them asks what is meant."""
_CONTENTS_LINE = re.compile(r"\s*(?P<title>\S.*?)\s*(?:\.{4,}|…{2,})\s*(?P<page>\d{1,3})?\s*")

_SPAN = r"januari ?[-–] ?(?:april|augusti|december)"
_WITH = r"(?:med|och) (?:delårs(?:bokslut|rapport)|inriktning (?:mot |för )?20\d\d(?:(?: och |[-–])20\d\d)?)"
_TITLE_WORD = r"(?:verksamhetsplan|verksamhetsberättelse|(?:uppföljning )?tertial(?:rapport|uppföljning)?|delårsrapport)"
_TITLE = re.compile(
    rf"(?P<type>{_TITLE_WORD})(?P<gen>en)?"
    rf"(?P<marks>(?:[ ,–-]+(?:VP|VB|T ?[123]|tertial [123]|[123](?!\d)|{_SPAN}|{_WITH}|för|år|(?:19|20)\d\d))*)"
    r"(?:(?:\s*[-–:,]\s*|\s+)(?P<name>\S.*))?",
    re.IGNORECASE,
)
_TITLE_STARTS = re.compile(rf"\s*{_TITLE_WORD}\b", re.IGNORECASE)
_KIND_OF_UNIT = re.compile(r"(?:förskolan|förskolorna|enheten|avdelningen|hemtjänsten|området?|verksamheten)\b")
_TRAILING_YEAR = re.compile(r"(?P<name>.*?\S)[\s,]+(?:år )?(?P<year>(?:19|20)\d\d)")
_NO_NAME = re.compile(
    r"^(?:dnr|diarienummer|datum|sid|handläggare|till\b|telefon|kontaktperson|godkänd|fastställd|beslutad|innehåll)|[.:;]$|\d{4}|:\s",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:har|är|ska|skall|kommer|diskuteras|diskuterades|görs|behandlas|behandlats|anger|beskriver|innehåller|utgår|följer|följs|bygger|omfattar|"
    r"redovisas|presenteras|fastställdes|beslutades|som|där)\b"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title line: kind of document (``VP``, ``VB``, ``T1``, ``T2`` or empty), year and unit as far as they are printed."""

    document_type: str
    year: str
    unit_name: str


def is_running_on(text: str) -> bool:
    """A quick look: a line that begins with a small letter or a figure begins nothing but a judgement or a line of contents."""
    return not text[0].isupper() and text[0] != "u" and "..." not in text


def may_be_structure(text: str) -> bool:
    """A quick look at a full line: can it be a goal's label, a table's header, a title or a line of contents at all?"""
    head = text[:60]
    return (
        text[0] in "VvTtUuDd"
        or "ål" in head
        or "ÅL" in head
        or "tagande" in head
        or "ndikator" in head
        or "ktivitet" in head
        or "..." in text
    )


def goal_label(text: str) -> tuple[GoalLevel, str] | None:
    """The level and what stands behind the label on its line; None where the line is no goal label.

    A label without colon counts only when it stands alone on its line.
    """
    if len(text) > _LABEL_LETTERS_AT_MOST or not _LABEL_STARTS.match(text):
        return None
    found = _LABEL.fullmatch(text)
    if not found:
        return None
    level = next(GoalLevel(level) for level, _ in _LABELS if found[str(level)])
    if found["number"]:
        # Without a colon the words may be running text: "Enhetsmål 2 bidrar även till …".
        is_label = bool(found["colon"]) or found["rest"][:1].isupper()
        return (level, f"{found['number'].strip()} {found['rest']}") if is_label else None
    if found["alone"] is not None and not _MAY_STAND_ALONE.fullmatch(text.strip()):
        return None
    return level, found["title"] or ""


def split_number(printed: str) -> tuple[str, str]:
    """Number (without its last full stop) and title of a goal as printed."""
    found = _NUMBERED.fullmatch(printed)
    if found is None:
        return "", printed
    # "3 åringar" counts children; "3 En ekonomi i balans", "3. en ekonomi" and "1.4 äldre" are numbered.
    is_number = "." in printed[: found.start("title")] or not found["title"][0].islower()
    return (found["number"], found["title"]) if is_number else ("", printed)


def is_fulfilment(text: str) -> bool:
    folded = text.casefold()
    return "ppfyll" in folded and len(text) < 50 and bool(_FULFILMENT.fullmatch(text) or _LIKE_FULFILMENT.fullmatch(folded))


def section_name(text: str) -> str:
    """The section that a line heads, otherwise the empty string."""
    return SECTIONS.get(text.casefold().rstrip(":").rstrip(), "")


def is_chapter(text: str) -> bool:
    """Whether a line is a heading of the report itself, after which no goal is being described any more."""
    folded = text.casefold()
    return folded in CHAPTERS or (folded.startswith("budget") and bool(_BUDGET_OF_YEAR.fullmatch(text)))


def contents_entry(text: str) -> str:
    """The heading that a line of a table of contents names, otherwise the empty string."""
    found = _CONTENTS_LINE.fullmatch(text) if "..." in text or "……" in text else None
    return found["title"] if found else ""


def title_line(text: str) -> Title | None:
    """Read a title: *Verksamhetsplan 2023 för …*, *Verksamhetsberättelse VB 2020 för*, *Tertialrapport 2 2022 …*.

    The unit's name may follow on the next lines. Running text that begins with the same word is no title.
    """
    if text[:1] not in "VvTtUuDd " or not _TITLE_STARTS.match(text) or len(text) > 200:
        return None
    found = _TITLE.fullmatch(text.strip())
    if not found or found["gen"]:
        return None
    marks, name = found["marks"] or "", (found["name"] or "").strip()
    year = re.search(r"(?:19|20)\d\d", marks)
    if not year and name:
        trailing = _TRAILING_YEAR.fullmatch(name)
        if trailing:
            name, year = trailing["name"], re.search(r"(?:19|20)\d\d$", name)
    if not year or (name and not _may_be_named(name)):
        return None
    kind = _title_kind(found["type"].casefold(), marks.casefold())
    return Title(kind, year.group(), "" if name.casefold() in ("för", "-", "–") else name)


def _may_be_named(name: str) -> bool:
    """Whether what stands behind a title on its line can be a unit's name, and is no running text."""
    if _PROSE.search(name) or name[0] in ".,;" or name.endswith((".", ",")):
        return False
    kind = _KIND_OF_UNIT.match(name)
    of_its_own = kind is not None and (kind.end() == len(name) or name[kind.end() + 1 : kind.end() + 2].isupper())
    return not name[0].islower() or name == "för" or of_its_own


def names_only_kind(name: str) -> bool:
    """Whether a name says only what kind of unit it is, so that its own name follows on the next line."""
    return bool(_KIND_OF_UNIT.fullmatch(name.casefold()))


def may_be_unit_name(text: str) -> bool:
    """Whether a line under a title can be the unit's name: no reference number, date, addressee or heading."""
    return text[:1].isupper() and len(text) <= 100 and not is_chapter(text) and not _NO_NAME.search(text)


def _title_kind(word: str, marks: str) -> str:
    if word.startswith("verksamhetsplan"):
        return "VP"
    if word.startswith("verksamhetsberättelse"):
        return "VB"
    for month, kind in (("april", "T1"), ("augusti", "T2"), ("december", "VB")):
        if month in marks:
            return kind
    tertial = re.search(r"[123]", re.sub(r"(?:19|20)\d\d", " ", marks))
    return {"1": "T1", "2": "T2", "3": "VB"}.get(tertial[0] if tertial else "", "")


def is_table_name(text: str) -> bool:
    """Whether a cell is the title of a column of indicators or activities."""
    return column_titled(text).kind == "name"
