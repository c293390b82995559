"""Comments: what people write about figures in Målbild."""

from __future__ import annotations

COMMENTS_TITLE = "Kommentarer"
COMMENTS_ABOUT = "{indicator}, {unit}, {period}"
COMMENT_LABEL = "Kommentar i Målbild"
COMMENT_BY = "{author}, {when}"
COMMENT_BY_CHANGED = "{author}, {when} (ändrad)"
COMMENT_WRITE, COMMENT_SHOW = "Skriv en kommentar", "Kommentera eller ändra"
COMMENT_NEW_HEADING, COMMENT_THERE_ARE, COMMENT_NONE = "Ny kommentar", "Kommentarer", "Ingen har kommenterat uppgiften."
COMMENT_TEXT, COMMENT_NAME = "Kommentar", "Ditt namn"
COMMENT_TEXT_HELP = (
    "Ren text, högst {most} tecken. Skriv inget om enskilda personer. Alla som kan öppna Målbild kan läsa kommentaren."
)
COMMENT_SAVE, COMMENT_CHANGE, COMMENT_SAVE_CHANGE, COMMENT_TAKE_AWAY = "Spara kommentaren", "Ändra", "Spara ändringen", "Ta bort"
COMMENT_CHANGE_OF = "Ändra kommentaren av {author}"
COMMENT_TAKE_AWAY_HELP = "Kommentaren visas inte längre men finns kvar i historiken."
COMMENT_HISTORY = "Tidigare lydelser ({n})"
COMMENT_WAS_CHANGED = "{author}, {when}. Ändrad av {by} {ended}."
COMMENT_WAS_TAKEN_AWAY = "{author}, {when}. Borttagen av {by} {ended}."
COMMENT_BACK_UNIT, COMMENT_BACK_INDICATOR = "Till enhetens sida", "Till indikatorn"
COMMENTS_OF_UNITS = "Kommentarer till enheternas utfall"

COMMENT_EMPTY = "Kommentaren är tom. Skriv något och spara igen."
COMMENT_TOO_LONG = "Kommentaren har {given} tecken, men får ha högst {most}. Korta den och spara igen."
COMMENT_ODD_SIGNS = "Texten har tecken som inte går att visa. Skriv om den utan dem och spara igen."
COMMENT_NO_NAME = "Skriv ditt namn, så att andra vet vem som har skrivit."
COMMENT_NAME_TOO_LONG = "Namnet får ha högst {most} tecken."
COMMENT_TOO_MANY = "Uppgiften har redan {most} kommentarer. Ta bort eller ändra någon av dem."
COMMENT_NO_FIGURE = "Enheten följer inte indikatorn i den perioden, så det finns ingen uppgift att kommentera."
COMMENT_CHANGED_MEANWHILE = (
    "Någon annan har ändrat eller tagit bort kommentaren sedan du öppnade sidan. Läs den nya lydelsen nedan. Det du skrev "
    "står kvar i rutan, så att du kan spara det som en ny kommentar."
)
COMMENT_OLD_FORM = "Sidan har öppnats på nytt sedan du började skriva. Kontrollera texten och spara igen."
COMMENT_FOREIGN_TITLE = "Kommentaren togs inte emot"
COMMENT_FOREIGN = "Begäran kom inte från Målbilds egen sida och har inte sparats."
COMMENT_STORE_BUSY = "Kommentaren är inte sparad: {why} Texten står kvar i rutan."
