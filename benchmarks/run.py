"""Run the benchmarks and write their tables to benchmarks/results/.

    python -m benchmarks.run [NAME…] [--entries N] [--turns N]

Each module ``bench_NAME.py`` has a function ``comparison(space)``: one idea a module.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.chart import chart
from benchmarks.compare import Result, run, table
from benchmarks.measure import RunError
from benchmarks.workspace import Workspace

HERE = Path(__file__).parent
NAMES = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main() -> int:
    """Run what is asked for; 0 if all promises were kept, else 1."""
    parser = argparse.ArgumentParser(description="Run the benchmarks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=3, help="runs of each side")
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    kept = True
    with tempfile.TemporaryDirectory(prefix="oeuvre-bench-") as folder:
        space = Workspace(Path(folder), options.entries)
        for name in options.names or NAMES:
            result = _run(name, space, options.turns)
            if result is None or result.kept is False:
                kept = False
            if result is not None:
                text = f"{table([result])}\n{_about(options.turns)}\n"
                stem = f"{name}-{options.entries}"
                (results / f"{stem}.svg").write_text(chart(result), encoding="utf-8")
                text = f"{text}\n![The same as bars]({stem}.svg)\n"
                (results / f"{stem}.md").write_text(text, encoding="utf-8")
                print(text, flush=True)
    return 0 if kept else 1


def _run(name: str, space: Workspace, turns: int) -> Result | None:
    """The result of one benchmark; None, with the reason on the screen, if it cannot be run."""
    print(f"{name} …", file=sys.stderr, flush=True)
    module = importlib.import_module(f"benchmarks.bench_{name}")
    try:
        return run(module.comparison(space), turns, space.folder / "log")
    except RunError as error:
        print(error, file=sys.stderr)
        return None


def _about(turns: int) -> str:
    return (
        f"Median of {turns} runs in turns, Python {platform.python_version()}, "
        f"{platform.system()} on {platform.machine()}. Compare ratios, not seconds."
    )


if __name__ == "__main__":
    sys.exit(main())
