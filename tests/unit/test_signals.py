"""Signals that a thread other than the main one takes, in processes of their own; the choice is forced."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]

# A thread sends the signal to itself: what the kernel does when it hands a process's signal to that thread.
# It waits until the signal has a handler, and a moment more: by then the main thread waits, as a rule.
TAKEN_BY_A_THREAD = """
import signal, threading, time
from bolt_app import signals

UNHANDLED = (signal.SIG_DFL, signal.default_int_handler)

def once_handled(number, send):
    while signal.getsignal(number) in UNHANDLED:
        time.sleep(0.01)
    time.sleep(0.05)
    send(number)

def take(number):
    signal.pthread_kill(threading.get_ident(), number)

def taken(number):
    threading.Thread(target=once_handled, args=[number, take]).start()
"""

HANDLED = """
handled = threading.Event()
signal.signal(signal.{name}, lambda *_: handled.set())
signals.pass_on_to_main_thread()
taken(signal.{name})
handled.wait()
print("handled")
"""

WAITED = """
taken(signal.{name})
signals.wait()
print("went on")
"""

FORKED = """
import os
signals.pass_on_to_main_thread()
if os.fork():
    print("child ended with", os.wait()[1], flush=True)
    os._exit(0)
signals.pass_on_to_main_thread()
handled = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: handled.set())
taken(signal.SIGTERM)
handled.wait()
os._exit(0)
"""

OTHERS = """
import os
other = threading.Event()

def another(*_):
    print("another signal", flush=True)
    other.set()

signal.signal(signal.SIGUSR1, another)

def send(number):
    os.kill(os.getpid(), signal.SIGUSR1)
    other.wait()
    os.kill(os.getpid(), number)

threading.Thread(target=once_handled, args=[signal.SIGTERM, send]).start()
signals.wait()
print("went on")
"""

WITHIN = """
within = signals.within()
print(within(0), within(0.01))
taken(signal.{name})
print(within(20), within(0))
"""

NUDGED = """
import os
signal.signal(signal.SIGUSR1, lambda *_: None)
within = signals.within()
threading.Timer(0.05, os.kill, [os.getpid(), signal.SIGUSR1]).start()
print(within(0.2))
"""

LEFT_ALONE = """
import os
reader, writer = os.pipe()
within = signals.within(reader)
print(within(0))
threading.Timer(0.05, os.close, [writer]).start()
print(within(20), within(0))
"""


def shown_by(script: str, name: str = "SIGTERM") -> str:
    """What a process prints; it fails when the process hangs."""
    code = TAKEN_BY_A_THREAD + script.format(name=name)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_main_thread_handles_a_signal_that_another_thread_took(name):
    assert shown_by(HANDLED, name) == "handled"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_waiting_ends_with_a_signal_that_another_thread_took_and_nothing_is_raised(name):
    assert shown_by(WAITED, name) == "went on"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_wait_of_some_seconds_is_cut_short_by_a_signal_and_so_is_every_one_after_it(name):
    assert shown_by(WITHIN, name) == "False False\nTrue True"


def test_another_signal_cuts_no_wait_short():
    assert shown_by(NUDGED) == "False"


def test_a_wait_is_cut_short_when_the_process_at_the_other_end_is_gone():
    assert shown_by(LEFT_ALONE) == "False\nTrue True"


def test_a_forked_process_has_its_own():
    assert shown_by(FORKED) == "child ended with 0"


def test_another_signal_ends_no_waiting():
    assert shown_by(OTHERS).splitlines() == ["another signal", "went on"]


def test_the_signals_are_those_a_service_manager_and_a_terminal_send():
    from bolt_app import signals  # noqa: PLC0415 - the scripts above are what is tested

    assert set(signals._ENDING) == {signal.SIGTERM, signal.SIGINT}
