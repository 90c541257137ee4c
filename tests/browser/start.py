"""Starts the sandbox with the stand-in for the bot: `python -m tests.browser.start [PORT [DIR]]`."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.sandbox.main import Bot, run

STAND_IN = Bot([sys.executable, "-m", "tests.browser.stand_in"], Path(__file__).with_name("stand_in.yml"))

if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    data = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    sys.exit(run(port, data, browser=False, bot=STAND_IN))
