"""What plain words cost: CPU time of one sentence while 10,000 names are known."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from bot.times.spans import longest
from bot.understanding.names import Name, Names
from bot.understanding.understand import understand
from tests.bench.rows import Row
from tests.unit.understanding.corpus import NAMES, cases, lexicon

KNOWN = 10_000
LONG = 2_000
REPEATS = 3
"""Of each long text, the fastest counts: what else runs on the machine is no cost of ours."""
MEDIAN_MS, WORST_MS = 5.0, 20.0
NONSENSE = (
    "x",
    "lorem ipsum dolor ",
    "show rejected templates and ",
    "campagn_0007x ",
    "delete ",
    "qwfp zxcv arst neio ",
    "delete order_update and ",
    "sunny bank acme shop ",
    "\"'<@",
    "every monday and ",
    "every 2 weeks on monday 9:00 ",
    "digest every day at nine ",
    "mute until monday 9:00 and ",
)


def rows(known: int = KNOWN, long: int = LONG, phrases: int | None = None) -> Iterator[Row]:
    """The phrases of the corpus, and 2,000 characters of anything."""
    made = (f"campaign_{number:05d}" for number in range(known))
    names = Names([*NAMES.all, *(Name(name, "whatsapp templates", {"name": name}, ("EN_US",)) for name in made)])
    _milliseconds("show campagn_00077", names)  # what is made at first use
    usual = [_milliseconds(case.said, names) for case in cases()[:phrases]]
    worst = max(min(_first((text * long)[:long], names) for _ in range(REPEATS)) for text in NONSENSE)
    median = statistics.median(usual)
    what = f"plain words with {known:,} known names"
    yield _row(f"{what}, median of {len(usual)} phrases", median, MEDIAN_MS)
    yield _row(f"{what}, worst of {long:,} characters", worst, WORST_MS)


def _row(what: str, measured: float, target: float) -> Row:
    return Row(what, "CPU time of one sentence", f"{measured:.1f} ms", f"< {target:g} ms", measured < target)


def _first(text: str, names: Names) -> float:
    """What a sentence costs that nobody has said before."""
    longest.cache_clear()
    return _milliseconds(text, names)


def _milliseconds(text: str, names: Names) -> float:
    began = time.process_time()
    understand(text, lexicon(), names)
    return (time.process_time() - began) * 1_000
