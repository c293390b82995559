"""Files of tables made from known figures, set up as offices set them up, to be compared with what is read of them."""

from __future__ import annotations

from tests.readers.making_tables.files import FORMATS, write
from tests.readers.making_tables.setups import SETUPS, Figures, as_read, expected

__all__ = ["FORMATS", "SETUPS", "Figures", "as_read", "expected", "write"]
