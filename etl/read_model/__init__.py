"""The read model ``attainment``: what the facts come to, ready to show. Derived from the store alone, rebuilt by loads.

============  =====================================================================================
``facts``     reads the current facts of some units from the store
``rows``      makes the rows of one unit out of its facts, by ``etl.rules``
``writing``   changes in the table exactly the rows that differ
``judged``    remembers on which day, and with which tolerance, the store was judged
============  =====================================================================================
"""

from etl.read_model.judged import judged_on, needs_rejudging
from etl.read_model.rebuilding import expected_rows, rebuild

__all__ = ["expected_rows", "judged_on", "needs_rejudging", "rebuild"]
