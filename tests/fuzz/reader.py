"""The target of ``make fuzz``: the reader of BibTeX, under atheris (libFuzzer for Python).

Arguments are libFuzzer's. What is found is written to tests/data/bibtex/found/, where
`test_found` replays it.
"""

from __future__ import annotations

import importlib
import sys

atheris = importlib.import_module("atheris")  # not in the lock: it has no wheels for Windows

with atheris.instrument_imports(include=["biblio"]):
    from tests.fuzz import checks

TIMED = 16  # of this many inputs, one is repeated to see how long that takes


def one_input(data: bytes) -> None:
    """What the fuzzer calls with each input."""
    checks.check(data)
    if sum(data) % TIMED == 0:
        checks.check_time(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
