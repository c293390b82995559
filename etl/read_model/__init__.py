"""The read model, ready to show: ``attainment``, ``withheld_attainment`` and ``goal_attainment``. Derived from the facts alone.

================  =====================================================================================
``facts``         reads the current facts of an indicator from the store
``organisation``  the tree of units
``series``        which facts of one unit count, and which follow-ups it promises
``cells``         the true figures of all units, reported or added up
``views``         the same as ordinary readers see them, and as those who may see what is withheld
``rows``          makes the rows out of a view, by ``etl.rules``
``goals``         the read model of goals
``reference``     all of this together: the readable computation
``writing``       changes in the tables exactly the rows that differ
``judged``        remembers on which day, and with which defaults, the store was judged
================  =====================================================================================
"""

from etl.read_model.judged import judged_on, needs_rejudging
from etl.read_model.rebuilding import expected_rows, expected_tables, rebuild

__all__ = ["expected_rows", "expected_tables", "judged_on", "needs_rejudging", "rebuild"]
