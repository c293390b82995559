"""Very many figures at once: the documents of a folder of figures, loaded by columns instead of one after another.

What comes of it is what loading them one by one gives, row for row; only the ``load`` is one for all (decision 7). Distinct texts
are read by the same functions as ever, each once. Everything that is not plain goes the ordinary way: a line of which there
is, or may be, something to ask, goals, texts and activities within the document; documents that the store knows already, as a
whole.
"""

from etl.loading.bulk.loading import FolderLoading

__all__ = ["FolderLoading"]
