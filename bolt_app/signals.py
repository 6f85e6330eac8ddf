"""SIGTERM and SIGINT that are never missed, whichever thread the kernel hands them to; knows no server.

Python runs its handlers in the main thread, and a main thread that waits for a lock is not woken when another
thread took the signal. Measured with granian: its runtime's thread took 9 of 40 SIGTERMs that came together
with a request; the worker went on, was killed ten seconds later, and the requests in hand with it.
"""

import os
import signal
import threading

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


def wait() -> None:
    """Hold the main thread until SIGTERM or SIGINT; neither does anything else from now on."""
    reader = _told_by_any_thread()
    for number in _ENDING:
        signal.signal(number, _nothing)
    _first(reader)


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
