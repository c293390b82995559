"""Tillgänglighetsredogörelse: the headings that the act asks for, and the sentences around what the owner fills in."""

from __future__ import annotations

STATEMENT_TITLE = "Tillgänglighetsredogörelse för {service}"
STATEMENT_OWNER = (
    "{owner} står bakom {service}. Alla ska kunna använda tjänsten, och den här sidan beskriver hur den följer lagen om "
)
STATEMENT_LAW = "tillgänglighet till digital offentlig service, kända brister och hur du kan rapportera dem."
STATEMENT_HOW, STATEMENT_FAULTS, STATEMENT_BURDEN = (
    "Hur tillgänglig är tjänsten?",
    "Det som inte är tillgängligt",
    "Oskäligt betungande",
)
STATEMENT_EXEMPT, STATEMENT_TELL, STATEMENT_SUPERVISION = "Det som inte omfattas av lagen", "Rapportera brister", "Tillsyn"
STATEMENT_METHOD = "Hur tjänsten är testad"
STATEMENT_COMPLIANCE = {
    "helt": "Tjänsten är helt förenlig med lagen om tillgänglighet till digital offentlig service.",
    "delvis": "Tjänsten är delvis förenlig med lagen om tillgänglighet till digital offentlig service. Bristerna står nedan.",
    "inte": "Tjänsten är inte förenlig med lagen om tillgänglighet till digital offentlig service. Bristerna står nedan.",
    "": "Följsamheten är inte bedömd än.",
}
STATEMENT_NO_FAULTS, STATEMENT_FAULTS_UNKNOWN = "Inga brister är kända.", "Bristerna är inte bedömda än."
STATEMENT_NO_BURDEN = "Inget undantag för oskäligt betungande anpassning åberopas."
STATEMENT_NO_EXEMPT = "Inget innehåll är undantaget."
STATEMENT_TELL_WORDS = "Hittar du något som inte fungerar, eller behöver du innehållet på ett annat sätt? Hör av dig:"
STATEMENT_MAIL, STATEMENT_PHONE, STATEMENT_REPLY = "E-post: {mail}", "Telefon: {phone}", "Svar: {reply}"
STATEMENT_SUPERVISION_WORDS = (
    "Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med hur vi tar hand om dina synpunkter "
    "kan du anmäla det till Digg:"
)
STATEMENT_SUPERVISION_LINK = "Anmäl bristande tillgänglighet till Digg"
STATEMENT_SUPERVISION_ADDRESS = "https://www.digg.se/tdosanmalan"
STATEMENT_ASSESSED, STATEMENT_UPDATED = "Bedömningen gjordes {date}.", "Redogörelsen uppdaterades senast {date}."
STATEMENT_ADDRESS = "Redogörelsen gäller {address}."
STATEMENT_TO_FILL = "[fylls i av den som ansvarar för tjänsten]"
STATEMENT_UNFINISHED = (
    "Redogörelsen är inte färdig. Den som ansvarar för installationen fyller i den; handboken säger hur, under Inställningar."
)
STATEMENT_UNREADABLE = "Redogörelsen kan inte visas just nu. Felet är antecknat i loggen."
