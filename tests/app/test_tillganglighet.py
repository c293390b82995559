"""The accessibility statement: what the owner has filled in, and that what is missing is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.accessibility import Statement, StatementError, accessibility_statement
from data.settings import settings


@pytest.fixture
def statement_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "redogorelse.yaml"
    monkeypatch.setenv("MALBILD_ACCESSIBILITY_FILE", str(file))
    settings.cache_clear()
    yield file
    settings.cache_clear()


def test_the_file_that_comes_along_can_be_read_and_is_to_be_filled_in(client: FlaskClient) -> None:
    assert accessibility_statement().forenlig == ""
    page = client.get("/tillganglighet")
    assert page.status_code == 200
    assert "Redogörelsen är inte färdig." in page.text
    for heading in ("Hur tillgänglig är tjänsten?", "Det som inte är tillgängligt", "Rapportera brister", "Tillsyn"):
        assert heading in page.text
    assert 'href="https://www.digg.se/tdosanmalan"' in page.text


def test_what_is_filled_in_stands_in_its_sentence(statement_file: Path, world: object) -> None:
    statement_file.write_text(
        "aktor: Provstadens nämnd\nforenlig: delvis\nbrister: [Diagrammen saknar tangentbord.]\nbedomd: 2026-11-01\n"
        "uppdaterad: 2026-11-02\nmetod: Självskattning.\nkontakt: {epost: a@b.se}\n",
        encoding="utf-8",
    )
    found = accessibility_statement()
    assert (found.aktor, found.forenlig, found.bedomd) == ("Provstadens nämnd", "delvis", "2026-11-01")
    assert found.brister == ("Diagrammen saknar tangentbord.",)


def test_a_missing_file_is_an_empty_statement(statement_file: Path) -> None:
    assert accessibility_statement() == Statement()


@pytest.mark.parametrize(("written", "told"), [("forenlig: kanske", "«forenlig»"), ("a: [", "YAML"), ("okand: 1", "«okand»")])
def test_a_file_that_cannot_be_used_tells_which_line(statement_file: Path, written: str, told: str) -> None:
    statement_file.write_text(written, encoding="utf-8")
    with pytest.raises(StatementError, match=told):
        accessibility_statement()
