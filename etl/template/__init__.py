"""A workbook to fill in: what a unit, or the units of a department, have to report in a follow-up.

===========  =============================================================================
``due``      what is to be reported, with what is known of it, as the pages may show it
``choosing`` which unit and follow-up the operator means
``writing``  the workbook
===========  =============================================================================

It is read by ``etl.readers.tables.template``, whose headers and marks it bears.
"""

from etl.template.choosing import ChoiceError, period_meant, units_meant
from etl.template.due import DueFigure, DueGoal, DueReport, due_reports
from etl.template.writing import write_template

__all__ = [
    "ChoiceError",
    "DueFigure",
    "DueGoal",
    "DueReport",
    "due_reports",
    "period_meant",
    "units_meant",
    "write_template",
]
