"""Jämställdhet."""

from __future__ import annotations

NAV_EQUALITY = "Jämställdhet"
EQUALITY_TITLE = "Jämställdhet i {part}, {period}"
EQUALITY_SUBTITLE = "{comparisons} mellan kvinnor och män"
COMPARISON_ONE, COMPARISON_MANY = "jämförelse", "jämförelser"
EQUALITY_FINDING = "I {real} av {all} jämförelser är skillnaden större än felmarginalen."
EQUALITY_EXPECTED = "Av {all} jämförelser väntas omkring {n} vara större av slumpen ensam."
EQUALITY_FINDING_ONE = "Den enda skillnad som går att bedöma är större än felmarginalen."
EQUALITY_FINDING_ONE_NOT_REAL = "Den enda skillnad som går att bedöma är inte större än felmarginalen."
EQUALITY_FINDING_NONE_REAL = "Ingen av de {all} skillnaderna är större än felmarginalen."
EQUALITY_UNKNOWN = "För {n} går felmarginalen inte att räkna ut, så det går inte att säga om skillnaden kan bero på slumpen."
EQUALITY_THE_ONE = "Det är skillnaden i ”{indicator}” hos {unit}: {gap}, {direction}."
EQUALITY_LARGEST = "Störst av dem är skillnaden i ”{indicator}” hos {unit}: {gap}, {direction}."
EQUALITY_NONE = "Inga utfall för både kvinnor och män finns att jämföra för {part} i {period}."
EQUALITY_NONE_CHOSEN = "Inga utfall för både kvinnor och män finns att jämföra med de val som är gjorda."
WOMEN_HIGHER, MEN_HIGHER, NO_DIFFERENCE = "kvinnor högre", "män högre", "ingen skillnad"
EQUALITY_SHARES, EQUALITY_INDEXES, EQUALITY_OTHERS = "Andelar, i procentenheter", "Index", "Antal och mängder"
EQUALITY_OTHERS_NOTE = (
    "Antal och mängder beror på hur många kvinnor och män det finns, så de går inte att ställa mot varandra i ett diagram. "
    "De står i tabellen."
)
EQUALITY_SIGN = "Talen till höger är kvinnors utfall minus mäns, med felmarginalen inom parentes."
EQUALITY_SIGN_ALONE = "Talen till höger är kvinnors utfall minus mäns."
EQUALITY_MORE = "Diagrammet visar de {shown} översta av {all} skillnader. Alla står i tabellen."
EQUALITY_MORE_ROWS = (
    "Tabellen visar {shown} av {all} skillnader, först de som är större än felmarginalen. Välj en indikator eller ett mål för "
    "att se fler."
)
EQUALITY_PARTS_NOTE = "{part} har {units}. Här jämförs delarna; välj en del för att se dess enheter."
GAP_SAID = "{indicator}, {unit}: kvinnor {women}, män {men}, skillnad {gap}"
GAP_CERTAIN, GAP_CHANCE, GAP_UNKNOWN = "större än felmarginalen", "kan bero på slumpen", "felmarginalen går inte att räkna ut"
PAIR_LEGEND_CERTAIN, PAIR_LEGEND_CHANCE = "skillnaden är större än felmarginalen", "skillnaden kan bero på slumpen"
PAIR_LEGEND_UNKNOWN = "felmarginalen går inte att räkna ut"
SIGN_CERTAIN, SIGN_CHANCE, SIGN_UNCERTAIN = "━", "┄", "─"
EQUALITY_CAPTION = "Skillnader mellan kvinnor och män, {part}, {period}"
EQUALITY_HEAD = ("Indikator", "Enhet", "Kvinnor", "Män", "Skillnad", "Felmarginal", "Säkerhet", "n kvinnor", "n män")
EQUALITY_WITHHELD = "Visas inte"
EQUALITY_WITHHELD_NOTE = (
    "I {n} fall visas inte kvinnor, män eller någon av dem, för att grupperna är små eller för att den ena skulle gå "
    "att räkna ut av den andra."
)
EQUALITY_WITHHELD_CAPTION = "Jämförelser som inte visas"
EQUALITY_WITHHELD_HEAD = ("Indikator", "Enhet", "Kvinnor", "Män")
EQUALITY_WITHHELD_CELL = "visas inte"
EQUALITY_WITHHELD_ROW = ".. visas inte"
EQUALITY_WITHHELD_SAID = "{names}: visas inte"
EQUALITY_DESCRIPTION = "{pairs}."
CHOOSE_GOAL, CHOOSE_INDICATOR, CHOOSE_ALL = "KF-mål", "Indikator", "Alla"
EQUALITY_UNKNOWN_INDICATOR = "Indikatorn ”{given}” jämförs inte här. Alla visas."
EQUALITY_UNKNOWN_GOAL = "Målet ”{given}” finns inte här. Alla visas."
HOW_TO_READ_EQUALITY = (
    "Varje rad är en indikator hos en enhet. Ringen är kvinnor, romben män, och linjen mellan dem skillnaden. Överst står "
    "de skillnader som är större än felmarginalen, störst först.",
    "En fylld ring och romb med hel linje betyder att skillnaden är större än felmarginalen. Är de ihåliga med prickad linje kan "
    "slumpen ensam förklara skillnaden. Felmarginalen räknas ut när antalet svarande är känt.",
    "Underst står jämförelser som inte visas: grupperna är små, eller den ena skulle gå att räkna ut av den andra.",
    "Kvinnors och mäns värden behöver inte ge totalen: i offentlig statistik kan uppgift om kön saknas.",
)
