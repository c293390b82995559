"""What stands around every page."""

from __future__ import annotations

CHOOSE_UNIT, CHOOSE_PERIOD = "Del av organisationen", "Period"
CHOOSE_PERIOD_NONE = "Välj period"
ORGANISATION_TITLE = "Välj del av organisationen"
ORGANISATION_BACK = "Tillbaka till {part}"
ORGANISATION_BELOW = "Visa eller dölj det som ligger under {part}"
SEARCH_UNIT = "Sök enhet eller avdelning"
SEARCH_NOTHING = "Ingen del av organisationen heter så."
FOOTER_DATA = "Uppgifterna lästes senast in {date}. Version {version}."
FOOTER_PRIVATE = "Målbild visar bara det som är inläst från dokument och filer."
NEW_DATA, NEW_DATA_SHOW = "Nya uppgifter finns.", "Uppdatera"
ACCESSIBILITY_TITLE = "Tillgänglighetsredogörelse"
