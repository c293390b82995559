"""Corrections of single figures in single documents, as files that a controller can read and change.

``load_corrections()`` gives them all or raises ``DefinitionError``, which tells file, line, field and what is expected.
"""

from data.corrections.loading import FOLDER, fingerprint, load_corrections
from data.corrections.models import Act, CellWord, Correction, CorrectionDefinition, Corrections

__all__ = [
    "FOLDER",
    "Act",
    "CellWord",
    "Correction",
    "CorrectionDefinition",
    "Corrections",
    "fingerprint",
    "load_corrections",
]
