"""Every view in the states that it has, by a name that the tests show."""

from __future__ import annotations

PART = "enhet=provstadens-forvaltning&period=T2-2025"
VIEWS = {
    "läget": f"/?{PART}",
    "läget, filtrerat": f"/?{PART}&status=uppfylls-inte",
    "läget, en ruta öppen": f"/?{PART}&ruta=bjorkgarden/sjukfranvaro",
    "läget, nonsens i adressen": "/?enhet=aldreomsorgen&period=hej&status=rosa&x=1",
    "enheter": f"/enheter?{PART}",
    "enhet": "/enhet/bjorkgarden?period=T2-2025",
    "enhet som bara har planerat": "/enhet/linden",
    "indikatorer": f"/indikatorer?{PART}",
    "indikator": f"/indikator/sjukfranvaro?{PART}",
    "jämställdhet": f"/jamstalldhet?{PART}",
    "mål": f"/mal?{PART}",
    "mål som skiljer sig": f"/mal?{PART}&skiljer=ja",
    "underlag": f"/underlag?{PART}",
    "underlag, inget svarar mot urvalet": f"/underlag?{PART}&status=ej-bedomd&kon=kvinnor",
    "inläsning": f"/inlasning?{PART}",
    "inläsning, avgjorda": f"/inlasning?{PART}&lage=avgjord",
    "presentation": f"/presentation?{PART}",
    "tillgänglighetsredogörelse": "/tillganglighet",
    "välj del": "/organisation?enhet=provstadens-forvaltning",
    "kommentarer": "/kommentarer?enhet=bjorkgarden&period=T2-2025&indikator=sjukfranvaro",
    "andra format": "/tabell?sida=/enheter&tabell=antal-indikatorer-med-varje-status-for-varje-enhet",
    "rapport": "/rapport/bjorkgarden?period=T2-2025",
    "rapporter": f"/rapporter?{PART}",
    "exempeldata": "/?enhet=leksand&period=T2-2025",
}
MISSING = {"okänd enhet": "/enhet/bjorkgardn", "okänd indikator": "/indikator/sjukfranvar", "okänd sida": "/finns-inte"}
"""Pages that are answered with 404."""
