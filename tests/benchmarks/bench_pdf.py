"""How fast PDF documents are read, and in how much memory: ``python -m tests.benchmarks.bench_pdf [file …]``.

The yardstick in the same run is pdfplumber's own ``extract_tables`` over the same pages; reading gives the running text too.
Without files, invented reports are printed in several layouts. Memory is the largest resident set of a process of its own that
reads a report of few pages, and one of many.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_MEMORY = """
import resource, sys
from etl.readers.pdf import read_pdf
for _ in read_pdf(sys.argv[1]):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_RUNS = 3


def made(folder: Path) -> list[Path]:
    """Reports in five layouts, of about ten pages each."""
    from tests.readers.fuzzing.pdf import report
    from tests.readers.making import platypus, press

    documents = [report()] * 6
    writers: dict[str, Callable[[Path], None]] = {
        "linjer": lambda path: platypus.write(path, [platypus.Look()], *documents),
        "rader": lambda path: platypus.write(path, [platypus.Look(lines="rules")], *documents),
        "utan": lambda path: platypus.write(path, [platypus.Look(lines="none")], *documents),
        "word": lambda path: press.write(path, press.Setting(), *documents),
        "inre": lambda path: press.write(path, press.Setting(border="inner", is_landscape=True), *documents),
    }
    paths = []
    for name, write in writers.items():
        paths.append(folder / f"{name}.pdf")
        write(paths[-1])
    return paths


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    import pdfplumber

    from etl.readers.pdf import read_pdf
    from tests.readers.fuzzing.pdf import report
    from tests.readers.making import press

    with tempfile.TemporaryDirectory() as folder:
        for path in [Path(name) for name in sys.argv[1:]] or made(Path(folder)):

            def extract(path: Path = path) -> int:
                with pdfplumber.open(path) as pdf:
                    return sum(len(page.extract_tables()) for page in pdf.pages)

            def read(path: Path = path) -> int:
                return sum(1 for _ in read_pdf(path))

            runs = [(seconds(read), seconds(extract)) for _ in range(_RUNS)]
            reading, extracting = min(run[0] for run in runs), min(run[1] for run in runs)
            with pdfplumber.open(path) as pdf:
                pages = len(pdf.pages)
            print(
                f"{path.name}: {pages} pages in {reading:.2f} s of one core ({pages / reading:.1f} pages/s), "
                f"{reading / extracting:.2f} times pdfplumber's extract_tables"
            )
        for copies in (2, 60):
            path = Path(folder) / "lang.pdf"
            press.write(path, press.Setting(), *[report()] * copies)
            with pdfplumber.open(path) as pdf:
                pages = len(pdf.pages)
            done = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], capture_output=True, text=True, check=True)
            print(f"{pages} pages: largest resident set {int(done.stdout) // 1024} MB")


if __name__ == "__main__":
    main()
