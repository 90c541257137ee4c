"""`python -m tests.siege [SECONDS]`: what attacks on loopback do to `/health`, to signed commands, and to memory."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench import bot as bots
from tests.siege.attacks import ATTACKS
from tests.siege.besiege import besiege


def main(seconds: float) -> int:
    print("| attack | /health p50 | p99 | refused | signed commands acknowledged | memory |\n|---|---|---|---|---|---|")
    failed = 0
    for name in ATTACKS:
        with tempfile.TemporaryDirectory() as folder, bots.bot(Path(folder)) as ours:
            found = besiege(ours, name, seconds)
        p50 = statistics.median(found.health) * 1000
        good = found.p99 <= 0.1 and not found.refused and found.acknowledged == 1
        failed += not good
        print(
            f"| {name} | {p50:.1f} ms | {found.p99 * 1000:.1f} ms | {found.refused} of {len(found.health)}"
            f" | {found.acknowledged:.1%} of {len(found.commands.latencies)} | {found.megabytes:.0f} MB |"
            f" {'yes' if good else 'NO'} |",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
