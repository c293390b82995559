"""More documents than a statement of SQLite takes values."""

from __future__ import annotations

from sqlalchemy import Integer, create_engine, literal_column, select, text

from etl.loading.pieces import AT_A_TIME, pieces, rows_with


def test_every_value_is_in_one_piece_and_none_is_too_long() -> None:
    found = list(pieces(range(2 * AT_A_TIME + 1)))
    assert [len(each) for each in found] == [AT_A_TIME, AT_A_TIME, 1]
    assert [value for piece in found for value in piece] == list(range(2 * AT_A_TIME + 1))
    assert list(pieces([])) == []


def test_rows_are_found_by_more_values_than_a_statement_takes() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE numbered (id INTEGER PRIMARY KEY)"))
        connection.execute(text("INSERT INTO numbered (id) VALUES (:id)"), [{"id": number} for number in range(0, 40_000, 2)])
        query = select(literal_column("id", Integer)).select_from(text("numbered"))
        found = [row[0] for row in rows_with(connection, query, literal_column("id"), range(40_000))]
    assert found == list(range(0, 40_000, 2))
