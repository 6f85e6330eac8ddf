"""Several threads let go together; what they race for is not known."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Result = TypeVar("Result")


def at_once(act: Callable[[int], Result], racers: int = 8) -> list[Result]:
    """What each of several threads got that were let go together."""
    together = Barrier(racers)

    def race(number: int) -> Result:
        together.wait()
        return act(number)

    with ThreadPoolExecutor(racers) as threads:
        return list(threads.map(race, range(racers)))
