"""Window and command line on one library at once; `scripts/soak.py --minutes N` takes longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "soak.py"


def test_no_step_is_lost_when_all_write_at_once() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--minutes", "0.07"],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.stdout.splitlines()[-1:] != [], done.stderr
    assert done.stdout.splitlines()[-1].endswith("steps, lost 0"), done.stdout + done.stderr
