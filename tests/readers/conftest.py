"""Reading a text as if it lay in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.readers.records import Record
from etl.readers.text import read_text
from tests.readers.fragments import Read


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_content(content: str | bytes) -> list[Record]:
        path = tmp_path / "dokument.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_text(path))

    return read_content
