"""A real browser against a real server on a store of its own; a request that leaves this machine fails the test."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, TimeoutError

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
STARTS_WITHIN_SECONDS = 90
ADDRESS = "127.0.0.1"
MOST_OPENINGS = 20
LISTED_WITHIN_MS = 3_000
NOTHING_FADES = """() => !document.querySelector('[data-stale="true"]') &&
  document.getAnimations().every(one => !(one instanceof CSSTransition) || one.playState !== "running")"""


def chromium() -> str:
    """The browser's path, or "" where there is none."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium rather than a download; where a browser must be there, its absence is a failure."""
    path = chromium()
    if not path and os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail("No Chromium was found, and the browser tests may not be skipped here.")
    if not path:
        pytest.skip("No Chromium was found: install it, or set CHROMIUM to its path, to run the browser tests.")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(autouse=True)
def stay_on_this_machine(context: BrowserContext) -> Iterator[None]:
    """Nothing that a page shows may need the internet."""
    left: list[str] = []
    context.on("request", lambda request: None if _is_here(request.url) else left.append(request.url))
    yield
    assert not left, f"the page asked for {left[0]}"


def _is_here(url: str) -> bool:
    return url.startswith((f"http://{ADDRESS}", f"ws://{ADDRESS}", "data:", "blob:", "about:"))


def serve(home: Path) -> Iterator[str]:
    """The app on a free port over the store in `home`; its address. The server is ended afterwards."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port = probe.getsockname()[1]
    words = ["--server.address", ADDRESS, "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *words]
    log = (home.parent / "server.log").open("wb")
    place = {**os.environ, "PROCUREMENT_HOME": str(home)}
    server = subprocess.Popen(command, cwd=PROJECT, env=place, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://{ADDRESS}:{port}/_stcore/health", server)
        yield f"http://{ADDRESS}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the server did not start")


def settled(page: Page) -> Page:
    """The page once its script has run to the end and nothing on it fades any more: while it fades, text is pale."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=60_000)
    page.wait_for_function(NOTHING_FADES, timeout=60_000)
    return page


def choose(page: Page, label: str, option: str, exact: bool = True) -> None:
    """Choose an option of a select box by its label; a box closes when the page draws it anew, and is opened again.

    `exact` false takes the first option that holds the words.
    """
    wanted = page.get_by_role("option", name=option, exact=exact).first
    for _ in range(MOST_OPENINGS):
        whole = page.get_by_role("combobox", name=re.compile(rf"(?:^|\. ){re.escape(label)}$"))  # "Selected …. LABEL"
        box = whole if whole.count() else page.get_by_role("combobox", name=label)
        box.click()
        with suppress(TimeoutError):
            box.fill(option, timeout=LISTED_WITHIN_MS)
            wanted.click(timeout=LISTED_WITHIN_MS)
            settled(page)
            return
        page.keyboard.press("Escape")
    raise AssertionError(f"the box '{label}' offers no '{option}'")
