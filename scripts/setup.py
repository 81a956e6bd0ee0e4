"""Make a checkout ready to run: virtual environment, locked packages, Qt's libraries.

    python3 scripts/setup.py app     what the program needs
    python3 scripts/setup.py dev     that, and what the tests need

What was done is written to .venv/ready.json; as long as the lock files, the Python and the
place are the same, nothing is done again. Python 3.8, standard library only, so that a
Python that is too old can say so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import system

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
READY = VENV / "ready.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What pip says when it fails, and what that means to the person at the screen.
REASONS = (
    (r"No space left on device|Errno 28", "the disk is full"),
    (r"Permission denied|Errno 13", "a folder or file cannot be written"),
    (r"DO NOT MATCH THE HASHES", "a package is not the one that was locked: nothing was installed"),
    (
        r"(?i)name ?resolution|network is unreachable|NewConnection|refused|timed out|ProxyError",
        "the package index cannot be reached (is there a network?)",
    ),
    (
        r"(?i)no matching distribution found for (pyside6|shiboken6)",
        "there is no PySide6 for this machine (Linux needs glibc 2.34 on x86-64, 2.39 on arm64)",
    ),
)


def main(wanted: str) -> None:
    """Bring the checkout to the state that is wanted, ``app`` or ``dev``."""
    if sys.version_info < OLDEST:
        run_newer_python()
    done = read_ready()
    is_made = done.get("place") == place() and PYTHON.exists()
    system.ensure(with_venv=not is_made)
    if not is_made:
        make_venv()
        done = {"place": place()}
    # dev.txt holds all of app.txt at the same versions.
    if done.get("dev") == digest("dev") or (wanted == "app" and done.get("app") == digest("app")):
        return
    lock = ROOT / "requirements" / f"{wanted}.txt"
    count = len(re.findall(r"(?m)^[a-z0-9].*==", lock.read_text(encoding="utf-8")))
    print(f"Installing {count} packages into .venv; this is done once", flush=True)
    # --no-deps: the lock is complete, there is nothing to resolve.
    pip("--no-deps", "--require-hashes", "-r", str(lock))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    done[wanted] = digest(wanted)
    READY.write_text(json.dumps(done), encoding="utf-8")


def run_newer_python() -> None:
    """Start again with a Python that is new enough; does not return.

    Raises:
        SetupError: There is none.
    """
    enough = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found and not subprocess.run([found, "-c", enough], check=False).returncode:
            os.execv(found, [found, *sys.argv])  # noqa: S606 - a Python, with our own arguments
    version = ".".join(map(str, sys.version_info[:3]))
    raise system.SetupError(
        f"Oeuvre needs Python 3.11 or newer; {sys.executable} is {version}"
        " (another one can be named: make run PYTHON=/path/to/python3)."
    )


def make_venv() -> None:
    """Make the virtual environment anew, also over the rest of a broken one."""
    print(f"Making a virtual environment in {VENV}", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        fail("The virtual environment could not be made", result.stdout + result.stderr)
    READY.write_text(json.dumps({"place": place()}), encoding="utf-8")


def pip(*arguments: str) -> None:
    """Run ``pip install`` in the virtual environment; one moving line on a terminal.

    Raises:
        SetupError: It failed, with the reason if that is a known one.
    """
    options = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
    command = [str(PYTHON), "-m", "pip", "install", *options, *arguments]
    environment = dict(os.environ, PYTHONUNBUFFERED="1", PIP_ROOT_USER_ACTION="ignore")
    lines = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            show(line.strip())
    show("")
    if process.returncode:
        fail("The packages could not be installed", "".join(lines))


def show(text: str) -> None:
    """Replace the moving line; nothing where output is no terminal."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 3
        sys.stdout.write("\r\033[K" + (f"  {text[:width]}" if text else ""))
        sys.stdout.flush()


def fail(what: str, output: str) -> None:
    """Raise a `SetupError` that gives the reason, or shows the end of the output."""
    if shutil.disk_usage(str(ROOT)).free < 10_000_000:
        output = "No space left on device"
    for pattern, reason in REASONS:
        if re.search(pattern, output):
            raise system.SetupError(f"{what}: {reason}.")
    sys.stderr.write("".join(output.splitlines(keepends=True)[-15:]))
    raise system.SetupError(f"{what}; the last lines of the output are above.")


def digest(wanted: str) -> str:
    """What the installed packages depend on, as a hash."""
    parts = [ROOT / "requirements" / f"{wanted}.txt", ROOT / "pyproject.toml"]
    parts.append(ROOT / "desktop" / "__init__.py")  # holds the version
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def place() -> str:
    """This Python and this folder: a virtual environment is good for one of each."""
    return f"{sys.version} {sys.base_prefix} {ROOT}"


def read_ready() -> dict[str, str]:
    """What was done before; empty when nothing was, or not to its end."""
    try:
        done = json.loads(READY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("app", "dev"):
        sys.exit("usage: setup.py app|dev")
    try:
        main(sys.argv[1])
    except system.SetupError as error:
        sys.exit(f"oeuvre: {error}")
    except OSError as error:
        sys.exit(f"oeuvre: the set-up failed: {error.strerror or error} ({error.filename})")
    except KeyboardInterrupt:
        sys.exit("\noeuvre: the set-up was stopped; the same command goes on with it.")
