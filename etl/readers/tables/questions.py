"""What there is to ask and to say about a file's tables: once for a column or a kind of row, with the places listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.readers.records import Remark
from etl.readers.tables.grid import Sheet

_MOST_PLACES = 8

_COLUMNS: dict[str, tuple[str, str]] = {
    "mixed": (
        "I kolumnen «{column}» står både decimalkomma och decimalpunkt. Talen med komma eller punkt är inte lästa.",
        "Skriv alla tal i kolumnen på samma sätt (9,5) och läs in filen igen.",
    ),
    "either": (
        "I kolumnen «{column}» kan tecknet i talen vara decimaltecken eller skilja tusental. De är inte lästa.",
        "Skriv talen med decimalkomma (1,2) och utan tusentalstecken, eller ange decimal_mark i layouten.",
    ),
    "other_mark": (
        "I kolumnen «{column}» har tal ett annat decimaltecken än vad layouten anger. De är inte lästa.",
        "Rätta talen i filen, eller decimal_mark i layouten.",
    ),
    "ratio_or_per_cent": (
        "I kolumnen «{column}» står andelar som är högst 1 och saknar procentformat: det kan vara procent eller kvoter."
        " De är inte lästa.",
        "Formatera cellerna som procent i kalkylbladet, eller ange shares: percent eller ratio i layouten.",
    ),
    "date": (
        "I kolumnen «{column}» står datum där det ska stå tal. De är inte lästa.",
        "Kalkylprogrammet kan ha gjort om tal till datum (1.5 till 1 maj). Skriv talen på nytt i filen.",
    ),
    "bool": (
        "I kolumnen «{column}» står sant eller falskt där det ska stå tal. De är inte lästa.",
        "Skriv tal i cellerna.",
    ),
    "error": (
        "I kolumnen «{column}» står felvärden i stället för tal. De är inte lästa.",
        "Rätta formlerna i kalkylbladet, spara och läs in filen igen.",
    ),
    "formula": (
        "I kolumnen «{column}» står formler vars värden inte är sparade. De är inte lästa.",
        "Öppna filen i Excel, spara den där och läs in den igen. Målbild räknar inte ut formler.",
    ),
    "hidden": (
        "I kolumnen «{column}» står tal som inte syns i kalkylbladet, för talformatet döljer dem. De är inte lästa.",
        "Ge cellerna ett talformat som visar talen, eller töm dem, och läs in filen igen.",
    ),
    "scaled": (
        "I kolumnen «{column}» visas talen i tusental eller miljoner utan att det står vilket. De är inte lästa.",
        "Ge cellerna ett talformat som visar hela talet, och läs in filen igen.",
    ),
    "what_of_gender": (
        "Rubriken «{column}» kan gälla utfallet för könet, könets andel av alla, eller hur många som har svarat. Kolumnen är inte"
        " läst.",
        "Skriv till exempel Utfall kvinnor eller Antal svar kvinnor i rubriken, eller ange den i en layout.",
    ),
    "merged": (
        "I kolumnen «{column}» är celler sammanslagna över flera rader, så att det inte framgår vilken rad talet gäller."
        " De är inte lästa.",
        "Dela cellerna i kalkylbladet och skriv talet på den rad det gäller.",
    ),
    "period_unreadable": (
        "Kolumnen «{column}» gäller ingen uppföljningsperiod. Den är inte läst.",
        "En period skrivs T1 2023, T2 2023 eller VB 2023, eller som periodens sista dag.",
    ),
}

_ROWS: dict[str, tuple[str, str, str]] = {
    "subtotal": (
        "warning",
        "Rader som sammanfattar andra är inte lästa: det framgår inte vilken enhet de gäller.",
        "Skriv avdelningens namn på raden om det är avdelningens egna värden.",
    ),
    "row_under_unknown_heading": (
        "question",
        "Rader står under en mellanrubrik som inte är någon känd enhet eller indikator. De är inte lästa.",
        "Skriv enheten i en kolumn på varje rad, eller «Enhet: …» ovanför tabellen, och läs in filen igen.",
    ),
    "unknown_heading": (
        "warning",
        "Rader står under mellanrubriker som inte är kända enheter eller indikatorer. De är lästa som om rubrikerna inte fanns.",
        "Kontrollera att rubrikerna inte säger vilken enhet raderna gäller. Skriv annars enheten på varje rad.",
    ),
    "cell_without_header": (
        "question",
        "Tal står i celler som inte har någon rubrik över sig. De är inte lästa.",
        "Kontrollera att talen står i rätt kolumn, eller skriv en rubrik över dem.",
    ),
    "row_too_wide": (
        "question",
        "Rader har fler celler än rubriken. De är inte lästa: ett decimalkomma kan ha delat ett tal i två.",
        "Spara filen med semikolon mellan cellerna, eller med citattecken om tal med komma, och läs in den igen.",
    ),
    "row_without_unit": (
        "question",
        "Rader saknar enhet. De är inte lästa.",
        "Skriv enhetens namn på varje rad, eller ange fill_down i layouten om namnet gäller raderna under.",
    ),
    "row_without_indicator": (
        "question",
        "Rader saknar indikator. De är inte lästa.",
        "Skriv indikatorns namn på varje rad, eller ange fill_down i layouten om namnet gäller raderna under.",
    ),
    "gender_unreadable": (
        "question",
        "Det framgår inte vilket kön rader gäller. De är inte lästa.",
        "Skriv Totalt, Kvinnor eller Män, eller lägg till orden i layouten (gender_words).",
    ),
    "period_unreadable": (
        "question",
        "Rader gäller ingen uppföljningsperiod som känns igen. De är inte lästa.",
        "En period skrivs T1 2023, T2 2023 eller VB 2023, eller som periodens sista dag (2023-04-30).",
    ),
    "period_contradicts": (
        "question",
        "Rader har en period som säger emot det som står i rubriken. De är inte lästa.",
        "Rätta perioden i filen och läs in den igen.",
    ),
    "what_unknown": (
        "question",
        "Rader har ett slags värde som inte känns igen. De är inte lästa.",
        "Skriv Utfall, Årsmål, KF:s årsmål, Prognos eller Antal svar, eller lägg till orden i layouten.",
    ),
    "target_without_year": (
        "question",
        "Det framgår inte vilket år årsmål gäller, när tabellen har flera år. De är inte lästa.",
        "Skriv året i kolumnens rubrik (Årsmål 2023) och läs in filen igen.",
    ),
    "figure_without_period": (
        "question",
        "Det framgår inte vilken period värden gäller, när tabellen har flera. De är inte lästa.",
        "Skriv perioden i kolumnens rubrik och läs in filen igen.",
    ),
    "figure_without_indicator": (
        "question",
        "Det framgår inte vilken indikator värden gäller. De är inte lästa.",
        "Skriv indikatorns namn ovanför tabellen (Indikator: …) eller i en kolumn, och läs in filen igen.",
    ),
}


@dataclass(slots=True)
class Questions:
    """Collects what is to be said; ``remarks`` gives it in the order in which it first came up."""

    _said: dict[tuple[str, str, str], Remark] = field(default_factory=dict)
    _places: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)
    _sheets: dict[str, Sheet] = field(default_factory=dict)
    _order: list[tuple[str, str, str]] = field(default_factory=list)

    def remark(self, remark: Remark) -> None:
        """Say something that is whole by itself, once."""
        self._put((remark.code, remark.place, remark.message + remark.printed), remark)

    def column(self, code: str, sheet: Sheet, row: int, column: str, places: Sequence[tuple[int, str]]) -> None:
        """Ask about cells of one column, by row and what stands there."""
        message, action = _COLUMNS[code]
        listed = "; ".join(f"rad {number}: {text}" for number, text in places[:_MOST_PLACES])
        more = f" … och {len(places) - _MOST_PLACES} till" if len(places) > _MOST_PLACES else ""
        place = f"{sheet.place(row)}, kolumnen {column}"
        printed = f"{listed}{more}" or column
        self.remark(Remark("question", code, message.format(column=column), printed, action, sheet.line(row), place))

    def row(self, code: str, sheet: Sheet, number: int, printed: str) -> None:
        """Note a row that is not read; rows of the same sort are told of together."""
        at = (code, sheet.name)
        if at not in self._places:
            self._places[at] = []
            self._sheets[sheet.name] = sheet
            self._order.append((code, sheet.name, "rows"))
        if (number, printed) not in self._places[at][-3:]:
            self._places[at].append((number, printed))

    def periods_contradict(self, sheet: Sheet, row: int, said: str) -> None:
        """Tell that a table is said to be of two periods, so that neither is taken."""
        message = f"Det står olika perioder om hela tabellen: {said}. Ingen av dem är tagen."
        action = "Rätta den som är fel, eller ange perioden med --year och --kind."
        self.remark(Remark("question", "periods_contradict", message, said, action, sheet.line(row), sheet.place(row)))

    def note(self, sheet: Sheet, code: str, message: str) -> None:
        """Tell of an interpretation."""
        self.remark(Remark("warning", code, message, action="Kontrollera att det stämmer.", line=0, place=sheet.place()))

    def footnote(self, sheet: Sheet, number: int, printed: str, mark: str) -> None:
        """Ask whether a sign at the end of a name belongs to it."""
        remark = Remark(
            "question",
            "footnote_mark",
            f"«{printed}» slutar med «{mark}», som kan vara en hänvisning till en not. Det finns ingen sådan not under tabellen,"
            " så namnet är läst som det står.",
            printed,
            "Ta bort hänvisningen ur namnet om det inte hör till det, och läs in filen igen.",
            sheet.line(number),
            sheet.place(number),
        )
        self._put(("footnote_mark", sheet.name, printed), remark)

    def decimal_mark(self, sheet: Sheet, row: int, headers: Sequence[str], mark: str) -> None:
        """Say which decimal mark the numbers in text were read with."""
        names = list(dict.fromkeys(headers))
        word = "decimalkomma" if mark == "," else "decimalpunkt"
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
        which = f"Kolumnen {listed}" if len(names) == 1 else f"Kolumnerna {listed}"
        self.remark(
            Remark(
                "warning",
                "decimal_mark",
                f"{which} läses med {word}.",
                action="Kontrollera att det stämmer. Annars: ange decimal_mark i layouten.",
                line=sheet.line(row),
                place=sheet.place(row),
            )
        )

    def _put(self, at: tuple[str, str, str], remark: Remark) -> None:
        if at not in self._said:
            self._said[at] = remark
            self._order.append(at)

    @property
    def has_asked(self) -> bool:
        """Whether anything was asked, beside what was only told."""
        return bool(self._places) or any(remark.kind == "question" for remark in self._said.values())

    def remarks(self) -> Iterator[Remark]:
        for at in self._order:
            if at in self._said:
                yield self._said[at]
            else:
                yield self._of_rows(at[0], at[1])

    def _of_rows(self, code: str, sheet_name: str) -> Remark:
        kind, message, action = _ROWS[code]
        sheet, places = self._sheets[sheet_name], self._places[code, sheet_name]
        listed = "; ".join(f"rad {number}: {text}" for number, text in places[:_MOST_PLACES])
        more = f" … och {len(places) - _MOST_PLACES} till" if len(places) > _MOST_PLACES else ""
        numbers = [number for number, _ in places]
        place = sheet.place(*numbers[:_MOST_PLACES])
        return Remark(kind, code, message, f"{listed}{more}"[:2000], action, sheet.line(numbers[0]), place)
