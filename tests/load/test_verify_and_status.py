"""What ``check`` finds when somebody has meddled with the store, and what ``status`` tells of it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from data.store import write_transaction
from data.vocabulary import FindingKind
from etl.status import NotReported, PeriodStatus, StoreStatus, store_status
from etl.verify import verify
from tests.load.desk import AXELSBERG, PILTRADET, Desk, annual_report, row


def meddle(desk: Desk, *statements: str) -> list[str]:
    """Change the store behind its back; gives what is then found wrong."""
    with desk.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.exec_driver_sql(statement)
        return verify(connection).faults


ASK_AGAIN = (
    "INSERT INTO finding SELECT 1000 + id, fingerprint, load_id, NULL, NULL, file_name, locator, NULL, NULL,"
    " kind, code, message, printed, action, state, answer, settled_by, NULL FROM finding"
)


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    plan = annual_report(row("Sjukfrånvaro", 30, target="7,5 %", periodicity="Tertial"), kind="VP")
    report = annual_report(
        row("Sjukfrånvaro", 30, outcome="4,8 %", target="7,5 %"),
        row("Klimatpåverkan från måltider", 34, outcome="0", target="1,9"),
    )
    desk.load("vp.txt", plan)
    desk.load("vb.txt", report)
    return desk


def test_a_store_that_was_only_loaded_into_is_whole(loaded: Desk) -> None:
    with loaded.engine.connect() as connection:
        verified = verify(connection)
    assert verified.faults == []
    assert verified.facts == 10
    assert verified.read_model_rows == 4 + 2 * 4, "enhetens egna, och de uppräknade hos förvaltningen och staden"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE attainment SET status = 'uppfylls_inte' WHERE period = 'VB'", "status är 'uppfylls_inte', borde vara"),
        ("DELETE FROM attainment WHERE period = 'VB'", "raden saknas"),
        ("UPDATE attainment SET year = 1999 WHERE period = 'T1'", "raden finns fast inget underlag ger den"),
        ("DELETE FROM source_document WHERE kind = 'VB'", "hänvisar till en rad i source_document som inte finns"),
        ("UPDATE target SET locator = ''", "target: 3 uppgifter saknar plats i källan"),
        ("UPDATE outcome SET missing = 'withheld'", "outcome: 2 utfall har varken värde eller skäl"),
        ("UPDATE target SET ended_load_id = load_id", "slutade gälla innan de började"),
        ("UPDATE source_document SET ended_load_id = 99", "gäller fast dokumentet inte längre gör det"),
        ("UPDATE source_document SET document_key = 'samma'", "dokumentet samma har flera gällande versioner"),
        (ASK_AGAIN, "samma fråga står flera gånger"),
        (
            "UPDATE outcome SET indicator_id = 9999 WHERE id = 1",
            "Tabellen outcome, rad 1: hänvisar till en rad i indicator som inte finns",
        ),
    ],
)
def test_what_is_wrong_is_found_and_said(loaded: Desk, statement: str, said: str) -> None:
    assert said in "\n".join(meddle(loaded, statement))


def status_of(desk: Desk) -> StoreStatus:
    with desk.engine.connect() as connection:
        return store_status(connection)


def test_an_empty_store_has_nothing_to_tell(desk: Desk) -> None:
    status = status_of(desk)
    assert (status.version, status.loaded_at, status.documents, status.findings) == (0, None, [], [])


def test_what_the_store_holds(loaded: Desk) -> None:
    status = status_of(loaded)
    assert [(each.unit, each.period, each.file_name, each.questions) for each in status.documents] == [
        (AXELSBERG, "VP 2020", "vp.txt", 0),
        (AXELSBERG, "VB 2020", "vb.txt", 1),
    ]
    assert status.periods == [PeriodStatus("VP 2020", False, 1, 1, 0), PeriodStatus("VB 2020", False, 1, 1, 2)]
    assert status.not_reported == [
        NotReported(AXELSBERG, "T1 2020", 1, False),
        NotReported(AXELSBERG, "T2 2020", 1, False),
    ]
    assert status.count(FindingKind.QUESTION) == 1
    assert status.findings[0].place == "vb.txt, rad 34"
    assert (status.units, status.indicators, status.draft_units, status.ended_facts) == (4, 4, 0, 0)


def test_settled_and_ended_questions_are_not_open(loaded: Desk) -> None:
    with write_transaction(loaded.engine) as connection:
        connection.execute(text("UPDATE finding SET state = 'settled'"))
    assert status_of(loaded).findings == []


def test_who_has_not_reported_is_told_by_unit(loaded: Desk) -> None:
    loaded.load(
        "vp2.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, target="80 %"), kind="VP", unit=PILTRADET, year=2021)
    )
    assert NotReported(PILTRADET, "VB 2021", 1, False) in status_of(loaded).not_reported
