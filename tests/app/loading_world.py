"""What Provstaden has to show on Underlag and Inläsning: a corrected figure, questions and answers, and a figure of too few.

Four of Solhemmet's residents have answered about their satisfaction. What they said, 41,7 %, must not be seen anywhere.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sqlalchemy import Connection, Engine, insert

from data import schema
from data.store import write_transaction
from etl.read_model import rebuild
from tests.app.world import AS_OF, BJORKGARDEN, EKBACKEN, NOJDA, SJUKFRANVARO, SOLHEMMET

CORRECTED_AT = dt.datetime(2025, 9, 25, 14, 5)
SECRET = ("41,7", "41.7", "43,3", "43.3")
"""The withheld share and the one that stood there before it was corrected, as text and as number."""
_OF_THE_PROGRAM = re.compile(r'(?:src|href)="/(?:_dash-component-suites|assets)/[^"]*"')
"""Addresses of scripts and style sheets hold the times of their files, in which any number may stand."""


def told(words: str) -> list[str]:
    """Which of the secrets a text tells."""
    words = _OF_THE_PROGRAM.sub("", words)
    return [secret for secret in SECRET if secret in words]


def add_history(engine: Engine, *, is_withheld: bool = False) -> None:
    """Put a second load into the store, that corrects a figure and leaves things to settle; with ``is_withheld`` also the few."""
    with write_transaction(engine) as connection:
        _rows(connection, schema.Load, {"id": 2, "finished_at": CORRECTED_AT, "what": "T2 2025, Björkgården", "facts_added": 1,
                                        "facts_ended": 1, "facts_unchanged": 40})  # fmt: skip
        replaced = _document(connection, 900, BJORKGARDEN, "gammal-t2.txt", ended_load_id=2)
        _outcome(connection, replaced, BJORKGARDEN, SJUKFRANVARO, 13.1, 118, "13,1 %", ended_load_id=2)
        _finding(connection, 1, BJORKGARDEN, "question", "Sjukfrånvaron 12,4 % är högre än någon gång förut.", printed="12,4")
        _finding(connection, 2, EKBACKEN, "warning", "Målet är skrivet i ord.", state="settled", answer="Sett.",
                 settled_by="Anna Andersson", settled_at=CORRECTED_AT)  # fmt: skip
        if is_withheld:
            _too_few(connection)
        rebuild(connection, None, AS_OF, tolerance_pct=10.0)


def _too_few(connection: Connection) -> None:
    current = _document(connection, 901, SOLHEMMET, "solhemmet-t2.txt")
    _outcome(connection, current, SOLHEMMET, NOJDA, 41.7, 4, "41,7 %")
    replaced = _document(connection, 902, SOLHEMMET, "solhemmet-forst.txt", ended_load_id=2)
    _outcome(connection, replaced, SOLHEMMET, NOJDA, 43.3, 30, "43,3 %", ended_load_id=2)
    _finding(connection, 3, SOLHEMMET, "question", "Utfallet 41,7 % skiljer sig från 43,3 %.", indicator=NOJDA, printed="41,7 %",
             state="settled", answer="värde 41,7 stämmer", settled_by="Anna", settled_at=CORRECTED_AT)  # fmt: skip
    _rows(connection, schema.Load, {"id": 3, "finished_at": CORRECTED_AT, "what": "Svar av Anna: Utfallet är 41,7 %."})


def _document(connection: Connection, document_id: int, unit: int, name: str, **more: Any) -> int:
    _rows(connection, schema.SourceDocument, {
        "id": document_id, "document_key": name, "load_id": 1, "file_name": name, "sha256": name, "origin": "document",
        "kind": "T2", "year": 2025, "unit_id": unit, **more,
    })  # fmt: skip
    return document_id


def _outcome(
    connection: Connection, document: int, unit: int, indicator: int, value: float, n: int, printed: str, **more: Any
) -> None:
    _rows(connection, schema.Outcome, {
        "source_document_id": document, "locator": "rad 7", "printed": printed, "load_id": 1, "unit_id": unit,
        "indicator_id": indicator, "year": 2025, "period": "T2", "gender": "T", "value": value, "n": n,
        "reported_year": 2025, "reported_period": "T2", **more,
    })  # fmt: skip


def _finding(
    connection: Connection, number: int, unit: int, kind: str, message: str, indicator: int = SJUKFRANVARO, **more: Any
) -> None:
    _rows(connection, schema.Finding, {
        "fingerprint": f"prov-{number}", "load_id": 2, "file_name": "t2-2025.txt", "locator": f"rad {number}", "unit_id": unit,
        "indicator_id": indicator, "kind": kind, "code": "prov", "message": message, "action": "Fråga enheten.", **more,
    })  # fmt: skip


def _rows(connection: Connection, table: type, row: dict[str, Any]) -> None:
    connection.execute(insert(table), row)
