"""Reads thousands of damaged and hostile files: ``python -m tests.benchmarks.fuzz_readers [cases] [kind of file]``.

Every case must end without an exception, within 10 seconds, in less than 500 MB. A kind of file is a module of
``tests/readers/fuzzing`` with ``KINDS``, ``SUFFIX``, ``case(kind, seed)`` and ``read(path)``.
"""

from __future__ import annotations

import importlib
import pkgutil
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import ModuleType

from tests.readers import fuzzing

_SECONDS, _MEGABYTES = 10, 500


def modules() -> list[ModuleType]:
    """The kinds of files that have cases."""
    names = [each.name for each in pkgutil.iter_modules(fuzzing.__path__)]
    found = [importlib.import_module(f"{fuzzing.__name__}.{name}") for name in sorted(names)]
    return [each for each in found if hasattr(each, "KINDS")]


def main() -> int:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chosen = [each for each in modules() if len(sys.argv) < 3 or each.__name__.endswith(sys.argv[2])]
    failures = 0
    slowest = (0.0, "")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(cases):
            module = chosen[number % len(chosen)]
            turn = number // len(chosen)
            hostile = getattr(module, "HOSTILE", ())
            kinds = module.KINDS if turn % 40 == 0 else [kind for kind in module.KINDS if kind not in hostile]
            kind = kinds[(turn // 40 if turn % 40 == 0 else turn) % len(kinds)]
            path = Path(folder) / f"fall{module.SUFFIX}"
            path.write_bytes(module.case(kind, number))
            began = time.monotonic()
            try:
                for _ in module.read(path):
                    pass
            except Exception:
                failures += 1
                print(f"{module.SUFFIX} {kind} {number}: {traceback.format_exc(limit=-3)}")
            slowest = max(slowest, (time.monotonic() - began, f"{module.SUFFIX} {kind} {number}"))
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{cases} cases in {time.monotonic() - start:.0f} s, {failures} exceptions")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]}), largest resident set {largest} MB")
    return int(failures > 0 or slowest[0] > _SECONDS or largest > _MEGABYTES)


if __name__ == "__main__":
    raise SystemExit(main())
