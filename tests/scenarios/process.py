"""The app in a process of its own, started, watched and stopped by a test; knows no route of its."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0
"""Seconds until a process that should start or stop counts as stuck; machines that test are slow at times."""


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something outside this process holds, looking often."""
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"still not so: {what}"
        threading.Event().wait(0.02)


class Process:
    """A server of the project's, with its port and its log."""

    def __init__(self, started: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._started = started
        self.port = port
        self._log = log

    @property
    def log(self) -> str:
        """What it wrote so far, on either stream."""
        return self._log.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        """The parent's process id."""
        return self._started.pid

    def status(self, path: str = "/readyz") -> int:
        """HTTP status of a page, or 0 when nobody takes the connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def ready(self) -> "Process":
        """Itself, once it takes requests."""
        until(lambda: self.ended or self.status() == 200, "it takes requests")
        assert not self.ended, self.log
        return self

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self._started.poll() is not None

    def terminate(self) -> None:
        """Send SIGTERM, as a service manager does."""
        self._started.send_signal(signal.SIGTERM)

    def exit_code(self) -> int:
        """Its exit code, once it is gone."""
        return self._started.wait(_PATIENCE)

    def kill(self) -> None:
        """Make sure nothing of it stays, its workers included."""
        if not self.ended:
            os.killpg(self._started.pid, signal.SIGKILL)
            self._started.wait(_PATIENCE)


@contextmanager
def running(folder: Path, *words: str, **environ: Any) -> Iterator[Process]:
    """`python -m …` in a folder, with exactly this environment, a free port and a log file of its own."""
    port = int(environ.get("PORT") or free_port())
    given: Mapping[str, str] = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "WATCH": "no",  # a test asks no server of the internet
        **{name: str(value) for name, value in environ.items()},
    }
    log = folder / f"{port}.log"
    with log.open("wb") as written:
        started = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=folder,
            env=given,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    process = Process(started, port, log)
    try:
        yield process
    finally:
        process.kill()
