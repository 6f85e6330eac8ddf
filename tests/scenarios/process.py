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

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port nobody listens at, and nobody else is given while this process lives."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # who asks for this very port may have it
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(("127.0.0.1", 0))
    port: int = held.getsockname()[1]
    held.detach()  # stays bound
    return port


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something outside this process holds, looking often."""
    deadline = time.monotonic() + PATIENCE
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
        """Send SIGTERM, as a service manager does, once it no longer just kills."""
        until(lambda: self.ended or self._catches(signal.SIGTERM), "it takes SIGTERM as a wish to end well")
        self._started.send_signal(signal.SIGTERM)

    def _catches(self, number: int) -> bool:
        """Whether the process has a handler of its own for a signal; taken for granted where /proc is not."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return True
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return bool(int(lines["SigCgt"], 16) >> (number - 1) & 1)

    def exit_code(self) -> int:
        """Its exit code, once it is gone."""
        return self._started.wait(PATIENCE)

    def kill(self) -> None:
        """Make sure nothing of it stays, its workers included."""
        if not self.ended:
            os.killpg(self._started.pid, signal.SIGKILL)
            self._started.wait(PATIENCE)


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
