"""A controller who loads from Kolada: the command as it is written, and what the store holds after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data.schema import Finding, Indicator, Outcome, SourceDocument, Unit
from data.store import engine_for
from etl.cli import main
from tests.kolada.server import Kolada


@dataclass
class KoladaDesk:
    kolada: Kolada
    store: Path
    folder: Path
    waits: list[float]
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    def load(self, *arguments: str) -> int:
        """The command's exit status; what it said is in ``said``."""
        status = main(["load", *arguments])
        captured = self.capsys.readouterr()
        self.said = " ".join(f"{captured.out}\n{captured.err}".split())
        return status

    def fetch(self, what: str = "N00090", *options: str, years: str = "2019-2020") -> int:
        return self.load(f"kolada:{what}", *(options or ("--municipality", "0180")), "--years", years)

    def outcomes(self, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
        """Current outcomes with the name of their unit and indicator, sorted."""
        shown = columns or ("year", "gender", "value", "missing")
        query = (
            select(*(getattr(Outcome, name) for name in shown))
            .join(Indicator, Indicator.id == Outcome.indicator_id)
            .join(Unit, Unit.id == Outcome.unit_id)
            .where(Outcome.ended_load_id.is_(None))
        )
        for name, wanted in where.items():
            query = query.where({"indicator": Indicator.name, "unit": Unit.name}[name] == wanted)
        return sorted(self.rows(query), key=repr)

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        engine = engine_for(f"sqlite:///{self.store}")
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(query)]
        engine.dispose()
        return found

    def documents(self, *columns: str) -> list[tuple[Any, ...]]:
        return self.rows(
            select(*(getattr(SourceDocument, name) for name in columns)).where(SourceDocument.ended_load_id.is_(None))
        )

    def questions(self) -> list[tuple[Any, ...]]:
        return self.rows(select(Finding.code, Finding.printed).where(Finding.ended_load_id.is_(None), Finding.kind == "question"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been loaded but the definitions."""
        return self.rows(select(SourceDocument.id)) == []

    @property
    def kept(self) -> list[Path]:
        """Answers kept on disk."""
        return sorted((self.store.parent / "kolada").rglob("*.json"))
