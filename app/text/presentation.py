"""Presentation: choosing slides, the slides themselves, and the PowerPoint file."""

from __future__ import annotations

from app.slides.model import SlideKind

NAV_PRESENTATION = "Presentation"
FAULT_SLIDES = "”{given}” är inte bilder som går att visa. Förslaget visas i stället."
FAULT_HEADLINES = "Rubrikerna i adressen gick inte att förstå. De föreslagna visas."
FAULT_NOTES = "Anteckningarna i adressen gick inte att förstå. De visas inte."
FAULT_ADDED = "”{given}” är ingen bild som går att lägga till."

# The page where slides are chosen
DECK_TITLE = "{part}, {period}"
PRESENTATION_TITLE = "Presentation: {deck}"
PRESENTATION_SUBTITLE = "{slides}, {kind}"
SLIDE_ONE, SLIDE_MANY = "bild", "bilder"
DECK_PROPOSED, DECK_CHOSEN = "föreslagna av Målbild", "valda av dig"
SHOW_SLIDES = "Visa på helskärm"
GET_POWERPOINT = "Hämta som PowerPoint"
GET_SLIDES_PDF = "Hämta som PDF"
BACK_TO_PROPOSAL = "Börja om från förslaget"
DECK_HEADING = "Bilderna"
DECK_EMPTY = "Inga bilder är valda. Lägg till bilder nedan, eller börja om från förslaget."
SLIDE_UP, SLIDE_DOWN, SLIDE_DROP = "Flytta upp", "Flytta ned", "Ta bort"
SLIDE_SHOW, SLIDE_EDIT, SLIDE_DETAIL = "Visa", "Ändra rubrik och anteckning", "Till underlaget"
SLIDE_NAMED = "bild {number}: {headline}"
EDIT_HEADLINE, EDIT_NOTE = "Rubrik", "Anteckning (syns bara för den som presenterar)"
EDIT_APPLY, EDIT_RESTORE = "Använd", "Föreslagen rubrik: {headline}"
ADD_HEADING = "Lägg till fler bilder"
ADD_NOTE = (
    "Under varje diagram i Målbild finns också länken ”Lägg i presentationen”. Den lägger till diagrammet i den presentation som "
    "du senast hade framme."
)
ADD_NONE = "Alla bilder som finns att föreslå är redan med."
ADD_TO_PRESENTATION = "Lägg i presentationen"
SAVE_HEADING = "Spara presentationen"
SAVE_NOTE = "Det som sparas är valet av bilder, ordningen, rubrikerna och anteckningarna. Alla som når Målbild kan öppna det."
SAVE_NAME, SAVE_AUTHOR, SAVE_SUBMIT = "Presentationens namn", "Ditt namn", "Spara"
SAVED_HEADING = "Sparade presentationer"
SAVED_NONE = "Inga presentationer är sparade än."
SAVED_BY = "{author}, {date}"
SAVED_FORGET = "Ta bort"
SAVED_FORGET_SAID = "Ta bort den sparade presentationen ”{name}”"
SAVED_MORE = "De {most} senast sparade visas."
HOW_TO_READ_PRESENTATION = (
    "Målbild föreslår bilder för den valda delen av organisationen och perioden. Ta bort, flytta och lägg till "
    "tills det blir din "
    "presentation. Allt står i adressen, så en länk visar samma bilder.",
    "På helskärm: pilarna eller mellanslag byter bild, Home och End går till första och sista, en siffra och Enter går till den "
    "bilden. N visar anteckningen, B gör skärmen svart, F växlar helskärm, Esc går tillbaka hit. Klicka på ett diagram för att "
    "öppna underlaget; Esc går tillbaka till bilden.",
    "När bilderna väl är framme behövs inget nätverk. I PowerPoint-filen är diagrammen riktiga diagram som går att ändra.",
)
SLIDE_NOT_FOUND = "Bilden ”{slide}” finns inte i underlaget för {period} och är inte med."

SLIDE_KIND = {
    SlideKind.TITLE: "Titel",
    SlideKind.POSITION: "Läget",
    SlideKind.IMPROVED: "Bättre",
    SlideKind.LIFTED: "Att lyfta",
    SlideKind.EQUALITY: "Jämställdhet",
    SlideKind.EQUALITY_INDEX: "Jämställdhet",
    SlideKind.GOALS: "Mål",
    SlideKind.OWED: "Ej rapporterat",
    SlideKind.WRITTEN: "Enheternas ord",
    SlideKind.FIGURE: "Utfall",
    SlideKind.DEVELOPMENT: "Utveckling",
    SlideKind.UNITS: "Enheter",
}

# Forms
POST_REFUSED_TITLE = "Formuläret togs inte emot"
POST_REFUSED = (
    "Formuläret kom inte från en sida i Målbild, eller var för stort. Gå tillbaka till presentationen, ladda om sidan och försök "
    "igen."
)
POST_TOO_LONG = "Rubriker och anteckningar är tillsammans för långa för en adress. Korta dem och försök igen."
SAVE_NEEDS_NAMES = "Ange både ett namn på presentationen och ditt eget namn, högst {most} tecken vardera."
SAVE_NAME_TAKEN = "Namnet ”{name}” är redan använt av {author}. Välj ett annat namn."
SAVE_TOO_MANY = "Det finns redan {most} sparade presentationer. Ta bort någon först."
TO_PRESENTATION = "Till presentationen"

# The slides
SLIDE_OF = "Bild {number} av {count}"
SLIDES_LABEL = "Bildspel: {title}"
SLIDES_LEAVE, SLIDES_NEXT, SLIDES_PREVIOUS = "Avsluta", "Nästa bild", "Föregående bild"
SLIDES_NOTE, SLIDES_BLANK, SLIDES_FULL = "Anteckning (N)", "Svart skärm (B)", "Helskärm (F)"
SLIDES_BLANKED = "Skärmen är svart. Tryck på B igen för att fortsätta."
SLIDES_GO_TO = "Gå till bild {number}: tryck på Enter"
SLIDES_NO_NOTE = "Ingen anteckning till bilden."
SLIDES_TO_DETAIL = "Öppna underlaget: {headline}"
SLIDES_RETURN = "Tillbaka till presentationen (Esc)"
SLIDES_NONE = "Presentationen har inga bilder."

# What the slides say
SLIDE_TITLE_LEAD = "Måluppfyllelse, {period}"
POSITION_HEADLINE = "{reached} av {judged} bedömda utfall når årsmålet ({share})"
POSITION_NONE_JUDGED = "Inget utfall går att bedöma för {period}"
POSITION_LEAD = "{missed} uppfylls inte, {partly} uppfylls delvis, {not_judged} är ej bedömda och {owed} är ej rapporterade."
POSITION_HEAD = "Status"
POSITION_CAPTION = "Antal utfall med varje status, {part}"
POSITION_POINT = "{category}: {values}"
IMPROVED_HEADLINE = "{n} utfall är bättre än förra gången, mest {indicator} hos {unit}"
IMPROVED_HEADLINE_ONE = "Ett utfall är bättre än förra gången: {indicator} hos {unit}"
IMPROVED_NONE = "Inget utfall har blivit bättre så att det går att skilja från slumpen"
IMPROVED_WORSE = "{worse} utfall är sämre."
IMPROVED_LEAD = "Det som slumpen kan förklara är inte räknat."
IMPROVED_UNSURE = "För {n} av de bättre är antalet svarande inte känt."
IMPROVED_MORE = "De {shown} största förändringarna visas."
IMPROVED_HEAD = ("Indikator", "Enhet", "Förra", "Nu", "Förändring")
IMPROVED_CAPTION = "Utfall som har blivit bättre, {part}, {period}"
GOALS_SLIDE_HEADLINE = "{n} angivna bedömningar säger något annat än indikatorerna"
GOALS_SLIDE_HEADLINE_ONE = "{unit} anger {judgement}, men indikatorerna säger något annat"
GOALS_SLIDE_NONE = "Ingen angiven bedömning säger något annat än indikatorerna"
GOALS_SLIDE_LEAD = "Enheterna bedömer målen själva. Staplarna räknar de bedömda indikatorerna under varje mål."
GOALS_SLIDE_CATEGORY = "{unit} anger {judgement} för ”{goal}”"
GOALS_SLIDE_CAPTION = "Mål där den angivna bedömningen och indikatorerna skiljer sig, {part}, {period}"
GOALS_SLIDE_HEAD = ("Enhet och mål", "Angiven bedömning")
OWED_SLIDE_HEADLINE = "{units} har inte rapporterat {owed} för {period}"
OWED_SLIDE_NONE = "Alla enheter har rapporterat det som ska vara inne för {period}"
OWED_SLIDE_DAY, OWED_SLIDE_MOST = "Perioden slutade {date}.", "Flest saknas från {unit}: {n}."
OWED_SLIDE_MORE = "De {shown} enheter som saknar flest visas, av {all}."
OWED_SLIDE_SERIES, OWED_SLIDE_UNIT = "Utfall som saknas", "Enhet"
OWED_SLIDE_CAPTION = "Utfall som inte är rapporterade, {part}, {period}"
WRITTEN_HEADLINE = "Så förklarar enheterna det som är lyft"
WRITTEN_HEADLINE_ONE = "Så förklarar {unit} {indicator}"
WRITTEN_BY = "{unit}, {section} – {indicator}"
WRITTEN_BY_UNIT = "{unit}, {section}"
WRITTEN_LEAD = "Enheternas egna ord, ur {reports} {year}."
WRITTEN_HEAD = ("Enhet och avsnitt", "Enheten skriver")
WRITTEN_CAPTION = "Vad enheterna skriver, {part}, {period}"
WRITTEN_CUT = "{words} …"
UNITS_SLIDE_MORE = "De {shown} enheter som har längst till målet visas, av {all}."
UNITS_SLIDE_HEAD = ("Enhet", "Utfall och årsmål")
EQUALITY_SLIDE_MORE = "De {shown} största skillnaderna visas, först de som är större än felmarginalen."
FIGURE_HEADLINE = "{indicator} hos {unit}: {finding}"
COMMENT_ON_SLIDE = "Kommentar: ”{words}” ({by})"
FIGURE_ANALYSES = "{unit} skriver: {words}"

# PowerPoint
PPTX_FILE_NAME = "malbild-{part}-{period}"
PPTX_SOURCE_NAME, PPTX_ROW_NAMES, PPTX_ROW_NAME = "Källa", "Radnamn", "Radnamn: {name}"
PPTX_CHART_NAME, PPTX_TABLE_NAME, PPTX_QUOTE_NAME = "Diagram", "Tabell", "Citat"
PPTX_NUMBER_NAME, PPTX_TITLE_NAME, PPTX_LEAD_NAME = "Bildnummer", "Rubrik", "Ingress"
PPTX_SUBTITLE_NAME = "Underrubrik"
PPTX_ROW_COLUMN, PPTX_VALUE_COLUMN = "Rad", "Värde"
PPTX_LAYOUT_TITLE, PPTX_LAYOUT_CONTENT = "Titelbild", "Rubrik och innehåll"
PPTX_KEYWORDS = "måluppfyllelse, uppföljning"
PPTX_TARGET, PPTX_MARGIN = "Årsmål", "Felmarginal"
PPTX_TOTAL, PPTX_WOMEN, PPTX_MEN = "Totalt", "Kvinnor", "Män"
TEMPLATE_FAULT_TITLE = "PowerPoint-mallen går inte att använda"
TEMPLATE_NOT_FOUND = (
    "PowerPoint-mallen «{path}» finns inte. Rätta PPTX_TEMPLATE, eller ta bort den för att använda Målbilds egen mall."
)
TEMPLATE_UNREADABLE = "«{path}» går inte att läsa som en PowerPoint-fil (.pptx eller .potx). Spara om mallen i PowerPoint."
TEMPLATE_NO_TITLE = (
    "PowerPoint-mallen «{path}» saknar en layout för titelbilden: en med platshållare för rubrik och underrubrik. "
    "Mallens layouter "
    "är: {layouts}. Lägg till en sådan layout i bildbakgrunden (Visa > Bildbakgrund)."
)
TEMPLATE_NO_CONTENT = (
    "PowerPoint-mallen «{path}» saknar en layout för diagrambilderna: en med platshållare för rubrik och innehåll "
    "(diagram, tabell "
    "eller innehåll). Mallens layouter är: {layouts}. Lägg till en sådan layout i bildbakgrunden (Visa > Bildbakgrund)."
)
TEMPLATE_TOO_NARROW = (
    "PowerPoint-mallen «{path}» har för liten plats för innehåll i layouten «{layout}»: {width} × {height} cm. "
    "Diagrammen behöver "
    "minst {least_width} × {least_height} cm."
)
