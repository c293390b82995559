"""The history of the schema: one file in ``versions/`` for every change, named ``v0001_…`` in order.

``data.store.upgrade`` runs what is missing. A change of ``data/schema.py`` needs a new file here; a test compares the
two. A file that has been released is never changed.
"""
