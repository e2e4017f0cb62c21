"""Find Chromium for the browser tests, or install it by apt where that is allowed; else say loudly how to have it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """The browser's path, from $CHROMIUM or the PATH; "" where there is none."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), "")


def install() -> None:
    """Ask apt for Debian's package, as root or by sudo that needs no password."""
    if not shutil.which("apt-get"):
        return
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and not shutil.which("sudo"):
        return
    print("Chromium is not here; asking apt for it ...", flush=True)
    quiet = {"check": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*before, "apt-get", "update", "-qq"], **quiet)
    wanted = ["chromium", "fonts-dejavu-core"]
    subprocess.run([*before, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], **quiet)


if __name__ == "__main__":
    if not find() and os.name == "posix":
        install()
    if not find():
        line = "*" * 100
        print(line, file=sys.stderr)
        print("THE BROWSER TESTS WILL BE SKIPPED: no Chromium was found, or apt could not install it.", file=sys.stderr)
        print("Install Chromium or Chrome, or set CHROMIUM to its path, and run `make test` again.", file=sys.stderr)
        print(line, file=sys.stderr)
