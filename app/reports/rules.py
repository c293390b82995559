"""The rules in brief for the appendix of a report: the headings of docs/regler.md, each with its first paragraph.

That document is made of the tables that test the rules, so the appendix says what the program does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data.settings import ROOT

RULES = ROOT / "docs" / "regler.md"
_SECTION = re.compile(r"^## \d+\. (?P<title>.+?)\n+(?P<words>.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_MARKS = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<said>[^*]+)\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\([^)]*\)")


@lru_cache
def rules_in_brief() -> tuple[tuple[str, str], ...]:
    """Title and first paragraph of every rule, as plain text; empty where the documentation is not there."""
    try:
        document = RULES.read_text(encoding="utf-8")
    except OSError:
        return ()
    return tuple((_plain(found["title"]), _plain(found["words"])) for found in _SECTION.finditer(document))


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub(lambda found: next(filter(None, found.groups())), words).split())
