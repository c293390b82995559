"""What the words of the field mean, told where they stand, on hover and focus. Longer in docs/handbok.md and docs/ordlista.md."""

from __future__ import annotations

from app.text import diagram, enhet, words
from data.vocabulary import GoalLevel

TERM_EXPLAINED = {
    diagram.FACT_MARGIN: "Om slumpen ensam kan förklara avståndet till årsmålet, räknat med 95 procents säkerhet.",
    diagram.FACT_PROCESS: "Om utvecklingen skiljer sig från den vanliga variationen. Räknas från tolv uppföljningar.",
    diagram.FACT_LIMIT: "Hit räknas utfallet som uppfylls delvis. Gränsen ges av toleransen i indikatorns definition.",
    enhet.FACT_FORECAST: "Vad enheten själv väntar sig att utfallet blir för helåret.",
    enhet.FACT_KF: "Kommunfullmäktiges årsmål. Jämförs med enhetens utfall där definitionen säger att det går.",
    enhet.FACT_N: "Hur många svar eller observationer som utfallet bygger på.",
    "Felmarginal": "Ett intervall som med 95 procents säkerhet rymmer det verkliga värdet.",
    "Årsmål": "Vad enheten ska nå under året enligt sin verksamhetsplan.",
    "n": "Hur många svar eller observationer som siffran bygger på.",
    words.LEVEL_WORD[GoalLevel.KF_INRIKTNINGSMAL]: "Kommunfullmäktiges övergripande mål, överst i målstrukturen.",
    words.LEVEL_WORD[GoalLevel.KF_MAL]: "Kommunfullmäktiges mål under ett inriktningsmål, med indikatorer för hela staden.",
    words.LEVEL_WORD[GoalLevel.NAMNDMAL]: "Nämndens eget mål under ett av kommunfullmäktiges mål.",
    words.LEVEL_WORD[GoalLevel.ENHETSMAL]: "Enhetens eget mål, under nämndens eller kommunfullmäktiges.",
    words.COMPUTED: words.COMPUTED_EXPLAINED,
    words.STATED_UNIT: words.STATED_EXPLAINED,
    words.EXAMPLE_BADGE: words.EXAMPLE_EXPLAINED,
}
"""By the word as it is shown."""
