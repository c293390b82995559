"""Vocabulary, schema, store and definitions: what Målbild knows and how it is kept."""
