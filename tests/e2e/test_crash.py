"""A killed program loses nothing; `scripts/crash.py N` tries it as often as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "crash.py"


def test_nothing_is_lost_when_the_program_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "12"], capture_output=True, text=True, check=False, timeout=200
    )
    assert done.stdout.splitlines()[-1:] == ["tried 12, lost 0"], done.stdout + done.stderr
