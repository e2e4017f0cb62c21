"""Open the app on this machine's own address, with the demonstration in an empty store."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from procurement import settings
from procurement.services import demonstration
from procurement.services.desk import open_desk
from procurement.services.problems import CannotDo

PORT = 8501
ADDRESS = "127.0.0.1"
Progress = Callable[..., Iterator[Any]]


def run(home: Path | None, port: int, progress: Progress | None, as_json: bool = False) -> None:
    """Serve the pages until stopped; `progress` None leaves an empty store empty; the address goes to standard output.

    Raises CannotDo where no port is free.
    """
    desk = open_desk(home)
    if progress is not None and not desk.store.register.uploads.all():
        demonstration.load(desk, progress)
    free = free_port(port)
    address = f"http://{ADDRESS}:{free}"
    said = json.dumps({"address": address}) if as_json else f"The app is at {address} (stop it with Ctrl+C)."
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    place = {**os.environ, "PROCUREMENT_HOME": str(desk.store.home)}
    words = ["--server.address", ADDRESS, "--server.port", str(free), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(settings.CHECKOUT / "streamlit_app.py"), *words]
    subprocess.run(command, cwd=settings.CHECKOUT, env=place, check=False, stdout=subprocess.DEVNULL)


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nothing listens on."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, port)) != 0:
                return port
    raise CannotDo(f"No port from {wanted} to {wanted + 99} is free.")
