"""Figures straight from Kolada's API, version 3: asked for by their marks, fetched page by page, read like any source.

============  ===========================================================================
``asking``    what the operator asks for: figures, municipalities or units, and years
``kept``      answers that have come already, kept on disk until the load is done
``client``    one address after another, with patience and limits
``fetching``  what is asked for as sources to load, and what Kolada does not have of it
============  ===========================================================================
"""

from etl.kolada.asking import PREFIX, Asked, AskingError, asked_for
from etl.kolada.client import KoladaError
from etl.kolada.fetching import Fetched, fetch, forget_answers
from etl.kolada.kept import folder_beside

__all__ = ["PREFIX", "Asked", "AskingError", "Fetched", "KoladaError", "asked_for", "fetch", "folder_beside", "forget_answers"]
