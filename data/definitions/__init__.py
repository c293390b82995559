"""Definitions of indicators, units, the council's programmes and layouts of tables, as files that a controller can change.

``load_definitions()`` gives them all or raises ``DefinitionError``, which tells file, line, field and what is expected.
"""

from data.definitions.loading import FOLDER, fingerprint, load_definitions
from data.definitions.models import (
    Definitions,
    IndicatorDefinition,
    LayoutDefinition,
    ProgrammeDefinition,
    ProgrammeGoal,
    UnitDefinition,
)
from data.definitions.problems import DefinitionError, DefinitionProblem

__all__ = [
    "FOLDER",
    "DefinitionError",
    "DefinitionProblem",
    "Definitions",
    "IndicatorDefinition",
    "LayoutDefinition",
    "ProgrammeDefinition",
    "ProgrammeGoal",
    "UnitDefinition",
    "fingerprint",
    "load_definitions",
]
