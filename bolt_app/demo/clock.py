"""A clock that can be moved on; knows nothing of who reads it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _real_now() -> datetime:
    return datetime.now(UTC)


class MovableClock:
    """Real time plus what it was moved by, so that a week passes without waiting for it.

    Args:
        real: the running time underneath, aware and in UTC; a test passes one that stands still.
    """

    def __init__(self, real: Callable[[], datetime] = _real_now) -> None:
        self._real = real
        self._moved = timedelta(0)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The time shown, aware and in UTC."""
        with self._lock:
            return self._real() + self._moved

    def timestamp(self) -> float:
        """The time shown, in seconds since 1970 (UTC)."""
        return self.now().timestamp()

    def advance(self, by: timedelta) -> None:
        """Moves the clock on.

        Raises:
            ValueError: `by` is negative; what was recorded would then lie in the future.
            OverflowError: the date would pass the year 9999.
        """
        if by < timedelta(0):
            raise ValueError(f"The clock only moves on, not back by {-by}.")
        with self._lock:
            moved = self._moved + by
            _ = self._real() + moved  # raises before anything changed
            self._moved = moved
