"""The one Dash component that a page is drawn in (``assets/malbild.js``).

The browser sets ``asked`` when an address is to be shown; the callback answers with ``html``, ``title`` and ``address``, which
take the place of what stands in the document's ``#sida``. The first page stands there from the start.
"""

from __future__ import annotations

from dash.development.base_component import Component


class MalbildPage(Component):
    """Where a page stands. ``asked`` is path and query string."""

    _namespace = "malbild"
    _type = "Page"
    # Dash asks for these as lists on the class.
    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _prop_names = ["id", "html", "title", "address", "asked"]  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = []  # noqa: RUF012
