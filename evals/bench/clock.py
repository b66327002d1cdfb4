"""One clock for all measurements."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

Run = Callable[[], Any]


def clocked(run: Run) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000
