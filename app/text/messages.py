"""When something cannot be shown."""

from __future__ import annotations

NOT_FOUND_TITLE = "Sidan finns inte"
NOT_FOUND_TEXT = "Det finns ingen sida med adressen ”{address}”."
NOT_FOUND_UNIT_TITLE = "Enheten finns inte"
NOT_FOUND_UNIT_TEXT = "Det finns ingen enhet med adressen ”{address}”. Den kan ha bytt namn eller vara felskriven."
NOT_FOUND_MAYBE = "Menade du någon av de här?"
TO_UNITS, TO_OVERVIEW = "Visa alla enheter", "Till läget"
NO_RIGHTS_TITLE = "Du får inte se sidan"
NO_RIGHTS_TEXT = "Uppgifterna här är inte öppna för dig. Fråga den som sköter Målbild om du behöver dem i ditt arbete."
EMPTY_TITLE = "Det finns inga uppgifter än"
EMPTY_TEXT = "Läs in dina dokument så här, i ett terminalfönster i Målbilds mapp:"
EMPTY_COMMAND = "python -m etl load mapp-med-dokument"
EMPTY_COMMAND_EXAMPLE = "python -m etl load --bundled"
EMPTY_TEXT_EXAMPLE = "Vill du först se hur Målbild ser ut med uppgifter i? Läs in det som följer med:"
EMPTY_AFTER = "Ladda sedan om sidan."
ERROR_TITLE = "Något gick fel"
ERROR_TEXT = (
    "Målbild kunde inte visa sidan. Felet är antecknat med koden {code}. Försök igen, eller lämna koden till den som "
    "sköter Målbild."
)
ERROR_RETRY = "Försök igen"
BAD_REQUEST_TEXT = "Begäran gick inte att förstå."
SERVER_SILENT = "Servern svarar inte just nu. Målbild försöker igen."
NO_SCRIPT = "Sidan visas utan skript. Länkarna fungerar, men diagrammen ritas inte och sökningen i listor är avstängd."
