"""What the operating system says in English is told in Swedish."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.faults import in_swedish


@pytest.mark.parametrize(
    ("path", "told"), [("finns-inte.txt", "filen eller mappen finns inte"), (".", "det är en mapp och ingen fil")]
)
def test_faults_of_a_file(tmp_path: Path, path: str, told: str) -> None:
    with pytest.raises(OSError) as raised:  # noqa: PT011 - the kind of fault is what is told
        (tmp_path / path).read_bytes()
    assert in_swedish(raised.value) == told


def test_a_fault_without_words_is_told_by_its_number() -> None:
    assert in_swedish(OSError(9999, "Something else")) == "systemfel 9999"
