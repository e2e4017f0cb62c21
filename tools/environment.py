"""Make the Python environment in .venv from a pinned, hashed list. Needs nothing but Python itself.

    python3 tools/environment.py requirements.txt

Works where Python refuses `pip install` outside an environment and where ensurepip is missing (Debian): pip itself
is then fetched from the package index at a pinned version and checked against its hash. A second call with the
same list takes no time.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ENVIRONMENT = PROJECT / ".venv"
STAMP = ENVIRONMENT / "made-from.json"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
PIP_VERSION = "26.3"
PUBLISHED_AS_SOURCE = ("pyspark-client",)
"""Everything else must be a wheel, so that nothing is compiled and nothing runs while it is installed."""


def make(requirements: Path) -> None:
    """Bring .venv in step with `requirements`; a list that was already installed changes nothing."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    wanted = fingerprint(requirements)
    made = json.loads(STAMP.read_text()) if STAMP.is_file() else {}
    if made.get(requirements.name) == wanted and PYTHON.exists():
        return
    if not works():
        print(f"Making the environment in {ENVIRONMENT} ...", flush=True)
        venv.EnvBuilder(with_pip=False, clear=True, symlinks=os.name != "nt").create(ENVIRONMENT)
        made = {}
    install(requirements)
    add_command()
    STAMP.write_text(json.dumps({**made, requirements.name: wanted}))


def fingerprint(requirements: Path) -> str:
    """The list's content and the Python that it was installed for, as one text."""
    return hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()


def works() -> bool:
    """Whether the environment's own Python starts (it does not after the system's Python was replaced)."""
    return PYTHON.exists() and STAMP.is_file() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0


def install(requirements: Path) -> None:
    """Install exactly what the list pins, every file checked against its hash."""
    print(f"Installing {requirements.name} (a few hundred megabytes; a minute or two the first time) ...", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        pip = pip_command(Path(folder))
        kinds = ["--only-binary", ":all:", "--no-binary", ",".join(PUBLISHED_AS_SOURCE)]
        flags = ["--require-hashes", *kinds, "--quiet", "--disable-pip-version-check", "--no-input"]
        done = subprocess.run([*pip, "install", *flags, "-r", str(requirements)], check=False)
    if done.returncode != 0:
        sys.exit(f"{requirements.name} could not be installed; the lines above say why. Is the package index in reach?")


def add_command() -> None:
    """Put the project on the environment's path, and a `procurement` command beside its Python."""
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    Path(packages, "procurement-checkout.pth").write_text(f"{PROJECT}\n")
    if os.name == "nt":
        (BINARIES / "procurement.cmd").write_text(f'@"{PYTHON}" -m procurement %*\n')
        return
    command = BINARIES / "procurement"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m procurement "$@"\n')
    command.chmod(0o755)


def pip_command(folder: Path) -> list[str]:
    """How to call a pip that installs into the environment: its own, or a fetched one where ensurepip is missing."""
    if subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0:
        return [str(PYTHON), "-m", "pip"]
    made = subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], check=False, capture_output=True)
    return [str(PYTHON), "-m", "pip"] if made.returncode == 0 else [str(PYTHON), str(fetched_pip(folder) / "pip")]


def fetched_pip(folder: Path) -> Path:
    """The pinned pip, fetched from the index and checked against the hash in requirements-dev.txt."""
    index = (os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple").rstrip("/")
    question = urllib.request.Request(f"{index}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    name = f"pip-{PIP_VERSION}-py3-none-any.whl"
    with urllib.request.urlopen(question, timeout=60) as answer:
        files = {file["filename"]: file["url"] for file in json.load(answer)["files"]}
    with urllib.request.urlopen(files[name], timeout=60) as answer:
        content = answer.read()
    digest = hashlib.sha256(content).hexdigest()
    if f"sha256:{digest}" not in (PROJECT / "requirements-dev.txt").read_text():
        sys.exit(f"{name} from {index} is not the file that requirements-dev.txt pins; nothing was installed.")
    wheel = folder / name
    wheel.write_bytes(content)
    return wheel


if __name__ == "__main__":
    make(PROJECT / (sys.argv[1] if len(sys.argv) > 1 else "requirements.txt"))
