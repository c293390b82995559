"""The read model, ready to show: ``attainment``, ``withheld_attainment`` and ``goal_attainment``. Derived from the facts alone.

The readable way, which says what is right, and with which ``etl check`` compares the store:

================  =====================================================================================
``facts``         reads the current facts of an indicator from the store
``series``        which facts of one unit count, and which follow-ups it promises
``cells``         the true figures of all units, reported or added up
``views``         the same as ordinary readers see them, and as those who may see what is withheld
``rows``          makes the rows out of a view, by ``etl.rules``
``reference``     all of this together, one indicator at a time
================  =====================================================================================

The fast way, which gives the very same rows, and with which loads fill the store:

================  =====================================================================================
``columns``       reads the facts as columns of numbers
``grid``          the figures of all series as arrays over gender and follow-up
``summing``       adds them up
``subtracting``   the sums that a reader could subtract with
``hiding``        what is withheld, and the figures as two readers see them
``judging``       status, level and limit of many figures at once
``comparing``     changes, intervals, gaps and process behaviour
``fast``          all of this together, some units at a time
``output``        columns of numbers as rows of the database
``stored``        rows that the store has already as columns of numbers
``adding_below``  adds a few units up of those
``touched``       re-judges what one document touches, by the same arrays
================  =====================================================================================

Both: ``organisation`` (the tree of units), ``goals`` (the read model of goals), ``writing`` (changes in the tables what
differs), ``judged`` (on which day, and with which defaults, the store was judged), ``rebuilding`` (the door).
"""

from etl.read_model.judged import judged_on, needs_rejudging
from etl.read_model.rebuilding import expected_rows, expected_tables, rebuild

__all__ = ["expected_rows", "expected_tables", "judged_on", "needs_rejudging", "rebuild"]
