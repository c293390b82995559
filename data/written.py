"""The tables of what people write in Målbild itself; nothing of it comes from a document, and no load touches it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data.base import Base


class Comment(Base):
    """What somebody writes about a unit's indicator in a follow-up. Never erased: changed, it is ended and replaced."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "unit_id", "indicator_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    period: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
    written_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    """When it was changed or taken away; ``ended_by`` says by whom. NULL while it is shown."""
    ended_by: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))


class SavedPresentation(Base):
    """A selection of slides that somebody keeps under a name: the address that shows it."""

    __tablename__ = "saved_presentation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    author: Mapped[str]
    saved_at: Mapped[dt.datetime]
