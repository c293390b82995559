"""Layouts of tables: the installation's own are sound, a wrong one is told with file and line, a proposed one can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.definitions import FOLDER, DefinitionError, LayoutDefinition, load_definitions
from etl.readers.records import Indicator, Remark
from etl.readers.tables import read_table
from etl.readers.tables.layout import ROLES
from etl.tables import knowledge_of
from tests.readers.making_tables import write
from tests.readers.making_tables.files import Made, Plain

VALID = """\
title: Ett uttag
description: Ett uttag ur ett system.
columns:
  unit: [Enhet]
  indicator: [Mått]
  outcome: [Utfall]
source: systemet
checked_on: 2026-11-22
"""


def folder_with(tmp_path: Path, text: str, name: str = "uttag") -> Path:
    (tmp_path / "layouts").mkdir(exist_ok=True)
    (tmp_path / "layouts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_valid_layout_bears_the_name_of_its_file(tmp_path: Path) -> None:
    (layout,) = load_definitions(folder_with(tmp_path, VALID)).layouts
    assert (layout.slug, layout.columns["indicator"]) == ("uttag", ("Mått",))


INVALID = [
    # what is replaced, by what, line, field, what is told
    ("  outcome:", "  utfall:", 6, "columns", "outcome"),
    ("[Mått]", "[]", 5, "columns", "lista"),
    ("[Utfall]", "[Mått]", 6, "columns", "som också står under indicator"),
    ("source:", "required: [period]\nsource:", 7, "required", "rubriker i columns"),
    ("source:", "shares: procent\nsource:", 7, "shares", "percent (9,5) eller ratio (0,095)"),
    ("source:", "decimal_mark: ','\nsource:", 7, "decimal_mark", "comma eller point"),
    ("source:", "faltnamn: 1\nsource:", 7, "faltnamn", "ett av fälten"),
    ("2026-11-22", "i går", 8, "checked_on", "2026-11-02"),
]


@pytest.mark.parametrize(("old", "new", "line", "field", "told"), INVALID)
def test_a_faulty_layout_is_told_with_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, field: str, told: str
) -> None:
    with pytest.raises(DefinitionError) as error:
        load_definitions(folder_with(tmp_path, VALID.replace(old, new, 1)))
    assert (error.value.file.name, error.value.line, error.value.field) == ("uttag.yaml", line, field)
    assert told in str(error.value)


def test_the_fingerprint_of_the_definitions_changes_with_a_layout(tmp_path: Path) -> None:
    before = load_definitions(folder_with(tmp_path, VALID)).sha256
    assert load_definitions(folder_with(tmp_path, VALID.replace("[Utfall]", "[Resultat]"))).sha256 != before


def test_the_readme_tells_of_every_field_and_every_sort_of_column() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    fields = set(LayoutDefinition.model_fields) - {"slug"}
    assert [name for name in (*fields, *ROLES) if f"`{name}`" not in readme] == []


def test_a_proposed_layout_can_be_saved_and_reads_the_table(tmp_path: Path) -> None:
    rows: list[list[Plain]] = [
        ["Skolenhet", "Matt", "Mätperiod ", "Poängsnitt"],
        ["Ekskolan", "Betyg", "VB 2023", 233],
        ["Alen", "Betyg", "VB 2023", 212],
    ]
    path = write([Made("Betyg per skola", rows)], tmp_path, "openpyxl")
    none_known = knowledge_of(load_definitions())
    (asked,) = [each for each in read_table(path, none_known) if isinstance(each, Remark)]
    written = asked.action.partition("\n\n")[2]
    proposed = knowledge_of(load_definitions(folder_with(tmp_path, written, "betyg-per-skola")))
    found = [(each.name, each.outcome) for each in read_table(path, proposed) if isinstance(each, Indicator)]
    assert found == [("Betyg", "233"), ("Betyg", "212")]
