"""Look the pinned packages up in a database of known weaknesses; say loudly where it can't be reached.

Exit code 1 where a weakness is known, or where AUDIT=required and the database could not be asked.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).resolve().parents[1] / "requirements.txt"
FLAGS = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")


def audit() -> int:
    """Ask, print what is known, and return the exit code."""
    command = [sys.executable, "-m", "pip_audit", *FLAGS, "-r", str(LIST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["dependencies"] if done.stdout.startswith("{") else []
    asked = [package for package in found if "vulns" in package]
    weak = [package for package in asked if package["vulns"]]
    for package in weak:
        names = ", ".join(weakness["id"] for weakness in package["vulns"])
        print(f"{package['name']} {package['version']}: {names}")
    unasked = len(found) - len(asked)
    if not asked or unasked:
        print("*" * 100, file=sys.stderr)
        print(f"THE AUDIT IS NOT COMPLETE: {unasked or 'all'} packages could not be looked up.", file=sys.stderr)
        print((done.stderr.strip().splitlines() or ["no reason was given"])[-1][:300], file=sys.stderr)
        print("*" * 100, file=sys.stderr)
    else:
        print(f"{len(asked)} packages looked up, {len(weak)} with a known weakness.")
    return 1 if weak or ((not asked or unasked) and os.environ.get("AUDIT") == "required") else 0


if __name__ == "__main__":
    sys.exit(audit())
