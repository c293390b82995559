"""Läget."""

from __future__ import annotations

from data.vocabulary import PeriodKind

OVERVIEW_TITLE = "{part}, {period}"
OVERVIEW_SUBTITLE = "{units}, {indicators}"
TILE_NOTE = "av {judged} bedömda, {beside}"
BESIDE_MORE, BESIDE_FEWER, BESIDE_SAME = "{n} fler än {period}", "{n} färre än {period}", "lika många som {period}"
BESIDE_OF_OTHERS = "mot {n} av {judged} {period}"
TILE_FROM_UNITS = "från {units}"
TILES_LABEL = "Antal utfall med varje status. Välj en för att visa bara dem."
TILE_CHOOSE, TILE_CHOSEN = "visa bara dessa", "visas nu, välj för att visa alla"
MATRIX_HEADING = "Måluppfyllelse per enhet och indikator"
MATRIX_CAPTION = "Status för varje enhet (rader) och indikator (kolumner), {period}. Utfall för män och kvinnor tillsammans."
MATRIX_HELP = "Piltangenterna flyttar mellan cellerna, Enter visar utfallet bredvid matrisen."
MATRIX_PARTS_HEADING = "Måluppfyllelse per del av organisationen och indikator"
MATRIX_PARTS_CAPTION = "Hur många enheter som når årsmålet i varje del (rader) för varje indikator (kolumner), {period}."
MATRIX_PARTS_WITH_STATUS_CAPTION = (
    "Hur många enheter som har statusen ”{status}” i varje del (rader) för varje indikator (kolumner), {period}."
)
MATRIX_PARTS_HELP = "Piltangenterna flyttar mellan cellerna, Enter öppnar delen."
MATRIX_PARTS_LEGEND = (
    "I varje ruta står hur många enheter som når årsmålet, av dem som går att bedöma. Ju längre streck under talen, desto fler. "
    "Öppna en del för att se dess enheter."
)
MATRIX_PARTS_WITH_STATUS_LEGEND = (
    "I varje ruta står hur många enheter som har den valda statusen, av dem som följer indikatorn. Öppna en del för att se dess "
    "enheter."
)
MATRIX_SHARE_WITH_STATUS = "{reached} av {judged} enheter: {status}"
MATRIX_SHARE_SMALL = "{some} av {of}"
MATRIX_PART_HEAD = "Del av organisationen"
MATRIX_SHARE, MATRIX_SHARE_NONE = "{reached} av {judged} enheter når årsmålet", "ingen enhet går att bedöma"
DETAIL_LABEL = "{indicator}, {unit}"
DETAIL_CLOSE = "Stäng rutan"
DETAIL_TO_UNIT = "Se allt om {unit}"
DETAIL_TO_INDICATOR = "Jämför enheterna"
DETAIL_NOT_FOLLOWED = "{unit} följer inte ”{indicator}” i {period}. Ingen ruta är vald."
MATRIX_UNIT_HEAD = "Enhet"
MATRIX_NO_GOAL = "Utan KF-mål"
MATRIX_NOT_FOLLOWED = "Tom ruta: enheten följer inte indikatorn."
FINDING_REACHED = "{reached} av {judged} bedömda utfall når årsmålet ({share})."
FINDING_WORST = "Flest ”uppfylls inte” har {unit}: {n} av {m}."
FINDING_NONE_JUDGED = "Inget utfall går att bedöma för perioden."
FINDING_NONE_REPORTED = "Inga utfall är rapporterade för {period}. Matrisen visar vad enheternas planer lovar."
FILTER_NOTE = "Visar bara ”{status}”."
FILTER_CLEAR = "Visa alla"
FILTER_EMPTY = "Inget utfall har statusen ”{status}”."
NO_FIGURES = "Det finns inga indikatorer att följa upp för {part} i {period}."
NO_FIGURES_AT_ALL = (
    "Det finns inga indikatorer att följa upp för {part} än. Läs in enheternas planer och rapporter, så visas de här."
)
OVERVIEW_SOURCE = "Källa: enheternas verksamhetsplaner och {reports} {year}"
REPORTS = {
    PeriodKind.VP: "verksamhetsplaner",
    PeriodKind.T1: "tertialrapporter 1",
    PeriodKind.T2: "tertialrapporter 2",
    PeriodKind.VB: "verksamhetsberättelser",
}
HOW_TO_READ = "Så läser du sidan"
HOW_TO_READ_OVERVIEW = (
    "Varje ruta är en indikator hos en enhet. Målbild räknar fram statusen ur utfall och årsmål. Hur enheten själv bedömer sina "
    "mål står på enhetens sida.",
    "Peka på en ruta, eller flytta dit med piltangenterna, för att läsa utfall och årsmål. Öppna rutan för att se diagram, "
    "prognos, analys och källa bredvid matrisen.",
    "Att lyfta visar högst sju saker. De ordnas efter hur långt det är till målet, hur säker siffran är och hur många den "
    "gäller. Det som slumpen kan förklara lyfts inte.",
    "Siffrorna högst upp är val: de visar bara utfall med den statusen. Valet står i adressen, så en länk visar samma sak.",
)
# Att lyfta. {indicator} begins the sentence and is the indicator's full name.
REMARKS_HEADING = "Att lyfta"
REMARKS_NONE = "Ingenting sticker ut mer än slumpen kan förklara."
REMARKS_LEFT_ONE, REMARKS_LEFT_MANY = "Ytterligare en sak går att lyfta.", "Ytterligare {n} saker går att lyfta."
REMARK_MISSES = "{indicator} hos {unit} är {value}"
REMARK_MISSES_REST = "mot årsmålet {target}"
REMARK_MISSES_LEVEL = "mot {level} så här långt på året (årsmålet är {target})"
REMARK_MISSES_LAST_YEAR = "mot {level} året före; årsmålet är att {aim}"
REMARK_SINCE = "{difference} sedan {period}"
REMARK_WORSE = "{indicator} hos {unit} har försämrats till {value}"
REMARK_WORSE_REST = "från {earlier} {period} ({difference})"
REMARK_GAP = "{indicator} hos {unit} skiljer sig med {gap} mellan kvinnor och män:"
REMARK_GAP_WOMEN_HIGHER, REMARK_GAP_MEN_HIGHER = "kvinnor har det högre värdet", "män har det högre värdet"
REMARK_GAP_TOTAL = "{direction}; totalt är utfallet {value}"
REMARK_FORECAST = "{indicator} hos {unit} väntas inte nå årsmålet:"
REMARK_FORECAST_REST = "prognosen för helåret är {forecast} mot {target}"
REMARK_CONCERN = "{indicator} hos {unit} har försämrats mer än den brukar variera:"
REMARK_CONCERN_REST = "utfallet är {value}"
REMARK_OWES = "{unit} har inte rapporterat {indicators}"
REMARK_OWES_REST = "för {period}"
REMARK_OWES_NOTE = "Perioden slutade {date}, för {days} sedan."
REMARK_STATED_BETTER = "{unit} anger att målet ”{goal}” {judgement}"
REMARK_STATED_BETTER_REST = "men {n} av {m} bedömda indikatorer under det når inte sina årsmål"
REMARK_STATED_WORSE_REST = "men {n} av {m} bedömda indikatorer under det når sina årsmål"
REMARK_STATED_BETTER_REST_ONE = "men den enda bedömda indikatorn under det når inte sitt årsmål"
REMARK_STATED_WORSE_REST_ONE = "men den enda bedömda indikatorn under det når sitt årsmål"
REMARK_STATED_NOTE = "Bedömningen har enheten själv gjort. Målbild räknar bara indikatorerna."
REMARK_SURE = "Avståndet till målet är större än felmarginalen (n\u00a0=\u00a0{n})."
REMARK_SURE_GAP = "Skillnaden är större än felmarginalen (n\u00a0=\u00a0{n})."
REMARK_SURE_CHANGE = "Förändringen är större än felmarginalen (n\u00a0=\u00a0{n})."
REMARK_UNKNOWN_MARGIN = "Antalet svarande är inte känt, så det går inte att säga hur säker siffran är."
REMARK_FORECAST_NOTE = "Prognosen är enhetens egen bedömning."
REMARK_NO_INTERVAL = "Felmarginalen går inte att räkna ut, så det går inte att säga hur säker siffran är."
REMARK_NO_MARGIN = "Ett räknat eller uppmätt värde utan urvalsfel."
REMARK_PROCESS_NOTE = "Styrdiagrammet över minst tolv uppföljningar visar en verklig försämring."
REMARK_ALSO_FORECAST = "Prognos för helåret: {forecast}."
DAY_ONE, DAY_MANY = "dag", "dagar"
