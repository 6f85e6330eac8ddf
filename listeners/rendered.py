"""Answers rendered once and kept; knows neither what they say nor what they are made from."""

import json
import threading
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from cachetools import LRUCache


class Rendered:
    """Answers rendered once for each key: the same facts, language and role give the same bytes."""

    def __init__(self, size: int = 4096) -> None:
        """Keep at most this many answers."""
        self._kept: LRUCache[Hashable, str] = LRUCache(maxsize=size)
        self._lock = threading.Lock()

    def text(self, key: Hashable, make: Callable[[], Mapping[str, Any]]) -> str:
        """Return the JSON for a key, made when it is not kept."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            kept = json.dumps(make(), ensure_ascii=False)
            with self._lock:
                self._kept[key] = kept
        return kept
