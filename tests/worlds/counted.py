"""How often functions are called: work that is done twice shows in no answer."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def counted(*functions: Callable[..., Any]) -> Iterator[Counter[str]]:
    """Calls of these functions in this thread, by name, wherever they are imported; clear it to count anew."""
    names = {function.__code__: function.__name__ for function in functions}
    found: Counter[str] = Counter()

    def look(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code in names:
            found[names[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(before)
