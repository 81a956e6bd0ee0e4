"""Run every check and every test, and end with one line that counts both.

    .venv/bin/python scripts/test.py             all (this is ``make test``)
    .venv/bin/python scripts/test.py --checks    only the checks (``make check``)

A step that fails does not stop the next one. The last line is ``N passed, N failed``, with
``, N skipped`` when something was skipped; a check counts as one test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import system

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEX = ROOT / "scripts" / "install_tex_tools.sh"

CHECKS = (
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("lint", [str(BIN / "ruff"), "check", "."]),
    ("types", [str(BIN / "mypy")]),
    ("layers", [str(BIN / "lint-imports")]),
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many tests ended how."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )


def main(arguments: list[str]) -> int:
    """Run the steps; 0 if nothing failed, else 1."""
    total = Count()
    for name, command in CHECKS:
        total += check(name, command)
    if "--checks" not in arguments:
        if TEX.exists():
            install_tex_tools()
        total += tests([a for a in arguments if a != "--checks"])
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}", flush=True)
    return 1 if total.failed or not total.passed else 0


def check(name: str, command: list[str]) -> Count:
    """Run one check; its output is shown only if it fails."""
    output = run_step(name, command)
    if output is None:
        return Count(passed=1)
    print("".join(f"    {line}\n" for line in output.splitlines()), end="", flush=True)
    return Count(failed=1)


def run_step(name: str, command: list[str]) -> str | None:
    """Run a command under a line with its name and running time; its output if it failed."""
    started = time.monotonic()
    ended = threading.Event()
    if sys.stdout.isatty():
        ticker = threading.Thread(target=tick, args=(name, started, ended), daemon=True)
        ticker.start()
    result = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    ended.set()
    if sys.stdout.isatty():
        ticker.join()
    verdict = "FAILED" if result.returncode else "ok"
    print(f"{name:<12}{time.monotonic() - started:7.1f} s  {verdict}", flush=True)
    return result.stdout if result.returncode else None


def tick(name: str, started: float, ended: threading.Event) -> None:
    """Show the running time of a step in place, until it has ended."""
    while not ended.wait(0.2):
        sys.stdout.write(f"\r{name:<12}{time.monotonic() - started:7.1f} s")
        sys.stdout.flush()
    sys.stdout.write("\r\033[K")


def install_tex_tools() -> None:
    """Install the real ``bibtex`` and ``biber`` for the tests that run them, if that is allowed."""
    if not system.may_install():
        return
    output = run_step("tex tools", ["sh", str(TEX)])
    if output is not None:  # no failure by itself: the tests that need them will say so
        print("".join(f"    {line}\n" for line in output.splitlines()[-5:]), end="", flush=True)


def tests(arguments: list[str]) -> Count:
    """Run pytest with its own progress on the screen."""
    started = time.monotonic()
    print("tests", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "--numprocesses=auto", f"--junitxml={report}"]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        code = subprocess.run(
            [*command, *arguments], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        count = read_report(report)
    if code and not count.failed:
        count += Count(failed=1)  # it crashed, or found nothing to run
    verdict = "FAILED" if count.failed else "ok"
    print(f"{'tests':<12}{time.monotonic() - started:7.1f} s  {verdict}", flush=True)
    return count


def read_report(report: Path) -> Count:
    """The counts in pytest's JUnit report; nothing when pytest died before it wrote one."""
    if not report.exists():
        return Count()
    total = Count()
    suites = ElementTree.parse(report)  # noqa: S314 - pytest has just written it
    for suite in suites.getroot().iter("testsuite"):
        ran, skipped = int(suite.get("tests", "0")), int(suite.get("skipped", "0"))
        failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        total += Count(ran - skipped - failed, failed, skipped)
    return total


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\noeuvre: stopped")
