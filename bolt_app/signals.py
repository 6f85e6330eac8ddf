"""SIGTERM and SIGINT that are never missed, whichever thread the kernel hands them to; knows no server.

Python runs its handlers in the main thread, and a main thread that waits for a lock is not woken when another
thread took the signal. Measured with granian: its runtime's thread took 9 of 40 SIGTERMs that came together
with a request; the worker went on, was killed ten seconds later, and the requests in hand with it.
"""

import os
import select
import signal
import threading
from collections.abc import Callable

_ENDING = (signal.SIGTERM, signal.SIGINT)


def pass_on_to_main_thread() -> None:
    """See to it that the main thread runs its handlers for the first SIGTERM or SIGINT from now on.

    Call it in the main thread of the process that is to end: what it sets up does not survive a fork.
    """
    reader = _told_by_any_thread()
    main = threading.main_thread().ident
    assert main is not None

    def pass_on() -> None:
        signal.pthread_kill(main, _first(reader))

    threading.Thread(target=pass_on, name="signals", daemon=True).start()


def end_at_once() -> None:
    """Have SIGTERM and SIGINT end this process, until somebody handles them: it has nothing in hand yet.

    A fork inherits its parent's handlers, and granian's tell the parent's own loop alone: a worker that was
    still loading the app took no notice of being ended, and was killed ten seconds later.
    """
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)


def wait() -> None:
    """Hold the main thread until SIGTERM or SIGINT; neither does anything else from now on."""
    reader = _told_by_any_thread()
    for number in _ENDING:
        signal.signal(number, _nothing)
    _first(reader)


def within(while_open: int | None = None) -> Callable[[float], bool]:
    """Return what waits for SIGTERM or SIGINT for some seconds, and says whether one of them came by then.

    From now on neither does anything else. For the main thread of a process that works between its waits.

    Args:
        while_open: a file descriptor nobody writes to; its end counts as a signal.
    """
    reader = _told_by_any_thread()
    for number in _ENDING:
        signal.signal(number, _nothing)
    watched = [reader] if while_open is None else [reader, while_open]
    came: list[bool] = []

    def waited(seconds: float) -> bool:
        if not came:
            ready = select.select(watched, [], [], seconds)[0]
            told = os.read(reader, 64) if reader in ready else b""
            if while_open in ready or any(number in _ENDING for number in told):
                came.append(True)
        return bool(came)

    return waited


def _told_by_any_thread() -> int:
    """The end of a pipe that gives the number of each signal, written by whichever thread took it."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    return reader


def _first(reader: int) -> int:
    while (number := os.read(reader, 1)[0]) not in _ENDING:
        pass
    return number


def _nothing(*_: object) -> None:
    """Python's own handler of SIGINT would raise wherever the main thread is."""
