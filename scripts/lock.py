"""Write requirements/app.txt and dev.txt: every package with its version and its hashes.

Run by ``make lock``; further arguments go to pip-compile (``--upgrade``). The hashes are
those of all files of a release, so that one lock serves Linux, macOS and Windows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",  # pip itself is a dependency, and belongs in a complete lock
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--build-deps-for=editable",  # the project is installed without build isolation
)


def main(arguments: list[str]) -> int:
    """Write both lock files; the exit status is pip-compile's."""
    if sys.version_info[:2] != (3, 11):
        # A newer Python would leave out packages that only 3.11 needs.
        sys.exit("oeuvre: lock with Python 3.11, the oldest that is supported.")
    app = "requirements/app.txt"
    status = compile_lock(app, "pyproject.toml", *arguments)
    dev = ("--extra=dev", f"--constraint={app}", "pyproject.toml")
    return status or compile_lock("requirements/dev.txt", *dev, *arguments)


def compile_lock(output: str, *arguments: str) -> int:
    """Run pip-compile for one lock file."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "-o", output, *arguments]
    environment = dict(os.environ, CUSTOM_COMPILE_COMMAND="make lock")
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
