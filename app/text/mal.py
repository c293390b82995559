"""Mål: the goal tree with indicators by status beside the stated judgements."""

from __future__ import annotations

NAV_GOALS = "Mål"
GOALS_TITLE = "Mål i {part}, {period}"
GOALS_SUBTITLE = "{goals}, {judgements}"
GOAL_ONE, GOAL_MANY = "mål", "mål"
JUDGEMENT_ONE, JUDGEMENT_MANY = "angiven bedömning", "angivna bedömningar"
GOALS_FINDING = "Av {judged} bedömda utfall under målen når {reached} sitt årsmål ({share})."
GOALS_FINDING_NONE = "Inget utfall under målen går att bedöma för perioden."
GOALS_FINDING_REMARKS = "{n} angivna bedömningar säger något annat än indikatorerna."
GOALS_FINDING_REMARK = "En angiven bedömning säger något annat än indikatorerna."
GOALS_ONLY_REMARKS, GOALS_ALL = "Visa bara mål där bedömningen och indikatorerna skiljer sig", "Visa alla mål"
GOALS_NO_REMARKS = "Ingen angiven bedömning säger något annat än indikatorerna."
GOALS_NONE = "Inga mål är inlästa för {part} {year}. Läs in enheternas verksamhetsplaner, så visas målen här."
GOALS_TREE_LABEL = "Målträd"
GOALS_OPEN_ALL, GOALS_CLOSE_ALL = "Fäll ut alla", "Fäll ihop alla"
GOAL_NO_INDICATORS = "Inga indikatorer"
GOAL_STATED_SHORT = "Angivet"
GOAL_REMARK_BETTER = "{unit} anger {judgement}, men {n} av {m} bedömda indikatorer når inte sina årsmål."
GOAL_REMARK_WORSE = "{unit} anger {judgement}, men {n} av {m} bedömda indikatorer når sina årsmål."
GOALS_SOURCE = "Källa: enheternas verksamhetsplaner och {reports} {year}"
HOW_TO_READ_GOALS = (
    "Trädet går från KF:s inriktningsmål till enheternas egna mål. Stapeln räknar alla indikatorer under målet, också de som "
    "står under mål längre ned, efter den status som Målbild räknar fram.",
    "Bredvid stapeln står hur enheterna själva bedömer målet. Bedömningen räknas aldrig fram ur indikatorerna och ändras aldrig. "
    "Där de två säger olika saker står det utskrivet.",
)
