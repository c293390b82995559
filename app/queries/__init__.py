"""Questions to the store: one function each, a connection in, typed answers out. Each reads a range of one index.

What a viewer may see will be decided here.
"""
