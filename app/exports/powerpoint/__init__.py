"""A deck as a PowerPoint file with charts and tables that can be edited."""

from __future__ import annotations

from app.exports.powerpoint.template import TemplateError
from app.exports.powerpoint.writing import write_powerpoint

__all__ = ["TemplateError", "write_powerpoint"]
