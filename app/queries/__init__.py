"""Questions to the store: one function each, a connection in, typed answers out. Each reads a range of one index.

What a viewer may see will be decided here.
"""

from __future__ import annotations


class NoRightsError(Exception):
    """The viewer may not see what is asked for; the page says so and shows nothing of it."""
